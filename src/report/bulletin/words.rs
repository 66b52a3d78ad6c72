//! Small words of the bulletin: headings, fillers for what is not there, names and dates inside sentences.

use super::Bulletin;
use crate::{
    lang::{Lang, Text, day, quoted, text},
    page::Value,
    report::words::Which,
};

/// The parts.
pub const PARTS: [Text; 4] = [
    text("一、总体情况", "1. Overall"),
    text("二、本期变化", "2. What changed"),
    text("三、存在问题", "3. Problems"),
    text("四、下一步", "4. What comes next"),
];

/// The annexes.
pub const ANNEXES: [Text; 5] = [
    text("附件1　承诺事项办理情况表", "Annex 1. All commitments"),
    text("附件2　逾期和往期未报事项", "Annex 2. Overdue, and past periods without a report"),
    text("附件3　沉寂事项", "Annex 3. Silent"),
    text("附件4　延期情况", "Annex 4. Deadlines that were moved"),
    text("附件5　口径说明", "Annex 5. Definitions"),
];

/// Nothing was said since the reply.
pub const NOT_SAID: Text = text("未反馈", "not reported");
/// Neither the letter nor the ledger fixes it.
pub const NOT_FIXED: Text = text("未明确", "not fixed");
/// There is none.
pub const NONE: Text = text("无", "none");
/// It cannot be there.
pub const NOT_APPLICABLE: Text = text("不适用", "not applicable");

/// What a value says in a sentence, dates written out; the filler where there is nothing.
pub fn told(value: &Value, filler: Text, lang: Lang) -> String {
    match value {
        Value::Date(date) => day(*date, lang),
        value if value.label(lang).trim().is_empty() => filler.get(lang).to_owned(),
        value => value.label(lang),
    }
}

/// The label of a word, in quotation marks.
pub fn term(value: &Value, lang: Lang) -> String {
    quoted(&told(value, NOT_FIXED, lang))
}

/// Somebody's words as they stand, in quotation marks, behind what leads to them; nothing where nothing was said.
pub fn words(lead: Text, value: &Value, lang: Lang) -> String {
    let words = value.label(lang);
    if words.trim().is_empty() { String::new() } else { format!("{}{}", lead.get(lang), quoted(words.trim())) }
}

/// The text with the mark that ends a sentence, unless the words at its end have one of their own.
pub fn ended(text: String, lang: Lang) -> String {
    if is_ended(&text) { text } else { text + self::text("。", ".").get(lang) }
}

/// Whether a text ends with words of somebody that have their own mark.
fn is_ended(text: &str) -> bool {
    ["。”", "！”", "？”", ".”", "!”", "?”"].iter().any(|end| text.ends_with(end))
}

/// The text with one thing more about it: in the same sentence, or in a new one where the text ends with words that have a
/// mark of their own.
pub fn more(mut text: String, next: &str, lang: Lang) -> String {
    match (is_ended(&text), lang) {
        (true, Lang::Zh) => text += next,
        (true, Lang::En) => {
            let mut rest = next.chars();
            text.push(' ');
            text.extend(rest.next().into_iter().flat_map(char::to_uppercase));
            text += rest.as_str();
        }
        (false, Lang::Zh) => text = text + "；" + next,
        (false, Lang::En) => text = text + "; " + next,
    }
    text
}

/// A measure in a list: its place there, its title, the office that leads it.
pub fn numbered(n: usize, measure: &Which, bulletin: &Bulletin, lang: Lang) -> (String, String) {
    let (title, owner) = (told(&measure.title, NOT_FIXED, lang), told(&bulletin.owner(measure), NOT_FIXED, lang));
    match (lang, bulletin.scope.has_several) {
        (Lang::Zh, false) => (format!("{n}．{title}"), format!("（牵头单位：{owner}）")),
        (Lang::En, false) => (format!("{n}. {title}"), format!(" (owner: {owner})")),
        (Lang::Zh, true) => {
            (format!("{n}．{title}"), format!("（第{}号，牵头单位：{owner}）", told(&measure.reply, NOT_FIXED, lang)))
        }
        (Lang::En, true) => {
            (format!("{n}. {title}"), format!(" (No. {}, owner: {owner})", told(&measure.reply, NOT_FIXED, lang)))
        }
    }
}
