//! The face of the filter for expressions: `status = done and not (verified or due < as-of - 30d) => evidence`.

use std::ops::Range;

use chrono::NaiveDate;
use unicode_width::UnicodeWidthStr as _;

use super::{
    field::{Field, Sort, field},
    filter::{Filter, Op},
    operand::{Misfit, operand},
};
use crate::{
    lang::{Said, visible},
    model::Refusal,
    said,
};

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Op(Op),
    Implies,
    Open,
    Close,
    Comma,
    End,
}

/// The filter of an expression.
///
/// # Errors
///
/// When it is not well formed, a field does not exist, or a value does not fit it; the place is marked.
pub fn expression(text: &str, as_of: NaiveDate) -> Result<Filter, Refusal> {
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, as_of, depth: 0 };
    let filter = parser.implies()?;
    match parser.peek() {
        Token::End => Ok(filter),
        _ => {
            Err(parser
                .wrong(said!("这里应当结束，或用 and、or、=> 连接", "expected and, or, => or the end here"), None))
        }
    }
}

fn refusal(text: &str, at: Range<usize>, said: &Said, help: Option<Said>) -> Refusal {
    let (before, marked) = (visible(&text[..at.start]), visible(&text[at.clone()]));
    let shown = visible(text);
    let (space, carets) = (" ".repeat(before.width()), "^".repeat(marked.width().max(1)));
    let (zh, en) = (&said.zh, &said.en);
    let said = said!("筛选表达式：{zh}\n  {shown}\n  {space}{carets}", "filter: {en}\n  {shown}\n  {space}{carets}");
    Refusal { help, ..Refusal::usage(said) }
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, Refusal> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let sign = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
        let (token, length) = match (c, sign) {
            (c, _) if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            (_, Some((sign, token))) => (token.clone(), sign.len()),
            ('\'' | '"', _) => {
                let end = rest[1..].find(c).ok_or_else(|| {
                    let said = said!("引号没有结束", "this quote is not closed");
                    refusal(text, at..text.len(), &said, None)
                })?;
                (Token::Quoted(rest[1..=end].to_owned()), end + 2)
            }
            _ => {
                let is_end = |c: char| c.is_whitespace() || "()=!<>~,'\"（），、＝＜＞".contains(c);
                let end = rest.find(is_end).unwrap_or(rest.len()).max(c.len_utf8());
                (Token::Word(rest[..end].to_owned()), end)
            }
        };
        tokens.push((token, at..at + length));
        at += length;
    }
    tokens.push((Token::End, text.len()..text.len()));
    Ok(tokens)
}

const SIGNS: &[(&str, Token)] = &[
    ("=>", Token::Implies),
    ("<=", Token::Op(Op::AtMost)),
    (">=", Token::Op(Op::AtLeast)),
    ("!=", Token::Op(Op::IsNot)),
    ("=", Token::Op(Op::Is)),
    ("<", Token::Op(Op::Less)),
    (">", Token::Op(Op::More)),
    ("~", Token::Op(Op::Holds)),
    ("(", Token::Open),
    (")", Token::Close),
    (",", Token::Comma),
    ("（", Token::Open),
    ("）", Token::Close),
    ("，", Token::Comma),
    ("、", Token::Comma),
    ("＝", Token::Op(Op::Is)),
    ("＜", Token::Op(Op::Less)),
    ("＞", Token::Op(Op::More)),
];

