//! The answer as data: `duban.coverage/1`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Accounted, Coverage};
use crate::{
    coverage::{self, Anchored, By, Change, Figures, Flaw, Hash, How, Sum},
    model::{Account, Stretch, Vocabulary as _},
};

/// The whole answer.
#[derive(Serialize)]
pub struct Data<'a> {
    schema: &'static str,
    as_of: String,
    items: Vec<Item<'a>>,
}

/// One letter. What only its text can tell is null, or an empty list, without it.
#[derive(Serialize)]
struct Item<'a> {
    reply: &'a str,
    file: &'a str,
    letter: Letter<'a>,
    proven: Option<bool>,
    chars: Share,
    words: Option<Share>,
    sentences: Option<usize>,
    accounts: BTreeMap<&'static str, Count>,
    classes: BTreeMap<&'static str, Count>,
    sections: Vec<Section<'a>>,
    stretches: Vec<Part<'a>>,
    anchors: Vec<Anchor<'a>>,
    unaccounted: Vec<Left<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    sha256: Option<&'a str>,
    chars: Option<u32>,
    given: Option<Given>,
    hash: Option<&'static str>,
}

#[derive(Serialize)]
struct Given {
    sha256: String,
    chars: usize,
}

#[derive(Serialize)]
struct Share {
    n: usize,
    of: usize,
}

/// Characters and stretches; letters, digits and sentences with the letter only.
#[derive(Serialize)]
struct Count {
    chars: usize,
    words: Option<usize>,
    stretches: usize,
    sentences: Option<usize>,
}

#[derive(Serialize)]
struct Section<'a> {
    section: Option<&'a str>,
    title: Option<&'a str>,
    accounts: BTreeMap<&'static str, Count>,
}

#[derive(Serialize)]
struct Part<'a> {
    span: [u32; 2],
    account: &'static str,
    class: Option<&'static str>,
    measures: Vec<&'a str>,
    section: Option<&'a str>,
}

#[derive(Serialize)]
struct Anchor<'a> {
    measure: Option<&'a str>,
    class: Option<&'static str>,
    fate: &'static str,
    by_neighbours: bool,
    state: Option<&'static str>,
    quote: Option<&'a str>,
    found: Option<Match<'a>>,
    spans: Vec<[u32; 2]>,
    spans_here: Vec<[u32; 2]>,
    edits: Vec<Edit<'a>>,
    grown: Option<i64>,
    flaws: Vec<&'static str>,
}

/// Words that took the place of others, as the hash proves.
#[derive(Serialize)]
struct Edit<'a> {
    span: [u32; 2],
    span_here: [u32; 2],
    was: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Match<'a> {
    span: [u32; 2],
    text: &'a str,
    how: &'static str,
    differ: usize,
    places: usize,
}

#[derive(Serialize)]
struct Left<'a> {
    span: [u32; 2],
    text: &'a str,
}

pub fn data<'a>(coverage: &'a Coverage<'_>) -> Data<'a> {
    let items = coverage.letters.iter().map(item).collect();
    Data { schema: "duban.coverage/1", as_of: coverage.as_of.to_string(), items }
}

fn item<'a>(one: &'a Accounted<'_>) -> Item<'a> {
    let has_letter = one.letter.is_some();
    let count = |figures: Figures| Count {
        chars: figures.chars,
        words: has_letter.then_some(figures.words),
        stretches: figures.stretches,
        sentences: has_letter.then_some(figures.sentences),
    };
    let accounts = |sum: &Sum| Account::ALL.iter().map(|own| (own.term().word, count(sum.get(*own)))).collect();
    let section = |(name, sum): &'a (Option<String>, Sum)| Section {
        section: name.as_deref(),
        title: name.as_deref().and_then(|name| one.ledger.reply()?.section(name)?.title.as_deref()),
        accounts: accounts(sum),
    };
    let own = one.ledger.reply().and_then(|reply| reply.letter.as_deref());
    let share = |(n, of)| Share { n, of };
    Item {
        reply: one.ledger.number(),
        file: &one.ledger.source.name,
        letter: Letter {
            sha256: own.and_then(|own| own.sha256.as_deref()),
            chars: own.and_then(|own| own.chars.copied()),
            given: one.letter.map(|letter| Given { sha256: letter.sha256(), chars: letter.chars() }),
            hash: one.reading.hash.map(hash),
        },
        proven: has_letter.then(|| one.is_proven()),
        chars: share(one.chars()),
        words: has_letter.then(|| share(one.words())),
        sentences: has_letter.then(|| one.sums.whole.total().sentences),
        accounts: accounts(&one.sums.whole),
        classes: one.sums.classes.iter().map(|(class, figures)| (class.term().word, count(*figures))).collect(),
        sections: one.sums.sections.iter().map(section).collect(),
        stretches: parts(one),
        anchors: one.reading.anchors.iter().map(|anchor| of_anchor(one, anchor)).collect(),
        unaccounted: one.left().into_iter().map(|(own, text)| Left { span: ends(own), text }).collect(),
    }
}

