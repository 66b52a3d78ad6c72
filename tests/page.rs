//! The published page in real Chromium: what a reader does with it, by pointer, by keyboard, without scripts, on paper.
//!
//! `.ci/run` installs Chromium, its driver and axe-core, and runs these tests.

use std::{env, fs, path::PathBuf};

#[path = "common/browser.rs"]
mod browser;
mod common;
#[path = "../benches/generate.rs"]
mod generate;

use browser::Browser;
use common::{repo, run};
use serde_json::{Value, json};

/// Keys that have no character.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// A page of a ledger in a folder of its own.
struct Page {
    folder: tempfile::TempDir,
    browser: Browser,
}

impl Page {
    fn of(ledger: &str, flags: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let ledger = repo(ledger);
        let made = run(&format!("duban -q -l '{}' {flags} report -o page.html", ledger.display()), folder.path());
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self { folder, browser: Browser::new() }
    }

    fn sample() -> Self {
        Self::of("tests/fixtures/sample/measures.toml", "--lang en")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("page.html")
    }

    /// Opens the page and waits for its script. A driver may say too early that a large page is loaded.
    fn open(&self, hash: &str) -> &Browser {
        let browser = self.open_bare(hash);
        browser.wait("document.documentElement.classList.contains('ready')");
        browser
    }

    /// Opens the page where no script runs.
    fn open_bare(&self, hash: &str) -> &Browser {
        self.browser.open(&self.file(), hash);
        self.browser.wait("document.readyState === 'complete'");
        &self.browser
    }
}

