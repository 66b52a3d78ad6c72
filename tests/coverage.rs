//! Anchors in another text of a letter: the laws, on made-up letters.

#[path = "common/laws.rs"]
mod laws;

use duban::{
    coverage::{Anchor, Figures, Flaw, How, New, Origin, Proposed, Reading, Relocated, Sums, proposal, relocate},
    letter::LetterText,
    model::{Account, Fate, Ledger, Source, Stretch, Vocabulary as _},
    store::{
        edit::{replace, value},
        read::read,
    },
};
use laws::tried;
use proptest::prelude::*;

/// A made-up letter: clauses with the mark that ends each, and which of them promise something, with a quote.
#[derive(Clone, Debug)]
struct Made {
    text: Vec<char>,
    anchors: Vec<Anchor>,
}

const SIGNS: &str = "风车木桥面粉水渠钟楼田野石阶集市灯塔船坞书院林道修好漆成挂上补齐清淤开放公布每年各处七座三条3Ab";

fn clause() -> impl Strategy<Value = (String, char, bool, prop::sample::Index, usize)> {
    let word = prop::collection::vec(prop::sample::select(SIGNS.chars().collect::<Vec<_>>()), 6..24);
    let mark = prop::sample::select(vec!['，', '。', '；', '\n']);
    (word.prop_map(|signs| signs.into_iter().collect()), mark, any::<bool>(), any::<prop::sample::Index>(), 6..14_usize)
}

prop_compose! {
    fn made()(clauses in prop::collection::vec(clause(), 2..24)) -> Made {
        let mut text: Vec<char> = Vec::new();
        let mut anchors = Vec::new();
        for (words, mark, is_measure, from, len) in clauses {
            let words: Vec<char> = words.chars().collect();
            let start = text.len() as u32;
            let len = len.min(words.len());
            let from = from.index(words.len() - len + 1);
            let quote: String = words[from..from + len].iter().collect();
            text.extend(&words);
            let stretches = vec![Stretch { start, end: text.len() as u32 }];
            anchors.push(Anchor { stretches, quote: is_measure.then_some(quote) });
            text.push(mark);
        }
        let whole: String = text.iter().collect();
        for anchor in &mut anchors {
            // A quote occurs once, or the ledger would not have it.
            anchor.quote.take_if(|quote| whole.find(&**quote) != whole.rfind(&**quote));
        }
        Made { text, anchors }
    }
}

/// A text of which only the length is known.
fn of(chars: Option<u32>) -> Origin<'static> {
    Origin { chars, sha256: None }
}

fn relocated(made: &Made, text: &[char]) -> Vec<Relocated> {
    let letter = LetterText::new(text.iter().collect::<String>());
    relocate(&made.anchors, of(Some(made.text.len() as u32)), &letter).anchors
}

/// The ledger of a made-up letter.
fn ledger(made: &Made) -> Ledger {
    let letter = LetterText::new(made.text.iter().collect::<String>());
    let letter = format!("letter = {{ sha256 = \"{}\", chars = {} }}", letter.sha256(), letter.chars());
    let mut text = format!("format = 1\n[reply]\nnumber = \"1\"\n{letter}\n");
    let spans = |anchor: &Anchor| (anchor.stretches[0].start, anchor.stretches[0].end);
    for (start, end) in made.anchors.iter().filter(|anchor| anchor.quote.is_none()).map(spans) {
        text.push_str(&format!("[[reply.passage]]\nspan = [{start}, {end}]\nclass = \"background\"\n"));
    }
    for (n, anchor) in made.anchors.iter().enumerate() {
        let Some(quote) = &anchor.quote else { continue };
        let (start, end) = spans(anchor);
        text.push_str(&format!("[measure.m{n}]\nquote = \"{quote}\"\nspan = [[{start}, {end}]]\n"));
    }
    read(Source::new("measures.toml", text))
}

/// The ledger with what is proposed for another text of the letter.
fn moved(ledger: &Ledger, letter: &LetterText) -> Ledger {
    let proposed = proposal(ledger, &Reading::of(ledger, letter), letter);
    let toml = |value: New| match value {
        New::Stretch(own) => format!("[{}, {}]", own.start, own.end),
        New::Text(text) => value::string(&text),
        New::Count(n) => n.to_string(),
        New::Nowhere => "[]".to_owned(),
    };
    let values = proposed.into_iter().map(|Proposed { place, value }| (place, toml(value))).collect();
    read(Source::new("measures.toml", replace(ledger, values).expect("each value stands somewhere else")))
}

/// A small change that somebody makes to a text without meaning anything by it.
#[derive(Clone, Debug)]
enum Edit {
    Widths,
    Breaks(usize),
    Put(prop::sample::Index, char),
    Drop(prop::sample::Index),
}

