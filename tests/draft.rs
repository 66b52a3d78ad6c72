//! Laws of the drafter, on letters that are put together from what letters are made of.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common {
    pub mod laws;
}

use std::sync::LazyLock;

use common::laws::tried;
use duban::{
    draft::{Draft, Level, Lexicon, data, ledger},
    lang::Lang,
    letter::LetterText,
    model::{self, Ledger, Source, Stretch, Vocabulary as _},
    store::read::read,
};
use proptest::{collection::vec, prelude::*, sample::select};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(None).expect("the program's own"));

/// What stands before the body.
const HEADS: &[&str] = &[
    "首页 > 政务公开 > 建议提案\n",
    "关于乌有市十五届人大二次会议第０１２号建议的答复\n",
    "甲某某委员：\n",
    "尊敬的乙某某代表:\n",
    "您提出的《关于修好风车的建议》（第9001号）收悉。现答复如下：\n",
    "您提出的“关于风车的提案”收悉，经与巡查处、工造局共同研究，现答复如下:",
    "　　",
];

/// What a body is made of.
const PIECES: &[&str] = &[
    // Marks.
    "一、",
    "二、",
    "三、",
    "十一、",
    "壹、",
    "貳、",
    "（一）",
    "（二）",
    "(三)",
    "（ 四 ）",
    "1.",
    "2．",
    "３、",
    "10.",
    "(1)",
    "（２）",
    "3)",
    "①",
    "②",
    "一是",
    "二是",
    "三要",
    "第一，",
    "第二、",
    "第三:",
    "首先，",
    "其次，",
    "最后，",
    "一、二产业",
    "第一百",
    "1.5亿元",
    // Headings.
    "工作开展情况\n",
    "下一步工作打算\n",
    "关于“免费开放”的建议。",
    "存在问题：",
    "加强修缮",
    "基本情况。近年来，",
    // Sentences.
    "我局将于2024年年底前修好七座风车（工造局、巡查处负责）。",
    "今年年内完成３座。",
    "已建成风车12座，",
    "不宜实施。",
    "待条件成熟后，",
    "建立风车档案，",
    "推动风车、水车、磨坊、渡口转型。",
    "风车，建设三座；",
    "根据《风车条例》第三条规定，",
    "研究制定办法",
    "每年检修一次",
    "到2025年",
    "明年上半年",
    "责任单位：工造局；配合单位：巡查处\n",
    "感谢您的关心！",
    "下一步，",
    "继续",
    "将",
    "了",
    "已",
    "“十四五”期末",
    "工造局、巡查处将",
    "渡口局负责",
    "由文书局牵头，",
    "会同巡查处",
    "我局做了以下工作：",
    "国庆节前",
    "“五一”前",
    "春节前",
    "三年内",
    "本月底前",
    "6月完工",
    "每两个月",
    "民国",
    "113年底前",
    "您的建议",
    "任务\t责任单位\t完成时限\n",
    "修好风车\t工造局\t年底前\n",
    "\t",
    "|修好|工造局|\n",
    // Punctuation, spaces, and what is not expected.
    "。",
    "，",
    ",",
    "；",
    "：",
    ":",
    "、",
    "（",
    ")",
    "“",
    "\"",
    "《",
    "》",
    "！",
    "?",
    "…",
    "——",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\n",
    "\n\n",
    "\n",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{85}",
    "🚜",
    "👨‍👩‍👧",
    "e\u{301}",
    "乌有",
    "風車將持續檢修",
    "ＡＢＣ",
    "5G",
    "%",
    "'''",
    "\\",
    // What stands at the end.
    "乌有市风车局\n2024年3月1日\n",
    "\n二〇二四年三月一日\n",
    "乌有市风车局（盖章）\n",
    "收悉",
    "联系人：丙某某",
    "【打印】【关闭窗口】\n",
    "附件：1.风车名录\n",
    // Who and when, where it is hard to read.
    "，责任单位为工造局。",
    "完成时限：２０２４—2026年",
    "将于7月至9月",
    "全年",
    "今明两年，",
    "【工造局牵头，年底前完成】",
    "〔巡查处、文书局负责〕",
    "要求工造局会同巡查处，",
    "经研究，我局决定",
    "北河县将",
    "各村委会",
    "和平区政府",
    "争取到",
    "能否",
    "在今后的工作中，",
    "年度\t建设内容\t投资\n",
    "备注\t〃\t\n",
];

