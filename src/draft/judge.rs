//! Which sentences promise, and what the others are.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    announce::Next,
    lexicon::{Hit, Lexicon, Sign},
    offices::due_of,
    outline::{Level, Part},
    piece::{Piece, State},
    roles::says_who,
    sentence::Hits,
    split::Sentence,
    subject::By,
    text::Text,
    verb::{Core, core},
};
use crate::model::{PassageClass, Strength};

/// A stretch of the body with what it is.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Its characters.
    pub range: Range<usize>,
    /// What it is.
    pub what: What,
    /// The part of the letter in which it stands, by its place in the outline.
    pub part: Option<usize>,
}

/// What a stretch is.
#[derive(Clone, Debug)]
pub enum What {
    /// A candidate: the verb, what says that it is a promise, and who does it, when it begins with offices.
    Promise(Core, Ground, Option<By>),
    /// Something else, and the word for which it was taken for that.
    Other(PassageClass, Option<(Sign, Range<usize>)>),
}

/// Why a stretch is taken for a promise.
#[derive(Clone, Debug)]
pub enum Ground {
    /// A word of its sentence speaks of what will be done.
    Said(Range<usize>),
    /// What stands above or before it does: a heading, "next".
    Announced(Range<usize>),
    /// The letter speaks in verbs without tense throughout, and nothing here tells of the past.
    Tenseless,
    /// It says who does it: 由某局牵头, or an office in brackets behind it.
    Assigned(Range<usize>),
    /// It is a task of a table.
    Table,
}

/// A sign with the words that say it.
pub type Said = (Sign, Range<usize>);

/// Judges the body of a letter.
#[derive(Debug)]
pub struct Judge<'a> {
    /// The letter.
    pub text: &'a Text,
    /// Its expressions.
    pub hits: Hits<'a>,
    /// Its parts.
    pub parts: &'a [Part],
    /// The day of the letter.
    pub date: Option<NaiveDate>,
    /// For each part what its own heading, or the nearest above it, says of everything below.
    headings: Vec<Option<Said>>,
}

/// For each part what its own heading, or the nearest above it that does, says of everything below.
fn headings(text: &Text, parts: &[Part], lexicon: &Lexicon) -> Vec<Option<Said>> {
    let mut open: Vec<(Level, Option<Said>)> = Vec::new();
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        open.retain(|(level, _)| *level < part.level);
        // What was asked for says nothing of the answer, unless it is all that stands below.
        let own = part.is_heading.then(|| lexicon.heading(&text.written(part.title.clone()))).flatten();
        let says = |sign: &Sign| *sign != Sign::QuotedAsk || text.written(part.title.clone()).ends_with("内容");
        let own = own.filter(says).map(|sign| (sign, part.title.clone()));
        let sign = own.or_else(|| open.last().and_then(|(_, sign)| sign.clone()));
        open.push((part.level, sign.clone()));
        all.push(sign);
    }
    all
}

impl<'a> Judge<'a> {
    /// A judge of a letter of a day.
    pub fn new(text: &'a Text, hits: &'a [Hit], parts: &'a [Part], lexicon: &Lexicon, date: Option<NaiveDate>) -> Self {
        Self { text, hits: Hits(hits), parts, date, headings: headings(text, parts, lexicon) }
    }

    /// What the sentences of body lines are, in order; marks and headings are left out.
    ///
    /// What stands behind a signature stands below no heading of the letter, and nothing before it announces it: `signed` has
    /// the places at which signatures end.
    pub fn judge(&self, lines: &[Range<usize>], signed: &[usize]) -> Vec<Judged> {
        let sentences: Vec<Sentence> = lines.iter().flat_map(|line| self.sentences(line)).collect();
        let habits = self.habits(&sentences);
        let mut judged = Vec::new();
        let mut announced: Option<Next> = None;
        let mut told: Option<Next> = None;
        let mut part = None;
        for (at, sentence) in sentences.iter().enumerate() {
            if sentence.part != part {
                let own = sentence.part.map(|part| self.parts[part].level);
                // What comes next goes on below the part in which it was announced, and ends with the next beside it.
                let is_told = || matches!(self.heading(sentence.part), Some((Sign::Past | Sign::Reason, _)));
                announced = announced.filter(|next| {
                    let is_chapter = next.above.is_none() && own == Some(Level::Chapter);
                    !(own <= next.above || is_chapter && (!next.is_list || is_told()))
                });
                told = told.filter(|list| own > list.above && own != Some(Level::Chapter));
                part = sentence.part;
            }
            let before = signed.partition_point(|end| *end <= sentence.range.start);
            let is_behind = |end: &usize| part.is_none_or(|part| self.parts[part].label.start < *end);
            let ground = if before.checked_sub(1).and_then(|at| signed.get(at)).is_some_and(is_behind) {
                announced = None;
                None
            } else {
                self.ground(sentence, announced.as_ref().map(|next| &next.word), habits[at])
            };
            let is_told = told.is_some() && announced.is_none();
            self.tell(sentence, ground, is_told, &mut judged);
            // It announces what stands behind it, not the words before it in its own sentence.
            let list = self.list_to_come(sentence);
            let is_list = list.is_some();
            if let Some(word) = self.next(&sentence.range).or(list) {
                announced = Some(Next { word, above: self.above(part, is_list), is_list });
            }
            if let Some(word) = self.list_of_what_was(sentence) {
                told = Some(Next { word, above: self.above(part, true), is_list: true });
                announced = None;
            }
        }
        judged
    }

