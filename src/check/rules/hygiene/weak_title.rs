//! `weak-title`: a title that does not say what was promised.

use hashbrown::{HashMap, HashSet};

use crate::{
    check::{Found, rule::rule},
    lang::{Said, is_blank},
    model::{Ledger, Measure, Named},
    query::{Row, among},
    said,
};

rule! {
    "weak-title", Integrity, Warning;
    what: "题目太短、太长、像句子、照抄短引，或与别项相同", "a title that is very short or long, ends like a sentence, copies the quote, or is another's";
    why: "题目是整理者对承诺的概括，列表、报告和表格里只看得到它：要让人一眼知道答应了什么。",
        "The title is the curator's word for the promise, and often all that people see of it: it has to tell what was promised.";
    way_out: "用自己的话写一个动作加对象，如“修好七座风车”，4 到 40 字，末尾不加标点。",
        "In words of your own, write an act and its object, as in \"Mend seven windmills\": 4 to 40 characters (80 in English), no full stop.";
    example: "[measure.mend-windmills]\ntitle = \"风车。\"\nkind = \"deliverable\"\n";
    look: Among(&["title", "quote"], look);
}

/// The fewest and the most columns of a title; a Chinese character takes two.
const LEAST: usize = 8;
const MOST: usize = 80;

fn look(ledger: &Ledger, rows: &[Row<'_>], found: &mut Found) {
    let is_all = rows.len() == ledger.measures().len();
    // Of a few measures only what is called like them is looked at.
    let titles: Option<HashSet<&str>> =
        (!is_all).then(|| rows.iter().filter_map(|row| row.measure.title.as_deref()).collect());
    let is_one = among(rows);
    let is_meant = |measure: &Named<Measure>| is_all || is_one(measure);
    let mut seen: HashMap<&str, &Named<Measure>> = HashMap::with_capacity(rows.len());
    for measure in ledger.measures().iter() {
        let is_asked = |title: &&str| titles.as_ref().is_none_or(|titles| titles.contains(title));
        let title = measure.title.as_deref().filter(|title| is_asked(title) && !is_blank(title));
        let Some(title) = title else { continue };
        let twin = seen.insert(title, measure);
        if !is_meant(measure) && !twin.is_some_and(is_meant) {
            continue;
        }
        if let Some(said) = weakness(title, measure, twin) {
            let help = said!("用自己的话写明动作和对象", "say in words of your own what is done to what");
            found.in_measure(measure, measure.title.span(), said, help);
            if let Some(place) = twin.and_then(|twin| twin.title.span()) {
                found.also(place, said!("同样的题目", "the same title"));
            }
        }
    }
}

fn weakness(title: &str, measure: &Measure, twin: Option<&Named<Measure>>) -> Option<Said> {
    let columns: usize = title.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    if let Some(twin) = twin {
        let id = &twin.id.value;
        return Some(said!("与 {id} 的题目相同", "{id} has the same title"));
    }
    if columns < LEAST {
        return Some(said!("题目太短，看不出答应了什么", "it is too short to tell what was promised"));
    }
    if columns > MOST {
        return Some(said!("题目太长，列表中看不全", "it is too long to be seen in a list"));
    }
    if measure.quote.as_deref() == Some(title) {
        return Some(said!("照抄了原文短引", "it copies the quote"));
    }
    title.ends_with(['。', '；', '，', '、', '.', ';', ',']).then(|| said!("题目末尾不加标点", "a title ends without a stop"))
}
