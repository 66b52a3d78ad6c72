//! `coverage --relocate`: the spans and quotes of a ledger for another text of its letter, shown or written.

use super::{
    context::{Context, Exit},
    writing::{Writing, no_stdin},
};
use crate::{
    coverage::{Anchored, By, Change, Hash, New, Proposed, Reading, collisions, proposal, proposed_for},
    lang::{Lang, Said, count},
    letter::LetterText,
    model::{Collection, Fate, Ledger, Refusal, Vocabulary as _},
    report::{changes_of, named},
    said,
    store::{
        edit::{replace, value},
        load::Set,
    },
};

/// How a proposal is put out.
pub struct Relocation {
    /// Whether it is written and not shown.
    pub is_applied: bool,
    /// Whether it is written even where somebody should look first.
    pub is_forced: bool,
    /// How long to wait while somebody else writes, in seconds.
    pub wait: u64,
}

impl Relocation {
    /// Shows or writes what a ledger would have to say for a text.
    ///
    /// # Errors
    ///
    /// When somebody has to look first, or it cannot be written.
    pub fn run(
        &self,
        context: &Context,
        set: &Set,
        (ledger, letter): (&Ledger, &LetterText),
        reading: &Reading<'_>,
    ) -> Result<Exit, Refusal> {
        tell_open(context, reading, letter);
        if self.is_applied {
            self.look_first(reading)?;
            spare(context, reading)?;
        }
        let at = set.ledgers.iter().position(|own| std::ptr::eq(own, ledger)).unwrap_or_default();
        let path = set.paths.get(at).and_then(Option::as_deref).ok_or_else(no_stdin)?;
        let proposed = proposal(ledger, reading, letter);
        let n = proposed.len();
        let changed = reading.anchors.iter().filter_map(|anchor| match anchor.by {
            By::Measure(measure) if !anchor.is_proven() => Some((Collection::Measure, &*measure.id.value)),
            _ => None,
        });
        let changed = changed.collect();
        let values = proposed.into_iter().map(|Proposed { place, value }| (place, toml(&value))).collect();
        let writing = Writing::shown_unless(self.is_applied, self.is_forced, self.wait);
        let mut draft = writing.open(path)?;
        if draft.ledger.source.text != ledger.source.text {
            let name = &ledger.source.name;
            let said = said!("{name} 刚被别人改过", "{name} was changed by somebody else just now");
            return Err(Refusal::write(said).with_help(said!("再运行一次", "run it again")));
        }
        let text = replace(&draft.ledger, values)?;
        writing.change(&mut draft, text, &changed)?;
        if !says(&Reading::of(draft.current(), letter), reading) {
            let name = &ledger.source.name;
            return Err(Refusal::write(said!(
                "{name} 的写法不能就地修改",
                "{name} cannot be changed in place as it is written"
            ))
            .with_help(said!("按 --relocate 所示自行修改", "change it yourself as --relocate shows")));
        }
        let values = count(n, "value");
        writing.finish(context, &[draft], &[said!("已改写 {n} 处", "rewrote {values}")])
    }

    /// Refuses to write what somebody should look at first.
    fn look_first(&self, reading: &Reading<'_>) -> Result<(), Refusal> {
        let is_open = |anchor: &&Anchored<'_>| matches!(anchor.now.fate, Fate::Changed | Fate::Gone);
        let n = reading.anchors.iter().filter(is_open).count();
        let (said, help) = match () {
            () if self.is_forced => return Ok(()),
            () if n > 0 => {
                let anchors = count(n, "anchor");
                let said = said!(
                    "{n} 处有改动或找不到，未写入：写入即认这份文本为原文",
                    "{anchors} changed or gone, so nothing was written: the ledger would take this text for its letter"
                );
                let help = said!(
                    "逐处核对；改动属实的，加 --force 写入",
                    "look at each; where the change is meant, write it with --force"
                );
                (said, help)
            }
            () if reading.is_untold() => (
                said!(
                    "看不出何处不同，未写入：写入即认这份文本为原文",
                    "nothing tells what is different, so nothing was written: the ledger would take this text for its letter"
                ),
                said!(
                    "与原来的文本比对，再加 --force 写入",
                    "compare it with the old text, then write it with --force"
                ),
            ),
            () => return Ok(()),
        };
        Err(Refusal::write(said).with_help(help))
    }
}

