//! Merging with git itself, in repositories that the tests make.

#![allow(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::{collections::BTreeSet, fs, path::Path};

use common::{repo, shell};

/// A folder with a repository `a` that holds the sample and merges by record and field.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let text = fs::read_to_string(repo("tests/fixtures/sample/measures.toml")).expect("it is there");
    fs::create_dir(folder.path().join("a")).expect("a folder can be made");
    fs::write(folder.path().join("a/measures.toml"), text).expect("it can be written");
    ok(folder.path(), "cd a; . $FIXTURES/git.sh; duban -q git install; commit base");
    folder
}

/// What a script prints that has to succeed.
fn ok(folder: &Path, script: &str) -> String {
    let script = format!("set -e; {ENTRY}\n{script}");
    let output = shell(&script, folder).output().expect("there is a shell");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{script}\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// `entry FILE MEASURE DATE WORDS [STATUS]`: enters a statement.
const ENTRY: &str = r#"
export GIT_AUTHOR_NAME=Nobody GIT_AUTHOR_EMAIL=nobody@example.invalid GIT_COMMITTER_NAME=Nobody GIT_COMMITTER_EMAIL=nobody@example.invalid
entry() { duban -q update "$2" -l "$1" --date "$3" --by watch --note "$4" ${5:+--status "$5" --evidence repair-notice} --force; }
commit() { git add -A && git commit -q -m "$1"; }
"#;

/// The words of every statement, each with its measure.
fn statements(folder: &Path, file: &str) -> BTreeSet<String> {
    let text = ok(folder, &format!("duban -q list -l {file} -f json"));
    let list: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let mut found = BTreeSet::new();
    for item in list["items"].as_array().expect("a list") {
        let dates: Vec<&str> =
            item["updates"].as_array().expect("a list").iter().filter_map(|entry| entry["date"].as_str()).collect();
        assert!(dates.is_sorted(), "{item}");
        for entry in item["updates"].as_array().expect("a list") {
            let is_new = found.insert(format!("{} {}", item["id"], entry["note"]));
            assert!(is_new, "{entry} is there twice");
        }
    }
    found
}

#[test]
#[ignore = "needs git"]
fn every_way_of_git_merges_by_record() {
    // Each begins where `work` has one statement and `main` another about the same measure, in the same place of the file.
    let ways = [
        ("merge", "git merge -q --no-edit work"),
        ("rebase", "git checkout -q work; git rebase -q main"),
        ("cherry-pick", "git cherry-pick work >&2"),
        (
            "stash",
            "git checkout -q work~; git checkout work -- measures.toml; git stash -q; git checkout -q main; git stash pop -q",
        ),
        (
            "revert",
            "git merge -q --no-edit work; entry measures.toml fly-kites 2025-03-03 three; commit three; git revert --no-edit -m 1 HEAD~ >&2; entry measures.toml fly-kites 2025-02-02 ours",
        ),
    ];
    for (way, script) in ways {
        let folder = place();
        ok(
            folder.path(),
            &format!(
                "cd a; git checkout -q -b work; entry measures.toml fly-kites 2025-02-02 ours; commit ours
                 git checkout -q main; entry measures.toml fly-kites 2025-01-01 theirs; commit theirs; {script}"
            ),
        );
        let found = statements(folder.path(), "a/measures.toml");
        for words in ["\"ours\"", "\"theirs\""] {
            assert!(found.contains(&format!("\"fly-kites\" {words}")), "{way}: {found:?}");
        }
        assert_eq!(ok(folder.path(), "cd a; git ls-files -u"), "", "{way}");
    }
}

#[test]
#[ignore = "needs git"]
fn a_file_that_one_side_renamed_is_merged() {
    for renaming in ["main", "work"] {
        let folder = place();
        ok(
            folder.path(),
            &format!(
                "cd a; git checkout -q -b work; entry measures.toml fly-kites 2025-02-02 ours; commit ours
                 git checkout -q main; entry measures.toml fly-kites 2025-01-01 theirs; commit theirs
                 git checkout -q {renaming}; mkdir replies; git mv measures.toml replies/9001.toml; commit renamed
                 git checkout -q main; git merge -q --no-edit work"
            ),
        );
        assert_eq!(statements(folder.path(), "a/replies/9001.toml").len(), 8);
    }
}

#[test]
#[ignore = "needs git"]
fn a_contradiction_is_left_to_people() {
    let folder = place();
    let said = ok(
        folder.path(),
        "cd a; git checkout -q -b work; duban -q set fly-kites title=甲; commit one
         git checkout -q main; duban -q set fly-kites title=乙; commit two; git merge work || echo $?
         git diff --name-only --diff-filter=U; sed -n '/^<<<<<<</,/^>>>>>>>/p' measures.toml | sed -E 's/^(<{7}|>{7}) .*/\\1 …/'
         git checkout -q --theirs measures.toml; duban list fly-kites --fields title -f csv",
    );
    let expected = "CONFLICT (content): Merge conflict in measures.toml\nAutomatic merge failed; fix conflicts and then commit the result.\n1\n\
                    measures.toml\n<<<<<<< …\ntitle = \"乙\"\n=======\ntitle = \"甲\"\n>>>>>>> …\ntitle\n甲\n";
    assert_eq!(said.split_once("CONFLICT").map(|(_, rest)| format!("CONFLICT{rest}")).as_deref(), Some(expected));
}

/// Two branches that took from each other have two bases, and git merges those first: what they contradict each other in is no base
/// of anything.
#[test]
#[ignore = "needs git"]
fn branches_that_took_from_each_other_are_merged() {
    for (way, conflicts) in [("ours", 1), ("theirs", 0)] {
        let folder = place();
        // `a` takes `b` in and keeps its own title; `b` takes the old `a` in and keeps its own or that of `a`.
        let said = ok(
            folder.path(),
            &format!(
                "cd a; git checkout -q -b a; duban -q set fly-kites title=甲; entry measures.toml hang-bells 2025-01-01 one; commit one
                 git checkout -q -b b main; duban -q set fly-kites title=乙; entry measures.toml hang-bells 2025-01-02 two; commit two; git branch old b
                 side() {{ sed -i -E \"$1\" measures.toml; commit decided; }}
                 ours='/^=======$/,/^>{{7}} /d; /^<{{7}} /d'; theirs='/^<{{7}} /,/^=======$/d; /^>{{7}} /d'
                 git branch first a; git checkout -q a; git merge -q --no-edit old >&2 || true; side \"$ours\"
                 git checkout -q b; git merge -q --no-edit first >&2 || true; side \"${way}\"
                 git checkout -q a; git merge --no-edit b >&2 || true
                 grep -c '^<<<<<<<' measures.toml || true; grep -c -E 'note = \"(one|two)\"' measures.toml"
            ),
        );
        assert_eq!(said, format!("{conflicts}\n2\n"), "{way}");
    }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n
    }
}

#[test]
#[ignore = "needs git"]
fn twenty_clones_with_twenty_updates_each_lose_nothing() {
    const CLONES: usize = 20;
    const UPDATES: usize = 20;
    const IDS: [&str; 7] =
        ["mend-windmills", "paint-bridge", "hang-bells", "story-festival", "keep-lanterns", "more-flour", "fly-kites"];
    let folder = place();
    let mut dice = Dice(389);
    let mut wanted = statements(folder.path(), "a/measures.toml");
    for clone in 0..CLONES {
        let mut script = format!("git clone -q a c{clone}; cd c{clone}; duban -q git install\n");
        for update in 0..UPDATES {
            let (id, words) = (IDS[dice.below(IDS.len())], format!("c{clone}-{update}"));
            let date = format!("2025-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1);
            let status = if dice.below(2) == 0 { "in-progress" } else { "" };
            script.push_str(&format!("entry measures.toml {id} {date} {words} {status}; commit {words}\n"));
            wanted.insert(format!("\"{id}\" \"{words}\""));
        }
        ok(folder.path(), &script);
    }
    // Clones take from one another at random, and at last the first takes from all.
    for _ in 0..2 * CLONES {
        let (to, from) = (dice.below(CLONES), dice.below(CLONES));
        ok(folder.path(), &format!("cd c{to}; git pull -q --no-rebase --no-edit ../c{from} main"));
    }
    let mut others: Vec<usize> = (1..CLONES).collect();
    while !others.is_empty() {
        let from = others.swap_remove(dice.below(others.len()));
        ok(folder.path(), &format!("cd c0; git pull -q --no-rebase --no-edit ../c{from} main"));
    }
    assert_eq!(statements(folder.path(), "c0/measures.toml"), wanted);
    assert_eq!(wanted.len(), CLONES * UPDATES + 6);
    ok(folder.path(), "cd c0; duban check contradicted-status unordered-history");
}
