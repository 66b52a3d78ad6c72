//! The offices that a letter names for a promise: in brackets behind it, in a line below it, or before its verb.

use std::ops::Range;

use super::{
    facts::split_offices,
    names::{is_name, is_place, is_whoever},
    roles::{BRACKET, Role, bare, key_at, label_at, listed, only},
    subject::{By, Share, is_names},
    text::Text,
};

/// The offices named for a promise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Who leads: the first that is named.
    pub lead: Option<String>,
    /// Who helps.
    pub support: Vec<String>,
    /// Whether somebody else leads of whom it does not say who: 各区县.
    pub is_unnamed: bool,
}

/// The longest name of an office, and how many help at the most: a longer list is none.
const MOST: usize = 200;
const NAME: usize = 16;

impl Named {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.lead.is_none() && self.support.is_empty() && !self.is_unnamed
    }

    /// The offices of the cells of those that lead and of those that help.
    pub fn of_cells(text: &Text, leads: Option<Range<usize>>, helps: Option<Range<usize>>) -> Self {
        let mut named = leads.map(|cell| listed(text, &cell, Role::Leads)).unwrap_or_default();
        named.join(helps.map(|cell| listed(text, &cell, Role::Helps)).unwrap_or_default());
        named
    }

    /// These with those of another row.
    pub fn join(&mut self, other: Self) {
        self.is_unnamed |= other.is_unnamed;
        let mut others = other.lead;
        // Who helps with the one does not lead the other.
        if self.lead.is_none() {
            self.lead = others.take();
        }
        for name in others.into_iter().chain(other.support) {
            if self.support.len() == MOST {
                return;
            }
            if self.lead.as_ref() != Some(&name) && !self.support.contains(&name) {
                self.support.push(name);
            }
        }
    }

    /// The offices that a stretch names in brackets: `(X、Y负责)`, `(牵头单位:X;配合单位:Y)`.
    pub fn in_brackets(text: &Text, range: &Range<usize>) -> Self {
        let mut open = None;
        for at in range.clone() {
            match text.folded[at] {
                '(' | '【' | '[' | '〔' => open = Some(at + 1),
                ')' | '】' | ']' | '〕' => {
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

    /// The offices of the bracket at the end of a stretch in which nothing else stands: the first leads.
    pub fn in_plain_bracket(text: &Text, range: &Range<usize>) -> Self {
        let bracket = Self::plain_bracket(text, &text.trimmed(range.clone()));
        bracket.map(|own| listed(text, &(own.start + 1..own.end - 1), Role::Leads)).unwrap_or_default()
    }

    /// The bracket in which a stretch names offices.
    pub fn bracket(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
        let open = text.find(range.clone(), |c| "(【[〔".contains(c))?;
        let close = text.find(open..range.end, |c| ")】]〕".contains(c))?;
        (!Self::of(text, &(open + 1..close)).is_empty()).then_some(open..close + 1)
    }

    /// The bracket at the end of a stretch in which nothing but offices stands: `(甲局、乙委)`. Behind an office it is another name.
    pub fn plain_bracket(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
        const ENDS: &[&str] = &["局", "委", "办", "厅", "委员会", "政府", "办公室", "办事处", "总队", "支队"];
        let is_stop = |at: usize| ",;。:".contains(text.folded[at]);
        let end = range.end.checked_sub(1).filter(|at| *at > range.start && is_stop(*at)).unwrap_or(range.end);
        let close = end.checked_sub(1).filter(|at| *at > range.start && ")】]〕".contains(text.folded[*at]))?;
        let open = (range.start..close).rev().take(BRACKET).find(|at| "(【[〔".contains(text.folded[*at]))?;
        let ends = |words: &str| ENDS.iter().any(|end| words.ends_with(end));
        let is_name = |words: &str| (2..=NAME).contains(&words.chars().count()) && ends(words);
        let named = text.folded(open + 1..close);
        let is_alias = ends(&text.folded(open.saturating_sub(NAME).max(range.start)..open));
        (!is_alias && !named.contains("简称") && named.split('、').all(|name| is_name(name.trim())))
            .then_some(open..close + 1)
    }

    /// The offices that a whole text names, when it does nothing else.
    pub fn of(text: &Text, range: &Range<usize>) -> Self {
        let own = bare(text, range);
        if label_at(text, own.start, own.end).is_some() { listed(text, &own, Role::Leads) } else { only(text, &own) }
    }

    /// The offices that the words of a promise name: `由X牵头`, `会同Y`, `Z配合`.
    pub fn in_words(text: &Text, range: &Range<usize>) -> Self {
        const LEAD: &[&str] = &["牵头", "负责", "主办", "承办"];
        const HELP: &[&str] = &["配合", "协助", "协同", "参与", "协办"];
        let mut named = Self::default();
        // What stands between commas, and what calls for offices on both its sides.
        for Range { start, end } in text.parts(range, ",;。") {
            // 修好风车,工造局牵头,巡查处配合; 牵头单位为工造局,配合单位为巡查处.
            let is_labelled = label_at(text, start, end).is_some();
            let all = if is_labelled { listed(text, &(start..end), Role::Leads) } else { only(text, &(start..end)) };
            if !all.is_empty() {
                named.join(all);
                continue;
            }
            let has = |at: usize, words: &[&str]| words.iter().any(|word| text.has_at(at, word));
            let find = |words: &[&str]| (start..end).find(|at| has(*at, words));
            // 原由甲局负责 and 不由甲局负责 say who is not, 由甲局负责的部门 of whom is spoken.
            let is_not = |at: usize| {
                at > start && "原不非曾".contains(text.folded[at - 1]) || text.has_at(at.saturating_sub(2), "不再")
            };
            let is_by = |at: &usize| text.has_at(*at, "由") && !text.has_at(*at, "由于") && !is_not(*at);
            let by = (start..end).find(is_by);
            if named.lead.is_none()
                && let Some(first) = by
                && let Some(stop) = (first..end).find(|at| has(*at, LEAD) && !text.has_at(*at + 2, "的"))
                && let Some(at) = (first..stop).rfind(is_by)
            {
                let mut own = offices(text, &(at + 1..stop)).into_iter();
                named.lead = own.next();
                named.support.extend(own);
            }
            if by.is_none()
                && let Some(stop) = find(HELP)
            {
                named.support.extend(offices(text, &(start..stop)));
            }
            let beside: Vec<usize> = (start..end).filter(|at| has(*at, &["会同", "联合"])).collect();
            for (n, at) in beside.iter().enumerate() {
                let names = at + 2;
                let reach = beside.get(n + 1).map_or(end, |next| *next).min(at + BRACKET);
                let stop = (names..reach + 1).rev().find(|stop| *stop <= end && is_names(text, &(names..*stop)));
                let own = stop.map(|stop| offices(text, &(names..stop))).unwrap_or_default();
                named.join(Self { support: own, ..Self::default() });
            }
        }
        named
    }

    /// These, and where none of them leads those with which the sentence begins.
    pub fn or_by(mut self, text: &Text, by: Option<&By>) -> Self {
        if let Some(by) = by.filter(|_| self.lead.is_none()) {
            let mut names = split_offices(&text.written(by.names.clone()));
            if by.share != Share::Helps && !names.is_empty() {
                self.lead = Some(names.remove(0));
            }
            self.support.splice(0..0, names);
        }
        self
    }
}

/// The offices of a list, when it holds nothing else and none that only "the office in charge" is. A place is one of several.
pub fn offices(text: &Text, range: &Range<usize>) -> Vec<String> {
    let mut names = split_offices(&text.written(range.clone()));
    // 工造局和各镇 are one office, and whoever is in charge.
    names.retain(|name| !is_whoever(name));
    let is_meant =
        |name: &String| name.chars().count() <= NAME && is_name(name) && (names.len() > 1 || !is_place(name));
    if names.iter().all(is_meant) { names } else { Vec::new() }
}

/// Where a line or a sentence says by when what stands before it is to be done: `完成时限:2024年12月底`.
pub fn due_of(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let own = text.trimmed(range.clone());
    key_at(text, own.start, own.end)?;
    let key = own.clone().find(|at| matches!(key_at(text, *at, own.end), Some((Role::Until, _))))?;
    let colon = text.find(key..own.end.min(key + NAME), |c| c == ':')?;
    let stop = text.find(colon..own.end, |c| ",;。".contains(c)).unwrap_or(own.end);
    Some(colon + 1..stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_named_in_several_ways() {
        for (words, lead, support) in [
            ("修好七座风车(工造局、巡查处负责)", "工造局", vec!["巡查处"]),
            ("修好七座风车（责任单位：市发展和改革委、工造局和巡查处）", "市发展和改革委", vec!["工造局", "巡查处"]),
            ("修好七座风车(牵头单位:工造局;责任单位:巡查处,文书局)。", "工造局", vec!["巡查处", "文书局"]),
            ("修好七座风车(工造局牵头,巡查处、文书局配合)", "工造局", vec!["巡查处", "文书局"]),
            ("修好七座风车(责任单位：发展和改革委和工造局、北山区)", "发展和改革委", vec!["工造局", "北山区"]),
            ("修好七座风车(牵头单位:工造局 配合单位:巡查处 完成时限:年底前)", "工造局", vec!["巡查处"]),
        ] {
            let text = Text::new(words);
            let named = Named::in_brackets(&text, &(0..text.chars.len()));
            assert_eq!(named.lead.as_deref(), Some(lead), "{words}");
            assert_eq!(named.support, support, "{words}");
        }
        for (words, lead, support) in [
            ("由工造局牵头,会同巡查处修好七座风车", Some("工造局"), vec!["巡查处"]),
            ("由市工造局、文书局负责修好七座风车", Some("市工造局"), vec!["文书局"]),
            ("由工造局牵头,巡查处、文书局配合,修好七座风车", Some("工造局"), vec!["巡查处", "文书局"]),
            ("将会同巡查处修好七座风车", None, vec!["巡查处"]),
            ("会同有关部门修好七座风车", None, vec![]),
            ("由工造局牵头会同巡查处会同文书局修好七座风车", Some("工造局"), vec!["巡查处", "文书局"]),
            ("由北山区牵头修好七座风车", None, vec![]),
            ("由北山区、工造局牵头修好七座风车", Some("北山区"), vec!["工造局"]),
            ("由专人负责修好七座风车", None, vec![]),
            ("由于工造局牵头", None, vec![]),
            ("由工造局负责的渡口将由文书局负责疏浚", Some("文书局"), vec![]),
        ] {
            let text = Text::new(words);
            let named = Named::in_words(&text, &(0..text.chars.len()));
            assert_eq!(
                (named.lead.as_deref(), named.support),
                (lead, support.into_iter().map(str::to_owned).collect()),
                "{words}"
            );
        }
        for words in [
            "修好风车(含修缮、验收)，由群众负责监督",
            "修好风车(下一步由工造局、文书局负责)",
            "修好风车(由工造局另行确定)",
            "修好风车(责任单位:各区县)",
            "修好风车(原由工造局负责)",
            "修好风车(完成时限:县工造局确定)",
        ] {
            let text = Text::new(words);
            let named = Named::in_brackets(&text, &(0..text.chars.len()));
            assert!(named.lead.is_none() && named.support.is_empty(), "{words} {named:?}");
        }
    }
}
