//! Reads records in the plain layout in which this program writes them, straight into a document.
//!
//! What is spelled otherwise, or has anything that is to be found fault with, is left to the parser: so there is one place that
//! tells what is wrong, and what is taken here says what the parser would have said of the same piece.

use std::borrow::Cow;

use super::{
    cut::{self, Root},
    keep::Keep,
    parse::Read,
};
use crate::model::{Collection, Field, Header, Holder, Kept, Named, Passed, Plain, Span, Table, id_trouble};

/// Takes the piece that begins at a byte, when it is one record in plain layout. Tells where it ends and what it is about. A
/// measure that is not kept is read all the same, to find that nothing is wrong with it.
pub fn record<'a>(
    text: &'a str,
    at: usize,
    holder: &Holder,
    keep: Keep<'_>,
    read: &mut Read,
) -> Option<(usize, Root<'a>)> {
    let document = &mut read.document;
    let mut plain = Plain::new(text, at, holder);
    let header = plain.header().filter(|header| header.list.is_none() && id_trouble(header.id).is_none())?;
    let collection = Collection::ALL.into_iter().find(|collection| collection.key() == header.table)?;
    match collection {
        Collection::Org => document.org.push(named(&mut plain, &header)?),
        Collection::Evidence => document.evidence.push(named(&mut plain, &header)?),
        Collection::Indicator => document.indicator.push(named(&mut plain, &header)?),
        Collection::Measure => {
            let measure = named(&mut plain, &header)?;
            if keep.keeps(header.id) {
                document.measure.push(measure);
            } else {
                read.passed.push(Passed { id: measure.id, place: Span::new(at..plain.at()) });
            }
        }
    }
    Some((plain.at(), root(&header)))
}

/// What a header in plain spelling is about.
fn root<'a>(header: &Header<'a>) -> Root<'a> {
    Root { table: Cow::Borrowed(header.table), id: Some(Cow::Borrowed(header.id)) }
}

/// The record behind its header.
fn named<R: Kept>(plain: &mut Plain<'_>, header: &Header<'_>) -> Option<Named<R>> {
    let id = Field { value: plain.holder().part(header.id_span.range())?, span: header.id_span };
    let mut record = R::default();
    record.set_place(header.place);
    let mut table: &mut dyn Table = &mut record;
    let own = root(header);
    loop {
        plain.empty_lines()?;
        match plain.first() {
            None => break,
            Some(b'[') => {
                let start = plain.at();
                let Some(inner) = plain.header() else {
                    plain.back_to(start);
                    let (root, is_record) = cut::header(plain.line())?;
                    // A table of this record in another spelling is left to the parser.
                    if is_record || root != own {
                        break;
                    }
                    return None;
                };
                let Some(list) = inner.list.filter(|_| inner.table == header.table && inner.id == header.id) else {
                    plain.back_to(start);
                    break;
                };
                table = record.begin(list, inner.place)?;
            }
            Some(_) => {
                let key = plain.key()?;
                table.take(key, plain)?;
                plain.end_of_line()?;
            }
        }
    }
    Some(Named { id, record })
}
