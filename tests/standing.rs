//! Where a measure stands on a day, as a table: what the ledger says, the day, and the line that follows from it.

use duban::{
    model::{Source, Vocabulary as _},
    query::rows,
    store::read::read,
};

const HEAD: &str = r#"
format = 1
[clock]
due_soon = 10
stale = 100
[reply]
number = "9"
title = "虚构"
date = 2020-01-01
[org.own]
name = "Owner"
short = "O"
[org.twin]
name = "Owner"
[org.shade]
name = " ＯＷＮＥＲ\u200b"
[org.alias]
name = "Somebody"
short = "o"
[org.cur]
name = "Curator"
[org.ver]
name = "Verifier"
[evidence.theirs]
title = "t"
publisher = "ver"
published = 2020-02-01
[evidence.own-paper]
title = "t"
publisher = "O"
published = 2020-02-01
[evidence.spaced-paper]
title = "t"
publisher = "owner "
published = 2020-02-01
[evidence.desk-paper]
title = "t"
publisher = "Press desk of the Owner"
published = 2020-02-01
[evidence.alias-paper]
title = "t"
publisher = "alias"
published = 2020-02-01
[measure.a]
title = "A"
owner = "own"
"#;

fn update(date: &str, by: &str, rest: &str) -> String {
    format!("[[measure.a.update]]\ndate = {date}\nby = \"{by}\"\nnote = \"n\"\n{rest}\n")
}

fn found(date: &str, by: &str, result: &str, rest: &str) -> String {
    format!(
        "[[measure.a.verification]]\ndate = {date}\nby = \"{by}\"\nresult = \"{result}\"\nmethod = \"phone\"\n{rest}\n"
    )
}

fn done(date: &str, by: &str) -> String {
    update(date, by, "status = \"done\"")
}

/// `state verified self-reported schedule heard silent stale` on a day.
fn standing(measure: &str, day: &str) -> String {
    let ledger = read(Source::new("x.toml", format!("{HEAD}{measure}")));
    let rows = rows([&ledger], day.parse().expect("a date"));
    let standing = rows[0].standing();
    let word = |yes: Option<bool>| match yes {
        Some(true) => "yes",
        Some(false) => "no",
        None => "-",
    };
    format!(
        "{} {} {} {} {} {} {}",
        standing.state.term().word,
        standing.verified.map_or("-", |found| found.term().word),
        word(standing.self_reported),
        standing.schedule.term().word,
        standing.heard.map_or_else(|| "-".to_owned(), |heard| heard.to_string()),
        standing.silent_days.map_or_else(|| "-".to_owned(), |days| days.to_string()),
        word(Some(standing.stale)),
    )
}

const DELIVERABLE: &str = "kind = \"deliverable\"\nstatus = \"done\"\n";

