//! The filter, as a table: an expression or terms, and the ids that pass, on the sample ledger.

mod common;

use std::fs;

use common::{AS_OF, repo};
use duban::{
    model::{Ledger, Source},
    query::{Filter, expression, field, groups, order, orders, rows, sort_groups, terms},
    store::read::read,
};

fn ledger() -> Ledger {
    let text = fs::read_to_string(repo("tests/fixtures/sample/measures.toml")).expect("the sample is there");
    read(Source::new("measures.toml", text))
}

/// The ids that pass, without the words that all of a kind have in common.
fn passing(filter: Filter) -> String {
    let ledgers = [ledger()];
    let filter = filter.bind(&ledgers).expect("the offices are known");
    let day = AS_OF.parse().expect("a date");
    let passing =
        rows(&ledgers, day).into_iter().filter(|row| filter.matches(row)).map(|row| row.measure.id.value.to_string());
    passing.map(|id| id.split('-').next_back().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(" ")
}

const ALL: &str = "windmills bridge bells festival lanterns flour kites";

#[test]
fn expressions_choose() {
    for (text, expected) in [
        ("status = done", "bridge bells"),
        ("status != done", "windmills festival lanterns flour kites"),
        ("status in (done, dropped)", "bridge bells kites"),
        ("state = closed", "bridge"),
        ("not state = closed and kind = deliverable", "windmills bells kites"),
        ("status = done or kind = target and owner = works", "bridge bells flour"),
        ("(status = done or kind = target) and not verified", "bells flour"),
        ("status = done => verified", "windmills bridge festival lanterns flour kites"),
        ("kind = target => status = done => verified", "windmills bridge bells festival lanterns flour kites"),
        ("verified", "bridge"),
        ("stale", "windmills festival lanterns flour"),
        ("self_reported = yes", "windmills bells festival flour kites"),
        ("self_reported = no", "bridge"),
        ("quantity = 7", "windmills"),
        ("quantity <= 7", "windmills"),
        ("quantity < 7", ""),
        ("quantity >= 8", ""),
        ("updates >= 1", "windmills bridge bells festival flour kites"),
        ("updates = 0", "lanterns"),
        ("items > 1", "windmills"),
        ("clause = 1", "windmills bridge bells lanterns flour"),
        ("clause = 1.1", "windmills bridge bells"),
        ("clause > 1.1", "festival lanterns flour kites"),
        ("clause >= 1.2", "festival lanterns flour kites"),
        ("clause < 1.2", "windmills bridge bells"),
        ("clause <= 1.1", "windmills bridge bells"),
        ("clause < 1", ""),
        ("due = 2025", "flour"),
        ("due < 2025-12-31", "bridge"),
        ("due <= 2025", "bridge flour"),
        ("due > 2025", "windmills"),
        ("due >= 2025-12-31", "windmills flour"),
        ("due < as-of", "bridge flour"),
        ("due <= as-of + 26d", "windmills bridge flour"),
        ("due < +26d", "bridge flour"),
        ("heard < -26w", "windmills bridge festival flour kites"),
        ("title ~ 桥", "bridge bells"),
        ("title ~ BRIDGE", "bridge bells"),
        ("en = 'Double the flour'", "flour"),
        ("title = 'double THE flour'", "flour"),
        ("owner = works", "windmills bridge bells flour"),
        ("owner = 乌有市工造局", "windmills bridge bells flour"),
        ("owner = 工造", "windmills bridge bells flour"),
        ("owner ~ office", "windmills bridge bells festival flour kites"),
        ("support = papers", "windmills"),
        ("tags = repair", "windmills bridge"),
        ("text ~ 帆布", "windmills"),
        ("状态 = closed", "bridge"),
        ("（ status ＝ done ）", "bridge bells"),
        ("days_left < 0 and not schedule = settled", "flour"),
    ] {
        let filter = expression(text, AS_OF.parse().expect("a date"))
            .unwrap_or_else(|refusal| unreachable!("{text}: {refusal}"));
        assert_eq!(passing(filter), expected, "{text}");
    }
}

#[test]
fn terms_choose() {
    for (words, expected) in [
        (vec![], ALL),
        (vec!["status:done", "status:dropped"], "bridge bells kites"),
        (vec!["status:done,dropped", "owner:works"], "bridge bells"),
        (vec!["status:!=done,dropped"], "windmills festival lanterns flour"),
        (vec!["-status:done,dropped"], "windmills festival lanterns flour"),
        (vec!["!kind:deliverable", "-kind:target"], "festival lanterns"),
        (vec!["bridge", "bells"], "bells"),
        (vec!["缺少帆布"], "windmills"),
        (vec!["等帆布"], "windmills"),
        (vec!["新漆"], "bridge"),
        (vec!["West"], "windmills"),
        (vec!["no:evidence"], "bells festival lanterns flour kites"),
        (vec!["has:due", "-is:stale"], "bridge"),
        (vec!["状态：已销号"], "bridge"),
        (vec!["due:<2025-07"], "bridge"),
        (vec!["title:桥"], "bridge bells"),
        (vec!["text:a:b"], ""),
        (vec!["kind:目标值"], "flour"),
        (vec!["kind:standing，recurring"], "festival lanterns"),
    ] {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let filter = terms(&words, AS_OF.parse().expect("a date"))
            .unwrap_or_else(|refusal| unreachable!("{words:?}: {refusal}"));
        assert_eq!(passing(filter), expected, "{words:?}");
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for text in [
        "",
        "status",
        "status =",
        "= done",
        "status = done done",
        "(status = done",
        "status = done)",
        "status in done",
        "status in (done",
        "status < done",
        "title < a",
        "due ~ 2025",
        "quantity = many",
        "due = tomorrow",
        "verified = maybe",
        "nothing = 1",
        "text = a",
        "status == done",
        "'status' = done",
        "kind = target =>",
    ] {
        let is_presence = text == "status";
        assert_eq!(expression(text, AS_OF.parse().expect("a date")).is_ok(), is_presence, "{text}");
    }
    for word in
        ["statu:done", "status:finished", "status=done", "due<2025", "no:nothing", "kind:<target", "quantity:~7"]
    {
        assert!(terms(&[word.to_owned()], AS_OF.parse().expect("a date")).is_err(), "{word}");
    }
    let nobody = terms(&["owner:nobody".to_owned()], AS_OF.parse().expect("a date")).expect("the field is there");
    assert!(nobody.bind(&[ledger()]).is_err());
}

#[test]
fn orders_put_what_has_nothing_last_and_numbers_by_size() {
    let text = "format=1\n[reply]\nnumber='1'\ntitle='t'\ndate=2020-01-01\n".to_owned()
        + &[("a", "2.10", "1", 2), ("b", "2.9", "0", 2), ("c", "10", "1", 4), ("d", "", "0", 0)]
            .map(|(id, clause, done, quantity)| {
                let clause = if clause.is_empty() { String::new() } else { format!("clause='{clause}'\n") };
                let item = if done == "1" {
                    format!("[[measure.{id}.item]]\nname='x'\nstatus='done'\n")
                } else {
                    String::new()
                };
                format!("[measure.{id}]\ntitle='t'\nkind='standing'\n{clause}quantity={quantity}\n{item}")
            })
            .concat();
    let ledger = read(Source::new("x.toml", text));
    for (by, expected) in
        [("clause", "b a c d"), ("-clause", "c a b d"), ("progress", "b c a d"), ("-quantity,id", "c a b d")]
    {
        let mut sorted = rows([&ledger], AS_OF.parse().expect("a date"));
        order(&mut sorted, &orders(by).expect("the fields are there"));
        let ids: Vec<&str> = sorted.iter().map(|row| &*row.measure.id.value).collect();
        assert_eq!(ids.join(" "), expected, "{by}");
    }
}

#[test]
fn groups_hold_a_row_for_each_of_its_values() {
    let ledgers = [ledger()];
    let rows = rows(&ledgers, AS_OF.parse().expect("a date"));
    let counts = |name: &str| {
        let by = field(name).expect("it is there");
        let mut groups = groups(&rows, by);
        sort_groups(&mut groups, by);
        groups.iter().map(|group| format!("{}={}", group.value.word(), group.rows.len())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(counts("tag"), "repair=2 story=1 windmill=1 =4");
    assert_eq!(counts("chapter"), "1=5 2=2");
    assert_eq!(counts("state"), "unreported=1 in-progress=2 on-hold=1 done=1 closed=1 dropped=1");
}

#[test]
fn letters_and_offices_of_several_ledgers_are_not_mixed() {
    let text = |number: &str, office: &str| {
        format!(
            "format=1\n[reply]\nnumber='{number}'\ntitle='t'\ndate=2020-01-01\n[org.o]\nname='{office}'\n[measure.m]\ntitle='t'\nkind='standing'\nclause='1.1'\nowner='o'\n"
        )
    };
    let ledgers = [("a", "1", "甲"), ("b", "2", "乙"), ("c", "3", "甲")]
        .map(|(name, number, office)| read(Source::new(name, text(number, office))));
    let rows = rows(&ledgers, AS_OF.parse().expect("a date"));
    let words = |name: &str| {
        groups(&rows, field(name).expect("it is there"))
            .iter()
            .map(|group| format!("{}={}", group.value.word(), group.rows.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(words("chapter"), ["1/1=1", "2/1=1", "3/1=1"]);
    assert_eq!(words("owner"), ["o=2", "o=1"]);
    let filter = terms(&["owner:乙".to_owned()], AS_OF.parse().expect("a date"))
        .expect("a filter")
        .bind(&ledgers)
        .expect("it is known");
    assert_eq!(rows.iter().filter(|row| filter.matches(row)).count(), 1);
}
