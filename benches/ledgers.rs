//! Reading, filtering and updating ledgers of 100, 10,000 and 100,000 measures: `cargo bench`.

use divan::{Bencher, counter::BytesCount};
use duban::{
    model::{Change, Collection, Edit, Source},
    query::{each_row, expression, rows},
    store::{
        edit::{apply, value},
        read::read,
    },
};

#[path = "generate.rs"]
mod generate;

const SIZES: [usize; 3] = [100, 10_000, 100_000];

fn main() {
    divan::main();
}

fn source(measures: usize) -> Source {
    Source::new("made-up.toml", generate::ledger(measures))
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn reading(bencher: Bencher<'_, '_>, measures: usize) {
    let text = generate::ledger(measures);
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).with_inputs(|| Source::new("made-up.toml", text.clone())).bench_values(read);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn filtering(bencher: Bencher<'_, '_>, measures: usize) {
    let ledger = read(source(measures));
    let day = "2026-01-15".parse().expect("a date");
    let filter = expression("status = on-hold and not verified and heard < as-of - 200d", day).expect("a filter");
    bencher.bench(|| rows([&ledger], day).iter().filter(|row| filter.matches(row)).count());
}

/// From the text to the number of measures that match, as `list --count` does.
#[divan::bench(args = SIZES, sample_count = 10)]
fn counting(bencher: Bencher<'_, '_>, measures: usize) {
    let text = generate::ledger(measures);
    let day = "2026-01-15".parse().expect("a date");
    let filter = expression("status = on-hold", day).expect("a filter");
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).with_inputs(|| Source::new("made-up.toml", text.clone())).bench_values(|source| {
        let ledger = read(source);
        each_row([&ledger], day).filter(|row| filter.matches(row)).count()
    });
}

/// Records whose texts run over several lines, which are left to the parser.
#[divan::bench(args = SIZES, sample_count = 10)]
fn reading_other_spellings(bencher: Bencher<'_, '_>, measures: usize) {
    let text = generate::ledger(measures)
        .replace("done_when = \"", "done_when = \"\"\"")
        .replace("满一个月。\"", "满一个月。\"\"\"");
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).with_inputs(|| Source::new("made-up.toml", text.clone())).bench_values(read);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn updating(bencher: Bencher<'_, '_>, measures: usize) {
    let ledger = read(source(measures));
    let id = generate::Made { n: measures / 2 }.id();
    let entries =
        vec![("date", "2026-01-15".to_owned()), ("by", value::string("office-1")), ("note", value::string("虚构"))];
    let changes = vec![Change::Set(("status", value::string("in-progress"))), Change::Enter("update", 0, entries)];
    let edits = [Edit { collection: Collection::Measure, id, changes }];
    bencher.bench(|| {
        let text = apply(&ledger, &edits).expect("the edit is sound");
        read(Source::new("made-up.toml", text))
    });
}
