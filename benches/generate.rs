//! Writes a made-up ledger of any size: `cargo run --release --example generate -- 100000 > big.toml`.
//! With `--jsonl` or `--rec` the same records come as JSON Lines or as GNU recutils records, for comparison with other programs.

use std::{
    env,
    fmt::Write as _,
    io::{self, Write as _},
};

/// One made-up measure.
pub struct Made {
    /// Its place, which decides everything else.
    pub n: usize,
}

const STATUSES: [&str; 5] = ["unreported", "in-progress", "unreported", "on-hold", "done"];
const KINDS: [&str; 3] = ["deliverable", "standing", "target"];

impl Made {
    /// Its id.
    pub fn id(&self) -> String {
        format!("made-up-{:06}", self.n)
    }

    fn status(&self) -> &'static str {
        STATUSES[self.n % STATUSES.len()]
    }

    /// What is said to be done is something that can be.
    fn kind(&self) -> &'static str {
        if self.status() == "done" { "deliverable" } else { KINDS[self.n % KINDS.len()] }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let n = self.n;
        vec![
            ("title", format!("虚构的第{n}项承诺，修好第{n}座风车")),
            ("en", format!("Made-up commitment {n}: mend windmill {n}")),
            ("clause", format!("{}.{}.{}", n % 5 + 1, n % 7 + 1, n % 11 + 1)),
            ("quote", format!("修好第{n}座风车")),
            ("kind", self.kind().to_owned()),
            ("owner", format!("office-{}", n % 40)),
            ("owner_basis", "inferred".to_owned()),
            ("status", self.status().to_owned()),
            ("done_when", format!("第{n}座风车有验收公告，并且连续转动满一个月。")),
        ]
    }

    fn toml(&self) -> String {
        let mut text = format!("[measure.{}]\n", self.id());
        for (key, value) in self.fields() {
            let _ = writeln!(text, "{key} = \"{value}\"");
            if key == "quote" {
                let _ = writeln!(text, "span = [[{}, {}]]", self.n * 20, self.n * 20 + 12);
            }
        }
        let _ = writeln!(text, "tags = [\"windmill\", \"tag-{}\"]", self.n % 30);
        if self.status() != "unreported" {
            let _ = writeln!(
                text,
                "\n[[measure.{}.update]]\ndate = 2025-{:02}-{:02}\nby = \"office-{}\"\nstatus = \"{}\"\nnote = \"第{}座风车的虚构进展：帆布到了，木料还缺一些。\"\nevidence = [\"made-up-paper\"]",
                self.id(),
                self.n % 12 + 1,
                self.n % 28 + 1,
                self.n % 40,
                self.status(),
                self.n
            );
        }
        text.push('\n');
        text
    }

    fn jsonl(&self) -> String {
        let fields: Vec<_> = self.fields().iter().map(|(key, value)| format!("\"{key}\":\"{value}\"")).collect();
        format!("{{\"id\":\"{}\",{}}}\n", self.id(), fields.join(","))
    }

    fn rec(&self) -> String {
        let fields: String = self.fields().iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        format!("id: {}\n{fields}\n", self.id())
    }
}

/// A ledger of so many measures.
pub fn ledger(measures: usize) -> String {
    let mut text = String::from(
        "# 虚构的台账，仅供测速。 A made-up ledger for benchmarks.\nformat = 1\n\n[reply]\nnumber = \"9999\"\ntitle = \"关于很多风车的建议\"\ndate = 2024-01-01\n\n",
    );
    for office in 0..40 {
        let _ = writeln!(text, "[org.office-{office}]\nname = \"虚构第{office}局\"\n");
    }
    text.push_str(
        "[evidence.made-up-paper]\ntitle = \"虚构的风车公告\"\npublisher = \"office-0\"\npublished = 2024-12-01\n\n",
    );
    (0..measures).for_each(|n| text.push_str(&Made { n }.toml()));
    text
}

/// The command line.
#[allow(dead_code, reason = "the benchmarks compile this file for its ledgers only")]
fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let measures = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(100);
    let records = |one: fn(&Made) -> String| (0..measures).map(|n| one(&Made { n })).collect::<String>();
    let text = match arguments.iter().find(|argument| argument.starts_with("--")).map(String::as_str) {
        Some("--jsonl") => records(Made::jsonl),
        Some("--rec") => format!("%rec: measure\n%key: id\n\n{}", records(Made::rec)),
        _ => ledger(measures),
    };
    io::stdout().write_all(text.as_bytes())
}
