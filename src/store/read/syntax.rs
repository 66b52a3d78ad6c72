//! The parser's complaints in both languages.

use toml::de::Error;

use crate::{
    lang::{Said, visible},
    model::{Finding, Level, Scope, reading},
};

/// A finding for a complaint of the parser.
pub fn finding(error: &Error, scope: &Scope) -> Finding {
    let span = scope.span(error.span().unwrap_or_default());
    Finding::new(reading::TOML_SYNTAX, Level::Error, span, said(error.message()))
}

fn said(message: &str) -> Said {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let mut said = Said { zh: visible(&what_zh(what)).into_owned(), en: visible(message).into_owned() };
    // "Expected nothing" says no more than the complaint itself.
    if !matches!(expected, "" | "nothing") {
        let expected = expected.split(", ").map(expected_zh).collect::<Vec<_>>().join("、");
        let gap = if expected.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
        said.zh.push_str(&format!("，应为{gap}{expected}"));
    }
    said
}

fn what_zh(what: &str) -> String {
    let extended = what.strip_prefix("cannot extend value of type ");
    if let Some(of) = extended.and_then(|rest| rest.strip_suffix(" with a dotted key")) {
        return format!("{}不能再用带点的键扩充", translated(TYPES, of).unwrap_or(of));
    }
    translated(WHAT, what).unwrap_or(what).to_owned()
}

fn translated(table: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    table.iter().find(|(en, _)| *en == text).map(|(_, zh)| *zh)
}

fn expected_zh(expected: &str) -> String {
    if let Some(zh) = translated(EXPECTED, expected) {
        return zh.to_owned();
    }
    let bounds = expected.split_once(" between ").and_then(|(_, bounds)| bounds.split_once(" and "));
    bounds.map_or_else(|| expected.to_owned(), |(from, to)| format!("{from} 至 {to}"))
}

/// What the parser complains of. What is not listed is shown as the parser says it; the tests collect what it says.
const WHAT: &[(&str, &str)] = &[
    ("`_` may only go between digits", "下划线只能写在数字之间"),
    ("cannot recurse further; max recursion depth met", "嵌套过深"),
    ("carriage return must be followed by newline", "回车符后面必须是换行符"),
    ("could not allocate for string", "内存不足，放不下这个字符串"),
    ("duplicate key", "键重复"),
    ("extra `=`", "多了一个等号"),
    ("extra assignment between key-value pairs", "多了一个等号"),
    ("extra comma in array", "列表中多了一个逗号"),
    ("extra comma in inline table", "行内表中多了一个逗号"),
    ("integers with a radix cannot be signed", "带进制前缀的整数不能有正负号"),
    ("invalid array", "列表有误"),
    ("invalid basic string", "双引号字符串没有写完或有不允许的字符"),
    ("invalid binary number", "二进制数有误"),
    ("invalid boolean", "真假值只能写 `true` 或 `false`"),
    ("invalid comment character", "注释中有不允许的字符"),
    ("invalid date", "没有这一天"),
    ("invalid date-time", "日期时间有误"),
    ("invalid datetime", "日期时间有误"),
    ("invalid exponent", "指数有误"),
    ("invalid float", "小数有误"),
    ("invalid fraction", "小数部分有误"),
    ("invalid hexadecimal number", "十六进制数有误"),
    ("invalid inline table element", "行内表中的内容有误"),
    ("invalid integer number", "整数有误"),
    ("invalid key", "键有误"),
    ("invalid key-value pair", "键和值的写法有误"),
    ("invalid literal string", "单引号字符串没有写完或有不允许的字符"),
    ("invalid mantissa", "小数有误"),
    ("invalid multi-line basic string", "多行字符串没有写完或有不允许的字符"),
    ("invalid multi-line literal string", "多行字符串没有写完或有不允许的字符"),
    ("invalid octal number", "八进制数有误"),
    ("invalid offset", "时区有误"),
    ("invalid string", "字符串有误"),
    ("invalid table", "表有误"),
    ("invalid time", "时刻有误"),
    ("invalid unquoted key", "不加引号的键有误"),
    ("invalid value", "值有误"),
    ("key with no value", "键后面没有值"),
    ("keys cannot be multi-line basic strings", "键不能是多行字符串"),
    ("keys cannot be multi-line literal strings", "键不能是多行字符串"),
    ("missing array opening", "列表缺少开头的方括号"),
    ("missing assignment between key-value pairs", "键和值之间缺少等号"),
    ("missing comma between array elements", "列表各项之间缺少逗号"),
    ("missing comma between key-value pairs", "行内表各项之间缺少逗号"),
    ("missing comment start", "注释缺少开头的井号"),
    ("missing escaped value", "反斜杠后面缺少内容"),
    ("missing inline table opening", "行内表缺少开头的花括号"),
    ("missing key for inline table element", "行内表中缺少键"),
    ("missing opening quote", "字符串缺少开头的引号"),
    ("missing table open", "表头缺少开头的方括号"),
    ("missing value", "缺少值"),
    ("missing value for key", "键后面缺少值"),
    ("radix must be lowercase", "进制前缀要小写"),
    ("recursion limit", "嵌套过深"),
    ("redundant integer number prefix", "整数多了一个进制前缀"),
    ("redundant numeric sign", "数字多了一个正负号"),
    ("string values must be quoted", "字符串必须加引号"),
    ("too few unicode value digits", "转义的十六进制位数不够"),
    ("unclosed array", "列表没有用 ] 结束"),
    ("unclosed array table", "表头没有用 ]] 结束"),
    ("unclosed inline table", "行内表没有用 } 结束"),
    ("unclosed table", "表头没有用 ] 结束"),
    ("unexpected `=` in array", "列表中不应有等号"),
    ("unexpected content", "多余的内容"),
    ("unexpected content between comment and newline", "注释与换行之间有多余的内容"),
    ("unexpected key or value", "多余的键或值"),
    ("unexpected leading zero", "数字前面不应有零"),
    ("unexpected sign", "不应有正负号"),
    ("unquoted keys cannot be empty", "键不能为空"),
];

