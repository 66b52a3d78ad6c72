//! Writes a made-up ledger of any size: `cargo run --release --example generate -- 100000 > big.toml`.
//! With `--jsonl` or `--rec` the same records come as JSON Lines or as GNU recutils records, for comparison with other programs.
//! With `--files 1000 FOLDER` they are spread over so many files.

use std::{
    env,
    fmt::Write as _,
    fs,
    io::{self, Write as _},
    ops::Range,
    path::Path,
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

    /// What its office wrote of it, if it did.
    fn update(&self) -> Option<Vec<(&'static str, String)>> {
        let n = self.n;
        (self.status() != "unreported").then(|| {
            vec![
                ("date", format!("2025-{:02}-{:02}", n % 12 + 1, n % 28 + 1)),
                ("by", format!("office-{}", n % 40)),
                ("status", self.status().to_owned()),
                ("note", format!("第{n}座风车的虚构进展：帆布到了，木料还缺一些。")),
                ("evidence", "made-up-paper".to_owned()),
            ]
        })
    }

    fn tags(&self) -> [String; 2] {
        ["windmill".to_owned(), format!("tag-{}", self.n % 30)]
    }

    fn toml(&self) -> String {
        let mut text = format!("[measure.{}]\n", self.id());
        for (key, value) in self.fields() {
            let _ = writeln!(text, "{key} = \"{value}\"");
            if key == "quote" {
                let _ = writeln!(text, "span = [[{}, {}]]", self.n * 20, self.n * 20 + 12);
            }
        }
        let _ = writeln!(text, "tags = {:?}", self.tags());
        if let Some(update) = self.update() {
            let _ = writeln!(text, "\n[[measure.{}.update]]", self.id());
            for (key, value) in update {
                let _ = match key {
                    "date" => writeln!(text, "{key} = {value}"),
                    "evidence" => writeln!(text, "{key} = [\"{value}\"]"),
                    _ => writeln!(text, "{key} = \"{value}\""),
                };
            }
        }
        text.push('\n');
        text
    }

    fn jsonl(&self) -> String {
        let pairs = |own: Vec<(&str, String)>| {
            own.iter().map(|(key, value)| format!("\"{key}\":\"{value}\"")).collect::<Vec<_>>().join(",")
        };
        let updates = self.update().map_or_else(String::new, |own| format!("{{{}}}", pairs(own)));
        let (n, tags) = (self.n * 20, self.tags());
        format!(
            "{{\"id\":\"{}\",{},\"span\":[[{n},{}]],\"tags\":{tags:?},\"update\":[{updates}]}}\n",
            self.id(),
            pairs(self.fields()),
            n + 12,
        )
    }

    /// A record of recutils holds no others, so the fields of the update bear its name.
    fn rec(&self) -> String {
        let mut text = format!("id: {}\n", self.id());
        self.fields().iter().for_each(|(key, value)| text.push_str(&format!("{key}: {value}\n")));
        let _ = writeln!(text, "span: {} {}", self.n * 20, self.n * 20 + 12);
        self.tags().iter().for_each(|tag| text.push_str(&format!("tag: {tag}\n")));
        for (key, value) in self.update().into_iter().flatten() {
            let _ = writeln!(text, "update_{key}: {value}");
        }
        text.push('\n');
        text
    }
}

/// A ledger of so many measures.
pub fn ledger(measures: usize) -> String {
    toml("9999", 0..measures)
}

fn toml(number: &str, measures: Range<usize>) -> String {
    let mut text = format!(
        "# 虚构的台账，仅供测速。 A made-up ledger for benchmarks.\nformat = 1\n\n[reply]\nnumber = \"{number}\"\ntitle = \"关于很多风车的建议\"\ndate = 2024-01-01\n\n",
    );
    for office in 0..40 {
        let _ = writeln!(text, "[org.office-{office}]\nname = \"虚构第{office}局\"\n");
    }
    text.push_str(
        "[evidence.made-up-paper]\ntitle = \"虚构的风车公告\"\npublisher = \"office-0\"\npublished = 2024-12-01\n\n",
    );
    measures.for_each(|n| text.push_str(&Made { n }.toml()));
    text
}

/// Writes the measures of a reply with that number in one of the forms.
type Written = fn(&str, Range<usize>) -> String;

/// The command line.
#[allow(dead_code, reason = "the benchmarks compile this file for its ledgers only")]
fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let measures = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(100);
    let has = |flag: &str| arguments.iter().any(|own| own == flag);
    let (ending, written): (&str, Written) = if has("--jsonl") {
        ("jsonl", |_, own| own.map(|n| Made { n }.jsonl()).collect())
    } else if has("--rec") {
        ("rec", |_, own| {
            let records: String = own.map(|n| Made { n }.rec()).collect();
            format!("%rec: measure\n\n{records}")
        })
    } else {
        ("toml", toml)
    };
    let Some(at) = arguments.iter().position(|own| own == "--files") else {
        return io::stdout().write_all(written("9999", 0..measures).as_bytes());
    };
    let files = arguments.get(at + 1).and_then(|own| own.parse().ok()).unwrap_or(1_000);
    let folder = Path::new(arguments.get(at + 2).map_or(".", String::as_str));
    (0..files).try_for_each(|file| {
        let own = measures * file / files..measures * (file + 1) / files;
        fs::write(folder.join(format!("{file:04}.{ending}")), written(&format!("{file:04}"), own))
    })
}
