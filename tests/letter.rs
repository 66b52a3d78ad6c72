//! The shipped ledger against the letter itself, which is not in the repository: `DUBAN_LETTER` names it.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::{collections::HashSet, env, fs};

use duban::{
    draft::{Draft, Level, Lexicon},
    letter::LetterText,
    model::{Kind, Ledger, PassageClass, Source, Status, Stretch, Vocabulary as _},
    store::read::read,
};

fn ledger() -> Ledger {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/measures.toml")).expect("the ledger is shipped");
    read(Source::new("measures.toml", text))
}

fn letter() -> LetterText {
    let path = env::var_os("DUBAN_LETTER").expect("DUBAN_LETTER names the letter's text");
    LetterText::new(fs::read_to_string(path).expect("the letter can be read"))
}

fn stretches(ledger: &Ledger) -> Vec<(String, Stretch)> {
    let measures = ledger.measures().iter().flat_map(|measure| {
        measure.span.items().map(|stretch| (measure.id.value.to_string(), *stretch)).collect::<Vec<_>>()
    });
    let reply = ledger.reply().expect("the ledger has its reply");
    let passages = reply.passage.iter().map(|passage| {
        let class = passage.class.copied().map_or("", |class: PassageClass| class.term().word);
        (format!("passage {class}"), passage.span.copied().expect("every passage has its span"))
    });
    let mut all: Vec<_> = measures.chain(passages).collect();
    all.sort_by_key(|(_, stretch)| *stretch);
    all
}

#[test]
fn the_ledger_reads_without_a_finding_and_claims_nothing() {
    let ledger = ledger();
    assert_eq!(ledger.findings, []);
    assert!((96..=130).contains(&ledger.measures().len()), "{} measures", ledger.measures().len());
    for measure in ledger.measures().iter() {
        let id = &measure.id.value;
        assert_eq!(measure.status.copied(), Some(Status::Unreported), "{id}: no evidence was entered yet");
        assert!(measure.update.is_empty() && measure.verification.is_empty() && measure.due.get().is_none(), "{id}");
        for text in [&measure.title, &measure.en, &measure.clause, &measure.quote, &measure.done_when] {
            assert!(text.as_deref().is_some_and(|text| !text.trim().is_empty()), "{id}");
        }
        assert!(
            measure.owner.get().is_some() && measure.owner_basis.get().is_some() && measure.span.items().len() > 0,
            "{id}"
        );
        assert_eq!(measure.every.get().is_some(), measure.kind.copied() == Some(Kind::Recurring), "{id}");
        for other in measure.related.items() {
            let other = ledger.measures().get(other).unwrap_or_else(|| panic!("{id} is related to {}", &**other));
            assert!(other.related.items().any(|back| **back == **id), "{id} and {} name each other", other.id.value);
        }
    }
}

#[test]
fn no_two_stretches_overlap() {
    let all = stretches(&ledger());
    for pair in all.windows(2) {
        assert!(pair[0].1.end <= pair[1].1.start, "{:?} overlaps {:?}", pair[0], pair[1]);
    }
}

#[test]
fn section_one_has_its_ten_indicators_and_nineteen_figures() {
    let ledger = ledger();
    let baselines: Vec<_> =
        ledger.document.indicator.iter().filter_map(|indicator| indicator.baseline.as_ref()).collect();
    assert_eq!(baselines.len(), 10);
    let figures = baselines.iter().map(|figure| {
        usize::from(figure.value.get().is_some())
            + usize::from(figure.growth.get().is_some())
            + usize::from(figure.share.get().is_some())
    });
    assert_eq!(figures.sum::<usize>(), 19);
    assert!(baselines.iter().all(|figure| figure.share.get().is_some() == figure.of.get().is_some()));
}

#[test]
#[ignore = "needs the letter: DUBAN_LETTER"]
fn the_letter_is_the_one_that_was_curated() {
    let (ledger, letter) = (ledger(), letter());
    let own = ledger.reply().and_then(|reply| reply.letter.as_ref()).expect("the ledger knows its letter");
    assert_eq!(own.sha256.as_deref(), Some(&*letter.sha256()));
    assert_eq!(own.chars.copied().map(|chars| chars as usize), Some(letter.chars()));
}