const EXPECTED: &[(&str, &str)] = &[
    ("+OFFSET", "+时区差"),
    ("-OFFSET", "-时区差"),
    ("`-` (MM-DD)", "`-`（月-日）"),
    ("`-` (YYYY-MM) or `:` (HH:MM)", "`-`（年-月）或 `:`（时:分）"),
    ("`:` (HH:MM)", "`:`（时:分）"),
    ("`T` between date and time", "日期与时刻之间的 `T`"),
    ("a four-digit year (YYYY)", "四位数的年"),
    ("a two-digit day (DD)", "两位数的日"),
    ("a two-digit hour (HH)", "两位数的时"),
    ("a two-digit minute (MM)", "两位数的分"),
    ("a two-digit month (MM)", "两位数的月"),
    ("a two-digit second (SS)", "两位数的秒"),
    ("basic string", "双引号字符串"),
    ("characters", "字符"),
    ("day", "日"),
    ("digits", "数字"),
    ("hour", "时"),
    ("key", "键"),
    ("letters", "字母"),
    ("literal string", "加引号的字符串"),
    ("minute", "分"),
    ("month", "月"),
    ("multi-line basic string", "多行字符串"),
    ("nanosecond", "秒的小数"),
    ("newline", "换行"),
    ("non-double-quote visible characters", "双引号以外看得见的字符"),
    ("non-single-quote characters", "单引号以外的字符"),
    ("non-single-quote visible characters", "单引号以外看得见的字符"),
    ("numbers", "数字"),
    ("printable characters", "看得见的字符"),
    ("second", "秒"),
    ("unicode hexadecimal value", "字符的十六进制编号"),
    ("value", "值"),
    ("year or hour", "年或时"),
];

