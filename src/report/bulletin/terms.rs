//! The definitions that the bulletin used, and the files that it speaks from.

use std::path::Path;

use super::{Bulletin, Reply, words::ANNEXES};
use crate::{
    lang::{Lang, day, text},
    page::{Block, Line, Page},
};

/// The last annex.
pub fn definitions(bulletin: &Bulletin, page: &mut Page, lang: Lang) {
    page.push(Block::Annex(ANNEXES[4].get(lang).to_owned()));
    let sources = bulletin.replies.iter().map(|reply| source(reply, lang));
    page.push(Block::Items(said(bulletin, lang).into_iter().chain(sources).map(Line::from).collect()));
}

fn said(bulletin: &Bulletin, lang: Lang) -> Vec<String> {
    let (since, as_of) = (day(bulletin.since, lang), day(bulletin.as_of, lang));
    let list = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
    let (soon, stale) = (list(&bulletin.scope.due_soon_days), list(&bulletin.scope.stale_days));
    match lang {
        Lang::Zh => vec![
            format!("期间：本期为{since}至{as_of}，首尾两日计入；只计所载日期不晚于{as_of}的记录，日期较早而补登的记录不列入本期变化。"),
            "承诺事项：答复函中一件此后可以判定是否做成的事，由台账整理者摘出；概括为整理者的表述，以答复函原文为准。".to_owned(),
            "办理状态：由牵头单位反馈，或由台账整理者依公开资料登记。待反馈指答复以来没有关于办理状态的说法；已报办结只是一种说法，不等于办成。".to_owned(),
            "自报：说法出自牵头单位，或所附佐证材料全部出自牵头单位，且没有经其他单位核实属实。引号内是有关单位的原话，本通报不作评价。".to_owned(),
            "已销号：已报办结，并由牵头单位以外的单位核实属实，核实所据材料不全出自牵头单位。持续和定期的事项不销号。".to_owned(),
            format!("时限：以答复函、此后商定或规划载明的日期为准，经延期的以现行时限为准，原定时限保留。时限前 {soon} 天内为临近；过了时限而没有报办结或终止的为逾期；没有时限的不判断快慢。"),
            format!("沉寂：超过 {stale} 天没有任何记录，已销号和终止的除外。临近和沉寂的天数由台账自定，不是哪一级的统一标准。"),
            "牵头单位：注〔推定〕的，答复函没有点名，由台账整理者按职责推定。".to_owned(),
            "未反馈：没有人说过；未明确：答复函和台账都没有确定；无：说过，没有这一项；不适用：这一事项不会有。".to_owned(),
            "计数均为项数/总数，不打分，不对单位排名；各附件的序号是事项在台账中的序号。".to_owned(),
        ],
        Lang::En => vec![
            format!("Period: from {since} to {as_of}, both included. Only entries dated {as_of} or earlier count; an entry of an earlier date that was made later is not among the changes."),
            "Commitment: one thing in the reply that someone can later find done or not done, as the curator of the ledger picked it out; the titles are the curator's, the letter's words prevail.".to_owned(),
            "State: as the owner reports it, or as the curator records it from public sources. Unreported: nobody said since the reply how it stands. Reported done is a claim.".to_owned(),
            "Self-reported: the owner says so, or all evidence comes from the owner, and nobody else confirmed it. What stands in quotation marks are the words of whoever is named; this bulletin does not judge them.".to_owned(),
            "Closed: reported done, and confirmed by somebody who is not the owner, on more than the owner's papers. What is standing or recurring is never closed.".to_owned(),
            format!("Deadline: the day that the reply, a later agreement or a plan gives; where it was moved, the one now in force, and the first stays. Due soon: within {soon} days. Overdue: the day has passed and it is neither reported done nor dropped. Without a deadline nothing is said about time."),
            format!("Silent: no entry for more than {stale} days, unless it is closed or dropped. Both figures are the ledger's own and nobody's rule."),
            "Owner: where it says inferred, the reply names no office and the curator took it from the offices' remits.".to_owned(),
            "Not reported: nobody said. Not fixed: neither the reply nor the ledger says. None: somebody spoke and named none. Not applicable: it cannot be there.".to_owned(),
            "Counts are n/N; there is no score and no ranking of offices. Numbers in the annexes are places in the ledger.".to_owned(),
        ],
    }
}

/// The file behind a reply, how to recognise it, and what of it is not told here.
fn source(reply: &Reply, lang: Lang) -> String {
    let Reply { reply: number, sha256, measures, of, .. } = reply;
    // Where the file stands is nobody's business but that of whoever has it.
    let name = Path::new(&reply.file).file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let file = if name == "-" { text("标准输入", "standard input").get(lang) } else { &*name };
    let mut said = match lang {
        Lang::Zh => format!("数据来源：第 {number} 号的台账文件 {file}，SHA-256 为 {sha256}"),
        Lang::En => format!("Source: the ledger of No. {number}, {file}, SHA-256 {sha256}"),
    };
    if measures < of {
        said += &match lang {
            Lang::Zh => format!("；按条件选出其中 {measures}/{of} 项，其余不在本通报之内"),
            Lang::En => format!("; {measures}/{of} of its commitments were chosen, the others are not told of here"),
        };
    }
    if !reply.whole {
        said += match lang {
            Lang::Zh => "；文件有未能读取之处，本通报可能不全",
            Lang::En => "; parts of the file could not be read, so this bulletin may lack something",
        };
    }
    said + if lang == Lang::Zh { "。" } else { "." }
}