fn letters() -> impl Strategy<Value = String> {
    let piece = prop_oneof![30 => select(PIECES).prop_map(str::to_owned), 1 => ".{0,8}", 1 => "[一-龥]{30,90}"];
    (vec(select(HEADS), 0..5), vec(piece, 0..60)).prop_map(|(heads, pieces)| heads.concat() + &pieces.concat())
}

fn draft(text: &str) -> (LetterText, Draft) {
    let letter = LetterText::new(text);
    let draft = Draft::of(letter.text(), &LEXICON);
    (letter, draft)
}

fn spans(draft: &Draft) -> Vec<(usize, usize)> {
    let measures = draft.measures.iter().map(|own| (own.range.start, own.range.end));
    let mut all: Vec<_> = measures.chain(draft.passages.iter().map(|own| (own.range.start, own.range.end))).collect();
    all.sort_unstable();
    all
}

/// Whether spans follow one another from the first character to the last.
fn accounts(spans: &[(usize, usize)], chars: usize) -> Result<(), TestCaseError> {
    let mut at = 0;
    for (start, end) in spans {
        prop_assert_eq!(*start, at, "a gap or an overlap: {:?}", spans);
        prop_assert!(start < end, "an empty span: {:?}", spans);
        at = *end;
    }
    prop_assert_eq!(at, chars, "{:?}", spans);
    Ok(())
}

/// What must not depend on widths: parts with their places, measures with kind, strength, clause, deadline and span.
fn shape(draft: &Draft) -> Vec<String> {
    let parts = draft.structure.iter().map(|part| {
        format!("{} {} {:?} {:?} {}", Level::word(part.level), part.clause, part.label, part.title, part.is_heading)
    });
    let measures = draft.measures.iter().map(|own| {
        let (strength, kind) = (own.strength.term().word, own.kind.term().word);
        let offices = own.offices.support.len() + usize::from(own.offices.lead.is_some());
        format!("{:?} {strength} {kind} {:?} {:?} {:?} {offices}", own.range, own.every, own.clause, own.due)
    });
    let passages = draft.passages.iter().map(|own| format!("{:?} {}", own.range, own.class.term().word));
    let letters = draft.letters.iter().map(|own| {
        let facts = &own.facts;
        let known = [&facts.number, &facts.title, &facts.proposer, &facts.lead].map(Option::is_some);
        format!("{:?} {:?} {known:?} {}", own.range, facts.date, facts.co_handlers.len())
    });
    parts.chain(measures).chain(passages).chain(letters).collect()
}

fn full_width(c: char) -> char {
    match c {
        '"' => '”',
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        ' ' => '\u{3000}',
        c => c,
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '“' | '”' => '"',
        '。' => '｡',
        c => c,
    }
}

