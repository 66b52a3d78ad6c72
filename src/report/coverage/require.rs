//! Why a ledger does not account for as much of its letter as is required.

use super::{Accounted, trouble::named};
use crate::{
    coverage::{Anchored, Hash},
    lang::Said,
    model::Vocabulary as _,
    said,
};

/// How many characters of what is left over are shown.
const SHOWN: usize = 16;

/// What is missing, a sentence each; nothing when at least this many of a hundred letters and digits are accounted for, and
/// everything is proven.
pub fn missing(one: &Accounted<'_>, percent: u8) -> Vec<Said> {
    let text = match one.reading.hash {
        Some(Hash::Same) => None,
        Some(Hash::Other) => Some(said!(
            "未达到 --require {percent}：这份文本不是台账所据的（SHA-256 不符）",
            "--require {percent} is not met: the text is not the letter that the ledger was made from (another SHA-256)"
        )),
        _ => Some(said!(
            "未达到 --require {percent}：台账没有登记 SHA-256，无从认定",
            "--require {percent} is not met: the ledger gives no SHA-256 to know its letter by"
        )),
    };
    text.into_iter().chain(unproven(one, percent)).chain(uncounted(one, percent)).collect()
}

/// How many anchors do not hold, and the first of them.
fn unproven(one: &Accounted<'_>, percent: u8) -> Option<Said> {
    let anchors = &one.reading.anchors;
    let open: Vec<&Anchored<'_>> = anchors.iter().filter(|anchor| !anchor.is_proven()).collect();
    let first = open.first()?;
    let (n, of) = (open.len(), anchors.len());
    let (name, fate) = (named(first), first.now.fate.term().label);
    let (zh, en) = (format!("{}（{}）", name.zh, fate.zh), format!("{} ({})", name.en, fate.en));
    Some(said!(
        "未达到 --require {percent}：{n}/{of} 处不在台账所写的位置，第一处是 {zh}",
        "--require {percent} is not met: {n}/{of} anchors are not where the ledger has them, the first is {en}"
    ))
}

/// How many letters and digits are accounted for, how many more would have to be, and where the first is that is not.
fn uncounted(one: &Accounted<'_>, percent: u8) -> Option<Said> {
    let (n, of) = one.words();
    let needed = (of * usize::from(percent)).div_ceil(100);
    let lacking = needed.checked_sub(n).filter(|lacking| *lacking > 0)?;
    let share = n * 100 / of.max(1);
    let lack = if lacking == 1 { "1 is".to_owned() } else { format!("{lacking} are") };
    let left = one.left();
    let (own, text) = left.first().expect("a letter or digit that is not accounted for stands somewhere");
    let (start, end) = (own.start, own.end);
    let words: String = text.trim().replace('\n', "⏎").chars().take(SHOWN).collect();
    let words = if text.trim().chars().count() > SHOWN { format!("{words}…") } else { words };
    Some(said!(
        "未达到 --require {percent}：已计入 {n}/{of} 个字（{share}%），还差 {lacking} 个；第一处未计入的在第 {start}–{end} 字：“{words}”",
        "--require {percent} is not met: {n}/{of} letters and digits accounted for ({share}%), {lack} lacking; the first that nothing accounts for is at {start}–{end}: “{words}”"
    ))
}