/// The titles in the list that can be seen, in order.
const SHOWN: &str = "[...document.querySelectorAll('tbody tr[data-v]')].filter(row => row.checkVisibility()).map(row => row.querySelector('a').innerText).join('; ')";
/// What is said of how many there are.
const FOUND: &str = "document.getElementById(':found').textContent";

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_list_is_filtered_and_the_address_tells_how() {
    let page = Page::sample();
    let browser = page.open("");
    assert_eq!(browser.read(FOUND), "7/7 commitments match");
    browser.click("[id=':q']");
    browser.press(&["f", "L", "O"]);
    browser.wait("location.hash === '#q=fLO'");
    assert_eq!(browser.read(SHOWN), "Mend seven windmills; Double the flour", "text is sought in the whole part");
    browser.run("const own = document.querySelector('select[data-key=signal]'); own.value = 'overdue'; own.dispatchEvent(new Event('change'))");
    assert_eq!(browser.read(FOUND), "1/7 commitments match");
    let hash = browser.read("location.hash");
    let parts = "[...document.querySelectorAll('article')].filter(own => !own.hidden).map(own => own.id).join()";
    assert_eq!((&*hash, &*browser.read(parts)), ("#q=fLO&signal=overdue", "more-flour"));
    // Somebody else opens it.
    let browser = page.open(&hash);
    assert_eq!(browser.read(SHOWN), "Double the flour");
    browser.click("[id=':clear']");
    assert_eq!(
        (browser.read(FOUND), browser.read("location.hash")),
        ("7/7 commitments match".to_owned(), String::new())
    );
    for (choice, shown) in [
        ("state=done", "Hang bells on the bridge"),
        ("owner=papers", "Hold a story festival every year; Teach children to fly kites"),
        ("section=1.2", "Keep the lanterns lit at night; Double the flour"),
        ("section=2&kind=recurring", "Hold a story festival every year"),
        ("tags=windmill", "Mend seven windmills"),
        ("state=done&owner=watch", ""),
    ] {
        assert_eq!(page.open(&format!("#{choice}")).read(SHOWN), shown, "{choice}");
    }
    // The figures lead to what they count.
    page.open("").click(".counts a[href='#state=on-hold']");
    assert_eq!(page.browser.read(SHOWN), "Double the flour");
    page.browser.run("history.back()");
    page.browser.wait("location.hash === ''");
    page.browser.wait(&format!("{FOUND} === '7/7 commitments match'"));
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_list_is_sorted_by_its_headings() {
    let page = Page::sample();
    let browser = page.open("");
    browser.click("th[data-key=due] button");
    let due =
        "[...document.querySelectorAll('tbody tr[data-v]')].map(row => row.cells[5].innerText.slice(0, 4)).join()";
    assert_eq!(browser.read(due), "2024,2025,2026,no d,no d,no d,no d");
    assert_eq!(browser.read("document.querySelector('th[data-key=due]').ariaSort"), "ascending");
    browser.click("th[data-key=state] button");
    let states =
        "[...document.querySelectorAll('tbody tr[data-v]')].map(row => row.cells[4].innerText.split('\\n')[0]).join()";
    assert_eq!(browser.read(states), "unreported,in progress,in progress,on hold,reported done,closed,dropped");
    browser.click("th[data-key=state] button");
    assert_eq!(browser.read("document.querySelectorAll('[aria-sort]').length + location.hash"), "1#sort=-state");
    assert!(page.open("#sort=-state&lang=zh").read(SHOWN).starts_with("教孩子放风筝; 给木桥刷漆"));
    page.browser.click("th[data-key=state] button");
    assert!(page.browser.read(SHOWN).starts_with("修好七座风车"), "the third time it is as the ledger has it");
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn a_link_leads_to_one_commitment_even_where_a_choice_hides_it() {
    let page = Page::of("measures.toml", "--lang en");
    let top = "Math.round(document.getElementById('chain-leader-system').getBoundingClientRect().top)";
    let browser = page.open("#chain-leader-system");
    browser.wait(&format!("Math.abs({top}) < 40"));
    assert_eq!(browser.read("document.activeElement.id"), "chain-leader-system");
    browser.run("location.hash = '#kind=recurring'");
    browser.wait("document.getElementById('chain-leader-system').hidden");
    browser.run("location.hash = '#chain-leader-system'");
    browser.wait(&format!("!document.getElementById('chain-leader-system').hidden && Math.abs({top}) < 40"));
    assert_eq!(browser.read(FOUND), "1/126 commitments match", "the choice stays");
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_language_is_switched_everywhere() {
    let page = Page::of("tests/fixtures/sample/measures.toml", "--lang zh");
    let browser = page.open("");
    let seen = "[document.documentElement.lang, document.title, document.querySelector('h1').innerText, \
                document.querySelector('select[data-key=kind] option:last-of-type').text, document.getElementById(':found').textContent].join('|')";
    assert_eq!(
        browser.read(seen),
        "zh-CN|承诺办理情况 · 对《关于修好乌有市风车的建议》的答复|承诺办理情况|目标值|符合条件的承诺事项 7/7"
    );
    browser.click("button[data-lang=en]");
    let english = "en|Where the commitments stand · Reply to: Proposal on mending the windmills of Wuyou City|Where the commitments stand|target|7/7 commitments match";
    assert_eq!(browser.read(seen), english);
    assert_eq!(
        browser.read("location.hash + document.querySelector('button[data-lang=en]').ariaPressed"),
        "#lang=entrue"
    );
    assert_eq!(
        page.open("#lang=en&tags=repair")
            .read("document.documentElement.lang + document.getElementById(':found').textContent"),
        "en2/7 commitments match"
    );
    // Neither language shows a word of the other's pairs.
    for lang in ["en", "zh"] {
        page.open(&format!("#lang={lang}"));
        let other = if lang == "en" { "zh-CN" } else { "en" };
        let seen = format!(
            "[...document.querySelectorAll('i[lang={other}], text[lang={other}]')].filter(own => own.checkVisibility()).length"
        );
        assert_eq!(page.browser.read(&seen), "0");
    }
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn the_keyboard_does_it_all() {
    let page = Page::sample();
    let browser = page.open("");
    browser.press(&[TAB]);
    assert_eq!(browser.read("document.activeElement.className"), "skip");
    browser.press(&[ENTER]);
    browser.wait("document.activeElement.id === ':list'");
    browser.press(&[TAB, "k", "i", "t", "e"]);
    browser.wait(&format!("{FOUND} === '1/7 commitments match'"));
    browser.run("document.getElementById(':q').value = ''");
    browser.press(&[TAB, DOWN]);
    browser.wait("location.hash.startsWith('#state=')");
    let outlined = "getComputedStyle(document.activeElement).outlineStyle";
    assert_eq!(browser.read(outlined), "solid", "the focus is seen");
    // Past the other choices, the button and the table to the first heading.
    browser.press(&[TAB; 8]);
    assert_eq!(browser.read("document.activeElement.closest('th').dataset.key"), "number");
    browser.press(&[TAB, ENTER]);
    assert_eq!(browser.read("document.querySelector('th[data-key=title]').ariaSort"), "ascending");
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn without_scripts_everything_can_be_read() {
    let page = Page::sample();
    page.browser.develop("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    let browser = page.open_bare("");
    assert_eq!(browser.read("document.documentElement.className"), "", "no script ran");
    assert_eq!(
        browser.read(
            "[...document.querySelectorAll('tbody tr[data-v], article')].filter(own => own.checkVisibility()).length"
        ),
        "14"
    );
    let useless = "[...document.querySelectorAll('button, input, select')].filter(own => own.checkVisibility()).length";
    assert_eq!(browser.read(useless), "0", "nothing is offered that does nothing");
    assert_eq!(browser.read("document.querySelector('h1').innerText"), "Where the commitments stand");
}

#[test]
#[ignore = "needs Chromium, chromedriver and poppler"]
fn on_paper_everything_is_there() {
    let page = Page::of("measures.toml", "--lang zh");
    page.open("");
    let folder = page.folder.path();
    fs::write(folder.join("page.base64"), page.browser.print()).expect("it can be written");
    let script = "base64 -d page.base64 > page.pdf && pdfinfo page.pdf | grep 'Page size' && pdftotext page.pdf - | tr -d ' \\n'";
    let printed = run(script, folder);
    let text = String::from_utf8_lossy(&printed.stdout).into_owned();
    assert!(text.contains("(A4)"), "{}", text.chars().take(200).collect::<String>());
    for word in ["建立产业链链长制", "口径说明", "chain-leader-system", "SHA-256"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(!text.contains("清除筛选"), "what only a screen can use is not printed");
}

#[test]
#[ignore = "needs Chromium, chromedriver and poppler"]
fn many_offices_are_folded_on_a_screen_and_not_on_paper() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ledger = folder.path().join("measures.toml");
    let head = "format = 1\n[reply]\nnumber = \"9001\"\ntitle = \"建议\"\ndate = 2024-03-01\n".to_owned();
    let office = |n: u32| {
        let org = format!("[org.o{n}]\nname = \"乌有市第{n}处\"\n");
        format!("{org}[measure.m{n}]\ntitle = \"事项\"\nkind = \"deliverable\"\nowner = \"o{n}\"\n")
    };
    fs::write(&ledger, head + &(1..=30).map(office).collect::<String>()).expect("it can be written");
    let page = Page::of(&ledger.display().to_string(), "--lang zh");
    let browser = page.open("");
    let shown =
        "[...document.querySelectorAll('.bars th a[href^=\"#owner=\"]')].filter(own => own.checkVisibility()).length";
    assert_eq!(browser.read(shown), "12");
    assert_eq!(browser.read("document.querySelector('details.rest summary').innerText"), "其余 18 行");
    browser.click("details.rest summary");
    assert_eq!(browser.read(shown), "30");
    browser.click("details.rest summary");
    fs::write(page.folder.path().join("page.base64"), browser.print()).expect("it can be written");
    let printed = run("base64 -d page.base64 > page.pdf && pdftotext page.pdf - | grep -c 第30处", page.folder.path());
    let n: u32 = String::from_utf8_lossy(&printed.stdout).trim().parse().expect("a number");
    assert_eq!(n, 3, "the chart, the list and the part of the commitment name the office");
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn nothing_leaves_the_page_and_nothing_hostile_runs() {
    let page = Page::of("tests/cases/report/page-hostile/in/measures.toml", "");
    let browser = page.open("");
    assert_eq!(browser.read("document.scripts.length"), "1");
    for hash in
        ["#tags=a+b%26c%3Dd", "#__proto__", "#constructor", "#%", "#q=%3Cscript%3E", "#sort=nonsense&state=nonsense"]
    {
        browser.run(&format!("location.hash = '{hash}'"));
        browser.wait("true");
    }
    assert_eq!(page.open("#tags=a+b%26c%3Dd").read("document.getElementById(':found').textContent.slice(0, 3)"), "1/3");
    page.open("").click("a[href='#a~20~~22~b~27~~20~c~3c~i~3e~']");
    page.browser.wait("document.activeElement.id === 'a~20~~22~b~27~~20~c~3c~i~3e~'");
    let wrong = page.browser.log("browser");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut asked: Vec<String> = page.browser.log("performance").iter().filter_map(|line| request(line)).collect();
    asked.retain(|url| !url.starts_with("file:///") && url != "about:blank");
    assert!(asked.is_empty(), "{asked:#?}");
    // A page that wanted to could not.
    page.browser.run("const own = new Image(); own.src = 'http://127.0.0.1:9/'; document.body.append(own)");
    page.browser.wait("document.images[0].complete");
    assert!(page.browser.log("browser").iter().any(|line| line.contains("Content Security Policy")));
}

/// The address of a request in the log of the network.
fn request(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = &line["message"];
    (message["method"] == "Network.requestWillBeSent")
        .then(|| message["params"]["request"]["url"].as_str().map(str::to_owned))?
}

#[test]
#[ignore = "needs Chromium and chromedriver"]
fn ten_thousand_commitments_are_looked_through_at_once() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let ledger = folder.path().join("measures.toml");
    fs::write(&ledger, generate::ledger(10_000)).expect("it can be written");
    let page = Page::of(&ledger.display().to_string(), "--lang en");
    let browser = page.open("");
    assert_eq!(browser.read(FOUND), "10000/10000 commitments match");
    assert_eq!(
        browser.read("[...document.querySelectorAll('tbody tr[data-v]')].filter(row => row.checkVisibility()).length"),
        "200"
    );
    let held = run("duban -q list status:on-hold --count", folder.path());
    let held = String::from_utf8_lossy(&held.stdout).trim().to_owned();
    assert_ne!(held, "0");
    let shown = |found: &str| browser.wait(&format!("{FOUND} === '{found}/10000 commitments match'"));
    browser.run("const own = document.querySelector('select[data-key=state]'); own.value = 'on-hold'; own.dispatchEvent(new Event('change'))");
    shown(&held);
    browser.click("th[data-key=title] button");
    browser.wait("document.querySelector('th[data-key=title]').ariaSort === 'ascending'");
    // The first search in the text reads all of it.
    browser.run("location.hash = '#q=made-up-009998'");
    shown("1");
}

#[test]
#[ignore = "needs Chromium, chromedriver and DUBAN_AXE"]
fn axe_finds_nothing() {
    let axe = env::var_os("DUBAN_AXE").expect("DUBAN_AXE names axe.min.js of axe-core");
    let axe = fs::read_to_string(axe).expect("it is there");
    let four = [("light", "zh"), ("light", "en"), ("dark", "zh"), ("dark", "en")];
    for (ledger, ways) in [
        ("tests/fixtures/sample/measures.toml", &four[..]),
        ("tests/cases/report/page-hostile/in/measures.toml", &four[..]),
        // It is large, and its parts are of one make.
        ("measures.toml", &four[1..3]),
    ] {
        let page = Page::of(ledger, "");
        for (color, lang) in ways {
            let features = json!([{ "name": "prefers-color-scheme", "value": color }]);
            page.browser.develop("Emulation.setEmulatedMedia", json!({ "features": features }));
            let browser = page.open(&format!("#lang={lang}"));
            browser.run(&axe);
            let found = browser.run("return axe.run().then(own => own.violations.map(own => own.id + ': ' + own.nodes.slice(0, 5).map(node => node.html + ' ' + node.failureSummary).join('; ')))");
            assert_eq!(found, json!([]), "{ledger}, {color}, {lang}");
        }
    }
}