#[test]
fn only_somebody_else_closes_and_only_the_claim_that_stands() {
    let cases: &[(&str, Vec<String>, &str)] = &[
        ("nobody looked", vec![done("2020-03-01", "own")], "done - yes"),
        (
            "another office confirms",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "")],
            "closed confirmed no",
        ),
        (
            "on the same day",
            vec![done("2020-03-05", "own"), found("2020-03-05", "ver", "confirmed", "")],
            "closed confirmed no",
        ),
        (
            "before the claim",
            vec![done("2020-03-01", "own"), found("2020-02-05", "ver", "confirmed", "")],
            "done confirmed yes",
        ),
        ("the owner", vec![done("2020-03-01", "own"), found("2020-03-05", "own", "confirmed", "")], "done - yes"),
        (
            "the owner under another id",
            vec![done("2020-03-01", "own"), found("2020-03-05", "twin", "confirmed", "")],
            "done - yes",
        ),
        (
            "the owner in other letters",
            vec![done("2020-03-01", "own"), found("2020-03-05", "shade", "confirmed", "")],
            "done - yes",
        ),
        (
            "the owner under its short name",
            vec![done("2020-03-01", "own"), found("2020-03-05", "alias", "confirmed", "")],
            "done - yes",
        ),
        (
            "on papers of the owner's with a space more",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "evidence = [\"spaced-paper\"]")],
            "done confirmed yes",
        ),
        (
            "on papers of the owner's own desk",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "evidence = [\"desk-paper\"]")],
            "done confirmed yes",
        ),
        (
            "on papers of the owner's under another id",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "evidence = [\"alias-paper\"]")],
            "done confirmed yes",
        ),
        ("nobody claims it, the word is stored", vec![found("2020-03-05", "ver", "confirmed", "")], "done confirmed -"),
        (
            "an undated claim",
            vec![
                "[[measure.a.update]]\nby = \"own\"\nstatus = \"done\"\nnote = \"n\"\n".to_owned(),
                found("2020-03-05", "ver", "confirmed", ""),
            ],
            "done confirmed no",
        ),
        (
            "the newest statement says otherwise than the stored word",
            vec![update("2020-03-01", "own", "status = \"on-hold\""), found("2020-03-05", "ver", "confirmed", "")],
            "on-hold confirmed no",
        ),
        (
            "an unknown office",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ghost", "confirmed", "")],
            "done - yes",
        ),
        (
            "on the owner's papers",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "evidence = [\"own-paper\"]")],
            "done confirmed yes",
        ),
        (
            "on an unknown paper",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", "evidence = [\"lost\"]")],
            "done confirmed yes",
        ),
        (
            "on others' papers",
            vec![
                done("2020-03-01", "own"),
                found("2020-03-05", "ver", "confirmed", "evidence = [\"own-paper\", \"theirs\"]"),
            ],
            "closed confirmed no",
        ),
        ("partly", vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "partly", "")], "done partly yes"),
        (
            "the newest wins, wherever it stands",
            vec![
                done("2020-03-01", "own"),
                found("2020-03-09", "ver", "not-met", ""),
                found("2020-03-05", "ver", "confirmed", ""),
            ],
            "done not-met yes",
        ),
        (
            "reopened and done again",
            vec![
                done("2020-03-01", "own"),
                found("2020-03-05", "ver", "confirmed", ""),
                update("2020-03-06", "own", "status = \"in-progress\""),
                done("2020-03-07", "own"),
            ],
            "done confirmed yes",
        ),
        (
            "said again after it was confirmed",
            vec![done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", ""), done("2020-03-07", "own")],
            "closed confirmed no",
        ),
        (
            "turned on the day of the finding",
            vec![
                done("2020-03-01", "own"),
                found("2020-03-05", "ver", "confirmed", ""),
                update("2020-03-05", "own", "status = \"in-progress\""),
                done("2020-03-05", "own"),
            ],
            "done confirmed yes",
        ),
        (
            "the curator's word on others' papers",
            vec![update("2020-03-01", "cur", "status = \"done\"\nevidence = [\"theirs\"]")],
            "done - no",
        ),
        (
            "the curator's word on the owner's papers",
            vec![update("2020-03-01", "cur", "status = \"done\"\nevidence = [\"own-paper\"]")],
            "done - yes",
        ),
    ];
    for (what, entries, expected) in cases {
        let line = standing(&format!("{DELIVERABLE}{}", entries.concat()), "2020-12-31");
        assert!(line.starts_with(&format!("{expected} ")), "{what}: {line}");
    }
}

#[test]
fn what_goes_on_is_never_closed() {
    for (kind, state) in [("standing", "done"), ("recurring", "in-progress")] {
        let measure = format!(
            "kind = \"{kind}\"\nstatus = \"done\"\n{}{}",
            done("2020-03-01", "own"),
            found("2020-03-05", "ver", "confirmed", "")
        );
        assert!(standing(&measure, "2020-12-31").starts_with(&format!("{state} ")), "{kind}");
    }
}

#[test]
fn without_a_known_owner_nobody_is_somebody_else() {
    let entries = [done("2020-03-01", "cur"), found("2020-03-05", "ver", "confirmed", "")].concat();
    let owner = "owner = \"own\"\n";
    for (instead, state) in [(owner, "closed"), ("", "done"), ("owner = \"ghost\"\n", "done"), ("owner = 7\n", "done")]
    {
        let text = format!("{HEAD}{DELIVERABLE}{entries}").replace(owner, instead);
        let ledger = read(Source::new("x.toml", text));
        let rows = rows([&ledger], "2020-12-31".parse().expect("a date"));
        assert_eq!(rows[0].standing().state.term().word, state, "{instead}");
    }
}