const TYPES: &[(&str, &str)] = &[
    ("array", "列表"),
    ("boolean", "真假值"),
    ("datetime", "日期时间"),
    ("float", "小数"),
    ("inline table", "行内表"),
    ("integer", "整数"),
    ("string", "字符串"),
    ("table", "表"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_is_said_in_both_languages() {
        let date = said("invalid date, expected day between 01 and 28");
        assert_eq!(
            (date.zh.as_str(), date.en.as_str()),
            ("没有这一天，应为 01 至 28", "invalid date, expected day between 01 and 28")
        );
        assert_eq!(said("missing comma between array elements, expected `,`").zh, "列表各项之间缺少逗号，应为 `,`");
        assert_eq!(said("quite new").zh, "quite new");
    }

    #[test]
    fn the_words_are_those_of_the_parser() {
        for (text, zh) in [
            ("a", "键后面没有值"),
            ("a = x", "字符串必须加引号"),
            ("[a", "表头没有用 ] 结束"),
            ("a = [\"x\" \"y\"]", "列表各项之间缺少逗号"),
            ("a = 1\na = 2", "键重复"),
            ("a = \"x", "双引号字符串没有写完或有不允许的字符"),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            let found: Vec<_> = errors.iter().map(|error| said(error.message()).zh).collect();
            assert!(found.iter().any(|found| found.starts_with(zh)), "{text:?}: {found:?}");
        }
    }

    /// Texts each of which the parser complains of in words of its own.
    const MALFORMED: &[&str] = &[
        "a=_",
        "\na=[1]\na.b=1\n",
        "a = true\na.b=1\n",
        "a = 2024-02-30\na.b=1\n",
        "a = .\na.b=1\n",
        "\na={b=1}\na.b=1\n",
        "a = ={a.b=1\n",
        "a = a\na.b=1\n",
        "aa\r",
        "=\n=",
        "a==",
        "a = {=a.b=1\n",
        "a = {==",
        "=[,",
        "a = {a,",
        "={,",
        "a = {=,",
        "a=-0x1",
        "a=\"",
        "=\"\r",
        "a=0b2",
        "a=tru",
        "a#\0",
        "a=2024-13",
        "=12024-02-30",
        "=2024-02-301",
        "a=1979-1-1",
        "=2024-13-",
        "a=2024-02-30",
        "=1-",
        "a=2024-00-01",
        "=2024-01-01a",
        "=10:00:00.0x",
        "a=+25:00",
        "=.e",
        "=infa",
        "=nana",
        "=.a",
        "a=.",
        "=0x.",
        "a = {=]]",
        "a = {a]",
        "={]",
        "a\n,",
        "a='",
        "='\r",
        "a=\"\"\"",
        "=\"\"\"\0",
        "a='''",
        "='''\0",
        "a=0o8",
        "=2024-01-01T10:00:00-0x1",
        "=2024-01-01T10:00:00a",
        "a = 2024-01-01T10:00:00+25:001",
        "=2024-01-01T10:00:00+",
        "=2024-01-01T10:00:00+25:00",
        "a = 2024-01-01T10:00:00+10:61:00",
        "a = 2024-01-01 1",
        "=110:61:00",
        "=24:001",
        "=10:61:001",
        "=2024-01-01true",
        "a=24:00",
        "=1:",
        "a=10:61:00",
        "a=10:00:00.",
        "=24:00:",
        "a = 00:10:61:00",
        "aa\"",
        "=\"\\U0011ffff",
        "a",
        "a.\"\"\"",
        "a.'''",
        "a=]",
        "a = {a[",
        "=[a.b=1\n",
        "=\"\\q",
        "a=}",
        "a = {=a=[1]\n",
        "={[",
        "=a\"\"\"",
        "=a\"",
        "=a'''",
        "=a'",
        "a\n]",
        "a\n.",
        "a=0X1",
        "=++",
        "aa=",
        "=\"\\u12",
        "[[a",
        "[[]",
        "a=[",
        "a={",
        "[a",
        "=[=",
        "a=,",
        "a=00",
        "=0x+",
        "aa.",
    ];

    #[test]
    fn every_complaint_is_translated() {
        let deep = [format!("a={}", "[".repeat(200)), format!("{}a=1", "a.".repeat(300)), "[[".repeat(200)];
        let texts = MALFORMED.iter().map(|text| (*text).to_owned()).chain(deep);
        let mut said_of = std::collections::BTreeSet::new();
        for text in texts {
            let (_, errors) = toml::de::DeTable::parse_recoverable(&text);
            assert!(!errors.is_empty(), "{text:?}");
            said_of.extend(errors.iter().map(|error| error.message().to_owned()));
        }
        assert!(said_of.len() > 100, "{}", said_of.len());
        for message in said_of {
            let zh = said(&message).zh;
            // What stands in backquotes is to be typed as it is.
            let own: String = zh.split('`').step_by(2).collect();
            assert!(!own.contains(|c: char| c.is_ascii_alphabetic()), "{message}: {zh}");
        }
    }
}
