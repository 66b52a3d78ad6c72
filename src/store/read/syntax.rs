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
    let zh = WHAT.iter().find(|(en, _)| *en == what).map_or(what, |(_, zh)| zh);
    let mut said = Said { zh: visible(zh).into_owned(), en: visible(message).into_owned() };
    if !expected.is_empty() {
        let expected: Vec<_> = expected.split(", ").map(expected_zh).collect();
        said.zh.push_str(&format!("，应为{}", expected.join("、")));
    }
    said
}

fn expected_zh(expected: &str) -> String {
    let bounds = expected.split_once(" between ").and_then(|(_, bounds)| bounds.split_once(" and "));
    if let Some((from, to)) = bounds {
        return format!(" {from} 至 {to}");
    }
    EXPECTED.iter().find(|(en, _)| *en == expected).map_or_else(|| format!(" {expected}"), |(_, zh)| (*zh).to_owned())
}

/// What the parser complains of. What is not listed is shown as the parser says it.
const WHAT: &[(&str, &str)] = &[
    ("`_` may only go between digits", "下划线只能写在数字之间"),
    ("cannot recurse further; max recursion depth met", "嵌套过深"),
    ("carriage return must be followed by newline", "回车符后面必须是换行符"),
    ("duplicate key", "键重复"),
    ("extra `=`", "多了一个等号"),
    ("extra assignment between key-value pairs", "多了一个等号"),
    ("extra comma in array", "列表中多了一个逗号"),
    ("extra comma in inline table", "行内表中多了一个逗号"),
    ("invalid array", "列表有误"),
    ("invalid binary number", "二进制数有误"),
    ("invalid boolean", "只能写 true 或 false"),
    ("invalid date-time", "日期时间有误"),
    ("invalid datetime", "日期时间有误"),
    ("invalid exponent", "指数有误"),
    ("invalid float", "小数有误"),
    ("invalid fraction", "小数部分有误"),
    ("invalid hexadecimal number", "十六进制数有误"),
    ("invalid integer number", "整数有误"),
    ("invalid key", "键有误"),
    ("invalid mantissa", "小数有误"),
    ("invalid octal number", "八进制数有误"),
    ("invalid string", "字符串有误"),
    ("invalid table", "表有误"),
    ("invalid time", "时刻有误"),
    ("invalid basic string", "双引号字符串没有写完或有不允许的字符"),
    ("invalid comment character", "注释中有不允许的字符"),
    ("invalid date", "没有这一天"),
    ("invalid inline table element", "行内表中的内容有误"),
    ("invalid key-value pair", "键和值的写法有误"),
    ("invalid literal string", "单引号字符串没有写完或有不允许的字符"),
    ("invalid multi-line basic string", "多行字符串没有写完或有不允许的字符"),
    ("invalid multi-line literal string", "多行字符串没有写完或有不允许的字符"),
    ("invalid unquoted key", "不加引号的键只能用英文字母、数字、- 和 _"),
    ("invalid value", "值有误"),
    ("key with no value", "键后面没有值"),
    ("missing assignment between key-value pairs", "键和值之间缺少等号"),
    ("missing comma between array elements", "列表各项之间缺少逗号"),
    ("missing comma between key-value pairs", "行内表各项之间缺少逗号"),
    ("missing escaped value", "反斜杠后面缺少内容"),
    ("missing key for inline table element", "行内表中缺少键"),
    ("missing value", "缺少值"),
    ("missing value for key", "键后面缺少值"),
    ("redundant numeric sign", "数字多了一个正负号"),
    ("string values must be quoted", "字符串必须加引号"),
    ("too few unicode value digits", "Unicode 转义的位数不够"),
    ("unclosed array", "列表没有用 ] 结束"),
    ("unclosed array table", "表头没有用 ]] 结束"),
    ("unclosed inline table", "行内表没有用 } 结束"),
    ("unclosed table", "表头没有用 ] 结束"),
    ("unexpected `=` in array", "列表中不应有等号"),
    ("unexpected content", "多余的内容"),
    ("unexpected key or value", "多余的键或值"),
    ("unexpected leading zero", "数字前面不应有零"),
    ("unexpected sign", "不应有正负号"),
    ("unquoted keys cannot be empty", "键不能为空"),
];

const EXPECTED: &[(&str, &str)] = &[
    ("basic string", "双引号字符串"),
    ("characters", "字符"),
    ("digits", "数字"),
    ("key", "键"),
    ("letters", "字母"),
    ("literal string", "加引号的字符串"),
    ("multi-line basic string", "多行字符串"),
    ("newline", "换行"),
    ("nothing", "到此为止"),
    ("numbers", "数字"),
    ("value", "值"),
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
}
