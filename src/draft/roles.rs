//! Who leads and who helps in a list of offices, by the words before and behind their names.

use std::ops::Range;

use super::{
    facts::split_offices,
    names::{is_name, is_whoever},
    offices::Named,
    text::Text,
};

/// What a list says of the offices that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The first of them leads.
    Leads,
    /// They help.
    Helps,
    /// They are no offices: until when it is to be done.
    Until,
}

/// Words that stand before the offices that lead, and before those that help.
const LEADS: &[&str] = &[
    "牵头单位",
    "牵头部门",
    "责任单位",
    "责任部门",
    "主办单位",
    "主责单位",
    "承办单位",
    "落实单位",
    "牵头",
    "主办",
    "责任主体",
];
const HELPS: &[&str] = &["配合单位", "配合部门", "协办单位", "参与单位", "协同单位", "配合", "协办", "参与"];
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
/// Words that stand behind those that lead, and behind those that help.
const LEAD: &[&str] =
    &["牵头负责", "负责落实", "按职责分工负责", "分别负责", "共同负责", "具体负责", "负责", "牵头", "主办", "承办"];
const HELP: &[&str] = &["予以配合", "给予配合", "协同配合", "配合", "协助", "参与", "协办"];

/// The longest bracket that names offices.
pub const BRACKET: usize = 120;

/// The longest list of offices that nothing but a word behind it shows to be one.
const LIST: usize = 60;

/// The word with which a stretch begins that says what the names behind it do, and where it ends.
pub fn key_at(text: &Text, at: usize, end: usize) -> Option<(Role, usize)> {
    let sorts = [(Role::Leads, LEADS), (Role::Helps, HELPS), (Role::Until, UNTIL)];
    let word = sorts.into_iter().find_map(|(role, words)| {
        let word = words.iter().find(|word| text.has_at(at, word))?;
        Some((role, at + word.chars().count()))
    });
    word.filter(|(_, behind)| *behind <= end)
}

/// The same where a colon, 为 or a space stands behind the word; where that ends.
pub fn label_at(text: &Text, at: usize, end: usize) -> Option<(Role, usize)> {
    let (role, behind) = key_at(text, at, end)?;
    let next = (behind..end).find(|at| !text.folded[*at].is_whitespace()).unwrap_or(end);
    let is_colon = next < end && text.folded[next] == ':';
    let is_said = behind - at > 2 && next < end && text.folded[next] == '为';
    (is_colon || is_said || next > behind).then_some((role, next + usize::from(is_colon || is_said)))
}

/// The offices of a cell or of a list behind a label, among whatever else stands there. `role` is that of those of which
/// nothing says it.
pub fn listed(text: &Text, range: &Range<usize>, role: Role) -> Named {
    let mut list = List { role, ..List::default() };
    for item in items(text, range) {
        list.take(text, item);
    }
    list.flush(list.role);
    list.named
}

/// The offices of a list that holds nothing else, with a word behind it: `工造局、巡查处负责`, `工造局牵头,巡查处配合`.
pub fn only(text: &Text, range: &Range<usize>) -> Named {
    let own = by(text, text.trimmed(range.clone()));
    if is_list(text, &own) { listed(text, &own, Role::Leads) } else { Named::default() }
}

/// A stretch without the 由 before its offices, and what that speaks of: 此项工作由工造局牵头.
fn by(text: &Text, own: Range<usize>) -> Range<usize> {
    const THIS: &[&str] = &["此项工作", "该项工作", "此项任务", "以上工作", "上述工作", "具体"];
    let this = THIS.iter().find(|word| text.has_at(own.start, word)).map_or(0, |word| word.chars().count());
    let at = own.start + this;
    if text.has_at(at, "由") && !text.has_at(at, "由于") { at + 1..own.end.max(at + 1) } else { own }
}

/// A stretch without its full stop and the bracket around it, which may have been cut off at its end.
pub fn bare(text: &Text, range: &Range<usize>) -> Range<usize> {
    let without_stop = |own: Range<usize>| {
        let is_stop = |at: &usize| "。. ".contains(text.folded[*at]);
        let end = own.clone().rev().find(|at| !is_stop(at)).map_or(own.start, |at| at + 1);
        text.trimmed(own.start..end)
    };
    let own = without_stop(text.trimmed(range.clone()));
    if own.is_empty() || !"(【[〔".contains(text.folded[own.start]) {
        return own;
    }
    let inner = own.start + 1..own.end;
    match text.find(inner.clone(), |c| ")】]〕".contains(c)) {
        None => text.trimmed(inner),
        Some(close) if close + 1 == own.end => without_stop(text.trimmed(inner.start..close)),
        Some(_) => own,
    }
}

/// Whether a stretch only says who does what stands before it, if nobody in particular: `(责任单位:各区县)`, `各镇负责落实`.
pub fn says_who(text: &Text, range: &Range<usize>) -> bool {
    let Range { start, end } = bare(text, range);
    let is_one = text.find(start..end, |c| "。!?".contains(c)).is_none();
    let is_who = |own: &Range<usize>| {
        let names = split_offices(&text.written(own.clone()));
        !names.is_empty() && names.iter().all(|name| is_name(name) || is_whoever(name))
    };
    let is_labelled = || {
        label_at(text, start, end).is_some_and(|(_, behind)| match text.folded[behind - 1] {
            ':' => true,
            '为' => is_who(&(behind..end)),
            _ => false,
        })
    };
    is_one && (is_labelled() || is_list(text, &by(text, start..end)))
}