/// How deep parentheses and negations may nest: far beyond use, far from the end of the stack.
const DEPTH: usize = 100;

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    as_of: NaiveDate,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].0
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn wrong(&self, said: Said, help: Option<Said>) -> Refusal {
        refusal(self.text, self.tokens[self.at].1.clone(), &said, help)
    }

    fn wrong_at(&self, token: usize, misfit: Misfit) -> Refusal {
        refusal(self.text, self.tokens[token].1.clone(), &misfit.said, misfit.help)
    }

    fn word(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case(wanted));
        if found {
            self.next();
        }
        found
    }

    fn token(&mut self, wanted: &Token, said: Said) -> Result<(), Refusal> {
        if self.peek() != wanted {
            return Err(self.wrong(said, None));
        }
        self.next();
        Ok(())
    }

    fn implies(&mut self) -> Result<Filter, Refusal> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong(said!("括号嵌套过深", "nested too deeply"), None));
        }
        let left = self.any()?;
        let filter = if *self.peek() == Token::Implies {
            self.next();
            Filter::Any(vec![Filter::Not(Box::new(left)), self.implies()?])
        } else {
            left
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn any(&mut self) -> Result<Filter, Refusal> {
        let mut parts = vec![self.all()?];
        while self.word("or") {
            parts.push(self.all()?);
        }
        Ok(Filter::Any(parts))
    }

    fn all(&mut self) -> Result<Filter, Refusal> {
        let mut parts = vec![self.not()?];
        while self.word("and") {
            parts.push(self.not()?);
        }
        Ok(Filter::All(parts))
    }

    fn not(&mut self) -> Result<Filter, Refusal> {
        let mut negated = false;
        while self.word("not") {
            negated = !negated;
        }
        let filter = self.primary()?;
        Ok(if negated { Filter::Not(Box::new(filter)) } else { filter })
    }

    fn primary(&mut self) -> Result<Filter, Refusal> {
        if *self.peek() == Token::Open {
            self.next();
            let filter = self.implies()?;
            self.token(&Token::Close, said!("这里缺少右括号", "a closing parenthesis is missing here"))?;
            return Ok(filter);
        }
        let Token::Word(name) = self.peek().clone() else {
            return Err(self.wrong(said!("这里应是字段名", "expected the name of a field"), None));
        };
        if name == "text" {
            return self.search();
        }
        let field = field(&name).map_err(|unknown| self.wrong(unknown.said, unknown.help))?;
        self.next();
        if self.word("in") {
            return self.one_of(field);
        }
        let Token::Op(op) = *self.peek() else { return Ok(Filter::Has(field)) };
        self.next();
        self.compared(field, op)
    }

    /// `text ~ 'words'`: what a bare word does in the shell's face.
    fn search(&mut self) -> Result<Filter, Refusal> {
        self.next();
        self.token(&Token::Op(Op::Holds), said!("text 只能用 ~", "text goes with ~ only"))?;
        match self.next() {
            Token::Word(text) | Token::Quoted(text) => Ok(Filter::Search(text.to_lowercase())),
            _ => Err(self.no_value()),
        }
    }

    fn one_of(&mut self, field: &'static Field) -> Result<Filter, Refusal> {
        self.token(&Token::Open, said!("in 后面应是括号：in (a, b)", "in is followed by parentheses: in (a, b)"))?;
        let mut alternatives = vec![self.compared(field, Op::Is)?];
        while *self.peek() == Token::Comma {
            self.next();
            alternatives.push(self.compared(field, Op::Is)?);
        }
        self.token(&Token::Close, said!("这里缺少右括号", "a closing parenthesis is missing here"))?;
        Ok(Filter::Any(alternatives))
    }

    fn compared(&mut self, field: &'static Field, op: Op) -> Result<Filter, Refusal> {
        let start = self.at;
        let value = match self.peek().clone() {
            Token::Word(word) => {
                self.next();
                if matches!(field.sort, Sort::Date) { self.distance(word) } else { word }
            }
            Token::Quoted(text) => {
                self.next();
                text
            }
            _ => return Err(self.no_value()),
        };
        let operand = operand(field, op, &value, self.as_of).map_err(|misfit| self.wrong_at(start, misfit))?;
        Ok(Filter::Compare(field, op, operand))
    }

    /// `as-of - 30d` may be written with spaces.
    fn distance(&mut self, mut value: String) -> String {
        while let Token::Word(word) = self.peek() {
            let goes_on = value.ends_with(['+', '-']) || (value == "as-of" && word.starts_with(['+', '-']));
            if !goes_on {
                break;
            }
            value.push_str(word);
            self.next();
        }
        value
    }

    fn no_value(&self) -> Refusal {
        self.wrong(said!("这里缺少要比较的值", "a value to compare with is missing here"), None)
    }
}
