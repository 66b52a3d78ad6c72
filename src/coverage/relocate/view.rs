//! A text as it may have been before somebody broke or indented its lines.

use crate::model::Stretch;

/// Some of the characters of a text, each with its place in it.
#[derive(Debug)]
pub struct View {
    /// The characters.
    pub text: Vec<char>,
    places: Vec<u32>,
}

impl View {
    fn of(text: &[char], kept: impl Iterator<Item = usize>) -> Self {
        let (text, places) = kept.filter_map(|at| Some((*text.get(at)?, u32::try_from(at).ok()?))).unzip();
        Self { text, places }
    }

    /// The runs of characters that the view leaves out of a text of so many characters.
    pub fn left_out(&self, chars: usize) -> Vec<std::ops::Range<usize>> {
        let places = self.places.iter().map(|place| *place as usize).chain([chars]);
        let mut next = 0;
        let runs = places.map(|place| std::mem::replace(&mut next, place + 1)..place);
        runs.filter(|run| !run.is_empty()).collect()
    }

    /// The place in the text of a stretch of the view.
    pub fn outward(&self, own: Stretch) -> Stretch {
        let end = self.places.last().map_or(0, |last| last + 1);
        let start = self.places.get(own.start as usize).copied().unwrap_or(end);
        let last = (own.end as usize).checked_sub(1).and_then(|at| self.places.get(at)).map_or(end, |last| last + 1);
        Stretch { start, end: last.max(start) }
    }
}

/// A text as it is, and without blank lines and the white space around lines; each also with those lines joined that were
/// broken because they were full. A view of the same length as one before it is left out.
pub fn views(text: &[char]) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    for trims in [false, true] {
        let lines = lines(text, trims);
        let full = full(&lines);
        for joins in [false, true] {
            let mut kept = Vec::with_capacity(text.len());
            for (n, line) in lines.iter().enumerate() {
                kept.extend(line.clone());
                let is_joined = joins && full.is_some_and(|full| line.len() >= full);
                if !(is_joined && n + 1 < lines.len()) {
                    // The break that stands behind the line, or behind the white space that follows it.
                    kept.extend((line.end..text.len()).find(|at| text[*at] == '\n'));
                }
            }
            if views.iter().all(|view| view.text.len() != kept.len()) {
                views.push(View::of(text, kept.into_iter()));
            }
        }
    }
    views
}

/// The lines; without those that are blank and the white space around them, when they are trimmed.
fn lines(text: &[char], trims: bool) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split(|c| *c == '\n') {
        let is_shown = |c: &char| !c.is_whitespace();
        match (line.iter().position(is_shown), line.iter().rposition(is_shown)) {
            _ if !trims => lines.push(start..start + line.len()),
            (Some(first), Some(last)) => lines.push(start + first..start + last + 1),
            _ => {}
        }
        start += line.len() + 1;
    }
    lines
}

/// A text whose longest line is shorter than this was not broken to fit a width.
const SHORT: usize = 10;

/// From which length on a line is full: when a good part of the lines is as long as the longest, give or take two characters,
/// which is what keeps marks from beginning a line.
fn full(lines: &[std::ops::Range<usize>]) -> Option<usize> {
    let longest = lines.iter().map(ExactSizeIterator::len).max()?;
    let full = longest.saturating_sub(2);
    let n = lines.iter().filter(|line| line.len() >= full).count();
    (longest >= SHORT && n >= 2 && n * 6 >= lines.len()).then_some(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_broken_because_they_were_full_are_joined() {
        let text = "　　甲乙丙丁戊己庚辛壬癸\n子丑寅卯辰巳午未申酉\n天地玄黄。\n\n　　宇宙洪荒日月盈昃辰宿\n列张。";
        let text: Vec<char> = text.chars().collect();
        let seen: Vec<String> = views(&text).iter().map(|view| view.text.iter().collect()).collect();
        assert_eq!(seen[0], text.iter().collect::<String>());
        assert_eq!(seen[1], "　　甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉天地玄黄。\n\n　　宇宙洪荒日月盈昃辰宿列张。");
        assert_eq!(seen[2], "甲乙丙丁戊己庚辛壬癸\n子丑寅卯辰巳午未申酉\n天地玄黄。\n宇宙洪荒日月盈昃辰宿\n列张。");
        assert_eq!(seen[3], "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉天地玄黄。\n宇宙洪荒日月盈昃辰宿列张。");
        let own = views(&text)[3].outward(Stretch { start: 8, end: 12 });
        assert_eq!((own.start, own.end), (10, 15));
    }
}
