//! Which sentences promise, and what the others are.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::{
    dates::deadline,
    lexicon::{Hit, Lexicon, Sign},
    offices::Named,
    outline::{Level, Part},
    sentence::{Chunk, Core, Hits, begins_with_a_verb, chunks, inner_core, leads_on},
    text::Text,
};
use crate::model::PassageClass;

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
    /// A candidate: the verb, and what says that it is a promise.
    Promise(Core, Ground),
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
    /// It is a task of a table.
    Table,
}

/// A sentence of the body.
struct Sentence {
    range: Range<usize>,
    chunks: Vec<Chunk>,
    part: Option<usize>,
}

impl Sentence {
    fn has(&self, signs: &[Sign]) -> bool {
        self.chunks.iter().any(|chunk| chunk.sign.is_some_and(|sign| signs.contains(&sign)))
    }

    fn is_past(&self) -> bool {
        self.has(&[Sign::Past])
    }

    fn is_plain_promise(&self) -> bool {
        let says_otherwise =
            [Sign::Past, Sign::Refusal, Sign::Conditional, Sign::QuotedAsk, Sign::Closing, Sign::Opening];
        !self.has(&says_otherwise) && self.chunks.iter().any(|chunk| chunk.core.is_some())
    }
}

/// Words that say that what follows is what comes next, until the part ends.
const NEXT: &[&str] = &["下一步", "下步", "下一阶段", "今后", "接下来"];