/// Whether a stretch is a list of offices or of nobody in particular, with a word behind it.
fn is_list(text: &Text, own: &Range<usize>) -> bool {
    let is_item = |item: Range<usize>| {
        let bare = suffix(text, &item).map_or(item.clone(), |(_, bare)| bare);
        let names = split_offices(&text.written(bare));
        let is_when = ENDS.iter().any(|end| text.has_at(item.end.saturating_sub(2).max(item.start), end))
            && item.clone().any(|at| "年月底".contains(text.folded[at]));
        is_when || names.iter().all(|name| is_name(name) || is_whoever(name))
    };
    let items = items(text, own);
    let has_role = items.iter().any(|item| suffix(text, item).is_some());
    let is_short = own.len() <= LIST && text.find(own.clone(), |c| "。:".contains(c)).is_none();
    has_role && is_short && items.into_iter().all(is_item)
}

/// How an item ends that says until when.
const ENDS: &[&str] = &["完成", "办结", "底前", "月前"];

/// The stretches between commas, stops and line ends outside brackets, and before a label.
fn items(text: &Text, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut start, mut depth) = (range.start, 0_usize);
    for at in range.clone() {
        let c = text.folded[at];
        let is_space = c.is_whitespace();
        depth = if c == '(' { depth + 1 } else { depth.saturating_sub(usize::from(c == ')')) };
        let is_label = || is_space && label_at(text, at + 1, range.end).is_some();
        if depth == 0 && ("、,;。\n\t".contains(c) || is_label()) {
            items.push(text.trimmed(start..at));
            start = at + 1;
        }
    }
    items.push(text.trimmed(start..range.end));
    items
}

/// The word behind the names of an item that says what they do, perhaps in brackets, and the names before it.
fn suffix(text: &Text, item: &Range<usize>) -> Option<(Role, Range<usize>)> {
    let is_closed = item.end > item.start && text.folded[item.end - 1] == ')';
    let end = item.end - usize::from(is_closed);
    let (role, length) = [(Role::Leads, LEAD), (Role::Helps, HELP)].into_iter().find_map(|(role, words)| {
        let length = words.iter().map(|word| word.chars().count());
        let found =
            length.zip(words).find(|(length, word)| end >= item.start + length && text.has_at(end - length, word));
        Some((role, found?.0))
    })?;
    let bare = end - length;
    if !is_closed {
        return Some((role, text.trimmed(item.start..bare)));
    }
    let is_open = bare > item.start && text.folded[bare - 1] == '(';
    is_open.then(|| (role, text.trimmed(item.start..bare - 1)))
}

#[derive(Debug)]
struct List {
    named: Named,
    role: Role,
    /// The names of which nothing behind them has said yet what they do.
    pending: Vec<String>,
}

impl Default for List {
    fn default() -> Self {
        Self { named: Named::default(), role: Role::Leads, pending: Vec::new() }
    }
}

impl List {
    fn take(&mut self, text: &Text, mut item: Range<usize>) {
        if let Some((role, behind)) = label_at(text, item.start, item.end) {
            self.flush(self.role);
            self.role = role;
            item = text.trimmed(behind..item.end);
        }
        if self.role == Role::Until {
            return;
        }
        let is_bracket = item.end > item.start && text.folded[item.end - 1] == ')';
        let said = suffix(text, &item);
        let bare = said.as_ref().map_or(item, |(_, bare)| bare.clone());
        let leads = said.as_ref().map_or(self.role, |(role, _)| *role) == Role::Leads;
        self.named.is_unnamed |= leads && is_whoever(&text.folded(bare.clone()));
        let own = split_offices(&text.written(bare)).into_iter().flat_map(|name| names(&name));
        match said {
            // 工造局、巡查处(牵头): the one before the bracket leads.
            Some((Role::Leads, _)) if is_bracket => {
                let waiting = std::mem::take(&mut self.pending);
                self.pending.extend(own);
                self.flush(Role::Leads);
                self.pending = waiting;
            }
            Some((role, _)) => {
                self.pending.extend(own);
                self.flush(role);
            }
            None => self.pending.extend(own),
        }
    }

    fn flush(&mut self, role: Role) {
        let mut names = std::mem::take(&mut self.pending);
        if role == Role::Leads && self.named.lead.is_none() && !names.is_empty() {
            self.named.lead = Some(names.remove(0));
        }
        self.named.join(Named { support: names, ..Named::default() });
    }
}

/// The offices of a name that may be several with spaces between them, or one whose letters are spaced out.
fn names(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    if parts.iter().all(|part| is_name(part)) {
        return parts.into_iter().map(whole).collect();
    }
    let joined = parts.concat();
    if is_name(&joined) { vec![whole(&joined)] } else { Vec::new() }
}

/// A name with what stands in brackets behind it only where that is another name of it.
fn whole(name: &str) -> String {
    let Some((bare, rest)) = name.split_once(['(', '（']) else { return name.to_owned() };
    let is_alias = rest.strip_suffix([')', '）']).is_some_and(is_name);
    if is_alias { name.to_owned() } else { bare.trim_end().to_owned() }
}
