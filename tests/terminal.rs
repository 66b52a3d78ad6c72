//! What people see at a terminal: nothing is wider than the screen, nothing is cut where there is no screen.

#[path = "common/laws.rs"]
mod laws;

use duban::{
    lang::{Lang, text},
    page::{Bar, Block, Column, Fit, Group, Line, Page, Share, Table, Term, Tone, Value},
    render::{Screen, page, table, width},
    said,
};
use laws::tried;
use proptest::prelude::*;

static LATE: Term = Term { word: "late", label: text("逾期", "overdue"), tone: Tone::Bad };

fn screen(width: Option<usize>) -> Screen {
    Screen { width, color: false, lang: Lang::Zh }
}

fn column(key: &'static str, fit: Fit, number: bool) -> Column {
    Column { key, label: text("很长的列名", "a long heading"), fit, number }
}

fn office(id: &str, zh: &str) -> Value {
    Value::Named { id: id.to_owned(), label: said!("{zh}", "Office {zh}") }
}

fn sample() -> Table {
    let row = |n: i64, id: &str, title: &str, owner: Value| {
        vec![Value::Int(n), Value::Text(id.to_owned()), Value::Text(title.to_owned()), owner, Value::Term(&LATE)]
    };
    Table {
        columns: vec![
            column("number", Fit::Whole, true),
            column("id", Fit::Spare(1), false),
            column("title", Fit::Shrink, false),
            column("owner", Fit::Name, false),
            column("state", Fit::Whole, false),
        ],
        rows: vec![
            row(1, "mend-windmills", "修好七座风车并且给每一座都装上新的帆布和绳子", office("works", "乌有市工造局")),
            row(23, "bells", "挂铃", office("papers", "文书局")),
        ],
        groups: Vec::new(),
    }
}

#[test]
fn without_a_screen_nothing_is_cut() {
    assert_eq!(
        table(&sample(), &screen(None)),
        "很长的列名  很长的列名      很长的列名                                    很长的列名    很长的列名\n         \
           1  mend-windmills  修好七座风车并且给每一座都装上新的帆布和绳子  乌有市工造局  逾期\n        \
           23  bells           挂铃                                          文书局        逾期\n"
    );
}

#[test]
fn a_narrow_screen_drops_the_spare_column_then_shortens_and_keeps_short_names() {
    assert!(table(&sample(), &screen(Some(200))).contains("mend-windmills"));
    let narrow = table(&sample(), &screen(Some(84)));
    assert!(!narrow.contains("mend-windmills") && narrow.contains("帆布和绳子"), "{narrow}");
    let narrower = table(&sample(), &screen(Some(60)));
    assert!(
        narrower.contains("乌有市工造局") && narrower.contains("修好七座风车") && narrower.contains('…'),
        "{narrower}"
    );
}

#[test]
fn what_must_be_read_whole_goes_on_in_the_next_line() {
    let mut wrapping = sample();
    wrapping.columns[2].fit = Fit::Wrap;
    wrapping.groups = (0..2).map(|start| Group { value: Value::Int(7), start, len: 1, total: 1 }).collect();
    let drawn = table(&wrapping, &screen(Some(60)));
    let words: String = drawn.split_whitespace().collect();
    assert!(
        !drawn.contains('…') && ["修好七座风车", "帆布", "和绳子"].iter().all(|own| words.contains(own)),
        "{drawn}"
    );
    let second = drawn.lines().position(|line| line.contains("挂铃")).expect("the second row");
    assert_eq!(drawn.lines().nth(second - 1), Some("7 (1)"), "{drawn}");
}

/// Groups with figures, as the reports have them.
fn figures(name: &str) -> Table {
    let figure = |key, rank| Column { label: text("某某数", "figure"), ..column(key, Fit::Spare(rank), true) };
    Table {
        columns: vec![
            column("owner", Fit::Name, false),
            figure("states", 9),
            figure("overdue", 0),
            figure("silent", 1),
        ],
        rows: vec![vec![office("works", name), Value::Int(9), Value::Int(77), Value::Int(88)]],
        groups: Vec::new(),
    }
}

#[test]
fn an_id_stands_for_a_long_name_before_a_figure_is_left_out() {
    for name in ["乌有市风车与木桥及灯笼工造局", "Wuyou Works Office"] {
        let long = table(&figures(name), &screen(Some(40)));
        assert!(long.contains("works") && long.contains("77") && long.contains("88") && long.contains(" 9 "), "{long}");
    }
}

#[test]
fn the_figures_of_the_lowest_rank_go_last() {
    let narrow = table(&figures("乌有市工造局"), &screen(Some(31)));
    assert!(narrow.contains("77") && narrow.contains("88") && !narrow.contains(" 9 "), "{narrow}");
    let narrower = table(&figures("乌有市工造局"), &screen(Some(24)));
    assert!(narrower.contains("77") && !narrower.contains("88"), "{narrower}");
}

#[test]
fn english_headings_break_between_words() {
    let columns = vec![column("a", Fit::Whole, true), column("b", Fit::Whole, true)];
    let rows = vec![vec![Value::Int(1), Value::Int(2)]];
    let drawn =
        table(&Table { columns, rows, groups: Vec::new() }, &Screen { width: Some(20), color: false, lang: Lang::En });
    assert_eq!(drawn, " a long   a long\nheading  heading\n      1        2\n");
}