fn parts<'a>(one: &'a Accounted<'_>) -> Vec<Part<'a>> {
    let part = |(part, account): (&'a coverage::Part, &Account)| {
        let claims: Vec<_> = one.reading.claims_on(part).collect();
        let class = claims.iter().find_map(|(_, claim)| class(claim.by));
        let measures = claims.iter().filter_map(|(_, claim)| measure(claim.by)).collect();
        let section = claims.first().and_then(|(at, _)| one.sums.named[*at].as_deref());
        Part { span: ends(part.stretch), account: account.term().word, class, measures, section }
    };
    one.reading.parts.iter().zip(&one.sums.accounts).map(part).collect()
}

fn of_anchor<'a>(one: &'a Accounted<'_>, anchor: &'a Anchored<'_>) -> Anchor<'a> {
    let found = anchor.now.found.map(|found| Match {
        span: ends(found.stretch),
        text: one.letter.and_then(|letter| letter.slice(found.stretch)).unwrap_or_default(),
        how: match found.how {
            How::Exact => "exact",
            How::Folded => "folded",
            How::Near(_) => "near",
        },
        differ: if let How::Near(differ) = found.how { differ } else { 0 },
        places: found.places,
    });
    let id = measure(anchor.by);
    let (edits, grown) = match &anchor.now.change {
        Some(Change::Known(edits)) => (edits.iter().map(|edit| of_edit(one, edit)).collect(), None),
        Some(Change::Grown(by)) => (Vec::new(), Some(*by)),
        None => (Vec::new(), None),
    };
    Anchor {
        measure: id,
        class: class(anchor.by),
        fate: anchor.now.fate.term().word,
        by_neighbours: anchor.was.quote.is_none(),
        state: id.and_then(|id| one.states.get(id)).map(|state| state.term().word),
        quote: anchor.was.quote.as_deref(),
        found,
        spans: anchor.was.stretches.iter().copied().map(ends).collect(),
        spans_here: anchor.now.stretches.iter().copied().map(ends).collect(),
        edits,
        grown,
        flaws: anchor.flaws.iter().map(flaw).collect(),
    }
}

fn of_edit<'a>(one: &Accounted<'a>, edit: &'a coverage::Edit) -> Edit<'a> {
    let text = one.letter.and_then(|letter| letter.slice(edit.now)).unwrap_or_default();
    Edit { span: ends(edit.was), span_here: ends(edit.now), was: &edit.words, text }
}

fn class(by: By<'_>) -> Option<&'static str> {
    match by {
        By::Passage(passage) => passage.class.copied().map(|class| class.term().word),
        By::Measure(_) => None,
    }
}

fn measure<'a>(by: By<'a>) -> Option<&'a str> {
    match by {
        By::Measure(measure) => Some(&measure.id.value),
        By::Passage(_) => None,
    }
}

const fn ends(own: Stretch) -> [u32; 2] {
    [own.start, own.end]
}

const fn hash(hash: Hash) -> &'static str {
    match hash {
        Hash::Same => "same",
        Hash::Other => "other",
        Hash::Unknown => "unknown",
    }
}

const fn flaw(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::NoQuote => "no-quote",
        Flaw::NoSpan => "no-span",
        Flaw::Folded => "folded",
        Flaw::Repeated(_) => "repeated",
        Flaw::Outside => "outside",
        Flaw::Beyond => "beyond",
    }
}