/// Refuses to write what would account for the same words twice.
fn spare(context: &Context, reading: &Reading<'_>) -> Result<(), Refusal> {
    let collisions = collisions(reading);
    let Some((a, b)) = collisions.first() else { return Ok(()) };
    for (a, b) in &collisions[1..] {
        context.tell(&overlapping(&reading.anchors[*a], &reading.anchors[*b]));
    }
    let said = overlapping(&reading.anchors[*a], &reading.anchors[*b]);
    Err(Refusal::write(said).with_help(said!(
            "未写入；先在台账中删去这份文本里没有的 [[reply.passage]]，或改正其 span，再运行一次",
            "nothing was written; first delete from the ledger every [[reply.passage]] that is not in this text, or mend its span, then run it again"
        )))
}

fn overlapping(a: &Anchored<'_>, b: &Anchored<'_>) -> Said {
    let (a, b) = (named(a), named(b));
    Said {
        zh: format!("{} 与 {} 的位置会重叠", a.zh, b.zh),
        en: format!("the spans of {} and {} would overlap", a.en, b.en),
    }
}

/// Whether a ledger now says what was found of the places that it said before.
fn says(after: &Reading<'_>, before: &Reading<'_>) -> bool {
    let is_said = |(after, before): (&Anchored<'_>, &Anchored<'_>)| after.was.stretches == proposed_for(before);
    after.anchors.len() == before.anchors.len() && after.anchors.iter().zip(&before.anchors).all(is_said)
}

fn toml(value: &New) -> String {
    match value {
        New::Stretch(own) => format!("[{}, {}]", own.start, own.end),
        New::Text(text) => value::string(text),
        New::Count(n) => n.to_string(),
        New::Nowhere => "[]".to_owned(),
    }
}

/// Says what the proposal leaves open.
fn tell_open(context: &Context, reading: &Reading<'_>, letter: &LetterText) {
    if reading.hash == Some(Hash::Other) && reading.edits.is_none() {
        context.tell(&said!(
            "警告：原来的文本无从还原，短引之外的文字若有替换，未必看得出",
            "warning: the old text cannot be told from this one, so words outside the quotes may be others without a trace"
        ));
    }
    for fate in [Fate::Gone, Fate::Changed] {
        for anchor in reading.anchors.iter().filter(|anchor| anchor.now.fate == fate) {
            let said = match (fate, anchor.by) {
                (Fate::Changed, _) if matches!(anchor.now.change, Some(Change::Grown(_))) => {
                    said!("须人工核对", "look at it yourself")
                }
                (Fate::Changed, _) => said!("文字有改动，须人工核对", "its words have changed, so look at it yourself"),
                (_, By::Measure(_)) => {
                    said!(
                        "文中找不到，位置清空，须人工处理",
                        "it was not found and loses its span, so look for it yourself"
                    )
                }
                (_, By::Passage(_)) => {
                    said!("未改：文中找不到，须人工处理", "left as it is: it was not found, so look for it yourself")
                }
            };
            let (name, label) = (named(anchor), fate.term().label);
            let line = |lang: Lang| {
                let changes = changes_of(anchor, letter, lang);
                let gap = if lang == Lang::Zh { "；" } else { "; " };
                let changes: String = changes.iter().map(|change| format!("{change}{gap}")).collect();
                let colon = if lang == Lang::Zh { "：" } else { ": " };
                format!("{}{colon}{}{gap}{changes}{}", name.get(lang), label.get(lang), said.get(lang))
            };
            context.tell(&Said::each(line));
        }
    }
}
