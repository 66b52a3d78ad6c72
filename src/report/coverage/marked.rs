//! The letter with each stretch marked by what it is, by measure and by state.

use super::Accounted;
use crate::{
    coverage::{By, Claim, Part},
    lang::Lang,
    model::{Account, Fate, State, Vocabulary as _},
    page::{Mark, Marked, Sign, Tone},
    report::tally::fill,
};

/// The marked letter; nothing without its text.
pub fn marked(one: &Accounted<'_>, lang: Lang) -> Option<Marked> {
    let letter = one.letter?;
    let mut lines: Vec<Vec<Mark>> = vec![Vec::new()];
    let mut lead = String::new();
    for (part, account) in one.reading.parts.iter().zip(&one.sums.accounts) {
        let text = letter.slice(part.stretch).unwrap_or_default();
        let is_gap = *account == Account::Nothing && !text.contains(char::is_alphanumeric);
        for (n, piece) in text.split('\n').enumerate() {
            if n > 0 {
                end_line(&mut lines, &mut lead);
            }
            let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) else { continue };
            // The indent of a line whose first words belong to the next stretch.
            let is_gap = is_gap || n > 0 && piece.trim().is_empty();
            match line.last_mut() {
                Some(last) if is_gap => last.tail.push_str(piece),
                None if is_gap => lead.push_str(piece),
                _ => {
                    let lead = std::mem::take(&mut lead);
                    line.push(Mark { lead, text: piece.to_owned(), ..mark(one, part, *account, lang) });
                }
            }
        }
    }
    end_line(&mut lines, &mut lead);
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    let legend = legend(one, lang);
    Some(Marked { lines, legend })
}

/// What stands alone on a line and belongs to no stretch is shown without a mark.
fn end_line(lines: &mut Vec<Vec<Mark>>, lead: &mut String) {
    if let Some(line) = lines.last_mut().filter(|_| !lead.is_empty()) {
        line.push(Mark { lead: std::mem::take(lead), sign: ' ', ..Mark::default() });
    }
    lines.push(Vec::new());
}

/// The most measures that are named where several stand on one stretch.
const NAMED: usize = 3;

fn mark(one: &Accounted<'_>, part: &Part, account: Account, lang: Lang) -> Mark {
    let claims: Vec<&Claim<'_>> = one.reading.claims_on(part).map(|(_, claim)| claim).collect();
    let measures = claims.iter().filter_map(|claim| match claim.by {
        By::Measure(measure) => Some(measure),
        By::Passage(_) => None,
    });
    let measures: Vec<_> = measures.collect();
    let Some(first) = measures.first() else {
        let class = claims.iter().find_map(|claim| match claim.by {
            By::Passage(passage) => passage.class.copied().zip(Some(passage)),
            By::Measure(_) => None,
        });
        let label = class.map_or(account.term().label, |(class, _)| class.term().label).get(lang).to_owned();
        let note = class.and_then(|(_, passage)| passage.reason.as_deref()).unwrap_or_default().to_owned();
        let is_strong = account == Account::Nothing;
        return Mark { sign: sign(account), label, note, tone: account.term().tone, is_strong, ..Mark::default() };
    };
    let state = one.states.get(&*first.id.value).copied().unwrap_or(State::Unreported);
    let title = |measure: &crate::model::Measure| {
        let en = measure.en.as_deref().filter(|_| lang == Lang::En);
        let title = en.or(measure.title.as_deref()).unwrap_or_default();
        let kind = measure.kind.copied().map_or("", |kind| kind.term().label.get(lang));
        format!("{title} · {kind}")
    };
    let mut label = measures.iter().take(NAMED).map(|measure| &*measure.id.value).collect::<Vec<_>>().join(" + ");
    if let Some(more) = measures.len().checked_sub(NAMED).filter(|more| *more > 0) {
        label.push_str(&format!(" + {more}"));
    }
    let fate = fate(one, &first.id.value).map(|fate| fate.term().label);
    let kind = first.kind.copied().map(|kind| kind.term().label);
    let details = kind.into_iter().chain([state.term().label]).chain(fate);
    let tone = if state.term().tone == Tone::Quiet { Tone::Strong } else { state.term().tone };
    Mark {
        sign: fill(state),
        label,
        details: details.map(|label| label.get(lang).to_owned()).collect(),
        note: measures.iter().take(NAMED).map(|measure| title(measure)).collect::<Vec<_>>().join("; "),
        tone,
        is_strong: true,
        ..Mark::default()
    }
}

/// What became of a measure's anchor, where it does not stand as it stood.
fn fate(one: &Accounted<'_>, id: &str) -> Option<Fate> {
    one.anchor(id).map(|anchor| anchor.now.fate).filter(|fate| *fate != Fate::Held)
}

const fn sign(account: Account) -> char {
    match account {
        Account::Commitment => '█',
        Account::PastResult => '<',
        Account::Background => ' ',
        Account::Unpromised => '?',
        Account::Heading => '#',
        Account::Courtesy => '~',
        Account::Nothing => '!',
    }
}

/// The signs of the states and accounts that are there.
fn legend(one: &Accounted<'_>, lang: Lang) -> Vec<Sign> {
    let states = State::ALL.iter().filter(|state| one.states.values().any(|own| own == *state));
    let states = states.map(|state| Sign {
        sign: fill(*state),
        label: state.term().label.get(lang).to_owned(),
        tone: if state.term().tone == Tone::Quiet { Tone::Strong } else { state.term().tone },
    });
    let is_there = |own: &&Account| {
        one.reading.parts.iter().zip(&one.sums.accounts).any(|(_, account)| account == *own)
            && !matches!(own, Account::Commitment | Account::Background)
            && (**own != Account::Nothing || !one.left().is_empty())
    };
    let accounts = Account::ALL.iter().filter(is_there).map(|own| Sign {
        sign: sign(*own),
        label: own.term().label.get(lang).to_owned(),
        tone: own.term().tone,
    });
    states.chain(accounts).collect()
}
