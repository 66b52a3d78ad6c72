//! Merging by line: of what is no ledger or cannot be taken apart, and of remarks.

use similar::{MergeRegion, MergeResolution, TextMerge};

use super::{
    merged::{Merged, Side},
    value::changed,
};

/// Three texts merged line by line, with a contradiction wherever both sides changed the same lines.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    by_region(base, ours, theirs, Merged::conflict)
}

/// Remarks and blank lines of both sides. They contradict nothing, so where both sides changed them both are kept.
pub fn remarks(base: &str, ours: &str, theirs: &str) -> String {
    if let Some(text) = changed(base, ours, theirs) {
        return text.to_owned();
    }
    let merged = by_region(base, ours, theirs, |merged, _, ours, theirs| {
        let (first, second) = if ours <= theirs { (ours, theirs) } else { (theirs, ours) };
        // What only differs in how much of the same is said.
        match (first.trim(), second.trim()) {
            (a, b) if b.contains(a) && (a != b || second.len() >= first.len()) => merged.text(second),
            (a, b) if a.contains(b) => merged.text(first),
            _ => {
                merged.text(first);
                merged.text(second);
            }
        }
    });
    merged.decided(Side::Ours)
}

fn by_region(base: &str, ours: &str, theirs: &str, contradict: impl Fn(&mut Merged, &str, &str, &str)) -> Merged {
    // Lines can be paired in several ways: which one is taken must not depend on which side is ours.
    let is_turned = ours > theirs;
    let (first, second) = if is_turned { (theirs, ours) } else { (ours, theirs) };
    let merge = TextMerge::from_lines(base, first, second);
    let mut merged = Merged::default();
    for region in merge.regions() {
        let of_base = || region.base_range().filter_map(|line| merge.base_line(line)).collect::<String>();
        let (own, other) = (of_ours(&merge, region), of_theirs(&merge, region));
        match region.resolution() {
            MergeResolution::Unchanged => merged.text(&of_base()),
            MergeResolution::Ours | MergeResolution::Both => merged.text(&own),
            MergeResolution::Theirs => merged.text(&other),
            _ if is_turned => contradict(&mut merged, &of_base(), &other, &own),
            _ => contradict(&mut merged, &of_base(), &own, &other),
        }
    }
    merged
}

fn of_ours(merge: &TextMerge<'_, '_, '_, str>, region: &MergeRegion) -> String {
    region.ours_range().filter_map(|line| merge.ours_line(line)).collect()
}

fn of_theirs(merge: &TextMerge<'_, '_, '_, str>, region: &MergeRegion) -> String {
    region.theirs_range().filter_map(|line| merge.theirs_line(line)).collect()
}
