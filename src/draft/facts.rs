//! What a letter says of itself: its number, title, day, proposer, lead, co-handlers, as far as the text says.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    frame::{Frame, are_names},
    names::is_name,
    question::Question,
    signature::is_office,
    text::Text,
};
use crate::model::PassageClass;

/// What a letter says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The number of the proposal.
    pub number: Option<String>,
    /// The title of the proposal.
    pub title: Option<String>,
    /// The day of the letter.
    pub date: Option<NaiveDate>,
    /// Who made the proposal.
    pub proposer: Option<String>,
    /// The office that answers.
    pub lead: Option<String>,
    /// The offices that it asked.
    pub co_handlers: Vec<String>,
}

impl Facts {
    /// What a text says.
    pub fn of(text: &Text, frame: &Frame) -> Self {
        let lines = |class: PassageClass| {
            let own = text.lines.iter().zip(&frame.lines).filter(move |(_, own)| **own == Some(class));
            own.map(|(line, _)| text.trimmed(line.clone()))
        };
        let opening = frame.opening.clone().unwrap_or(0..0);
        // The sentence before it may name the proposal: 您提出的《X》已交我局办理。现答复如下.
        let line = text.lines.get(text.line_at(opening.start)).map_or(0, |line| line.start);
        let named = line.min(opening.start)..opening.end;
        let heads: Vec<Range<usize>> = lines(PassageClass::Heading).chain([named.clone()]).collect();
        let question = Question::of(text, opening.end);
        let signature = frame.signatures.last();
        let around = opening.start..text.chars.len().min(opening.end + BEHIND_OPENING);
        Self {
            number: match &question {
                Some(question) => question.number.clone().map(|own| text.folded(own)),
                None => heads.iter().rev().find_map(|range| number(text, range)),
            },
            title: title(text, &opening)
                .or_else(|| title(text, &named))
                .or_else(|| Some(text.written(question.as_ref()?.title.clone())))
                .or_else(|| heads.iter().find_map(|range| answered(text, range))),
            date: signature.and_then(|signature| Some(signature.day.as_ref()?.day)).or_else(|| question.as_ref()?.day),
            proposer: question
                .as_ref()
                .map(|question| question.member(text))
                .or_else(|| proposer_of(text, lines(PassageClass::Salutation), &opening)),
            lead: signature
                .and_then(|signature| signature.offices.first())
                .or(question.as_ref().and_then(|question| question.office.as_ref()))
                .cloned()
                .or_else(|| heads.iter().find_map(|range| answering(text, range)))
                .or_else(|| {
                    text.lines
                        .iter()
                        .zip(&frame.lines)
                        .find_map(|(line, own)| labelled(text, line).filter(|_| own.is_some()))
                })
                .map(|own| text.written(own).replace(' ', "")),
            co_handlers: if opening.is_empty() { Vec::new() } else { co_handlers(text, &around) },
        }
    }
}

/// How far behind its first sentence a letter says with whom it was made.
const BEHIND_OPENING: usize = 120;

/// The digits of `第0389号`, or of `(0389号)`.
fn number(text: &Text, range: &Range<usize>) -> Option<String> {
    let ends = range.clone().filter(|at| text.folded[*at] == '号');
    ends.into_iter().find_map(|end| {
        let end = (range.start..end).rev().find(|at| text.folded[*at] != ' ')? + 1;
        let is_part = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-';
        let end = if text.folded[end - 1] == ')' { end - 1 } else { end };
        let start = (range.start..end).rev().take_while(|at| is_part(text.folded[*at])).last()?;
        let has_digit = text.folded[start..end].iter().any(char::is_ascii_digit);
        if end - start > LONGEST || !has_digit {
            return None;
        }
        let before = text.folded(range.start..start);
        let before = before.trim_end();
        let is_proposals = before.ends_with(['第', '(', '案', '议']) && !before.ends_with("法第");
        // "某建议〔2024〕第9号" is the letter's own number.
        let is_proposals = is_proposals && !before.trim_end_matches('第').trim_end().ends_with(['〕', ']', '】']);
        is_proposals.then(|| text.folded(start..end))
    })
}

/// The most digits of a proposal's number: a letter's own has more.
const LONGEST: usize = 8;

/// What stands in title marks where the proposal is named.
fn title(text: &Text, opening: &Range<usize>) -> Option<String> {
    let opens = opening.clone().filter(|at| text.folded[*at] == '《');
    let mut marked = opens.filter_map(|open| Some(open + 1..text.find(open..opening.end, |c| c == '》')?));
    // "《建议》" is what the letter calls it from then on.
    let named = marked
        .find(|own| own.len() > SHORTEST)
        .or_else(|| quoted(text, opening))
        .or_else(|| quoted_as_one(text, opening))?;
    Some(text.written(named))
}

/// The fewest characters of a title but one.
const SHORTEST: usize = 4;

