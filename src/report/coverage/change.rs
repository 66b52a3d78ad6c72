//! What became of the words of an anchor: each edit with a few characters around it, or by how much they have grown.

use similar::{ChangeTag, TextDiff};

use crate::{
    coverage::{Anchored, Change, Edit, How},
    lang::{Lang, Said, count},
    letter::LetterText,
    model::Stretch,
    page::{Line, Tone},
    said,
};

/// How many characters around an edit are shown.
const AROUND: u32 = 6;
/// How many characters of a longer edit are shown at its ends.
const ENDS: usize = 16;

/// What became of the words of an anchor, a line each.
pub fn changes(anchor: &Anchored<'_>, letter: &LetterText, lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    let is_known = matches!(anchor.now.change, Some(Change::Known(_)));
    if let (Some(quote), Some(found)) = (&anchor.was.quote, anchor.now.found)
        && !is_known
        && found.how != How::Exact
    {
        lines.push(diff(quote, letter.slice(found.stretch).unwrap_or_default()));
    }
    match &anchor.now.change {
        Some(Change::Known(edits)) => lines.extend(edits.iter().map(|edit| edited(edit, letter))),
        Some(Change::Grown(by)) => lines.push(Line::default().add(grown(*by).get(lang), Tone::Warn)),
        None => {}
    }
    lines
}

/// The same as plain text.
pub fn changes_of(anchor: &Anchored<'_>, letter: &LetterText, lang: Lang) -> Vec<String> {
    changes(anchor, letter, lang).iter().map(Line::plain).collect()
}

fn grown(by: i64) -> Said {
    let n = by.unsigned_abs();
    let chars = count(usize::try_from(n).unwrap_or(usize::MAX), "character");
    if by > 0 {
        said!("此处或其旁约多出 {n} 字", "about {chars} came in here or beside it")
    } else {
        said!("此处或其旁约少了 {n} 字", "about {chars} went from here or beside it")
    }
}

/// An edit with what stands around it: `…我们将{+不+}修好七座…`.
fn edited(edit: &Edit, letter: &LetterText) -> Line {
    let slice = |start: u32, end: u32| letter.slice(Stretch { start, end }).unwrap_or_default();
    // A number is read as a whole.
    let is_digit = |place: u32| slice(place, place + 1).contains(is_numeral);
    let is_number = !edit.words.is_empty() && edit.words.chars().all(is_numeral);
    let mut own = edit.now;
    while is_number && own.start > 0 && is_digit(own.start - 1) {
        own.start -= 1;
    }
    while is_number && is_digit(own.end) {
        own.end += 1;
    }
    let was = [slice(own.start, edit.now.start), &edit.words, slice(edit.now.end, own.end)].concat();
    let (start, end) = (own.start, own.end);
    let before = slice(start.saturating_sub(AROUND), start);
    let after = slice(end, (end + AROUND).min(u32::try_from(letter.chars()).unwrap_or(u32::MAX)));
    let line = Line::default().add(format!("…{}", shown(before)), Tone::Plain);
    marked(marked(line, ChangeTag::Delete, &was), ChangeTag::Insert, slice(start, end))
        .add(format!("{}…", shown(after)), Tone::Plain)
}

fn is_numeral(c: char) -> bool {
    "0123456789零〇一二两三四五六七八九十百千万".contains(c)
}

/// The quote with what was left out of it and what came in: `修好[-七-]{+八+}座风车`.
fn diff(quote: &str, words: &str) -> Line {
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in TextDiff::from_chars(quote, words).iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs.iter().fold(Line::default(), |line, (tag, run)| marked(line, *tag, run))
}

fn marked(line: Line, tag: ChangeTag, run: &str) -> Line {
    if run.is_empty() {
        return line;
    }
    let run = shown(&short(run));
    match tag {
        ChangeTag::Equal => line.add(run, Tone::Plain),
        ChangeTag::Delete => line.add(format!("[-{run}-]"), Tone::Bad),
        ChangeTag::Insert => line.add(format!("{{+{run}+}}"), Tone::Good),
    }
}

/// Both ends of long words.
fn short(run: &str) -> String {
    let chars: Vec<char> = run.chars().collect();
    if chars.len() <= 2 * ENDS + 1 {
        return run.to_owned();
    }
    let ends = |own: &[char]| own.iter().collect::<String>();
    format!("{}…{}", ends(&chars[..ENDS]), ends(&chars[chars.len() - ENDS..]))
}

fn shown(text: &str) -> String {
    text.replace('\n', "⏎")
}