#[test]
fn the_clock_says_on_time_soon_or_overdue_by_the_day() {
    let measure =
        |status: &str, rest: &str| format!("kind = \"deliverable\"\nstatus = \"{status}\"\ndue = 2020-06-30\n{rest}");
    let extension = "[[measure.a.extension]]\ndate = 2020-06-01\nfrom = 2020-06-30\nto = 2020-08-31\nreason = \"r\"\nby = \"own\"\n";
    for (status, rest, day, expected) in [
        ("in-progress", "", "2020-06-19", "on-time"),
        ("in-progress", "", "2020-06-20", "due-soon"),
        ("in-progress", "", "2020-06-30", "due-soon"),
        ("in-progress", "", "2020-07-01", "overdue"),
        ("on-hold", "", "2020-07-01", "overdue"),
        ("done", "", "2020-07-01", "settled"),
        ("dropped", "", "2020-07-01", "settled"),
        ("in-progress", extension, "2020-07-01", "on-time"),
        ("in-progress", extension, "2020-05-31", "on-time"),
        ("in-progress", extension, "2020-09-01", "overdue"),
    ] {
        let line = standing(&measure(status, rest), day);
        assert_eq!(line.split(' ').nth(3), Some(expected), "{status} on {day}: {line}");
    }
    assert_eq!(standing("kind = \"deliverable\"\n", "2020-07-01").split(' ').nth(3), Some("no-deadline"));
}

#[test]
fn silence_counts_from_the_newest_entry_or_the_reply() {
    for (entries, day, expected) in [
        (String::new(), "2020-04-10", "- 100 no"),
        (String::new(), "2020-04-11", "- 101 yes"),
        (update("2020-03-01", "own", ""), "2020-06-10", "2020-03-01 101 yes"),
        (update("2020-03-01", "own", ""), "2020-02-01", "- 31 no"),
        (
            format!("{}{}", update("2020-03-01", "own", ""), found("2020-04-01", "ver", "partly", "")),
            "2020-04-02",
            "2020-04-01 1 no",
        ),
    ] {
        let line = standing(&format!("kind = \"standing\"\n{entries}"), day);
        assert!(line.ends_with(&format!(" {expected}")), "{day}: {line}");
    }
    let closed = format!("{DELIVERABLE}{}{}", done("2020-03-01", "own"), found("2020-03-05", "ver", "confirmed", ""));
    assert!(standing(&closed, "2022-01-01").ends_with(" no"), "nothing more is expected of what is closed");
}

#[test]
fn a_past_day_knows_only_what_was_known_then() {
    let entries = [
        update("2020-03-01", "own", "status = \"on-hold\""),
        update("2020-05-01", "own", "status = \"in-progress\""),
        // Entered last, dated first: it moves nothing that is newer.
        update("2020-02-01", "own", "status = \"not-started\""),
    ];
    let measure = format!("kind = \"deliverable\"\nstatus = \"in-progress\"\n{}", entries.concat());
    for (day, state) in [
        ("2020-01-15", "unreported"),
        ("2020-02-15", "not-started"),
        ("2020-03-01", "on-hold"),
        ("2020-06-01", "in-progress"),
    ] {
        assert!(standing(&measure, day).starts_with(&format!("{state} ")), "{day}");
    }
}

#[test]
fn an_undated_statement_is_not_known_before_what_is_dated() {
    let undated = "[[measure.a.update]]\nby = \"own\"\nstatus = \"done\"\nnote = \"n\"\n";
    let measure = format!("{DELIVERABLE}{undated}{}", update("2020-03-01", "own", "status = \"on-hold\""));
    for (day, state) in [("2020-02-01", "unreported"), ("2020-03-01", "on-hold")] {
        assert!(standing(&measure, day).starts_with(&format!("{state} ")), "{day}");
    }
    assert!(standing(&format!("{DELIVERABLE}{undated}"), "2020-03-01").starts_with("done "));
}

