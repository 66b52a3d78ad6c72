//! Where the records of a text stand, and which pieces of it can be parsed and changed by themselves.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use toml::de::DeTable;

use super::{Wrong, record};
use crate::{
    model::{Collection, Edit, Ledger, Span},
    store::read::{Piece, Root, cut, header, line},
};

/// The pieces of a text.
pub struct Places<'a> {
    text: &'a str,
    pieces: Vec<Range<usize>>,
    /// The pieces by the collection and the id that their headers name, in order; none where no two speak of one record.
    headed: Vec<(Cow<'a, str>, Cow<'a, str>, usize)>,
}

/// Pieces that are changed together, because one record stands in them all or several records share one.
#[derive(Debug, Default)]
pub struct Region {
    /// The pieces, in order.
    pub pieces: BTreeSet<usize>,
    /// The edits, by their places among all.
    pub edits: BTreeSet<usize>,
}

impl<'a> Places<'a> {
    /// The pieces of a ledger's text; only what was read whole can be changed in pieces.
    pub fn of(ledger: &'a Ledger) -> Result<Self, Wrong> {
        if !ledger.is_whole() {
            return Err(Wrong::Syntax);
        }
        let text = &ledger.source.text;
        if !ledger.pieces.is_empty() {
            let ends = ledger.pieces.iter().skip(1).map(|start| *start as usize).chain([text.len()]);
            let pieces = ledger.pieces.iter().zip(ends).map(|(start, end)| *start as usize..end).collect();
            return Ok(Self { text, pieces, headed: Vec::new() });
        }
        let (mut pieces, mut headed) = (Vec::new(), Vec::new());
        for (at, Piece { range, root }) in cut(text).into_iter().enumerate() {
            let (table, id) = root.map(|root| (root.table, root.id.unwrap_or_default())).unwrap_or_default();
            headed.push((table, id, at));
            pieces.push(range);
        }
        headed.sort_unstable();
        Ok(Self { text, pieces, headed })
    }

    /// The text of a piece.
    pub fn piece(&self, at: usize) -> &'a str {
        &self.text[self.pieces[at].clone()]
    }

    /// The text with other texts in the place of some pieces.
    pub fn with(&self, changed: &HashMap<usize, String>) -> String {
        let mut changed: Vec<_> = changed.iter().collect();
        changed.sort_unstable();
        let mut text =
            String::with_capacity(self.text.len() + changed.iter().map(|(_, piece)| piece.len()).sum::<usize>());
        let mut at = 0;
        for (piece, new) in changed {
            let old = &self.pieces[*piece];
            text.push_str(&self.text[at..old.start]);
            text.push_str(new);
            at = old.end;
        }
        text.push_str(&self.text[at..]);
        text
    }

    /// The pieces under the headers of a record, where there may be several.
    fn headed(&self, collection: Collection, id: &str) -> impl Iterator<Item = usize> {
        let headed = &self.headed;
        let from = headed.partition_point(|(table, own, _)| (&**table, &**own) < (collection.key(), id));
        let own = headed[from..].iter().take_while(move |(table, own, _)| (&**table, &**own) == (collection.key(), id));
        own.map(|(_, _, at)| *at)
    }

    /// The pieces that hold a record: those under its headers, and the one in which its id stands.
    fn holding(&self, collection: Collection, id: &str, span: Span) -> Vec<usize> {
        let mut pieces: Vec<usize> = self.headed(collection, id).collect();
        let own = self.pieces.partition_point(|piece| piece.end <= span.start as usize);
        if !pieces.contains(&own) {
            pieces.push(own);
        }
        pieces
    }

    /// The regions of edits, each with where its record's id stands. No two have a piece in common.
    pub fn regions(&self, edits: &[(&Edit, Span)]) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        let mut of_piece: HashMap<usize, usize> = HashMap::new();
        for (n, (edit, span)) in edits.iter().enumerate() {
            let mut pieces = self.holding(edit.collection, &edit.id, *span);
            let met: BTreeSet<usize> = pieces.iter().filter_map(|piece| of_piece.get(piece).copied()).collect();
            let at = met.first().copied().unwrap_or(regions.len());
            if at == regions.len() {
                regions.push(Region::default());
            }
            for other in met.into_iter().skip(1) {
                let other = std::mem::take(&mut regions[other]);
                pieces.extend(other.pieces);
                regions[at].edits.extend(other.edits);
            }
            of_piece.extend(pieces.iter().map(|piece| (*piece, at)));
            regions[at].pieces.extend(pieces);
            regions[at].edits.insert(n);
        }
        regions.retain(|region| !region.edits.is_empty());
        regions
    }

    /// The one piece that holds a record, if it stands in one and that can be parsed alone.
    pub fn single(&self, collection: Collection, id: &str, span: Span) -> Option<Range<usize>> {
        let [piece] = self.holding(collection, id, span)[..] else { return None };
        let range = &self.pieces[piece];
        let is_its = |root: Root<'_>| root.table == collection.key() && root.id.as_deref() == Some(id);
        let is_headed = header(line(self.text, range.start)).is_some_and(|(root, _)| is_its(root));
        (is_headed && self.is_whole(piece)).then(|| range.clone())
    }

    fn is_whole(&self, piece: usize) -> bool {
        DeTable::parse_recoverable(self.piece(piece)).1.is_empty()
    }

    /// Behind which byte a new record of a collection goes, and the part of the text that can be parsed around it: behind the
    /// last of its kind, or of the kinds that stand before it.
    pub fn after(&self, ledger: &Ledger, collection: Collection) -> (Range<usize>, usize) {
        let end = |region: &Range<usize>, path: &[&str]| {
            record::end_of_path(&self.text[region.clone()], path).map_or(region.end, |end| region.start + end)
        };
        let everything = 0..self.text.len();
        for kind in Collection::ALL.into_iter().rev().skip_while(|kind| *kind != collection) {
            if let Some((id, span)) = ledger.ids(kind).into_iter().next_back() {
                let last = self.holding(kind, id, span).into_iter().max().filter(|piece| self.is_whole(*piece));
                let region = last.map_or(everything, |piece| self.pieces[piece].clone());
                let place = end(&region, &[kind.key(), id]);
                return (region, place);
            }
        }
        let place = end(&everything, &["reply"]);
        (everything, place)
    }
}
