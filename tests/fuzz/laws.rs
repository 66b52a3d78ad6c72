//! What the fuzz targets hold to be true of every text that comes from outside, whatever is in it.
//!
//! | target | its text | the law |
//! |---|---|---|
//! | reader | a ledger | places stay inside; cut in pieces it reads like whole; no rule and no reference trips over it |
//! | splicer | a line that chooses changes, a character each; a ledger | only what was asked changes; what is no TOML is left alone |
//! | filter | an expression, or words for the shell | what is refused is explained; `not` passes the others |
//! | letter | a letter as plain text, as a page and as the body of a Word document | it is read or refused; every character of its draft belongs to exactly one stretch |
//! | merger | base, ours and theirs with `%%%` lines between | the sides can be swapped; what was readable stays so; no entry strays or is lost |

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Write as _},
    sync::LazyLock,
};

use duban::{
    check::{Asked, Levels, RULES, Subject, check},
    draft::{Draft, Lexicon},
    letter::{LetterText, read as read_letter},
    merge::{Merged, Piece, Side, merge},
    model::{Change, Collection, Edit, Finding, Ledger, Refusal, Source},
    query::{Filter, Resolver, expression, rows, terms},
    store::{
        edit::{Tree, apply, insert, value},
        read::read,
    },
};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(None).expect("the program's own lexicon"));

/// A letter in the three forms in which one comes.
pub fn letter(text: &str) {
    for (name, bytes) in
        [("a.txt", text.as_bytes().to_vec()), ("a.html", text.as_bytes().to_vec()), ("a.docx", word(text))]
    {
        let Ok(read) = read_letter(name, &bytes) else { continue };
        let letter = LetterText::new(&read);
        let draft = Draft::of(letter.text(), &LEXICON);
        let measures = draft.measures.iter().map(|own| own.range.clone());
        let mut own: Vec<_> = measures.chain(draft.passages.iter().map(|own| own.range.clone())).collect();
        own.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in own {
            assert_eq!(range.start, end, "a character of {name} belongs to none, or to two");
            assert!(range.end > range.start, "nothing belongs to something in {name}");
            end = range.end;
        }
        assert_eq!(end, letter.chars(), "the end of {name} belongs to none");
    }
}

