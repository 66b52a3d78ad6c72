//! In which order stands what two sides have, so that neither side's order is lost and the sides can be swapped.

use std::{cmp::Ordering, hash::Hash};

use hashbrown::{HashMap, HashSet};

/// How the things of a sequence compare where no side says which comes first.
pub struct Rules<'r, K> {
    /// Which of two comes first: total, and the same whichever side it is asked for.
    pub compare: &'r dyn Fn(&K, &K) -> Ordering,
    /// Whether runs that both sides put into the same place are sorted into each other: dates are, names are not.
    pub is_sorted: &'r dyn Fn(&K) -> bool,
}

/// The things of both sides in one order. Each side has every thing once; what one of them took out is not there.
pub fn order<K: Clone + Eq + Hash>(base: &[K], ours: &[K], theirs: &[K], rules: &Rules<'_, K>) -> Vec<K> {
    let (in_ours, in_theirs): (HashSet<&K>, HashSet<&K>) = (ours.iter().collect(), theirs.iter().collect());
    let shared = |keys: &[K]| -> Vec<K> {
        keys.iter().filter(|key| in_ours.contains(key) && in_theirs.contains(key)).cloned().collect()
    };
    let (of_ours, of_theirs) = (shared(ours), shared(theirs));
    if of_ours == of_theirs {
        return between(&of_ours, ours, theirs, rules);
    }
    // Somebody moved things: their order stands, and what only the other has follows what it followed there.
    let in_base: HashSet<&K> = base.iter().collect();
    let old = |keys: &[K]| -> Vec<K> { keys.iter().filter(|key| in_base.contains(key)).cloned().collect() };
    let was = shared(base);
    let (main, other) = match (old(&of_ours) == was, old(&of_theirs) == was) {
        (false, true) => (ours, theirs),
        (true, false) => (theirs, ours),
        _ if less(&of_ours, &of_theirs, rules) => (ours, theirs),
        _ => (theirs, ours),
    };
    let has: HashSet<&K> = main.iter().collect();
    let mut after: HashMap<Option<&K>, Vec<K>> = HashMap::new();
    let mut last = None;
    for key in other {
        if has.contains(key) {
            last = Some(key);
        } else {
            after.entry(last).or_default().push(key.clone());
        }
    }
    let mut all = after.remove(&None).unwrap_or_default();
    for key in main {
        all.push(key.clone());
        all.extend(after.remove(&Some(key)).unwrap_or_default());
    }
    all
}

fn less<K: Eq>(one: &[K], other: &[K], rules: &Rules<'_, K>) -> bool {
    let differ = one.iter().zip(other).find(|(one, other)| one != other);
    differ.is_some_and(|(one, other)| (rules.compare)(one, other) == Ordering::Less)
}

/// What each side has between the things that both have in the same order.
fn between<K: Clone + Eq>(shared: &[K], ours: &[K], theirs: &[K], rules: &Rules<'_, K>) -> Vec<K> {
    let mut all = Vec::with_capacity(ours.len() + theirs.len() - shared.len());
    let (mut ours, mut theirs) = (ours, theirs);
    for key in shared {
        let (own, rest_of_ours) = until(ours, key);
        let (other, rest_of_theirs) = until(theirs, key);
        all.append(&mut together(own, other, rules));
        all.push(key.clone());
        (ours, theirs) = (rest_of_ours, rest_of_theirs);
    }
    all.append(&mut together(ours, theirs, rules));
    all
}

/// What stands before a key and what stands behind it.
fn until<'k, K: Eq>(keys: &'k [K], key: &K) -> (&'k [K], &'k [K]) {
    let at = keys.iter().position(|own| own == key).unwrap_or(keys.len());
    (&keys[..at], keys.get(at + 1..).unwrap_or_default())
}

/// Two runs as one.
fn together<K: Clone>(ours: &[K], theirs: &[K], rules: &Rules<'_, K>) -> Vec<K> {
    let (Some(own), Some(other)) = (ours.first(), theirs.first()) else { return [ours, theirs].concat() };
    if !ours.iter().chain(theirs).all(rules.is_sorted) {
        let is_first = (rules.compare)(own, other) != Ordering::Greater;
        return if is_first { [ours, theirs].concat() } else { [theirs, ours].concat() };
    }
    let (mut ours, mut theirs) = (ours, theirs);
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    while let (Some(own), Some(other)) = (ours.first(), theirs.first()) {
        let run = if (rules.compare)(own, other) == Ordering::Greater { &mut theirs } else { &mut ours };
        all.push(run[0].clone());
        *run = &run[1..];
    }
    all.extend_from_slice(ours);
    all.extend_from_slice(theirs);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(base: &str, ours: &str, theirs: &str, is_sorted: bool) -> String {
        let rules = Rules { compare: &|a: &char, b: &char| a.cmp(b), is_sorted: &|_| is_sorted };
        let keys = |text: &str| text.chars().collect::<Vec<_>>();
        let both = [(ours, theirs), (theirs, ours)].map(|(ours, theirs)| {
            order(&keys(base), &keys(ours), &keys(theirs), &rules).into_iter().collect::<String>()
        });
        assert_eq!(both[0], both[1], "the sides can be swapped");
        both[0].clone()
    }

    #[test]
    fn each_side_keeps_its_places() {
        assert_eq!(of("xyz", "xayz", "xyzb", false), "xayzb");
        assert_eq!(of("xy", "xbcy", "xady", false), "xadbcy");
        assert_eq!(of("xy", "xbdy", "xacy", true), "xabcdy");
        assert_eq!(of("", "ab", "ba", false), "ab");
    }

    #[test]
    fn what_was_moved_stays_where_it_went() {
        assert_eq!(of("xyz", "zxy", "xayz", false), "zxay");
        assert_eq!(of("xyz", "zxy", "yxaz", false), "yxaz");
    }
}
