//! `coverage`: how much of the letter the ledger accounts for; with the letter, proven against its text.

use std::{collections::HashMap, path::PathBuf};

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    letter::given,
    list::Which,
    output::Output,
    relocate::Relocation,
    say::t,
};
use crate::{
    coverage::{Anchored, By, Hash, Reading},
    draft::Lexicon,
    lang::{count, visible},
    letter::LetterText,
    model::{Fate, Ledger, Refusal},
    query::{Row, rows},
    report::{Coverage as Answer, Wording},
    said,
    store::load::Set,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Coverage {
    #[arg(long, value_name = "FILE")]
    #[arg(help = t("答复函全文，- 为标准输入；缺省随 DUBAN_LETTER", "The letter's text, - for standard input; DUBAN_LETTER otherwise"))]
    letter: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["require", "relocate"])]
    #[arg(help = t("承诺的措辞有多硬，提案人可以追问什么", "How firm the promises are as they are worded, and what a proposer could ask"))]
    wording: bool,
    #[command(flatten)]
    which: Which,
    #[arg(long, value_name = "PERCENT", value_parser = args::percent)]
    #[arg(help = t("计入的不到这个百分比，或有对不上原文的，以 1 退出", "Exit with 1 when less than this percentage is accounted for, or something does not hold"))]
    require: Option<u8>,
    #[arg(long, conflicts_with_all = ["require", "format", "output"])]
    #[arg(help = t("按这份文本提出新的位置和短引，以差异显示", "Propose the spans and quotes for this text, as a diff"))]
    relocate: bool,
    #[arg(long, requires = "relocate", help = t("把所提的写入台账", "Write what is proposed into the ledger"))]
    apply: bool,
    #[arg(long, requires = "apply", help = t("即使文字有改动、有找不到的，或台账会多出错误，也写入", "Write even if words are changed or gone, or the ledger gets a new error"))]
    force: bool,
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = args::seconds, requires = "apply")]
    #[arg(help = t("别人正在写入时最多等多少秒", "How long to wait while somebody else writes"))]
    wait: u64,
    #[command(flatten)]
    output: Output,
}

impl Coverage {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let letter = given(context, self.letter.as_deref(), &self.output)?;
        if letter.is_none() && (self.require.is_some() || self.relocate) {
            let flag = if self.relocate { "--relocate" } else { "--require" };
            let said =
                said!("{flag} 要有答复函全文才能对照", "{flag} needs the letter's text to hold the ledger against");
            return Err(Refusal::usage(said)
                .with_help(said!("加上 --letter FILE，或设置 DUBAN_LETTER", "add --letter FILE, or set DUBAN_LETTER"))
                .into());
        }
        if !self.wording && !self.which.is_all() {
            let said = said!("条件只用于 --wording", "terms go with --wording");
            let help = said!("对照总是就整份答复函而言", "coverage is always that of a whole letter");
            return Err(Refusal::usage(said).with_help(help).into());
        }
        let (set, exit) = context.load()?;
        let chosen = letter.map(|letter| of_letter(&set, &letter).map(|at| (&set.ledgers[at], letter))).transpose();
        let chosen = match chosen {
            // A variable that is always set speaks of one letter, and several ledgers may be asked all the same.
            Err(refusal) if self.letter.is_none() && self.require.is_none() && !self.relocate => {
                context.tell(&refusal.said);
                None
            }
            chosen => chosen?,
        };
        if self.wording {
            let at = chosen.as_ref().map(|(ledger, letter)| (*ledger, letter));
            return self.wording(context, &set, at).map(|()| exit).map_err(Into::into);
        }
        let Some((ledger, letter)) = chosen else {
            let rows = rows(&set.ledgers, context.as_of);
            self.output.report(context, &Answer::of(&set.ledgers, &rows, context.as_of))?;
            return Ok(exit);
        };
        let reading = Reading::of(ledger, &letter);
        if self.relocate {
            let writing = Relocation { is_applied: self.apply, is_forced: self.force, wait: self.wait };
            return Ok(writing.run(context, &set, (ledger, &letter), &reading)?);
        }
        tell_other(context, &reading);
        tell_alone(context, &set, ledger);
        let rows: Vec<Row<'_>> = rows([ledger], context.as_of);
        let answer = Answer::with(ledger, &rows, (reading, &letter), context.as_of);
        self.output.report(context, &answer)?;
        let missing = self.require.map(|percent| answer.missing(percent)).unwrap_or_default();
        missing.iter().for_each(|said| context.tell(said));
        Ok(if exit == Exit::Done && !missing.is_empty() { Exit::Findings } else { exit })
    }

    /// How the promises are worded: in the letter, where it is at hand.
    fn wording(&self, context: &Context, set: &Set, letter: Option<(&Ledger, &LetterText)>) -> Result<(), Refusal> {
        let reading = letter.map(|(ledger, letter)| (Reading::of(ledger, letter), letter));
        let words: HashMap<&str, String> =
            reading.iter().flat_map(|(reading, letter)| words_of(reading, letter)).collect();
        let rows = self.which.rows(set, context)?;
        let of_row = |row: &Row<'_>| {
            let is_its_letter = letter.is_some_and(|(ledger, _)| std::ptr::eq(ledger, row.ledger));
            words.get(&*row.measure.id.value).filter(|_| is_its_letter).cloned()
        };
        let answer = Wording::of(&rows, of_row, &Lexicon::new(None)?, context.as_of);
        self.output.report(context, &answer)
    }
}