/// A Word document of this body.
fn word(body: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let document = format!("<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("it can be begun");
        zip.write_all(content.as_bytes()).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

const DAY: &str = "2026-01-15";

fn ledger(text: &str) -> Ledger {
    read(Source::new("x.toml", text.to_owned()))
}

/// Whether the program would take a text for a ledger.
fn is_ledger(ledger: &Ledger) -> bool {
    ledger.reply().is_some() || !ledger.measures().is_empty()
}

/// A ledger's text.
pub fn reader(text: &str) {
    let ledger = ledger(text);
    let day = DAY.parse().expect("a date");
    for Finding { span, also, .. } in &ledger.findings {
        for span in [Some(*span), also.as_ref().map(|also| also.0)].into_iter().flatten() {
            assert!(text.get(span.range()).is_some(), "{span:?} is no place in the text");
            ledger.source.place(span.start as usize);
        }
    }
    let is_toml = Tree::of_text(text).is_some();
    assert_eq!(is_toml, ledger.is_whole(), "what is TOML is read whole, and nothing else: {:#?}", ledger.findings);
    if is_toml {
        is_like_whole(text, &ledger);
    }
    let rows = rows([&ledger], day);
    let resolver = Resolver::new(&rows);
    for row in &rows {
        row.standing();
        let _ = resolver.resolve(&row.measure.id.value);
    }
    let subjects = [Subject { ledger: &ledger, pair: None, only: None }];
    let asked = Asked { subjects: &subjects, as_of: day, rules: RULES, levels: &Levels::default() };
    for (_, finding) in check(&asked).all() {
        assert!(text.get(finding.span.range()).is_some(), "{finding:?} has no place in the text");
    }
}

/// Tables that no two records of a ledger share, in an order that cannot be cut, so that the text is parsed whole.
const UNCUT: &str = "\n[zx.a]\n[zy]\n[zx.b]\n";

fn is_like_whole(text: &str, ledger: &Ledger) {
    let uncut = format!("{text}{UNCUT}");
    if Tree::of_text(&uncut).is_none() {
        return;
    }
    let whole = read(Source::new("x.toml", uncut));
    assert_eq!(ledger.document, whole.document, "pieces say what the whole says");
    let places = |ledger: &Ledger| -> Vec<_> {
        Collection::ALL.iter().flat_map(|kept| ledger.ids(*kept)).map(|(id, span)| (id.to_owned(), span)).collect()
    };
    assert_eq!(places(ledger), places(&whole), "records stand where the whole has them");
    let own = |finding: &&Finding| (finding.span.start as usize) < text.len() || finding.span.range().is_empty();
    let (found, of_whole): (Vec<_>, Vec<_>) =
        (ledger.findings.iter().filter(own).collect(), whole.findings.iter().filter(own).collect());
    assert_eq!(found, of_whole, "pieces show what the whole shows");
}

/// A change that a character of the first line chooses.
fn change(choice: u8) -> Change {
    let text = |text: &str| value::string(text);
    match choice % 16 {
        0 => Change::Set(("title", text("甲"))),
        1 => Change::Set(("note", text("a \"b\" \\ '''\n[measure.x]\n\"\"\""))),
        2 => Change::Set(("status", text("done"))),
        3 => Change::Set(("due", "2030-12-31".to_owned())),
        4 => Change::Set(("clause", text(""))),
        5 => Change::Unset("note"),
        6 => Change::Unset("title"),
        7 => Change::Unset("tags"),
        8 => Change::Insert("tags", vec![text("x"), text("y")]),
        9 => Change::Remove("tags", vec![text("x")]),
        10 => Change::Unrepeat("tags"),
        11 => Change::Insert("span", vec!["[7, 9]".to_owned()]),
        12 => Change::Remove("span", vec!["[1, 2]".to_owned()]),
        13 => Change::SetIn { list: "item", name: "a".to_owned(), entry: ("status", text("done")) },
        14 => Change::Enter("update", 0, vec![("date", "2024-06-01".to_owned()), ("note", text("n"))]),
        _ => Change::Enter("update", usize::MAX, vec![("date", "2024-06-01".to_owned()), ("note", text("n"))]),
    }
}

/// The key that a change is about.
fn key(change: &Change) -> &'static str {
    match change {
        Change::Set((key, _)) | Change::Unset(key) | Change::Unrepeat(key) => key,
        Change::Insert(key, _) | Change::Remove(key, _) | Change::Enter(key, ..) => key,
        Change::SetIn { list, .. } => list,
    }
}

/// Changes of a ledger's text.
pub fn splicer(input: &str) {
    let (choices, text) = input.split_once('\n').unwrap_or(("", input));
    let before = ledger(text);
    if !is_ledger(&before) {
        return;
    }
    let ids: Vec<&str> = before.ids(Collection::Measure).into_iter().map(|(id, _)| id).collect();
    let entries = [("title", value::string("新")), ("kind", value::string("standing"))];
    if let Ok(changed) = insert(&before, Collection::Measure, "new-one", &entries) {
        assert!(before.measures().get("new-one").is_none(), "an id is not given twice");
        keeps(text, &changed, &BTreeMap::from([("new-one", BTreeSet::from(["title", "kind"]))]));
    }
    if ids.is_empty() {
        return;
    }
    let edits: Vec<Edit> = choices
        .bytes()
        .take(4)
        .map(|choice| Edit {
            collection: Collection::Measure,
            id: ids[usize::from(choice / 16) % ids.len()].to_owned(),
            changes: vec![change(choice)],
        })
        .collect();
    let Ok(changed) = apply(&before, &edits) else { return };
    assert!(before.is_whole(), "what is not read whole is not changed");
    let mut touched: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edit in &edits {
        touched.entry(&edit.id).or_default().extend(edit.changes.iter().map(key));
    }
    keeps(text, &changed, &touched);
    let after = Tree::of_text(&changed).expect("it was looked at");
    if let [Edit { id, changes, .. }] = &edits[..]
        && let [Change::Set((key, value))] = &changes[..]
    {
        assert_eq!(at(&after, &["measure", id, key]), Some(&Tree::of_value(value)), "it says what it was to say");
    }
}

fn at<'a>(tree: &'a Tree, path: &[&str]) -> Option<&'a Tree> {
    path.iter().try_fold(tree, |tree, key| match tree {
        Tree::Table(table) => table.get(*key),
        Tree::Leaf(_) | Tree::List(_) => None,
    })
}

/// Whether a changed text says what the old one said, but for these keys of these measures, and is written as it was.
fn keeps(old: &str, new: &str, touched: &BTreeMap<&str, BTreeSet<&str>>) {
    let [Some(mut before), Some(mut after)] = [old, new].map(Tree::of_text) else {
        unreachable!("what is changed is TOML before and after:\n{new}")
    };
    for tree in [&mut before, &mut after] {
        for (id, keys) in touched {
            if let Tree::Table(record) = tree.table("measure").table(id) {
                record.retain(|key, _| !keys.contains(&**key));
            }
        }
    }
    assert_eq!(before, after, "nothing else changes:\n{new}");
    assert_eq!(old.starts_with('\u{feff}'), new.starts_with('\u{feff}'), "the mark stays");
    assert_eq!(old.ends_with('\n'), new.ends_with('\n'), "the end stays as it was");
    if !old.contains('\r') {
        assert!(!new.contains('\r'), "line ends stay");
    }
    let bare = |text: &str| text.replace("\r\n", "").contains('\n');
    if old.contains("\r\n") && !bare(old) {
        assert!(!bare(new), "line ends stay");
    }
    let added: BTreeSet<&str> = new.split('\n').collect();
    let lost = old.split('\n').filter(|line| line.trim_start().starts_with('#') && !added.contains(line)).count();
    assert!(lost <= touched.values().map(BTreeSet::len).sum(), "remarks on lines of their own stay");
}

