//! The offices that a letter names for a promise: in brackets behind it, in a line below it, or before its verb.

use std::ops::Range;

use super::{facts::split_offices, text::Text};

/// The offices named for a promise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Who leads: the first that is named.
    pub lead: Option<String>,
    /// Who helps.
    pub support: Vec<String>,
}

/// Words that stand before the offices that lead, and before those that help.
const LEADS: &[&str] =
    &["牵头单位", "牵头部门", "责任单位", "责任部门", "主办单位", "主责单位", "承办单位", "落实单位", "牵头"];
const HELPS: &[&str] = &["配合单位", "配合部门", "协办单位", "参与单位", "责任单位", "责任部门", "配合"];
/// Words that stand behind them.
const BEHIND: &[&str] = &["牵头负责", "负责落实", "按职责分工负责", "分别负责", "共同负责", "负责", "牵头"];

/// The longest bracket of offices, and the longest name of one.
const BRACKET: usize = 80;
const NAME: usize = 16;

impl Named {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.lead.is_none() && self.support.is_empty()
    }

    /// The offices that a stretch names in brackets: `(X、Y负责)`, `(牵头单位:X;配合单位:Y)`.
    pub fn in_brackets(text: &Text, range: &Range<usize>) -> Self {
        let mut open = None;
        for at in range.clone() {
            match text.folded[at] {
                '(' | '【' | '[' => open = Some(at + 1),
                ')' | '】' | ']' => {
                    let named = open.take().map(|open| Self::of(text, &(open..at))).unwrap_or_default();
                    if !named.is_empty() {
                        return named;
                    }
                }
                _ => {}
            }
        }
        Self::default()
    }

    /// The bracket at the end of a stretch in which nothing but offices stands: `(甲局、乙委)`. Behind an office it is another name.
    pub fn plain_bracket(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
        const ENDS: &[&str] = &["局", "委", "办", "厅", "委员会", "政府", "办公室", "办事处", "总队", "支队"];
        let is_stop = |at: usize| ",;。:".contains(text.folded[at]);
        let end = range.end.checked_sub(1).filter(|at| *at > range.start && is_stop(*at)).unwrap_or(range.end);
        let close = end.checked_sub(1).filter(|at| *at > range.start && text.folded[*at] == ')')?;
        let open = (range.start..close).rev().take(BRACKET).find(|at| text.folded[*at] == '(')?;
        let ends = |words: &str| ENDS.iter().any(|end| words.ends_with(end));
        let is_name = |words: &str| (2..=NAME).contains(&words.chars().count()) && ends(words);
        let named = text.folded(open + 1..close);
        let is_alias = ends(&text.folded(open.saturating_sub(NAME).max(range.start)..open));
        (!is_alias && !named.contains("简称") && named.split('、').all(|name| is_name(name.trim())))
            .then_some(open..close + 1)
    }

    /// The offices that a whole text names, when it does nothing else.
    pub fn of(text: &Text, range: &Range<usize>) -> Self {
        let folded = text.folded(range.clone());
        let words = folded.trim().trim_end_matches(['。', '.']);
        let has_key = LEADS
            .iter()
            .chain(HELPS)
            .any(|key| words.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', ' '])));
        if has_key {
            return Self::keyed(words).written(text, range);
        }
        let Some(names) = BEHIND.iter().find_map(|word| words.strip_suffix(word)) else { return Self::default() };
        let is_list = names.chars().count() <= 60 && !names.contains(['。', ':']);
        let named =
            if is_list { Self::listed(split_offices(names.trim_start_matches('由'))) } else { Self::default() };
        named.written(text, range)
    }

    /// The names as the text has them: with the widths and forms that were folded away to read them.
    fn written(mut self, text: &Text, range: &Range<usize>) -> Self {
        let folded = text.folded(range.clone());
        for name in self.lead.iter_mut().chain(&mut self.support) {
            if let Some(byte) = folded.find(name.as_str()) {
                let start = range.start + folded[..byte].chars().count();
                *name = text.written(start..start + name.chars().count());
            }
        }
        self
    }

    fn listed(mut names: Vec<String>) -> Self {
        if names.is_empty() {
            return Self::default();
        }
        let lead = names.remove(0);
        Self { lead: Some(lead), support: names }
    }

    /// `牵头单位:X;责任单位:Y、Z`.
    fn keyed(words: &str) -> Self {
        let mut named = Self::default();
        for part in words.split([';', '。', ',']).map(str::trim) {
            let Some((key, names)) = part.split_once(':') else { continue };
            let names = split_offices(names);
            let is_lead = named.lead.is_none() && LEADS.contains(&key.trim());
            if is_lead {
                let own = Self::listed(names);
                named.lead = own.lead;
                named.support.extend(own.support);
            } else if HELPS.contains(&key.trim()) || LEADS.contains(&key.trim()) {
                named.support.extend(names);
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_named_in_several_ways() {
        for (words, lead, support) in [
            ("修好七座风车(工造局、巡查处负责)", "工造局", vec!["巡查处"]),
            ("修好七座风车（责任单位：市发展和改革委、工造局和巡查处）", "市发展和改革委", vec!["工造局", "巡查处"]),
            ("修好七座风车(牵头单位:工造局;责任单位:巡查处,文书局)。", "工造局", vec!["巡查处"]),
        ] {
            let text = Text::new(words);
            let named = Named::in_brackets(&text, &(0..text.chars.len()));
            assert_eq!(named.lead.as_deref(), Some(lead), "{words}");
            assert_eq!(named.support, support, "{words}");
        }
        let text = Text::new("修好风车(含修缮、验收)，由群众负责监督");
        assert!(Named::in_brackets(&text, &(0..text.chars.len())).is_empty());
    }
}
