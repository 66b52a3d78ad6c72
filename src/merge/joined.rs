//! Records that the three texts do not put together in the same way: their parts stand in one place here and in several there, or a
//! list has a key here and headers there. What is the same in them cannot be told by where it stands.

use hashbrown::{HashMap, HashSet};

use super::{
    tree::{Block, File, Section},
    value::changed,
};

/// The parts of every record, in order.
type Parts<'b, 'a> = HashMap<&'b [String], Vec<&'b Block<'a>>>;

/// The three texts with such records brought together, each in the place of its first part; nothing when there is none that both
/// sides changed.
pub fn together(files: [&File<'_>; 3]) -> Option<[String; 3]> {
    let parts = files.map(parts);
    let [base, ours, theirs] = &parts;
    let is_scattered = |path: &&&[String]| {
        let three = [base, ours, theirs].map(|parts| parts.get(**path).map_or(&[][..], Vec::as_slice));
        // Most records stand in one place.
        if let [[] | [_], [_], [_]] = three {
            return false;
        }
        let [was, own, other] = three.map(|parts| parts.iter().map(|part| part.text).collect::<Vec<_>>());
        if changed(&was, &own, &other).is_some() {
            return false;
        }
        let [was, own, other] = three;
        let is_torn = own.len() != other.len() || has_moved(was, own) || has_moved(was, other);
        is_torn || own.len() > 1 && is_otherwise(&three.concat())
    };
    let scattered: HashSet<&[String]> = ours.keys().chain(theirs.keys()).filter(is_scattered).copied().collect();
    let texts = || [(files[0], base), (files[1], ours), (files[2], theirs)];
    (!scattered.is_empty()).then(|| texts().map(|(file, parts)| text(file, parts, &scattered)))
}

fn parts<'b, 'a>(file: &'b File<'a>) -> Parts<'b, 'a> {
    let mut parts: Parts<'_, '_> = HashMap::with_capacity(file.root.children.len());
    file.root.children.iter().for_each(|block| parts.entry(&block.path).or_default().push(block));
    parts
}

/// Whether something that stands in one part stood in another.
fn has_moved(was: &[&Block<'_>], is: &[&Block<'_>]) -> bool {
    let at = |parts: &[&Block<'_>]| -> HashMap<String, usize> {
        let own = parts.iter().enumerate().flat_map(|(at, part)| part.children.iter().map(move |child| (child, at)));
        own.map(|(child, at)| (child.says(), at)).collect()
    };
    if was.len() < 2 && is.len() < 2 {
        return false;
    }
    let before = at(was);
    at(is).iter().any(|(says, at)| before.get(says).is_some_and(|before| before != at))
}

fn text(file: &File<'_>, parts: &Parts<'_, '_>, scattered: &HashSet<&[String]>) -> String {
    let mut text = file.root.section.as_ref().map_or(String::new(), Section::text);
    let mut done: HashSet<&[String]> = HashSet::new();
    for block in &file.root.children {
        let path = block.path.as_slice();
        if !scattered.contains(path) {
            text.push_str(block.text);
        } else if done.insert(path) {
            let own = parts.get(path).map_or(&[][..], Vec::as_slice);
            // A record's own header comes before those of its tables.
            let (first, rest): (Vec<&Block<'_>>, Vec<&Block<'_>>) = own.iter().partition(|part| part.section.is_some());
            first.into_iter().chain(rest).for_each(|part| text.push_str(part.text));
        }
    }
    text + file.end
}

/// Whether these blocks, all of one table in several texts, have under a key what another has under headers.
pub fn is_otherwise(blocks: &[&Block<'_>]) -> bool {
    let sections = blocks.iter().filter_map(|block| block.section.as_ref());
    let keys: HashSet<&[String]> =
        sections.flat_map(|section| &section.fields).map(|(key, _)| key.as_slice()).collect();
    let has_key = |own: &[String]| (1..=own.len()).any(|length| keys.contains(&own[..length]));
    let is_below = |own: &[String]| keys.iter().any(|key| key.len() > own.len() && key.starts_with(own));
    blocks.iter().any(|block| {
        let own = block.children.iter().filter_map(|child| child.path.get(block.path.len()..));
        own.into_iter().any(|own| has_key(own) || is_below(own))
    })
}
