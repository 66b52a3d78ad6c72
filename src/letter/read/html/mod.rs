//! The visible text of a web page.
//!
//! The whole page is taken: what is furniture around a letter cannot be told for certain, and nothing may be lost. What only
//! software for the blind passes over (`aria-hidden`) is seen, and stays. Numbers of `<ol>` lists are not written, since style
//! sheets take them away as a rule and nothing may be invented.
//!
//! A tokenizer reads every page; no tree is built, so that neither depth nor size matters.

mod elements;
mod hidden;

use std::borrow::Cow;

use html5gum::{
    Span, State, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

use self::hidden::{Hidden, says_hidden};
use super::layout::Layout;

/// The visible text of a page; its title when there is nothing else.
pub(super) fn text(html: &str) -> String {
    let page = Page::of(html, true);
    let text = page.layout.finish();
    if !text.is_empty() {
        return text;
    }
    // A page that hides everything is shown by its script.
    let shown = Page::of(html, false).layout.finish();
    if !shown.is_empty() {
        return shown;
    }
    let mut title = Layout::new();
    title.running(&page.title);
    title.finish()
}

struct Page {
    layout: Layout,
    title: String,
    tag: Tag,
    hidden: Option<Hidden>,
    /// How many elements are open that keep white space.
    preformatted: usize,
    /// Whether the line end that may follow `<pre>` is still to be dropped.
    after_pre: bool,
    /// How many `svg` and `math` elements are open: there, tags may close themselves.
    foreign: usize,
    /// Whether `hidden` and `display:none` count.
    hides: bool,
}

/// A start tag while its attributes are read.
#[derive(Default)]
struct Tag {
    name: String,
    /// Whether an attribute hides the element; of a name that stands twice the first counts.
    hidden: bool,
    styled: bool,
    in_style: bool,
    /// Over how many columns and rows a cell reaches, and which of the two the attribute says that is being read.
    columns: Option<usize>,
    rows: Option<usize>,
    reach: Option<Reach>,
}

/// Whither a cell reaches.
#[derive(Clone, Copy)]
enum Reach {
    Columns,
    Rows,
}

impl Page {
    fn of(html: &str, hides: bool) -> Self {
        let mut page = Self {
            layout: Layout::new(),
            title: String::new(),
            tag: Tag::default(),
            hidden: None,
            preformatted: 0,
            after_pre: false,
            foreign: 0,
            hides,
        };
        let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| page.event(&event));
        let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
        while let Some(Ok(state)) = tokenizer.next() {
            tokenizer.set_state(state);
        }
        drop(tokenizer);
        page
    }

    /// Takes what the tokenizer has found, and says how it should go on where a tag changes that.
    fn event(&mut self, event: &CallbackEvent<'_>) -> Option<State> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: utf8(name).into_owned(), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.in_style = *name == b"style" && !self.tag.styled;
                self.tag.styled |= self.tag.in_style;
                self.tag.hidden |= *name == b"hidden";
                self.tag.reach = match *name {
                    b"colspan" => Some(Reach::Columns),
                    b"rowspan" => Some(Reach::Rows),
                    _ => None,
                };
            }
            CallbackEvent::AttributeValue { value } if self.tag.reach.is_some() => {
                let number = utf8(value).trim().parse().unwrap_or(1);
                match self.tag.reach {
                    Some(Reach::Columns) => self.tag.columns.get_or_insert(number),
                    // None means all that its group has.
                    _ => self.tag.rows.get_or_insert(if number == 0 { usize::MAX } else { number }),
                };
            }
            CallbackEvent::AttributeValue { value } if self.tag.in_style => {
                self.tag.hidden |= says_hidden(&utf8(value))
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                return self.start(&tag, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(&utf8(name)),
            CallbackEvent::String { value } => self.characters(&utf8(value)),
            // In pictures and formulas this is text, which the tokenizer cannot know.
            CallbackEvent::Comment { value } if self.foreign > 0 => {
                let text = value.strip_prefix(b"[CDATA[").map(|text| text.strip_suffix(b"]]").unwrap_or(text));
                self.characters(&utf8(text.unwrap_or_default()));
            }
            _ => {}
        }
        None
    }

    fn characters(&mut self, text: &str) {
        if let Some(hidden) = &self.hidden {
            if hidden.root == "title" {
                self.title.push_str(text);
            }
            return;
        }
        if self.preformatted == 0 {
            return self.layout.running(text);
        }
        let text = if self.after_pre { text.strip_prefix('\n').unwrap_or(text) } else { text };
        self.after_pre = false;
        self.layout.verbatim(text);
    }

    fn start(&mut self, tag: &Tag, self_closing: bool) -> Option<State> {
        let name = tag.name.as_str();
        self.after_pre = false;
        if self.hidden.as_ref().is_some_and(|hidden| hidden.is_ended_by(name)) {
            self.hidden = None;
        }
        if elements::is_block(name) {
            self.foreign = 0;
        }
        let closed = elements::is_void(name) || (self.foreign > 0 && self_closing);
        let state = if closed || self.foreign > 0 { None } else { elements::state_within(name) };
        // A hidden body is shown by its script.
        let is_hidden = self.hides && tag.hidden && !matches!(name, "html" | "body");
        if let Some(hidden) = &mut self.hidden {
            if !closed {
                hidden.start(name);
            }
        } else if !closed && (elements::is_unseen(name) || is_hidden) {
            self.boundary(tag);
            self.hidden = Some(Hidden::new(name));
        } else {
            self.open(tag, closed);
        }
        state
    }

    /// A start tag in what is shown.
    fn open(&mut self, tag: &Tag, closed: bool) {
        let name = tag.name.as_str();
        match name {
            "br" => self.layout.line_break(),
            "svg" | "math" if !closed => self.foreign += 1,
            _ => self.boundary(tag),
        }
        if elements::keeps_space(name) {
            self.preformatted += 1;
            self.after_pre = true;
        }
    }

    /// What a start tag separates, shown or not: a hidden cell keeps its place.
    fn boundary(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "table" => self.layout.table(),
            "tr" => self.layout.row(),
            "thead" | "tbody" | "tfoot" => self.layout.rows(),
            "td" | "th" => {
                self.layout.cell();
                self.layout.reaches(tag.columns.unwrap_or(1), tag.rows.unwrap_or(1));
            }
            name if elements::is_block(name) => self.layout.block(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.after_pre = false;
        if let Some(hidden) = &mut self.hidden {
            if !hidden.is_ended_at(name) {
                return;
            }
            self.hidden = None;
        }
        match name {
            "br" => self.layout.line_break(),
            "table" => self.layout.table_end(),
            "svg" | "math" => self.foreign = self.foreign.saturating_sub(1),
            // What follows a cell is another cell, or the row's end.
            "td" | "th" => {}
            other if elements::is_block(other) => self.layout.block(),
            _ => {}
        }
        if elements::keeps_space(name) {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
    }
}

/// The tokenizer cuts text between characters only.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_shows_is_its_text() {
        for (html, shown) in [
            ("<title>题</title><style>a{}</style><script>if(a<b)</script><p>甲<p>乙", "甲\n乙\n"),
            ("<title>只有 题</title><script>1</script>", "只有 题\n"),
            ("<p>甲</p>\n\n<p>  乙  <b>丙</b> 丁 </p>", "甲\n乙 丙 丁\n"),
            ("甲<br>乙<br><br>丙<br></p>丁", "甲\n乙\n\n丙\n丁\n"),
            ("甲<br><br><br><br>乙<p><br></p><p><br></p>丙", "甲\n\n乙\n\n丙\n"),
            ("<p>甲<br></p><p><br></p><p>乙</p>", "甲\n\n乙\n"),
            ("<p>一处\n公园 two\nparks,\n三处“\n园”</p>", "一处公园 two parks, 三处“园”\n"),
            ("<p>　　甲&nbsp;&nbsp;乙&#12288;</p>", "　　甲\u{a0}\u{a0}乙　\n"),
            ("<p>&lt;b&gt; &amp;amp; &#x4e00; &bogus; &copy</p>", "<b> &amp; 一 &bogus; ©\n"),
            ("<pre>\n a\n\n  b </pre>c  d", " a\n\n  b \nc d\n"),
            ("<ul><li>甲<li>乙</ul>丙", "甲\n乙\n丙\n"),
            ("<p>甲</p><svg><title/><style/><text>图</text></svg><p>乙</p>", "甲\n图\n乙\n"),
            ("<iframe><p>甲</iframe><noscript>乙</noscript><template>丙</template>丁", "丁\n"),
            ("<svg><text><![CDATA[图]]></text></svg>乙<![CDATA[丙]]>", "图乙\n"),
            ("<video>看不了</video><p aria-hidden=true>丁</p>", "丁\n"),
            ("<textarea> a <b> </textarea>", " a <b> \n"),
            ("<head>甲</head><body>乙", "甲\n乙\n"),
            ("甲<plaintext>乙</plaintext><p>", "甲\n乙</plaintext><p>\n"),
            ("甲</br>乙", "甲\n乙\n"),
        ] {
            assert_eq!(text(html), shown, "{html}");
        }
    }

    #[test]
    fn tables_become_tabs_and_lines() {
        for (html, shown) in [
            ("<table><tr><td>一<td>二<tr><td>三<td>四</table>五", "一\t二\n三\t四\n五\n"),
            ("<table><tr><td><p>一</p></td> <td><p>二</p></td></tr></table>", "一\t二\n"),
            ("甲<table><tr><td></td><td><br></td><th>三</th><td></td></tr><tr><td>四", "甲\n\t\t三\n四\n"),
            ("<table><tr><td>一<td><table><tr><td>二<td>三<tr><td>四</table><td>五</table>", "一\t二\t三\n四\t五\n"),
            ("<table><tr><td>一<br>行<td>二</table>", "一\n行\t二\n"),
            ("<table><caption>名</caption><tr><td>一</table>", "名\n一\n"),
            ("<table><tr><td hidden>一<td>二</table>", "\t二\n"),
            ("<td>一<td>二", "一\n二\n"),
            ("<table><tr><td>一<td rowspan=2>二<td>三<tr><td>四<td>五</table>", "一\t二\t三\n四\t〃\t五\n"),
            ("<table><tr><td rowspan=2>一<td>二<tr><td>三<tr><td>四</table>", "一\t二\n〃\t三\n四\n"),
            ("<table><tr><td>一<td rowspan='3'>二<tr><td>三<tr><td></table>丁", "一\t二\n三\t〃\n丁\n"),
            ("<table><tr><td colspan=2>一<td>二<tr><td>三<td>四<td>五</table>", "一\t\t二\n三\t四\t五\n"),
            ("<table><tr><td rowspan=2 colspan=2>一<td>二<tr><td>三</table>", "一\t\t二\n〃\t\t三\n"),
            ("<table><tr><td rowspan=2><td>二<tr><td>三</table>", "\t二\n\t三\n"),
            ("<table><tr><td rowspan=0>一<td>二<tr><td>三<tr><td>四</table>", "一\t二\n〃\t三\n〃\t四\n"),
            ("<table><tr><td rowspan=9>一<td>二<tbody><tr><td>三<td>四</table>", "一\t二\n三\t四\n"),
            ("<table><tr><td colspan=99>一<td>二</table>", "一\t二\n"),
            ("<table><tr><td>一<td colspan=18446744073709551615>二<td>三</table>", "一\t二\t三\n"),
            ("<table><tr><td colspan=2 colspan=3>一<td>二</table>", "一\t\t二\n"),
            ("<table><tr><td><table><tr><td><tr><td></table><td>二</table>", "\t二\n"),
        ] {
            assert_eq!(text(html), shown, "{html}");
        }
    }

    #[test]
    fn what_is_hidden_is_left_out_and_nothing_behind_it() {
        for (html, shown) in [
            ("<div hidden>甲<div>乙</div>丙</div>丁", "丁\n"),
            ("<p style='color:red; DISPLAY : none !important'>甲<p>乙", "乙\n"),
            ("<p style='display:none;display:block'>甲<p>乙", "甲\n乙\n"),
            ("<p style='color:red' style='display:none'>甲", "甲\n"),
            ("<p title=hidden data-hidden>甲", "甲\n"),
            ("<x-a hidden>甲<x-a>乙</x-a>丙</x-a>丁", "丁\n"),
            ("<p hidden>甲<div>乙</div>", "乙\n"),
            ("<ul><li hidden>甲<ul><li>乙</ul><li>丙</ul>", "丙\n"),
            ("<div><span hidden>甲</div>乙", "乙\n"),
            ("<p><span hidden>甲</p>乙", "乙\n"),
            ("<div hidden>甲</p>乙</div>丙", "丙\n"),
            ("<input hidden>甲<img style='display:none'>乙", "甲乙\n"),
            ("<body style='display:none'>甲</body>", "甲\n"),
            ("<div style='display:none'>只有这些</div>", "只有这些\n"),
        ] {
            assert_eq!(text(html), shown, "{html}");
        }
    }
}