/// A filter, as an expression and as words.
pub fn filter(text: &str) {
    let text: String = text.chars().take(400).collect();
    let day = DAY.parse().expect("a date");
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    chooses(terms(&words, day));
    let passing = chooses(expression(&text, day));
    let [inner, turned] = [format!("({text})"), format!("not ({text})")].map(|text| chooses(expression(&text, day)));
    if let Some(passing) = passing {
        assert_eq!(inner.as_ref(), Some(&passing), "parentheses change nothing");
        let turned = turned.unwrap_or_else(|| unreachable!("what is an expression can be denied"));
        assert!(passing.iter().zip(&turned).all(|(yes, no)| yes != no), "`not` passes what did not pass");
    }
    let ledgers = sample();
    let rows = rows(ledgers, day);
    if let Err(refusal) = Resolver::new(&rows).resolve(&text) {
        is_explained(&refusal);
    }
}

fn sample() -> &'static [Ledger] {
    static SAMPLE: std::sync::OnceLock<[Ledger; 1]> = std::sync::OnceLock::new();
    SAMPLE.get_or_init(|| [ledger(include_str!("../fixtures/sample/measures.toml"))])
}

/// Which measures of the sample pass, if the filter is one.
fn chooses(filter: Result<Filter, Refusal>) -> Option<Vec<bool>> {
    let bound = filter.and_then(|filter| filter.bind(sample()));
    match bound {
        Ok(filter) => {
            let day = DAY.parse().expect("a date");
            Some(rows(sample(), day).iter().map(|row| filter.matches(row)).collect())
        }
        Err(refusal) => {
            is_explained(&refusal);
            None
        }
    }
}

/// Whether an error says something, in both languages, that does nothing to a terminal.
fn is_explained(refusal: &Refusal) {
    for said in std::iter::once(&refusal.said).chain(&refusal.help) {
        for text in [&said.zh, &said.en] {
            assert!(!text.trim().is_empty(), "{refusal:?}");
            assert!(!text.chars().any(|c| c != '\n' && duban::lang::is_hidden(c)), "{refusal:?}");
        }
    }
}

/// Three texts.
pub fn merger(input: &str) {
    let mut texts = input.splitn(3, "%%%\n");
    let (Some(base), Some(ours), Some(theirs)) = (texts.next(), texts.next(), texts.next()) else { return };
    let merged = merge(base, ours, theirs);
    assert_eq!(merged, swapped(merge(base, theirs, ours)), "the sides can be swapped");
    for trivial in [merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)] {
        assert_eq!(trivial, Merged::whole(ours), "merging with the base changes nothing");
    }
    let [old, own, other] = [base, ours, theirs].map(ledger);
    if !own.is_whole() || !other.is_whole() {
        return;
    }
    if !is_ledger(&own) || !is_ledger(&other) {
        return;
    }
    for side in [Side::Ours, Side::Theirs] {
        let whole = ledger(&merged.decided(side));
        assert!(whole.is_whole(), "either side of every contradiction can be read:\n{}", whole.source.text);
    }
    if merged.conflicts() == 0 && old.is_whole() {
        let whole = entered(&ledger(&merged.decided(Side::Ours)));
        let [old, own, other] = [&old, &own, &other].map(entered);
        let strays: Vec<_> = whole.iter().filter(|word| !own.contains(*word) && !other.contains(*word)).collect();
        assert!(strays.is_empty(), "an entry is where it was made: {strays:?}");
        let lost: Vec<_> = own.union(&other).filter(|word| !old.contains(*word) && !whole.contains(*word)).collect();
        assert!(lost.is_empty(), "what was entered arrives: {lost:?}");
    }
}

fn swapped(merged: Merged) -> Merged {
    let swap = |piece| match piece {
        Piece::Conflict { base, ours, theirs } => Piece::Conflict { base, ours: theirs, theirs: ours },
        text @ Piece::Text(_) => text,
    };
    Merged { pieces: merged.pieces.into_iter().map(swap).collect() }
}

/// The words of every entry, each with its measure.
fn entered(ledger: &Ledger) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    for measure in ledger.measures().iter() {
        let updates = measure.update.iter().filter_map(|entry| entry.note.as_deref());
        let found = measure.verification.iter().filter_map(|entry| entry.note.as_deref());
        all.extend(updates.chain(found).map(|words| (measure.id.value.to_string(), words.to_owned())));
    }
    all
}