#[test]
#[ignore = "needs the letter: DUBAN_LETTER"]
fn quotes_occur_once_and_spans_hold_them() {
    let (ledger, letter) = (ledger(), letter());
    for measure in ledger.measures().iter() {
        let id = &measure.id.value;
        let quote = measure.quote.as_deref().unwrap_or_else(|| panic!("{id} has a quote"));
        assert!(quote.chars().count() <= 25, "{id}: {quote}");
        assert_eq!(letter.text().matches(quote).count(), 1, "{id}: {quote}");
        let holds = |stretch: &Stretch| letter.slice(*stretch).is_some_and(|text| text.contains(quote));
        assert!(measure.span.items().any(holds), "{id}: no span holds {quote}");
    }
}

#[test]
#[ignore = "needs the letter: DUBAN_LETTER"]
fn no_word_of_the_letter_is_left_over() {
    let (ledger, letter) = (ledger(), letter());
    let mut covered = HashSet::new();
    for (what, stretch) in stretches(&ledger) {
        assert!(letter.slice(stretch).is_some(), "{what} leaves the letter at {}", stretch.end);
        covered.extend(stretch.start..stretch.end);
    }
    let left: String =
        (0_u32..).zip(letter.text().chars()).filter(|(at, _)| !covered.contains(at)).map(|(_, c)| c).collect();
    let words: String = left.chars().filter(|c| c.is_alphanumeric()).collect();
    assert_eq!(words, "", "not accounted for");
    for sentence in letter.sentences().iter() {
        assert!((sentence.start..sentence.end).any(|at| covered.contains(&at)), "{:?}", letter.slice(sentence));
    }
}

#[test]
#[ignore = "needs the letter: DUBAN_LETTER"]
fn the_letters_sentences_stay_out_of_the_ledger() {
    let (ledger, letter) = (ledger(), letter());
    let text: Vec<char> = letter.text().chars().collect();
    let runs: HashSet<&[char]> = text.windows(13).collect();
    let reply = ledger.reply().expect("the ledger has its reply");
    let ours = ledger.measures().iter().flat_map(|measure| [&measure.title, &measure.done_when, &measure.note]);
    let reasons = reply.passage.iter().map(|passage| &passage.reason);
    for words in ours.chain(reasons).filter_map(|slot| slot.as_deref()) {
        let words: Vec<char> = words.chars().collect();
        let copied = words.windows(13).find(|run| runs.contains(run));
        assert_eq!(copied.map(String::from_iter), None);
    }
}

/// The share of the sentences with curated commitments that the drafter must find, and of the others that it may mark, in
/// hundredths.
const FOUND: usize = 95;
const MARKED: usize = 15;

#[test]
#[ignore = "needs the letter: DUBAN_LETTER"]
#[allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn the_drafter_finds_what_was_curated_and_little_else() {
    let (ledger, letter) = (ledger(), letter());
    let draft = Draft::of(letter.text(), &Lexicon::new(None).expect("the program's own"));
    let curated: Vec<Stretch> =
        ledger.measures().iter().flat_map(|measure| measure.span.items().copied().collect::<Vec<_>>()).collect();
    let drafted: Vec<Stretch> =
        draft.measures.iter().map(|own| Stretch { start: own.range.start as u32, end: own.range.end as u32 }).collect();
    let is_in =
        |all: &[Stretch], sentence: Stretch| all.iter().any(|own| own.start < sentence.end && sentence.start < own.end);
    let (promising, others): (Vec<Stretch>, Vec<Stretch>) =
        letter.sentences().iter().partition(|sentence| is_in(&curated, *sentence));
    let marked = |all: &[Stretch]| all.iter().filter(|sentence| is_in(&drafted, **sentence)).count();
    let (found, others_marked) = (marked(&promising), marked(&others));
    let parts = Level::ALL.map(|level| draft.structure.iter().filter(|part| part.level == level).count());
    println!("sentences with commitments found: {found}/{}", promising.len());
    println!("other sentences marked: {others_marked}/{}", others.len());
    println!("candidates: {}, curated spans: {}", drafted.len(), curated.len());
    println!("chapters, sections, items, clauses: {parts:?}");
    assert!(found * 100 >= promising.len() * FOUND, "{found} of {}", promising.len());
    assert!(others_marked * 100 <= others.len() * MARKED, "{others_marked} of {}", others.len());
    assert_eq!(parts, [3, 10, 0, 15]);
}
