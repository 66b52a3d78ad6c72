//! `show REF…`: measures, each on a page.

use std::path::PathBuf;

use clap::Args;

use super::{
    args,
    context::{Context, Exit},
    letter::given,
    list::table,
    output::Output,
    reference,
    say::t,
    target::lines_for_dash,
};
use crate::{
    letter::LetterText,
    query::{FIELDS, Resolver, Row, rows},
    report::show,
    said,
};

/// The command's flags.
#[derive(Args, Debug)]
pub struct Show {
    #[arg(value_name = "REF", required = true, add = reference(), help = args::references())]
    references: Vec<String>,
    #[arg(long, value_name = "FILE")]
    #[arg(help = t("答复函全文，用来显示原句及前后文", "The letter's text, to show the sentence and its neighbours"))]
    letter: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

impl Show {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        self.output.format()?;
        let (set, exit) = context.load()?;
        let all = rows(&set.ledgers, context.as_of);
        let references = lines_for_dash(&self.references)?;
        let resolver = Resolver::new(&all);
        let places = references.iter().map(|wanted| resolver.resolve(wanted)).collect::<Result<Vec<_>, _>>()?;
        let mut all: Vec<Option<Row<'_>>> = all.into_iter().map(Some).collect();
        let rows: Vec<Row<'_>> = places.into_iter().filter_map(|place| all[place].take()).collect();
        let letter = given(context, self.letter.as_deref(), &self.output)?;
        if let Some(letter) = &letter {
            warn_of_another(context, &rows, letter);
        }
        let page = |row: &Row<'_>| {
            let places = letter.iter().flat_map(|letter| row.measure.span.items().map(|own| letter.place(*own)));
            show(row, &places.collect::<Vec<_>>(), context.lang)
        };
        let pages: Vec<_> = rows.iter().map(page).collect();
        let fields: Vec<_> = FIELDS.iter().collect();
        self.output.pages(context, "duban.show/1", &pages, &table(&rows, &fields, None, None))?;
        Ok(exit)
    }
}

/// The ledger's places hold in one text only, and its hash tells which.
fn warn_of_another(context: &Context, rows: &[Row<'_>], letter: &LetterText) {
    let hash = letter.sha256();
    let is_other = |row: &Row<'_>| {
        let own = row.ledger.reply().and_then(|reply| reply.letter.as_ref()?.sha256.as_deref());
        own.is_some_and(|own| !own.eq_ignore_ascii_case(&hash))
    };
    if rows.iter().any(is_other) {
        context.tell(&said!(
            "警告：这份文本与台账登记的答复函不同（SHA-256 不符），位置可能有偏差",
            "warning: this text is not the letter that the ledger was made from (another SHA-256); places may be off"
        ));
    }
}
