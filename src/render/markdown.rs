//! Markdown, as GitHub reads it.

use crate::{
    lang::{Lang, visible},
    page::{Block, Line, Mark, Marked, Page, Sign, Table, Tone},
};

/// A page.
pub fn page(page: &Page, lang: Lang) -> String {
    let mut text = format!("# {}\n", escaped(&page.title.plain()));
    for block in &page.blocks {
        text.push('\n');
        text.push_str(&draw(block, lang));
    }
    text
}

fn draw(block: &Block, lang: Lang) -> String {
    match block {
        Block::Heading(heading) | Block::Annex(heading) => format!("## {}\n", escaped(heading)),
        Block::Subheading(heading) => format!("### {}\n", escaped(heading)),
        Block::Text(line) => format!("{}\n", inline(line)),
        Block::Items(items) => items.iter().map(|item| format!("- {}\n", inline(item))).collect(),
        Block::Facts(facts) => {
            facts.iter().map(|(name, line)| format!("- {}: {}\n", escaped(name), inline(line))).collect()
        }
        Block::Code(code) => format!("```toml\n{}\n```\n", code.trim_end()),
        Block::Bar(bar) => {
            let total = bar.total();
            bar.shares.iter().map(|share| format!("- {} {}/{total}\n", escaped(&share.label), share.n)).collect()
        }
        Block::Table(rows) => table(rows, lang),
        Block::Titled(caption, rows) => format!("{}\n\n{}", escaped(caption), table(rows, lang)),
        Block::Marked(text) => marked(text),
    }
}

/// A marked text: a paragraph for each of its lines, with what each stretch is behind it.
fn marked(text: &Marked) -> String {
    let one = |mark: &Mark| {
        let (lead, own, tail) = (escaped(&mark.lead), escaped(&mark.text), escaped(&mark.tail));
        let sign = if mark.sign == ' ' { String::new() } else { format!("{} ", escaped(&mark.sign.to_string())) };
        let about = escaped(&mark.about(" · "));
        match (own.is_empty(), mark.is_strong) {
            (true, _) => format!("{lead}{tail}"),
            // Asterisks do not make text strong beside the marks of Chinese.
            (_, true) => format!("{lead}<b>{own}</b><sup>{sign}{about}</sup>{tail}"),
            (_, false) => format!("{lead}{own}<sup>{sign}{about}</sup>{tail}"),
        }
    };
    let sign = |sign: &Sign| format!("{} {}", escaped(&sign.sign.to_string()), escaped(&sign.label));
    let legend = text.legend.iter().map(sign).collect::<Vec<_>>().join("; ");
    let lines = text.lines.iter().filter(|line| !line.is_empty());
    let lines = lines.map(|line| line.iter().map(one).collect::<String>());
    let paragraphs = std::iter::once(legend).filter(|legend| !legend.is_empty()).chain(lines);
    paragraphs.map(|text| format!("{text}\n")).collect::<Vec<_>>().join("\n")
}

/// A table; groups become headings with a table each.
pub fn table(table: &Table, lang: Lang) -> String {
    if table.groups.is_empty() {
        return rows(table, 0..table.rows.len(), lang);
    }
    let group = |group: &crate::page::Group| {
        let rows = rows(table, group.start..group.start + group.len, lang);
        format!("## {} ({})\n\n{rows}", escaped(&group.value.label(lang)), group.count())
    };
    table.groups.iter().map(group).collect::<Vec<_>>().join("\n")
}

fn rows(table: &Table, range: std::ops::Range<usize>, lang: Lang) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(table.columns.iter().map(|column| escaped(column.label.get(lang))).collect());
    text.push_str(&line(
        table.columns.iter().map(|column| if column.number { "--:" } else { "---" }.to_owned()).collect(),
    ));
    for row in &table.rows[range] {
        text.push_str(&line(row.iter().map(|value| escaped(&value.label(lang))).collect()));
    }
    text
}

fn inline(line: &Line) -> String {
    let run = |run: &crate::page::Run| match run.tone {
        Tone::Strong if !run.text.trim().is_empty() => format!("**{}**", escaped(&run.text)),
        _ => escaped(&run.text),
    };
    line.0.iter().map(run).collect()
}

/// Text that Markdown shows as it is, on one line of its source; line breaks stay breaks.
fn escaped(text: &str) -> String {
    text.split('\n').map(|line| escaped_line(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("<br>")
}

fn escaped_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '&' | '~') {
            shown.push('\\');
        }
        shown.push(c);
    }
    shown
}
