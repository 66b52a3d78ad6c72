//! Merging by line: of what is no ledger or cannot be taken apart.

use similar::{MergeRegion, MergeResolution, TextMerge};

use super::merged::Merged;

/// Three texts merged line by line, with a contradiction wherever both sides changed the same lines.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    by_region(base, ours, theirs, |merged, ours, theirs| merged.conflict(ours, theirs))
}

fn by_region(base: &str, ours: &str, theirs: &str, contradict: impl Fn(&mut Merged, &str, &str)) -> Merged {
    let merge = TextMerge::from_lines(base, ours, theirs);
    let mut merged = Merged::default();
    for region in merge.regions() {
        let of_base = || region.base_range().filter_map(|line| merge.base_line(line)).collect::<String>();
        let (own, other) = (of_ours(&merge, region), of_theirs(&merge, region));
        match region.resolution() {
            MergeResolution::Unchanged => merged.text(&of_base()),
            MergeResolution::Ours | MergeResolution::Both => merged.text(&own),
            MergeResolution::Theirs => merged.text(&other),
            _ => contradict(&mut merged, &own, &other),
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