/// What stands in quotation marks and begins with 关于.
fn quoted(text: &Text, opening: &Range<usize>) -> Option<Range<usize>> {
    let open = opening.clone().find(|at| text.has_at(*at, "\"关于"))? + 1;
    let close = text.find(open..opening.end, |c| c == '"')?;
    Some(open..close)
}

/// What stands in quotation marks before 的提案: `"缓解停车难"的提案`, `"缓解停车难"的第56号建议`.
fn quoted_as_one(text: &Text, opening: &Range<usize>) -> Option<Range<usize>> {
    let mut from = opening.start;
    while let Some(open) = text.find(from..opening.end, |c| c == '"') {
        let close = text.find(open + 1..opening.end, |c| c == '"')?;
        let behind = close + 1..opening.end.min(close + 1 + BEHIND_TITLE);
        let is_one = text.has_at(behind.start, "的")
            && behind.clone().any(|at| text.has_at(at, "提案") || text.has_at(at, "建议"))
            && text.find(behind, |c| ",。".contains(c)).is_none();
        if is_one && close - open > SHORTEST {
            return Some(open + 1..close);
        }
        from = close + 1;
    }
    None
}

/// How far behind a title in quotation marks stands what it is the title of.
const BEHIND_TITLE: usize = 10;

/// `关于X的提案` in the title of an answer, or where the proposal is named without title marks.
fn answered(text: &Text, range: &Range<usize>) -> Option<String> {
    let start = range
        .clone()
        .rev()
        .find(|at| text.has_at(*at, "关于") && !text.has_at(*at, "关于政协") && !text.has_at(*at, "关于对"))?;
    let of = |words: &[&str]| (start..range.end).rev().find(|at| words.iter().any(|word| text.has_at(*at, word)));
    let end = of(&["的提案", "的建议"]).map(|at| at + 3).or_else(|| Some(of(&["提案的", "建议的"])? + 2))?;
    let words = text.written(start..end);
    let is_about_itself = ["次会议", "号提案", "号建议"].iter().any(|word| words.contains(word));
    (end <= range.end && !is_about_itself).then_some(words)
}

/// The office with which the title of an answer begins: 乌有市工造局关于第9001号提案的答复.
fn answering(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let own = text.trimmed(range.clone());
    let end = (own.start..own.end).find(|at| text.has_at(*at, "关于") || text.has_at(*at, "对"))?;
    is_name(&text.folded(own.start..end)).then_some(own.start..end)
}

/// The office behind a label of a letter without a signature: 联系单位:乌有市工造局.
fn labelled(text: &Text, line: &Range<usize>) -> Option<Range<usize>> {
    let own = text.trimmed(line.clone());
    let label = ["联系单位:", "承办单位:"].iter().find(|label| text.has_at(own.start, label))?;
    let start = own.start + label.chars().count();
    let end = text.find(start..own.end, char::is_whitespace).unwrap_or(own.end);
    is_name(&text.folded(start..end)).then_some(start..end)
}

/// Who made the proposal: the salutation that names members, else the last; else the one that begins the first sentence.
fn proposer_of(text: &Text, lines: impl Iterator<Item = Range<usize>>, opening: &Range<usize>) -> Option<String> {
    let is_member = |line: &Range<usize>| {
        let words = text.folded(line.clone());
        let words = words
            .trim_end_matches([':', ' ', '!', ','])
            .trim_end_matches("您好")
            .trim_end_matches([',', ' ', '!', ':']);
        ["委员", "代表"].iter().any(|title| words.ends_with(title))
    };
    let lines: Vec<Range<usize>> = lines.collect();
    let colon = text.find(opening.clone(), |c| ":,。".contains(c)).filter(|at| text.folded[*at] == ':');
    let inside = colon.map(|colon| text.trimmed(opening.start..colon)).filter(is_member);
    let own = lines.iter().find(|line| is_member(line)).cloned().or(inside);
    let own = own.or_else(|| member(text, opening)).or_else(|| lines.last().cloned())?;
    proposer(text, &own)
}

/// Whom a letter to another office names as having asked: 市人大某某、某某代表提出的.
fn member(text: &Text, opening: &Range<usize>) -> Option<Range<usize>> {
    const BEFORE: &[&str] = &["将", "对", "就", "关于", "政协", "人大", "省", "市", "县", "区"];
    let ends = |at: &usize| {
        let behind = |word: &str| text.has_at(at + 2, word);
        ["委员", "代表"].iter().any(|title| text.has_at(*at, title))
            && ["提出", "所提", "《", "\"", "关于", "的"].iter().any(|word| behind(word))
    };
    let end = opening.clone().find(ends)?;
    let stop = (opening.start..end).rev().find(|at| !text.folded[*at].is_alphabetic() && text.folded[*at] != '、');
    let start = stop.map_or(opening.start, |stop| stop + 1);
    let behind = (start..end).rev().find_map(|at| {
        let word = BEFORE.iter().find(|word| text.has_at(at, word))?;
        Some(at + word.chars().count())
    });
    let own = behind.unwrap_or(start)..end;
    are_names(&text.folded(own.clone())).then_some(own)
}