/// The letter's words for each measure that stands in it.
fn words_of<'a>(reading: &Reading<'a>, letter: &LetterText) -> Vec<(&'a str, String)> {
    let words = |anchor: &Anchored<'a>| match anchor.by {
        By::Measure(measure) => {
            let stretches = anchor.now.stretches.iter().filter_map(|own| letter.slice(*own));
            Some((&*measure.id.value, stretches.collect::<Vec<_>>().join("，")))
        }
        By::Passage(_) => None,
    };
    reading.anchors.iter().filter_map(words).collect()
}

/// The ledger that was made from a letter: the only one, or the one that knows it by its hash.
fn of_letter(set: &Set, letter: &LetterText) -> Result<usize, Refusal> {
    if set.ledgers.len() == 1 {
        return Ok(0);
    }
    let hash = letter.sha256();
    let knows = |ledger: &Ledger| {
        let own = ledger.reply().and_then(|reply| reply.letter.as_ref()?.sha256.as_deref());
        own.is_some_and(|own| own.eq_ignore_ascii_case(&hash))
    };
    let found: Vec<usize> = (0..set.ledgers.len()).filter(|at| knows(&set.ledgers[*at])).collect();
    match found[..] {
        [one] => Ok(one),
        _ => {
            let (n, of) = (found.len(), set.ledgers.len());
            let said = said!(
                "{of} 本台账中有 {n} 本登记了这份文本的 SHA-256，不知与哪一本对照",
                "{n} of {of} ledgers know this text by its SHA-256, so it is not clear which to hold against it"
            );
            Err(Refusal::usage(said).with_help(said!("用 -l 指定一本", "name one with -l")))
        }
    }
}

/// Says that one of several ledgers was held against the text: what holds for it proves none of the others.
fn tell_alone(context: &Context, set: &Set, ledger: &Ledger) {
    let others = set.ledgers.len() - 1;
    if others > 0 {
        let own = visible(&ledger.source.name).into_owned();
        let rest = count(others, "other ledger");
        context.tell(&said!(
            "只对照了 {own}，另外 {others} 本台账没有对照",
            "only {own} was held against the text; {rest} of the set proved nothing"
        ));
    }
}

/// Warns when a text is not the ledger's own, and when it hardly is the same letter.
fn tell_other(context: &Context, reading: &Reading<'_>) {
    if reading.hash != Some(Hash::Other) {
        return;
    }
    let fates = reading.anchors.iter().filter(|anchor| anchor.was.quote.is_some()).map(|anchor| anchor.now.fate);
    let (gone, of) = fates.fold((0, 0), |(gone, of), fate| (gone + usize::from(fate == Fate::Gone), of + 1));
    context.tell(&if let Some(edits) = &reading.edits {
        let n = edits.len();
        let edits = if n == 1 { "one edit".to_owned() } else { format!("{n} edits") };
        said!(
            "警告：这份文本与台账登记的答复函不同；登记的 SHA-256 证明，改动恰是 {n} 处",
            "warning: this text is not the letter that the ledger was made from; its SHA-256 proves that {edits} made the difference"
        )
    } else if reading.is_untold() {
        said!(
            "警告：这份文本与台账登记的答复函不同（SHA-256 不符），短引和字数却都相同：短引之外有字词或标点被替换，看不出在何处",
            "warning: this text is not the letter that the ledger was made from (another SHA-256), yet its quotes and its length are the same: words or marks outside the quotes are others, and nothing tells where"
        )
    } else if gone * 2 > of {
        said!(
            "警告：{of} 条短引中有 {gone} 条在这份文本里找不到，它可能不是这件答复函",
            "warning: {gone} of {of} quotes are not in this text, so it may be another letter"
        )
    } else {
        said!(
            "警告：这份文本与台账登记的答复函不同（SHA-256 不符），位置是重新找到的",
            "warning: this text is not the letter that the ledger was made from (another SHA-256); its places were found again"
        )
    });
}