#[test]
fn findings_about_a_period_count_for_that_period() {
    let claims = ["2020", "2021", "2022"]
        .map(|year| update(&format!("{year}-10-01"), "own", &format!("status = \"done\"\nperiod = \"{year}\"")));
    let about = |date, result, year| found(date, "ver", result, &format!("period = \"{year}\""));
    let measure = |findings: &[String]| {
        format!("kind = \"recurring\"\nevery = \"year\"\n{}{}", claims.concat(), findings.concat())
    };
    let contested = about("2022-01-01", "not-met", "2021");
    for (findings, verified, self_reported, done) in [
        (vec![], "-", "yes", "2020 2021 2022"),
        (vec![contested.clone()], "not-met", "yes", "2020 2022"),
        // Another year's confirmation undoes nothing, and the newest statement is about that other year.
        (vec![contested.clone(), about("2022-11-01", "confirmed", "2022")], "not-met", "no", "2020 2022"),
        (vec![contested.clone(), about("2022-11-01", "confirmed", "2021")], "confirmed", "yes", "2020 2021 2022"),
        (vec![about("2022-11-01", "partly", "2022")], "partly", "yes", "2020 2021"),
        (vec![found("2020-12-01", "ver", "disputed", "")], "disputed", "yes", "2021 2022"),
        (vec![found("2020-12-01", "own", "disputed", "")], "-", "yes", "2020 2021 2022"),
    ] {
        let measure = measure(&findings);
        assert!(
            standing(&measure, "2022-12-31").starts_with(&format!("in-progress {verified} {self_reported} ")),
            "{findings:?}: {}",
            standing(&measure, "2022-12-31")
        );
        let ledger = read(Source::new("x.toml", format!("{HEAD}{measure}")));
        let rows = rows([&ledger], "2022-12-31".parse().expect("a date"));
        let periods = rows[0].periods();
        let labels: Vec<&str> = periods.iter().filter(|period| period.done).map(|period| &*period.label).collect();
        assert_eq!(labels.join(" "), done, "{findings:?}");
    }
}

#[test]
fn items_and_periods_follow_the_day() {
    let measure = "kind = \"recurring\"\nevery = \"year\"\nquantity = 3\n[[measure.a.item]]\nname = \"一\"\nstatus = \"done\"\n[[measure.a.item]]\nname = \"二\"\n";
    let measure = format!(
        "{measure}{}{}",
        update("2021-03-01", "own", "status = \"done\"\nperiod = \"2020\"\nitems = { \"一\" = \"done\" }"),
        update("2022-03-01", "own", "status = \"done\""),
    );
    let ledger = read(Source::new("x.toml", format!("{HEAD}{measure}")));
    for (day, progress, done, missed) in [
        ("2021-02-01", (0, 3), vec![], vec!["2020"]),
        ("2021-04-01", (1, 3), vec!["2020"], vec![]),
        ("2023-04-01", (1, 3), vec!["2020", "2022"], vec!["2021"]),
    ] {
        let rows = rows([&ledger], day.parse().expect("a date"));
        assert_eq!(rows[0].standing().progress, Some(progress), "{day}");
        let periods = rows[0].periods();
        let labels = |is_meant: &dyn Fn(&&duban::model::Period) -> bool| {
            periods.iter().filter(is_meant).map(|period| period.label.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(labels(&|period| period.done), done, "{day}");
        assert_eq!(labels(&|period| period.ended && !period.done), missed, "{day}");
    }
}

#[test]
fn periods_have_their_names() {
    for (every, day, labels) in [
        ("half-year", "2021-01-01", vec!["2020H1", "2020H2", "2021H1"]),
        ("quarter", "2020-07-01", vec!["2020Q1", "2020Q2", "2020Q3"]),
        ("month", "2020-03-31", vec!["2020-01", "2020-02", "2020-03"]),
    ] {
        let ledger = read(Source::new("x.toml", format!("{HEAD}kind = \"recurring\"\nevery = \"{every}\"\n")));
        let rows = rows([&ledger], day.parse().expect("a date"));
        let periods = rows[0].periods();
        assert_eq!(periods.iter().map(|period| period.label.as_str()).collect::<Vec<_>>(), labels);
        assert!(!periods[2].ended && periods[1].ended, "{every}");
    }
    let dropped =
        read(Source::new("x.toml", format!("{HEAD}kind = \"recurring\"\nevery = \"year\"\nstatus = \"dropped\"\n")));
    assert!(rows([&dropped], "2025-01-01".parse().expect("a date"))[0].periods().is_empty());
}