    /// For each sentence whether a verb without tense is a promise there: in chapters that nowhere say what comes next, and in
    /// parts of them that do not tell of the past.
    fn habits(&self, sentences: &[Sentence]) -> Vec<bool> {
        // The part above clauses and items decides for all of them, the chapter whether its parts may.
        let above = |sentence: &Sentence, level: Level| {
            let own = sentence.part?;
            (0..=own).rev().take(REACH).find(|at| self.parts[*at].level <= level)
        };
        let mut habits = Vec::with_capacity(sentences.len());
        for chapter in sentences.chunk_by(|a, b| above(a, Level::Chapter) == above(b, Level::Chapter)) {
            let is_habitual = self.is_habitual(chapter);
            for same in chapter.chunk_by(|a, b| above(a, Level::Section) == above(b, Level::Section)) {
                let past = same.iter().filter(|own| own.is_past()).count();
                // Its title must begin with a verb, too: what stands below "about …" tells how things are.
                let says = |part: usize| core(self.text, &self.hits, &self.parts[part].title).is_some();
                let is_habit =
                    is_habitual && past * 2 < same.len() && above(&same[0], Level::Section).is_some_and(says);
                habits.extend(std::iter::repeat_n(is_habit, same.len()));
            }
        }
        habits
    }

    /// Whether the sentences of a chapter promise in verbs without tense. One that says anywhere what comes next says it where
    /// it promises.
    fn is_habitual(&self, chapter: &[Sentence]) -> bool {
        let count = |is_it: &dyn Fn(&Sentence) -> bool| chapter.iter().filter(|own| is_it(own)).count();
        let announces = chapter
            .iter()
            .any(|own| matches!(self.heading(own.part), Some((Sign::Future, _))) || self.next(&own.range).is_some());
        let (future, past) = (count(&|own| own.has(&[Sign::Future])), count(&Sentence::is_past));
        let plain = count(&Sentence::is_plain_promise);
        !announces && plain >= PLAIN && past <= plain && future * FEW <= plain
    }

    /// What a heading above a sentence says of everything below it.
    pub fn heading(&self, part: Option<usize>) -> Option<(Sign, Range<usize>)> {
        self.headings.get(part?)?.clone()
    }

    /// What makes a sentence without a word of its own a promise, if anything does.
    fn ground(&self, sentence: &Sentence, announced: Option<&Range<usize>>, is_habit: bool) -> Option<Ground> {
        match (self.heading(sentence.part), announced) {
            (Some((Sign::Future, title)), _) => Some(Ground::Announced(title)),
            (_, Some(word)) => Some(Ground::Announced(word.clone())),
            (Some((Sign::Past | Sign::Reason, _)), None) => None,
            _ if is_habit && sentence.is_plain_promise() => Some(Ground::Tenseless),
            _ => None,
        }
    }

    /// What a sentence says behind the words that open the answer and a colon: 现答复如下:我局将…
    fn behind_the_opening(&self, sentence: &Sentence) -> Option<Sentence> {
        let at = sentence.chunks.iter().rposition(|chunk| chunk.sign == Some(Sign::Opening))?;
        let end = sentence.chunks[at].range.end;
        let is_open = self.text.folded[end - 1] == ':';
        let chunks = sentence.chunks[at + 1..].to_vec();
        (is_open && !self.text.trimmed(end..sentence.range.end).is_empty()).then_some(Sentence {
            range: end..sentence.range.end,
            chunks,
            part: sentence.part,
        })
    }