/// A sign with the words that say it.
type Said = (Sign, Range<usize>);

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
        // What was asked for says nothing of the answer.
        let own = part.is_heading.then(|| lexicon.heading(&text.written(part.title.clone()))).flatten();
        let own = own.filter(|sign| *sign != Sign::QuotedAsk).map(|sign| (sign, part.title.clone()));
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
        let mut announced: Option<(Range<usize>, Option<Level>)> = None;
        let mut part = None;
        for (at, sentence) in sentences.iter().enumerate() {
            if sentence.part != part {
                let own = sentence.part.map(|part| self.parts[part].level);
                // What comes next goes on below the part in which it was announced, and ends with the next beside it.
                if announced.as_ref().is_some_and(|(_, above)| {
                    own <= *above || above.is_none() && own.is_some_and(|own| own == Level::Chapter)
                }) {
                    announced = None;
                }
                part = sentence.part;
            }
            let before = signed.partition_point(|end| *end <= sentence.range.start);
            let is_behind = |end: &usize| part.is_none_or(|part| self.parts[part].label.start < *end);
            let ground = if before.checked_sub(1).and_then(|at| signed.get(at)).is_some_and(is_behind) {
                announced = None;
                None
            } else {
                self.ground(sentence, announced.as_ref().map(|(word, _)| word), habits[at])
            };
            self.tell(sentence, ground, &mut judged);
            // It announces what stands behind it, not the words before it in its own sentence.
            if let Some(word) = self.next(&sentence.range).or_else(|| self.list_to_come(sentence)) {
                announced = Some((word, part.map(|part| self.parts[part].level)));
            }
        }
        judged
    }

    fn next(&self, range: &Range<usize>) -> Option<Range<usize>> {
        range.clone().find_map(|at| {
            let word = NEXT.iter().find(|word| self.text.has_at(at, word))?;
            let end = at + word.chars().count();
            (!self.text.has_at(end, "的")).then_some(at..end)
        })
    }

    /// The word of a sentence that speaks of what will be done and ends with a colon: what it announces follows in parts.
    fn list_to_come(&self, sentence: &Sentence) -> Option<Range<usize>> {
        let end = self.text.trimmed(sentence.range.clone()).end;
        let is_open = end.checked_sub(1).is_some_and(|at| self.text.folded[at] == ':');
        let future = sentence.chunks.iter().find(|chunk| chunk.sign == Some(Sign::Future))?;
        is_open.then(|| future.word.clone()).flatten()
    }

    /// The sentences of a line. Their parts are cut at marks and headings, which belong to no sentence.
    fn sentences(&self, line: &Range<usize>) -> Vec<Sentence> {
        let mut sentences = Vec::new();
        let first = self.parts.partition_point(|part| part.label.start < line.start);
        let own = &self.parts[first..self.parts.partition_point(|part| part.label.start < line.end)];
        let mut part = first.checked_sub(1).and_then(|part| self.open_in(part, line, own.first()));
        let mut start = line.start;
        for (at, next) in own.iter().enumerate() {
            self.split(start..next.label.start, part, &mut sentences);
            start = self.heading_end(next, line.end);
            part = Some(first + at);
        }
        self.split(start..line.end, part, &mut sentences);
        sentences
    }

    /// The part in which a line stands that begins without a mark: clauses end with their line, unless others of their row follow.
    fn open_in(&self, part: usize, line: &Range<usize>, next: Option<&Part>) -> Option<usize> {
        let own = &self.parts[part];
        if own.level < Level::Clause || own.label.start >= line.start {
            return Some(part);
        }
        let next = next.or_else(|| self.parts.get(part + 1));
        let goes_on = |next: &Part| {
            let begins = "一首".chars().any(|c| self.text.folded.get(next.label.start) == Some(&c))
                || self.text.has_at(next.label.start, "第一");
            next.level == Level::Clause && !begins && self.row(next) == self.row(own)
        };
        if next.is_some_and(goes_on) {
            return Some(part);
        }
        (0..part).rev().take(ROW).find(|at| self.parts[*at].level < Level::Clause)
    }

    /// What the marks of a row of clauses share: 一是 and 二是, 第一 and 第二, 首先 and 其次.
    fn row(&self, part: &Part) -> (bool, bool) {
        let is_first = |c: char| self.text.folded.get(part.label.start) == Some(&c);
        (is_first('第'), "首其再最".chars().any(is_first))
    }

    /// Where the heading of a part ends, its stop included; a part without a heading has only its mark.
    fn heading_end(&self, part: &Part, end: usize) -> usize {
        let end_of_mark = part.label.end;
        if !part.is_heading {
            return end_of_mark;
        }
        let is_stop = |at: usize| at < end && "。:,".contains(self.text.folded[at]);
        part.title.end + usize::from(is_stop(part.title.end))
    }

    fn split(&self, range: Range<usize>, part: Option<usize>, sentences: &mut Vec<Sentence>) {
        let mut start = range.start;
        let mut push = |range: Range<usize>| {
            let own = self.text.trimmed(range.clone());
            if !own.is_empty() {
                sentences.push(Sentence { chunks: chunks(self.text, &self.hits, range.clone()), range, part });
            }
        };
        for at in range.clone() {
            let is_end = "。!?".contains(self.text.folded[at]);
            let goes_on = |c: char| "。!?\")》".contains(c) || c == '(' && self.is_office_bracket(at + 1, range.end);
            if is_end && !(at + 1 < range.end && goes_on(self.text.folded[at + 1])) {
                push(start..at + 1);
                start = at + 1;
            }
        }
        push(start..range.end);
    }

    /// Whether a bracket that opens at a place says who is responsible: it belongs to the sentence before it.
    fn is_office_bracket(&self, open: usize, end: usize) -> bool {
        let close = self.text.find(open..end.min(open + BRACKET), |c| c == ')');
        close.is_some_and(|close| !Named::in_brackets(self.text, &(open..close + 1)).is_empty())
    }

    /// For each sentence whether a verb without tense is a promise there: in letters that nowhere say what comes next, and in
    /// parts of them that do not tell of the past.
    fn habits(&self, sentences: &[Sentence]) -> Vec<bool> {
        let count = |is_it: &dyn Fn(&Sentence) -> bool| sentences.iter().filter(|own| is_it(own)).count();
        // A letter that says anywhere what comes next says it where it promises.
        let is_future = |sign: &Option<Said>| matches!(sign, Some((Sign::Future, _)));
        let announces =
            self.headings.iter().any(is_future) || sentences.iter().any(|own| self.next(&own.range).is_some());
        let (future, past) = (count(&|own| own.has(&[Sign::Future])), count(&Sentence::is_past));
        let plain = count(&Sentence::is_plain_promise);
        if announces || plain < PLAIN || past > plain || future * FEW > plain {
            return vec![false; sentences.len()];
        }
        // The part above clauses and items decides for all of them.
        let group = |sentence: &Sentence| {
            let own = sentence.part?;
            (0..=own).rev().find(|at| self.parts[*at].level <= Level::Section)
        };
        let mut habits = Vec::with_capacity(sentences.len());
        for same in sentences.chunk_by(|a, b| group(a) == group(b)) {
            let past = same.iter().filter(|own| own.is_past()).count();
            // Its title must be such a verb, too: what stands below "about …" tells how things are.
            let says = |part: usize| begins_with_a_verb(self.text, &self.hits, &self.parts[part].title);
            let is_habit = past * 2 < same.len() && group(&same[0]).is_some_and(says);
            habits.extend(std::iter::repeat_n(is_habit, same.len()));
        }
        habits
    }

    /// What a heading above a sentence says of everything below it.
    fn heading(&self, part: Option<usize>) -> Option<(Sign, Range<usize>)> {
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

    fn tell(&self, sentence: &Sentence, ground: Option<Ground>, judged: &mut Vec<Judged>) {
        let is_whole = |sign: Sign| sentence.has(&[sign]);
        for (sign, class) in [(Sign::Closing, PassageClass::Closing), (Sign::Opening, PassageClass::Background)] {
            if is_whole(sign) {
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
        let mut state = State { ground: ground.clone(), said: None };
        let mut pieces: Vec<(Range<usize>, Piece)> = Vec::new();
        for (at, chunk) in sentence.chunks.iter().enumerate() {
            let piece = match self.piece(chunk, sentence, &mut state) {
                Piece::Promise(..) | Piece::Open(Some(_)) if self.is_lead_in(chunk, sentence) => {
                    Piece::Other(PassageClass::Umbrella, None)
                }
                Piece::Promise(_, ground) if self.is_topic(chunk, sentence.chunks.get(at + 1)) => {
                    Piece::Open(Some(ground))
                }
                piece => piece,
            };
            pieces.push((chunk.range.clone(), piece));
        }
        self.join(sentence, pieces, judged);
    }
}

/// A letter that speaks without tense says so seldom what will be done: at most once in this many sentences.
const FEW: usize = 5;
/// How many sentences must begin like promises before verbs without tense count.
const PLAIN: usize = 3;

/// How many characters may stand behind the 的 of a topic, its comma and it included.
const TOPIC: usize = 6;

/// How many characters of a chunk may stand before the deadline with which it begins.
const NEAR: usize = 2;

/// The most clauses in a row.
const ROW: usize = 40;

/// The longest bracket that names offices.
const BRACKET: usize = 120;

/// How many characters from its end a chunk says that a list follows.
const LIST: usize = 12;

/// What the earlier chunks of a sentence make of the later ones.
struct State {
    ground: Option<Ground>,
    said: Option<(Sign, Range<usize>)>,
}

/// A chunk by itself.
enum Piece {
    Promise(Core, Ground),
    /// It goes on with what stands before it or leads to what follows.
    Open(Option<Ground>),
    Other(PassageClass, Option<(Sign, Range<usize>)>),
}

impl Judge<'_> {
    fn piece(&self, chunk: &Chunk, sentence: &Sentence, state: &mut State) -> Piece {
        let word = chunk.sign.zip(chunk.word.clone());
        // A condition holds for what depends on it, to the end of its part of the sentence.
        let start = self.text.trimmed(chunk.range.clone()).start;
        let is_new = chunk.range.start.checked_sub(1).is_some_and(|at| self.text.folded[at] == ';')
            || ["同时", "此外", "另外"].iter().any(|word| self.text.has_at(start, word));
        if is_new && matches!(state.said, Some((Sign::Conditional, _))) {
            state.said = None;
        }
        // A part of the year that is not over when the letter is written.
        let is_period = || {
            word.as_ref()
                .is_some_and(|(_, word)| ["上半年", "一季度"].contains(&self.text.folded(word.clone()).as_str()))
        };
        let sign = match chunk.sign {
            Some(Sign::Past)
                if is_period() && self.date.is_some() && deadline(self.text, &chunk.range, self.date).is_some() =>
            {
                None
            }
            sign => sign,
        };
        let is_held = matches!(state.said, Some((Sign::Conditional, _)));
        match sign {
            Some(Sign::QuotedAsk) => return Piece::Other(PassageClass::QuotedAsk, word),
            Some(Sign::Future) if !is_held => {
                let own = word.map(|(_, word)| word).unwrap_or_else(|| chunk.range.clone());
                state.ground = Some(Ground::Said(own));
                state.said = None;
            }
            Some(Sign::LikelyFuture) if state.ground.is_none() && state.said.is_none() && !sentence.is_past() => {
                let is_told = self.is_told(sentence);
                state.ground = word.filter(|_| !is_told).map(|(_, word)| Ground::Said(word));
            }
            Some(sign @ (Sign::Refusal | Sign::Conditional | Sign::Past)) => {
                state.said = Some((sign, chunk.word.clone().unwrap_or(chunk.range.clone())))
            }
            // A basis or a reason leads to what is promised; by itself it is what it is.
            Some(sign @ (Sign::LegalBasis | Sign::Reason)) if state.ground.is_none() && state.said.is_none() => {
                state.said = Some((sign, chunk.word.clone().unwrap_or(chunk.range.clone())));
            }
            _ => {}
        }
        if state.said.is_none() && self.is_past_year(chunk) && !matches!(state.ground, Some(Ground::Said(_))) {
            state.said = Some((Sign::Past, chunk.range.start..chunk.range.start + 4));
        }
        if let Some(word) = self.deadline_of(chunk, sign, state) {
            (state.ground, state.said) = (Some(Ground::Said(word)), None);
        }
        if let Some((sign, word)) = &state.said {
            return Piece::Other(class(*sign), Some((*sign, word.clone())));
        }
        match (&state.ground, &chunk.core) {
            (Some(ground), Some(core)) => Piece::Promise(core.clone(), ground.clone()),
            (ground, _) => Piece::Open(ground.clone()),
        }
    }

    /// The deadline of a chunk that makes it speak of what will be done: one that is not over, and is not cited. Behind words
    /// of the past, the chunk must begin with it.
    fn deadline_of(&self, chunk: &Chunk, sign: Option<Sign>, state: &State) -> Option<Range<usize>> {
        let is_open = match &state.said {
            None => !matches!(state.ground, Some(Ground::Said(_))),
            Some((said, _)) => *said == Sign::Past,
        };
        if !is_open || !matches!(sign, None | Some(Sign::LikelyFuture)) {
            return None;
        }
        let named = deadline(self.text, &chunk.range, Some(self.date?))?;
        let own = self.text.trimmed(chunk.range.clone());
        let before = self.text.folded(own.start..named.range.start.max(own.start));
        // "During the plan" names no day by which something is done.
        let words = self.text.folded(named.range.clone());
        let is_cited =
            ["明确", "提出", "要求", "规定", "目标", "规划", "印发"].iter().any(|word| before.contains(word));
        let is_near = state.said.is_none() || before.chars().count() <= NEAR;
        (is_near && !is_cited && !words.ends_with("期间") && !words.ends_with("时期")).then_some(named.range)
    }

    /// Whether the headings above a sentence say that it tells of what was or is amiss.
    fn is_told(&self, sentence: &Sentence) -> bool {
        matches!(self.heading(sentence.part), Some((Sign::Past | Sign::Reason, _)))
    }

    /// Whether a chunk only says that a list follows: 做好以下工作.
    fn is_lead_in(&self, chunk: &Chunk, sentence: &Sentence) -> bool {
        const LISTS: &[&str] = &[
            "以下",
            "如下",
            "下列",
            "下述",
            "几方面",
            "几个方面",
            "几项",
            "方面工作",
            "方面着手",
            "方面入手",
            "方面推进",
            "件事",
            "项工作",
        ];
        let own = self.text.trimmed(chunk.range.clone());
        let is_last = own.end == self.text.trimmed(sentence.range.clone()).end;
        let tail = self.text.folded(own.end.saturating_sub(LIST).max(own.start)..own.end);
        let announces = own.end > own.start && self.text.folded[own.end - 1] == ':';
        is_last
            && (LISTS.iter().any(|word| tail.contains(word)) || announces && self.text.folded(own).contains("个方面"))
    }

    /// Whether a chunk names of what the next one says what will be done: 取得证书的,将予以补助.
    fn is_topic(&self, chunk: &Chunk, next: Option<&Chunk>) -> bool {
        let own = self.text.trimmed(chunk.range.clone());
        let is_noun = own.clone().rev().take(TOPIC).any(|at| self.text.folded[at] == '的');
        let says = |next: &Chunk| {
            let start = self.text.trimmed(next.range.clone()).start;
            next.sign == Some(Sign::Future)
                && ["将", "拟", "予以", "给予"].iter().any(|word| self.text.has_at(start, word))
        };
        chunk.sign.is_none() && is_noun && next.is_some_and(says)
    }

    /// A chunk that begins with a year before the letter's own.
    fn is_past_year(&self, chunk: &Chunk) -> bool {
        let at = self.text.trimmed(chunk.range.clone()).start;
        let digits = at..(at + 4).min(chunk.range.end);
        let year: Option<i32> = self.text.folded(digits).parse().ok();
        let letter = self.date.map(|date| date.year());
        self.text.has_at(at + 4, "年")
            && year.is_some_and(|year| year >= 1949 && letter.is_some_and(|letter| year < letter))
    }

    /// Unites the chunks of a sentence: what leads to a promise stands before it, what goes on with it belongs to it.
    fn join(&self, sentence: &Sentence, pieces: Vec<(Range<usize>, Piece)>, judged: &mut Vec<Judged>) {
        let has_promise = pieces.iter().any(|(_, piece)| matches!(piece, Piece::Promise(..)));
        let n = pieces.len();
        let next_promises = |at: usize| pieces[at + 1..].iter().any(|(_, piece)| matches!(piece, Piece::Promise(..)));
        let leads: Vec<bool> = (0..n).map(|at| leads_on(self.text, &pieces[at].0) && next_promises(at)).collect();
        let mut units: Vec<Judged> = Vec::new();
        for (at, (range, piece)) in pieces.into_iter().enumerate() {
            let push =
                |what, units: &mut Vec<Judged>| units.push(Judged { range: range.clone(), what, part: sentence.part });
            match piece {
                Piece::Promise(core, _)
                    if at + 1 == n
                        && at > 0
                        && self.is_purpose(&core)
                        && matches!(units.last(), Some(Judged { what: What::Promise(..), .. })) =>
                {
                    push(What::Other(PassageClass::Purpose, None), &mut units);
                }
                Piece::Promise(core, ground) => push(What::Promise(core, ground), &mut units),
                Piece::Other(class, word) => push(What::Other(class, word), &mut units),
                Piece::Open(ground) => match (units.last_mut(), ground) {
                    // What begins like a lead-in belongs to the promise behind it.
                    (Some(Judged { what: What::Promise(..), .. }), Some(_)) if at + 1 < n && leads[at] => {
                        push(What::Other(PassageClass::Umbrella, None), &mut units);
                    }
                    (Some(Judged { range: own, what: What::Promise(..), .. }), _) => own.end = range.end,
                    (_, Some(ground)) if !has_promise => match inner_core(self.text, &self.hits, &range) {
                        Some(core) => push(What::Promise(core, ground), &mut units),
                        None => push(What::Other(PassageClass::Umbrella, None), &mut units),
                    },
                    (_, Some(_)) => push(What::Other(PassageClass::Umbrella, None), &mut units),
                    (_, None) => push(What::Other(PassageClass::Background, None), &mut units),
                },
            }
        }
        judged.append(&mut units);
    }

    /// Verbs with which the aim of what stands before them is told.
    fn is_purpose(&self, core: &Core) -> bool {
        const AIMS: &[&str] = &[
            "促进", "满足", "增强", "提升", "提高", "确保", "实现", "筑牢", "构筑", "巩固", "保障", "推动", "形成",
            "激发", "助力", "营造", "凝聚",
        ];
        let word = self.text.folded(core.range.clone());
        AIMS.contains(&word.as_str())
    }
}

fn class(sign: Sign) -> PassageClass {
    match sign {
        Sign::Refusal => PassageClass::Refusal,
        Sign::Conditional => PassageClass::Conditional,
        Sign::QuotedAsk => PassageClass::QuotedAsk,
        Sign::Past => PassageClass::PastResult,
        Sign::LegalBasis => PassageClass::LegalBasis,
        Sign::Reason => PassageClass::Reason,
        Sign::Closing => PassageClass::Closing,
        Sign::Opening | Sign::Future | Sign::LikelyFuture => PassageClass::Background,
    }
}
