//! `blank-text`: a key that is there and says nothing.

use crate::{
    check::{Found, rule::rule},
    lang::is_blank,
    model::{Collection, Field, Ledger, Record as _, Span, Str, Visitor},
    query::Row,
    said,
};

rule! {
    "blank-text", Integrity, Error;
    what: "字段是空白的", "a text that is blank";
    why: "空白的说明、单位或题目看起来像填过，其实什么也没有说。", "A blank note, unit or title looks as if something were said.";
    way_out: "写上内容，或删去这个字段。", "Say something, or remove the key.";
    example: "[measure.mend-windmills]\ntitle = \"修好七座风车\"\nkind = \"deliverable\"\n\n[[measure.mend-windmills.update]]\ndate = 2024-09-12\nby = \"works\"\nnote = \" \"\n";
    look: Around(around, of_measure);
}

struct Blanks<'a> {
    found: &'a mut Found,
    record: Option<(Collection, Field<Str>)>,
}

impl Visitor for Blanks<'_> {
    fn text(&mut self, text: &Str, place: Span) {
        if !is_blank(text) {
            return;
        }
        let (said, help) = (said!("这里是空白", "this is blank"), said!("写上内容，或删去这个字段", "say something, or remove the key"));
        match &self.record {
            Some((collection, id)) => self.found.in_record((*collection, id), Some(place), said, help),
            None => self.found.in_file(place, said, help),
        }
    }
}

fn around(ledger: &Ledger, found: &mut Found) {
    let mut blanks = Blanks { found, record: None };
    ledger.visit_around(&mut blanks, |blanks, record| blanks.record = record.map(|(kept, id)| (kept, id.clone())));
}

fn of_measure(row: &Row<'_>, found: &mut Found) {
    let record = Some((Collection::Measure, row.measure.id.clone()));
    row.measure.visit(&mut Blanks { found, record });
}