    /// Whether a sentence of courtesy, or one that opens the answer, says in another part what will be done, and more than that an
    /// answer will be given or that things will get better: 感谢您的关心,我局将于年底前修好七座风车.
    fn promises_beside(&self, sentence: &Sentence) -> bool {
        // 经研究,我局将… answers already.
        let is_found = sentence.chunks.iter().any(|chunk| {
            let is_it = |word: &Range<usize>| chunk.sign == Some(Sign::Opening) && self.text.has_at(word.start, "经");
            chunk.word.as_ref().is_some_and(is_it)
        });
        let is_firm = |core: &Core| is_found || matches!(core.strength, Strength::Act | Strength::Reach);
        let is_deed = |core: &Core| is_firm(core) && !POLITE.contains(&self.text.folded(core.range.clone()).as_str());
        sentence.chunks.iter().any(|chunk| {
            let is_deed = || chunk.core.as_ref().is_some_and(is_deed);
            chunk.sign == Some(Sign::Future) && (is_deed() || self.limit(chunk).is_some())
        })
    }

    fn tell(&self, sentence: &Sentence, ground: Option<Ground>, is_told: bool, judged: &mut Vec<Judged>) {
        // By when and by whom is no promise of its own.
        if due_of(self.text, &sentence.range).is_some() || says_who(self.text, &sentence.range) {
            let what = What::Other(PassageClass::Background, None);
            return judged.push(Judged { range: sentence.range.clone(), what, part: sentence.part });
        }
        if let Some((Sign::QuotedAsk, title)) = self.heading(sentence.part) {
            let what = What::Other(PassageClass::QuotedAsk, Some((Sign::QuotedAsk, title)));
            return judged.push(Judged { range: sentence.range.clone(), what, part: sentence.part });
        }
        if let Some(behind) = self.behind_the_opening(sentence) {
            let range = sentence.range.start..behind.range.start;
            let word = self.hits.sign(&range, Sign::Opening).map(|hit| (Sign::Opening, hit.range.clone()));
            judged.push(Judged { range, what: What::Other(PassageClass::Background, word), part: sentence.part });
            return self.tell(&behind, ground, is_told, judged);
        }
        let is_whole = |sign: Sign| sentence.has(&[sign]);
        for (sign, class) in [(Sign::Closing, PassageClass::Closing), (Sign::Opening, PassageClass::Background)] {
            if is_whole(sign) && !self.promises_beside(sentence) {
                let word = sentence
                    .chunks
                    .iter()
                    .find_map(|chunk| Some((sign, chunk.word.clone().filter(|_| chunk.sign == Some(sign))?)));
                judged.push(Judged {
                    range: sentence.range.clone(),
                    what: What::Other(class, word),
                    part: sentence.part,
                });
                return;
            }
        }
        let mut state = State {
            ground: ground.clone(),
            said: None,
            by: None,
            is_asked: false,
            is_past: sentence.is_past(),
            is_told,
        };
        let mut pieces: Vec<(Range<usize>, Piece)> = Vec::new();
        for (at, chunk) in sentence.chunks.iter().enumerate() {
            let piece = match self.piece(chunk, sentence, &mut state) {
                Piece::Promise(..) | Piece::Open(Some(_), _) if self.is_lead_in(chunk, sentence) => {
                    Piece::Other(PassageClass::Umbrella, None)
                }
                Piece::Promise(_, ground, _) if self.is_topic(chunk, sentence.chunks.get(at + 1)) => {
                    Piece::Open(Some(ground), None)
                }
                piece => piece,
            };
            pieces.push((chunk.range.clone(), piece));
        }
        self.join(sentence, pieces, judged);
    }
}

/// Verbs of what is promised out of courtesy.
const POLITE: &[&str] = &[
    "答复", "办理", "受理", "反馈", "回访", "开展", "做好", "解决", "处理", "倾听", "听取", "接受", "采纳", "吸取",
    "吸收",
];

/// A chapter that speaks without tense says so seldom what will be done: at most once in this many sentences.
const FEW: usize = 3;
/// How many parts up the one is looked for that decides.
pub const REACH: usize = 400;
/// How many sentences must begin like promises before verbs without tense count.
const PLAIN: usize = 3;