/// The salutation without what is said to everybody.
fn proposer(text: &Text, line: &Range<usize>) -> Option<String> {
    let words = text.written(line.clone());
    let words = words
        .trim_end_matches([':', '：', ' ', '!', '！', ',', '，'])
        .trim_end_matches("您好")
        .trim_end_matches([',', '，', ':', '：', ' ']);
    // Behind the label of a form: "办理情况:某某代表:".
    let words = words.rsplit([':', '：']).next().unwrap_or(words).trim();
    // A letter that lost its line ends: 关于第7号提案的答复甲某某委员.
    let behind =
        ["的答复", "答复函", "的复函", "的回复"].iter().filter_map(|word| Some(words.rfind(word)? + word.len()));
    let words = behind.max().map_or(words, |at| words[at..].trim());
    // 甲某某委员(工造局): where they work.
    let words = words.split_once(['(', '（']).map_or(words, |(who, _)| who.trim_end());
    let words = ["尊敬的", "敬爱的"].iter().fold(words, |words, polite| words.trim_start_matches(polite));
    let bare = ["委员", "委員", "代表", "先生", "女士", "同志"]
        .iter()
        .fold(words.trim(), |words, title| words.trim_end_matches(title));
    // "甲某某等人大代表": of which body says nothing of who it is. A place is no name.
    let body = bare.strip_suffix("人大").or_else(|| bare.strip_suffix("政协")).filter(|_| bare.len() < words.len());
    let own = body.map(|own| own.trim_end_matches(['省', '市', '州', '区', '县', '镇', '乡']));
    let words = own.filter(|own| own.contains('、') || own.chars().count() == 3).unwrap_or(bare);
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The offices with whom the answer was made: `经与X、Y共同研究`, `会同X`, `经商X`, `X、Y会办`.
fn co_handlers(text: &Text, opening: &Range<usize>) -> Vec<String> {
    const BEFORE: &[&str] = &["经与", "会同", "经商", "经会商", "商请", "协同", "联合", "并商", "经征求", "经会同"];
    const BEHIND: &[&str] = &[
        "共同",
        "研究",
        "意见",
        "同意",
        "办理",
        "会商",
        "协商",
        "沟通",
        "联系",
        "协调",
        "指导",
        ",",
        "。",
        ";",
        ":",
        "等部门",
        "等单位",
        "现将",
        "现就",
    ];
    let start = opening.clone().find_map(|at| {
        let word = BEFORE.iter().find(|word| text.has_at(at, word))?;
        // It may be cut off where the looking ends.
        Some(at + word.chars().count()).filter(|start| *start <= opening.end)
    });
    let named = start.map(|start| {
        start..(start..opening.end).find(|at| BEHIND.iter().any(|word| text.has_at(*at, word))).unwrap_or(opening.end)
    });
    let Some(Range { start, end }) = named.or_else(|| helping(text, opening)) else { return Vec::new() };
    let names = split_offices(&text.written(start..end));
    // "会同有关部门" names nobody.
    let is_name = |name: &String| {
        !["有关", "相关", "各", "我", "本"].iter().any(|word| name.starts_with(word)) && {
            let own = Text::new(name);
            name.ends_with('办') || is_office(&own, &(0..own.chars.len()))
        }
    };
    names.into_iter().filter(is_name).collect()
}

/// The offices before the word that says that they help: `X、Y会办`.
fn helping(text: &Text, opening: &Range<usize>) -> Option<Range<usize>> {
    const HELP: &[&str] = &["会办", "协办", "分办", "配合办理", "协助办理"];
    let end = opening.clone().find(|at| HELP.iter().any(|word| text.has_at(*at, word)))?;
    let start = (opening.start..end).rev().find(|at| ",。;:".contains(text.folded[*at]))? + 1;
    Some(start + usize::from(text.has_at(start, "经"))..end)
}

/// The offices of a list. "and" parts two of them only behind the end of a name: 发展和改革委 is one.
pub fn split_offices(names: &str) -> Vec<String> {
    let mut found: Vec<&str> = Vec::new();
    for name in names.split(['、', ',', '，', ';', '；']) {
        let mut start = 0;
        for (at, and) in name.match_indices(['和', '及', '与']) {
            if is_name(name[start..at].trim_end_matches('以').trim()) {
                found.push(name[start..at].trim_end_matches('以'));
                start = at + and.len();
            }
        }
        found.push(&name[start..]);
    }
    let names = found.iter().map(|name| name.trim().trim_end_matches('等').trim());
    names.filter(|name| name.chars().count() > 1).map(str::to_owned).collect()
}