#[test]
fn colours_follow_the_tone_and_only_where_they_are_wanted() {
    let columns = vec![column("state", Fit::Whole, false)];
    let table_of = Table { columns, rows: vec![vec![Value::Term(&LATE)]], groups: Vec::new() };
    let coloured = table(&table_of, &Screen { color: true, ..screen(None) });
    assert!(coloured.contains("\u{1b}[38;5;1m逾期"), "{coloured:?}");
    assert!(!table(&table_of, &screen(None)).contains('\u{1b}'));
}

#[test]
fn groups_have_their_headings() {
    let mut grouped = sample();
    grouped.groups = vec![
        Group { value: office("works", "工造局"), start: 0, len: 1, total: 1 },
        Group { value: Value::None, start: 1, len: 1, total: 119 },
    ];
    let drawn = table(&grouped, &screen(None));
    let lines: Vec<&str> = drawn.lines().collect();
    assert_eq!((lines[1], lines[2], lines[4], lines[5]), ("", "工造局 (1)", "", "– (1/119)"));
}

#[test]
fn a_page_wraps_wide_text_and_keeps_facts_below_their_column() {
    let mut of = Page::new("标题");
    of.push(Block::Facts(vec![("名称".to_owned(), Line::from("一二三四五六七八九十甲乙丙丁".to_owned()))]));
    of.push(Block::Items(vec![Line::from("第一条很长很长的内容")]));
    assert_eq!(
        page(&of, &screen(Some(20))),
        "标题\n\n名称  一二三四五六七\n      八九十甲乙丙丁\n\n- 第一条很长很长的内\n  容\n"
    );
}

#[test]
fn a_web_address_is_not_broken() {
    let mut of = Page::new("标题");
    of.push(Block::Items(vec![Line::from("公告 https://example.invalid/a/long/way/to/it".to_owned())]));
    assert_eq!(page(&of, &screen(Some(20))), "标题\n\n- 公告\n  https://example.invalid/a/long/way/to/it\n");
}

#[test]
fn a_small_share_is_seen_and_all_shares_fill_the_bar() {
    let share = |n, fill| Share { label: "甲".to_owned(), n, tone: Tone::Plain, fill };
    let mut of = Page::new("t");
    of.push(Block::Bar(Bar { shares: vec![share(1, '#'), share(999, '.'), share(0, 'x')] }));
    let drawn = page(&of, &screen(Some(30)));
    let bar = drawn.lines().nth(2).unwrap_or_default();
    assert_eq!(bar, format!("#{}", ".".repeat(29)));
    assert!(drawn.contains("# 甲 1/1000") && drawn.contains("x 甲 0/1000"));
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[a-z 甲乙丙丁e\u{301}]{0,30}".prop_map(Value::Text),
        (0..99_999_i64).prop_map(Value::Int),
        "[a-z]{1,8}".prop_map(|id| office(&id, "很长的单位名称在这里")),
        Just(Value::Term(&LATE)),
        Just(Value::None),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..tried() })]

    #[test]
    fn no_line_of_a_table_is_wider_than_the_screen(
        rows in prop::collection::vec(prop::collection::vec(value(), 5), 0..5),
        fits in prop::collection::vec(prop::sample::select(vec![Fit::Whole, Fit::Shrink, Fit::Wrap, Fit::Name, Fit::Spare(1), Fit::Spare(2)]), 5),
        columns in 20..160_usize,
    ) {
        let heads = ["a", "b", "c", "d", "e"].into_iter().zip(fits).map(|(key, fit)| column(key, fit, false)).collect();
        let drawn = table(&Table { columns: heads, rows, groups: Vec::new() }, &screen(Some(columns)));
        for line in drawn.lines() {
            prop_assert!(width(line) <= columns, "{} > {columns}: {line}", width(line));
        }
    }

    #[test]
    fn no_line_of_a_page_is_wider_than_the_screen(words in "[a-zA-Z 甲乙丙丁，。、“”]{0,200}", columns in 10..120_usize) {
        let mut of = Page::new("t");
        of.text(words.clone());
        of.push(Block::Facts(vec![("名称".to_owned(), Line::from(words.clone()))]));
        of.push(Block::Items(vec![Line::from(words)]));
        for line in page(&of, &screen(Some(columns))).lines() {
            prop_assert!(width(line.trim_end()) <= columns, "{} > {columns}: {line}", width(line));
        }
    }
}

#[test]
fn a_narrow_column_comes_back_where_a_wide_one_made_room() {
    let columns = vec![
        column("title", Fit::Shrink, false),
        column("id", Fit::Spare(1), false),
        column("days", Fit::Spare(2), true),
    ];
    let row = vec![Value::Text("修好七座风车".into()), Value::Text("mend-windmills".into()), Value::Int(338)];
    let narrow = table(&Table { columns, rows: vec![row], groups: Vec::new() }, &screen(Some(25)));
    assert!(
        narrow.contains("338") && !narrow.contains("mend-windmills") && narrow.contains("修好七座风车"),
        "{narrow}"
    );
}