impl Edit {
    /// Whether nobody could tell the end of a line from a break, because the line was full.
    fn is_hidden_in(&self, text: &[char]) -> bool {
        let Self::Breaks(every) = self else { return false };
        text.split(|c| *c == '\n').any(|line| !line.is_empty() && !(1..every - 2).contains(&(line.len() % every)))
    }

    fn of(&self, text: &[char]) -> Vec<char> {
        match self {
            Self::Widths => text.iter().copied().map(other_width).collect(),
            Self::Breaks(every) => {
                let lines = text.split(|c| *c == '\n').map(|line| line.chunks(*every).collect::<Vec<_>>().join(&'\n'));
                lines.collect::<Vec<_>>().join(&'\n')
            }
            Self::Put(at, c) => {
                // Words behind the last line are a line of their own.
                let at = at.index(text.len());
                [&text[..at], &[*c], &text[at..]].concat()
            }
            Self::Drop(at) => {
                let at = at.index(text.len());
                [&text[..at], &text[at + 1..]].concat()
            }
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        Just(Edit::Widths),
        (12..40_usize).prop_map(Edit::Breaks),
        (index(), prop::sample::select(vec![' ', '\u{3000}', '\u{200b}', '\n', '，', '另']))
            .prop_map(|(at, c)| Edit::Put(at, c)),
        index().prop_map(Edit::Drop),
    ]
}

/// The other width of what has two; one for one, so that places hold.
fn other_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn in_the_same_text_everything_is_held(made in made()) {
        for (anchor, found) in made.anchors.iter().zip(relocated(&made, &made.text)) {
            prop_assert_eq!(found.fate, Fate::Held);
            prop_assert_eq!(&found.stretches, &anchor.stretches);
            prop_assert_eq!(found.found.map(|found| found.how), anchor.quote.as_ref().map(|_| How::Exact));
        }
    }

    #[test]
    fn text_before_an_anchor_moves_it_by_its_length(made in made(), at in any::<prop::sample::Index>(), len in 1..40_usize) {
        // Words that no quote has, with an end of their own, put in before a clause.
        let at = at.index(made.anchors.len());
        let place = made.anchors[at].stretches[0].start as usize;
        let more: Vec<char> = std::iter::repeat_n('另', len).chain(['。']).collect();
        let text = [&made.text[..place], &more, &made.text[place..]].concat();
        let by = more.len() as u32;
        for (n, (anchor, found)) in made.anchors.iter().zip(relocated(&made, &text)).enumerate() {
            if anchor.quote.is_none() {
                continue;
            }
            let own = anchor.stretches[0];
            let by = if n < at { 0 } else { by };
            prop_assert_eq!(&found.stretches, &vec![Stretch { start: own.start + by, end: own.end + by }]);
            prop_assert_eq!(found.fate, if n < at { Fate::Held } else { Fate::Moved });
        }
    }

    #[test]
    fn a_word_put_in_anywhere_is_found_and_told(made in made(), at in any::<prop::sample::Index>(), len in 1..5_usize) {
        let at = at.index(made.text.len() + 1);
        let text = [&made.text[..at], &vec!['另'; len], &made.text[at..]].concat();
        let letter = LetterText::new(text.into_iter().collect::<String>());
        let ledger = ledger(&made);
        let reading = Reading::of(&ledger, &letter);
        prop_assert_eq!(reading.edits.as_ref().map(Vec::len), Some(1));
        let (at, by) = (at as u32, len as u32);
        for anchor in &reading.anchors {
            let own = anchor.was.stretches[0];
            let (start, end, fate) = match () {
                () if own.end < at => (own.start, own.end, Fate::Held),
                () if at < own.start => (own.start + by, own.end + by, Fate::Moved),
                // What came in right beside its words is of it.
                () => (own.start, own.end + by, Fate::Changed),
            };
            prop_assert_eq!((anchor.now.fate, &anchor.now.stretches), (fate, &vec![Stretch { start, end }]));
        }
    }

    #[test]
    fn another_width_loses_nothing(made in made()) {
        let text: Vec<char> = made.text.iter().copied().map(other_width).collect();
        for (anchor, found) in made.anchors.iter().zip(relocated(&made, &text)) {
            prop_assert_eq!(found.fate, Fate::Held);
            prop_assert_eq!(&found.stretches, &anchor.stretches);
        }
    }

    #[test]
    fn other_line_breaks_lose_no_quote(made in made(), every in 12..40_usize) {
        let mut text = Vec::new();
        for (at, c) in made.text.iter().enumerate() {
            if at % every == every - 1 {
                text.push('\n');
            }
            text.push(*c);
        }
        for (anchor, found) in made.anchors.iter().zip(relocated(&made, &text)) {
            prop_assert!(found.fate != Fate::Gone);
            if anchor.quote.is_some() {
                let own = found.found.expect("it was found");
                prop_assert!(matches!(own.how, How::Exact | How::Folded) && found.stretches[0].contains(own.stretch));
            }
        }
    }

