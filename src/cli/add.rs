//! `add`, `evidence add`, `org add`: new records.

use std::collections::HashSet;

use clap::{Args, Subcommand};
use clap_complete::ArgValueCompleter;

use super::{
    complete,
    context::{Context, Exit},
    pairs::{entries, help, pair},
    say::t,
    writing::Writing,
};
use crate::{
    model::{Collection, Ledger, Refusal, Status, Vocabulary as _, id_trouble},
    said,
    store::edit::insert,
};

/// `add`: a new measure.
#[derive(Args, Debug)]
#[command(after_help = help(Collection::Measure.keys(), "duban add sample-promise title='…' kind=deliverable owner=cqeic owner_basis=stated"))]
pub struct AddMeasure {
    #[arg(value_name = "ID", help = t("新事项的编号", "The id of the new measure"))]
    id: String,
    #[arg(value_name = "KEY=VALUE", add = ArgValueCompleter::new(complete::measure_keys), help = t("字段=值", "Its keys and values"))]
    pairs: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// `evidence`: what can be done with evidence.
#[derive(Args, Debug)]
pub struct Evidence {
    #[command(subcommand)]
    verb: EvidenceVerb,
}

#[derive(Debug, Subcommand)]
enum EvidenceVerb {
    #[command(about = t("登记一份佐证材料", "Register a piece of evidence"))]
    #[command(after_help = help(Collection::Evidence.keys(), "duban evidence add some-notice title='…' publisher='…' published=2022-03-01 url='https://…'"))]
    Add {
        #[arg(value_name = "ID", help = t("新材料的编号", "The id of the new record"))]
        id: String,
        #[arg(value_name = "KEY=VALUE", add = ArgValueCompleter::new(complete::evidence_keys), help = t("字段=值", "Its keys and values"))]
        pairs: Vec<String>,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `org`: what can be done with offices.
#[derive(Args, Debug)]
pub struct Org {
    #[command(subcommand)]
    verb: OrgVerb,
}

#[derive(Debug, Subcommand)]
enum OrgVerb {
    #[command(about = t("登记一个单位", "Register an office"))]
    #[command(after_help = help(Collection::Org.keys(), "duban org add curator name='…' short='…' en='…'"))]
    Add {
        #[arg(value_name = "ID", help = t("新单位的编号", "The id of the new record"))]
        id: String,
        #[arg(value_name = "KEY=VALUE", add = ArgValueCompleter::new(complete::org_keys), help = t("字段=值", "Its keys and values"))]
        pairs: Vec<String>,
        #[command(flatten)]
        writing: Writing,
    },
}

impl AddMeasure {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let is_status =
            |text: &String| pair(Collection::Measure.keys(), text).is_ok_and(|pair| pair.key.name == "status");
        if self.pairs.iter().any(is_status) {
            let said = said!("新事项一律为待反馈", "a new measure is unreported");
            let help = said!("之后用 duban update 登记进展", "record a statement with duban update afterwards");
            return Err(Refusal::usage(said).with_help(help).into());
        }
        let mut pairs = self.pairs;
        pairs.push(format!("status={}", Status::Unreported.term().word));
        add(context, &self.writing, Collection::Measure, &self.id, &pairs)
    }
}

impl Evidence {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let EvidenceVerb::Add { id, pairs, writing } = self.verb;
        add(context, &writing, Collection::Evidence, &id, &pairs)
    }
}

impl Org {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let OrgVerb::Add { id, pairs, writing } = self.verb;
        add(context, &writing, Collection::Org, &id, &pairs)
    }
}

fn add(
    context: &Context,
    writing: &Writing,
    collection: Collection,
    id: &str,
    pairs: &[String],
) -> anyhow::Result<Exit> {
    let mut draft = writing.one(context)?;
    refuse_id(&draft.ledger, collection, id)?;
    let new = entries(collection.keys(), pairs, Some(&draft.ledger), context.today)?;
    let text = insert(&draft.ledger, collection, id, &new)?;
    writing.change(&mut draft, text, &HashSet::from([(collection, id)]))?;
    let key = collection.key();
    let told = [said!("已新增 {key}.{id}", "added {key}.{id}")];
    Ok(writing.finish(context, &[draft], &told)?)
}

fn refuse_id(ledger: &Ledger, collection: Collection, id: &str) -> Result<(), Refusal> {
    if let Some((said, help)) = id_trouble(id) {
        return Err(Refusal::usage(said).with_help(help));
    }
    ledger.id_span(collection, id).map_or(Ok(()), |span| {
        let place = ledger.source.place(span.start as usize);
        Err(Refusal::usage(said!("编号 {id} 已在 {place} 使用", "the id {id} is taken at {place}")))
    })
}
