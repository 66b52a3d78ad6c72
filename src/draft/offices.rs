//! The offices that a letter names for a promise: in brackets behind it, in a line below it, or before its verb.

use std::ops::Range;

use super::{
    facts::split_offices,
    signature::is_office,
    subject::{By, Role, is_names},
    text::Text,
};

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
/// Words that stand before the time by which it is to be done.
const UNTIL: &[&str] = &[
    "完成时限",
    "完成时间",
    "完成期限",
    "完成日期",
    "办结时限",
    "办结时间",
    "整改时限",
    "落实时限",
    "时间节点",
    "时间要求",
];
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

    /// The offices of two lists, those that lead and those that help, without what names nobody.
    pub fn of_lists(leads: Vec<String>, helps: Vec<String>) -> Self {
        let mut named = Self::listed(somebody(leads));
        named.support.extend(somebody(helps));
        named
    }

    /// These with those of another row.
    pub fn join(&mut self, other: Self) {
        let mut others = other.lead.into_iter().chain(other.support);
        if self.lead.is_none() {
            self.lead = others.next();
        }
        let is_new = |name: &String| self.lead.as_ref() != Some(name) && !self.support.contains(name);
        let new: Vec<String> = others.filter(is_new).collect();
        self.support.extend(new);
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
            .chain(UNTIL)
            .any(|key| words.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with([':', ' '])));
        if has_key {
            return Self::keyed(words).written(text, range);
        }
        let Some(names) = BEHIND.iter().find_map(|word| words.strip_suffix(word)) else { return Self::default() };
        let is_list = names.chars().count() <= 60 && !names.contains(['。', ':']);
        let named = if is_list {
            Self::listed(somebody(split_offices(names.trim_start_matches('由'))))
        } else {
            Self::default()
        };
        named.written(text, range)
    }

    /// The offices that the words of a promise name: `由X牵头`, `会同Y`, `Z配合`.
    pub fn in_words(text: &Text, range: &Range<usize>) -> Self {
        const LEAD: &[&str] = &["牵头", "负责", "主办", "承办"];
        const HELP: &[&str] = &["配合", "协助", "协同", "参与", "协办"];
        let mut named = Self::default();
        // What stands between commas, and what calls for offices on both its sides.
        for part in range.clone().collect::<Vec<_>>().split(|at| ",;。".contains(text.folded[*at])) {
            let Some((start, end)) = part.first().copied().zip(part.last().map(|last| last + 1)) else { continue };
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
                let own = Self::listed(offices(text, &(at + 1..stop)));
                named.lead = own.lead;
                named.support.extend(own.support);
            }
            if by.is_none()
                && let Some(stop) = find(HELP)
            {
                named.support.extend(offices(text, &(start..stop)));
            }
            if let Some(at) = find(&["会同"]) {
                let verb = (at + 2..end.min(at + BRACKET)).rev().find(|stop| is_names(text, &(at + 2..*stop)));
                named.support.extend(verb.map(|stop| offices(text, &(at + 2..stop))).unwrap_or_default());
            }
        }
        named
    }

    /// These, and where none of them leads those with which the sentence begins.
    pub fn or_by(mut self, text: &Text, by: Option<&By>) -> Self {
        if let Some(by) = by.filter(|_| self.lead.is_none()) {
            let mut names = split_offices(&text.written(by.names.clone()));
            if by.role != Role::Helps && !names.is_empty() {
                self.lead = Some(names.remove(0));
            }
            self.support.splice(0..0, names);
        }
        self
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
        // Some letters part what they say only by a space: 责任单位:X 完成时限:年底前.
        let keys = LEADS.iter().chain(HELPS).chain(UNTIL).map(|key| format!(" {key}:"));
        let words = keys.fold(words.to_owned(), |words, key| words.replace(&key, &format!(";{}", key.trim_start())));
        for part in words.split([';', '。', ',']).map(str::trim) {
            let Some((key, names)) = part.split_once(':') else { continue };
            let names = somebody(split_offices(names));
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

/// What no name of an office begins with: words for whoever is in charge, for nobody yet, or for one that stands elsewhere.
const NOBODY: &str = "\
    有关 相关 各 主管 职能 该 我 本 专人 专班 专职 所有 全体 其他 其它 同上 同前 待 不 无需 无关 另行 暂 未定 未明确 责任单位 \
    责任部门 牵头单位 配合单位 上述 此 后续 依法 按 社会 第三方 群众 个人";

/// Those of some names that are of somebody in particular.
fn somebody(mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| is_somebody(name));
    names
}

/// Whether a name is that of somebody in particular.
fn is_somebody(name: &str) -> bool {
    let is_date = name.contains(|c: char| c.is_ascii_digit()) && name.contains(['年', '月', '日']);
    let is_nobody = name == "无" || NOBODY.split(' ').any(|word| name.starts_with(word));
    !is_nobody && !is_date && name.contains(char::is_alphabetic)
}

/// The offices of a list, when it holds nothing else and none that only "the office in charge" is.
pub fn offices(text: &Text, range: &Range<usize>) -> Vec<String> {
    let names = split_offices(&text.written(range.clone()));
    let is_name = |name: &String| {
        let own = Text::new(name);
        name.chars().count() <= NAME && is_office(&own, &(0..own.chars.len()))
    };
    if names.iter().all(is_name) && names.iter().all(|name| is_somebody(name)) { names } else { Vec::new() }
}

/// Where a line or a sentence says by when what stands before it is to be done: `完成时限:2024年12月底`.
pub fn due_of(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let own = text.trimmed(range.clone());
    let begins = LEADS.iter().chain(HELPS).chain(UNTIL).any(|key| text.has_at(own.start, key));
    begins.then_some(())?;
    let is_key = |at: &usize| UNTIL.iter().any(|key| text.has_at(*at, key));
    let key = own.clone().find(is_key)?;
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
            ("修好七座风车(牵头单位:工造局;责任单位:巡查处,文书局)。", "工造局", vec!["巡查处"]),
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
        let text = Text::new("修好风车(含修缮、验收)，由群众负责监督");
        assert!(Named::in_brackets(&text, &(0..text.chars.len())).is_empty());
    }
}