    #[test]
    fn what_is_proposed_holds_in_the_text_that_it_is_proposed_for(made in made(), edit in edit()) {
        prop_assume!(!edit.is_hidden_in(&made.text));
        let text: String = edit.of(&made.text).into_iter().collect();
        let letter = LetterText::new(text);
        let ledger = moved(&ledger(&made), &letter);
        let reading = Reading::of(&ledger, &letter);
        for anchor in &reading.anchors {
            // Words that are all alike cannot be told from each other.
            let is_plain = anchor.flaws.iter().all(|flaw| matches!(flaw, Flaw::Repeated(_)));
            prop_assert!(anchor.now.fate == Fate::Held && is_plain, "{anchor:?} in {}", letter.text());
        }
        for part in &reading.parts {
            prop_assert!(part.claims.len() < 2, "two claims on {:?} of {}", part.stretch, letter.text());
        }
        let left = Sums::of(&ledger, &reading, Some(&letter)).whole.get(Account::Nothing);
        prop_assert_eq!(left.words, 0, "{} {:?}", letter.text(), reading.claims.iter().map(|c| c.stretch).collect::<Vec<_>>());
    }

    #[test]
    fn any_text_gives_stretches_inside_it(made in made(), text in "[风车木桥，。\n另]{0,60}") {
        let chars: Vec<char> = text.chars().collect();
        for found in relocated(&made, &chars).into_iter().filter(|found| found.fate != Fate::Gone) {
            for own in found.stretches {
                prop_assert!(own.end as usize <= chars.len());
            }
        }
    }
}

#[test]
fn a_quote_in_two_places_goes_where_its_neighbours_went() {
    let anchor = |start, end, quote: Option<&str>| Anchor {
        stretches: vec![Stretch { start, end }],
        quote: quote.map(str::to_owned),
    };
    // In the old text: "修好风车，漆好木桥。" The new one says the first words once more at the end.
    let anchors = [anchor(0, 4, Some("修好风车")), anchor(5, 9, Some("漆好木桥"))];
    let found = relocate(&anchors, of(Some(10)), &LetterText::new("你好，修好风车，漆好木桥。从前修好风车。")).anchors;
    let places: Vec<_> = found.iter().map(|found| (found.fate, found.stretches[0].start)).collect();
    assert_eq!(places, [(Fate::Moved, 3), (Fate::Moved, 8)]);
    assert_eq!(found[0].found.map(|found| found.places), Some(2));
}

#[test]
fn sentences_that_are_nearly_alike_and_all_changed_stay_where_they_are() {
    let mut text: Vec<char> = Vec::new();
    let mut anchors = Vec::new();
    for n in 100..400 {
        let words = format!("我们将在年底前修好第{n}号风车的栏杆");
        let start = text.len() as u32;
        text.extend(words.chars());
        let stretches = vec![Stretch { start, end: text.len() as u32 }];
        anchors.push(Anchor { stretches, quote: Some(words) });
        text.push('。');
    }
    let made = Made { text, anchors };
    let mut text = made.text.clone();
    for (n, anchor) in made.anchors.iter().enumerate() {
        let own = anchor.stretches[0];
        text[(own.start + n as u32 % (own.end - own.start)) as usize] = '另';
    }
    for (anchor, found) in made.anchors.iter().zip(relocated(&made, &text)) {
        assert_eq!((found.fate, &found.stretches), (Fate::Changed, &anchor.stretches));
    }
}

#[test]
fn what_is_counted_adds_up_to_the_letter() {
    let ledger = read(Source::new("measures.toml", include_str!("fixtures/letter/measures.toml").to_owned()));
    let letter = LetterText::new(include_str!("fixtures/letter/letter.txt"));
    let reading = Reading::of(&ledger, &letter);
    let sums = Sums::of(&ledger, &reading, Some(&letter));
    let total = sums.whole.total();
    assert_eq!(total.chars, letter.chars());
    assert_eq!(total.words, letter.text().chars().filter(|c| c.is_alphanumeric()).count());
    assert_eq!(total.stretches, reading.claims.len());
    assert_eq!(total.sentences, letter.sentences().iter().count());
    let added = |figures: &mut dyn Iterator<Item = Figures>| {
        figures.fold([0; 4], |sum, own| {
            [sum[0] + own.chars, sum[1] + own.words, sum[2] + own.stretches, sum[3] + own.sentences]
        })
    };
    let whole = added(&mut std::iter::once(total));
    assert_eq!(added(&mut sums.sections.iter().map(|(_, sum)| sum.total())), whole);
    let rest = [Account::Commitment, Account::Nothing].into_iter().map(|own| sums.whole.get(own));
    assert_eq!(added(&mut sums.classes.values().copied().chain(rest)), whole);
    assert_eq!(added(&mut Account::ALL.iter().map(|own| sums.whole.get(*own))), whole);
}