proptest! {
    #![proptest_config(tried())]

    #[test]
    fn every_character_is_accounted_for_once(text in letters()) {
        let (letter, draft) = draft(&text);
        accounts(&spans(&draft), letter.chars())?;
        let (mut at, ends) = (0, draft.ends());
        for own in &draft.letters {
            prop_assert_eq!(own.range.start, at);
            at = own.range.end;
        }
        prop_assert_eq!(at, letter.chars());
        let mut last = 0;
        for (part, end) in draft.structure.iter().zip(ends) {
            prop_assert!(part.label.start >= last && part.label.end <= part.title.start, "{:?}", part);
            prop_assert!(part.title.start <= part.title.end && part.title.end <= end && end <= letter.chars(), "{:?} {}", part, end);
            last = part.label.end;
        }
    }

    #[test]
    fn the_json_accounts_for_every_character_and_its_quotes_stand_there(text in letters()) {
        let (letter, draft) = draft(&text);
        let data = serde_json::to_value(data(&draft, &letter, "letter.txt")).expect("it is data");
        let pair = |span: &serde_json::Value| {
            let place = |at: usize| span[at].as_u64().expect("a place") as usize;
            (place(0), place(1))
        };
        let list = |key: &str| data[key].as_array().expect("a list").clone();
        let mut all: Vec<_> = list("passages").iter().map(|own| pair(&own["span"])).collect();
        all.extend(list("measures").iter().map(|own| pair(&own["span"][0])));
        all.sort_unstable();
        accounts(&all, letter.chars())?;
        for own in list("measures") {
            let (start, end) = pair(&own["span"][0]);
            let words = letter.slice(Stretch { start: start as u32, end: end as u32 }).expect("it lies in the letter");
            if let Some(quote) = own["quote"].as_str() {
                prop_assert!(words.contains(quote), "{} not in {}", quote, words);
                prop_assert_eq!(letter.text().matches(quote).count(), 1, "{}", quote);
                prop_assert!(quote.chars().count() <= model::QUOTE);
            }
        }
    }

    #[test]
    fn the_toml_reads_as_a_ledger_that_accounts_for_every_character(text in letters()) {
        let (letter, draft) = draft(&text);
        for lang in [Lang::Zh, Lang::En] {
            let mut toml = Vec::new();
            ledger(&draft, &letter, "letter.txt", lang, &mut toml).expect("memory takes it");
            let toml = String::from_utf8(toml).expect("it is text");
            let read: Ledger = read(Source::new("measures.toml", toml.clone()));
            // What a letter does not say of itself stays missing: nothing is invented.
            let known = draft.letters.first().map(|own| &own.facts).expect("one letter at least");
            let unsaid = [known.number.is_none(), known.title.is_none(), known.date.is_none()];
            let unsaid = unsaid.into_iter().filter(|is_unsaid| *is_unsaid).count();
            let errors: Vec<_> = read.findings.iter().filter(|own| own.level == model::Level::Error).collect();
            let missing = errors.iter().filter(|own| own.rule == "missing-key" && own.record.is_none()).count();
            prop_assert_eq!((errors.len(), missing), (unsaid, unsaid), "{:?}\n{}", errors, toml);
            let place = |own: &Stretch| (own.start as usize, own.end as usize);
            let mut all: Vec<_> = read.measures().iter().flat_map(|own| own.span.items().map(place).collect::<Vec<_>>()).collect();
            let reply = read.reply().expect("it has a reply");
            all.extend(reply.passage.iter().map(|own| place(own.span.get().expect("a span"))));
            all.sort_unstable();
            accounts(&all, letter.chars())?;
        }
    }

    #[test]
    fn widths_change_nothing(text in letters()) {
        let own = shape(&draft(&text).1);
        for twin in [full_width, half_width] {
            let twin: String = text.chars().map(twin).collect();
            prop_assert_eq!(&shape(&draft(&twin).1), &own, "{}", twin);
        }
    }

    #[test]
    fn line_ends_and_a_mark_of_byte_order_change_nothing(text in letters()) {
        let text = text.trim_start_matches('\u{feff}').replace('\r', "");
        let (letter, own) = draft(&text);
        for twin in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")] {
            let (other, twin) = draft(&twin);
            prop_assert_eq!(other.text(), letter.text());
            prop_assert_eq!(shape(&twin), shape(&own));
        }
    }

    #[test]
    fn several_letters_are_drafted_one_after_another(bodies in vec(vec(select(PIECES), 0..25), 2..4)) {
        let signature = "乌有市风车局\n2024年3月1日\n";
        let is_body = |piece: &&&str| !piece.contains("收悉") && !piece.contains("月1日") && !piece.contains("月一日");
        let whole: Vec<String> = bodies.iter().map(|own| {
            let body: String = own.iter().filter(is_body).copied().collect();
            format!("甲某某委员：\n您提出的建议（第9001号）收悉。现答复如下：\n{body}\n{signature}")
        }).collect();
        let (_, all) = draft(&whole.concat());
        prop_assert_eq!(all.letters.len(), whole.len());
        let mut at = 0;
        let mut apart = Vec::new();
        for text in &whole {
            let (letter, own) = draft(text);
            apart.extend(own.measures.iter().map(|own| (own.range.start + at, own.range.end + at, own.strength, own.due)));
            let end = at + letter.chars();
            let marks = |draft: &Draft, at: usize| draft.structure.iter().map(|part| (part.level, part.label.start + at, part.title.end + at)).collect::<Vec<_>>();
            let mut there = marks(&all, 0);
            there.retain(|(_, start, _)| (at..end).contains(start));
            prop_assert_eq!(there, marks(&own, at));
            at = end;
        }
        let together: Vec<_> = all.measures.iter().map(|own| (own.range.start, own.range.end, own.strength, own.due)).collect();
        prop_assert_eq!(together, apart);
    }
}
