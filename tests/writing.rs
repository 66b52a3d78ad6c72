//! Several writers, a lock held by somebody else, a file that changes underneath: nothing is lost.

mod common;

use std::{
    fs::{self, File},
    path::Path,
    sync::mpsc,
    thread,
    time::{Duration, SystemTime},
};

use common::{copy, repo, run, shell};
use duban::{
    model::{Source, Trouble},
    store::{read::read, write::open},
};
use tempfile::TempDir;

fn sample() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repo("tests/fixtures/sample"), folder.path());
    folder
}

fn updates(ledger: &Path, id: &str) -> usize {
    let text = fs::read_to_string(ledger).expect("the ledger is there and whole");
    let ledger = read(Source::new("measures.toml", text));
    assert_eq!(ledger.findings, [], "the ledger reads without a finding");
    ledger.measures().get(id).map_or(0, |measure| measure.update.len())
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    let folder = sample();
    let ledger = folder.path().join("measures.toml");
    let ids = ["keep-lanterns", "hang-bells", "mend-windmills", "fly-kites"];
    let before: Vec<usize> = ids.iter().map(|id| updates(&ledger, id)).collect();
    thread::scope(|scope| {
        for writer in 0..8 {
            let folder = folder.path();
            scope.spawn(move || {
                for n in 0..5 {
                    let id = ids[writer % ids.len()];
                    let script =
                        format!("duban -q update {id} --by works --note 'writer {writer} number {n}' --wait 60");
                    let output = run(&script, folder);
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            });
        }
        // Whoever reads meanwhile sees a whole ledger.
        for _ in 0..50 {
            updates(&ledger, "paint-bridge");
        }
    });
    for (id, before) in ids.iter().zip(before) {
        assert_eq!(updates(&ledger, id), before + 10, "{id}");
    }
    let left = fs::read_dir(folder.path()).expect("the folder is there").count();
    assert_eq!(left, 1, "no temporary file is left behind");
}

#[test]
fn a_lock_held_by_somebody_else_is_waited_for_and_then_refused() {
    let folder = sample();
    let ledger = folder.path().join("measures.toml");
    let file = File::open(&ledger).expect("the ledger is there");
    file.lock().expect("nobody else holds it");
    let script = "duban update mend --by works --note x --wait 0";
    let refused = run(script, folder.path());
    assert_eq!(refused.status.code(), Some(4));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(
        said,
        "error: measures.toml is being written by another program; waited 0 s\nhelp: try again later, or wait longer with --wait\n"
    );
    assert_eq!(updates(&ledger, "mend-windmills"), 1);
    let waiting =
        shell("duban -q update mend --by works --note x --wait 60", folder.path()).spawn().expect("there is a shell");
    thread::sleep(Duration::from_millis(100));
    drop(file);
    assert!(waiting.wait_with_output().expect("it ends").status.success());
    assert_eq!(updates(&ledger, "mend-windmills"), 2);
}

#[test]
fn a_ledger_that_changes_between_read_and_write_is_not_overwritten() {
    let folder = sample();
    let path = folder.path().join("measures.toml");
    let mut draft = open(&path, Duration::ZERO, None).expect("nobody else writes");
    let text = draft.ledger.source.text.replace("挂铃", "挂钟");
    draft.change(text, false).expect("the change is sound");
    let theirs = fs::read_to_string(&path).expect("it is there").replace("刷漆", "上油");
    fs::write(&path, &theirs).expect("an editor does not lock");
    let refusal = draft.prepare().expect_err("it has changed");
    assert_eq!(refusal.trouble, Trouble::Write);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), theirs);
}

#[test]
fn a_ledger_that_changes_between_preparation_and_replacement_is_not_overwritten() {
    let folder = sample();
    let path = folder.path().join("measures.toml");
    let mut draft = open(&path, Duration::ZERO, None).expect("nobody else writes");
    let ours = draft.ledger.source.text.replace("挂铃", "挂钟");
    let theirs = draft.ledger.source.text.replace("刷漆", "上油");
    draft.change(ours.clone(), false).expect("the change is sound");
    let prepared = draft.prepare().expect("it is as it was read").expect("it has changed");
    fs::write(&path, &theirs).expect("an editor does not lock");
    let refusal = prepared.commit().expect_err("it has changed since it was prepared");
    assert_eq!(refusal.trouble, Trouble::Write);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), theirs);
    // An editor that saves the same text beside it and renames takes nothing away from anybody.
    let same = folder.path().join("same");
    fs::write(&same, draft.ledger.source.text.as_str())
        .and_then(|()| fs::rename(&same, &path))
        .expect("the folder is ours");
    let prepared = draft.prepare().expect("it is as it was read").expect("it has changed");
    prepared.commit().expect("nobody has changed it");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), ours);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder is there").count(), 1, "nothing is left behind");
}

#[test]
fn whoever_waited_for_a_file_that_was_replaced_waits_for_the_new_one() {
    let folder = sample();
    let path = folder.path().join("measures.toml");
    let old = File::open(&path).expect("the ledger is there");
    old.lock().expect("nobody else holds it");
    let (tell, told) = mpsc::channel();
    let waiting = path.clone();
    let waiter = thread::spawn(move || {
        let draft = open(&waiting, Duration::from_secs(60), None);
        tell.send(draft.map(|draft| draft.ledger.source.text.clone())).expect("somebody listens");
    });
    // Time to wait for the old file; where that is not enough, it waits for the new one at once.
    thread::sleep(Duration::from_millis(200));
    let replaced = fs::read_to_string(&path).expect("it is there").replace("挂铃", "挂钟");
    let other = folder.path().join("other");
    fs::write(&other, &replaced).expect("the folder is ours");
    let new = File::open(&other).expect("it was written");
    new.lock().expect("nobody knows it");
    fs::rename(&other, &path).expect("the folder is ours");
    drop(old);
    assert!(told.recv_timeout(Duration::from_millis(500)).is_err(), "the lock of a file that is gone is no lock");
    drop(new);
    let text = told.recv_timeout(Duration::from_secs(60)).expect("it ends").expect("it is locked and read");
    assert_eq!(*text, replaced);
    waiter.join().expect("it ended");
}

#[test]
fn what_killed_writers_left_is_cleaned_up_when_nobody_can_be_writing_it() {
    let folder = sample();
    let made = |name: &str, hours: u64| {
        let file = File::create(folder.path().join(name)).expect("the folder is ours");
        let then = SystemTime::now() - Duration::from_secs(hours * 3600);
        file.set_modified(then).expect("the file is ours");
        file
    };
    let slow = made(".duban-slow.tmp", 2);
    slow.lock().expect("nobody knows it");
    made(".duban-abandoned.tmp", 2);
    made(".duban-busy.tmp", 0);
    made(".duban-notes", 2);
    made("other.tmp", 2);
    assert!(run("duban -q update mend --by works --note x", folder.path()).status.success());
    let mut left: Vec<_> = fs::read_dir(folder.path()).expect("it is there").flatten().map(|e| e.file_name()).collect();
    left.sort();
    assert_eq!(left, [".duban-busy.tmp", ".duban-notes", ".duban-slow.tmp", "measures.toml", "other.tmp"]);
}

#[test]
fn a_read_only_folder_leaves_the_ledger_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = sample();
    let ledger = folder.path().join("measures.toml");
    let before = fs::read(&ledger).expect("it is there");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("it is ours");
    let output = run("duban update mend --by works --note x", folder.path());
    let can_write_anywhere = File::create(folder.path().join("probe")).is_ok();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    if !can_write_anywhere {
        assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read(&ledger).expect("it is there"), before);
    }
}

#[test]
fn whoever_reads_what_was_imported_keeps_nobody_waiting() {
    let folder = sample();
    let script = r#"
. "$FIXTURES/sheet.sh"
row="mend-windmills,七座全部修好。,工造局,2026-01-10,$(print mend-windmills)"
{ echo 'id,progress now,said by,said on,fingerprint'; yes "$row" | head -n 3000; } > sheet.csv
duban -q import sheet.csv --apply --format csv | {
    head -c 1 > begun
    duban -q update mend-windmills --by works --note again --wait 0
    echo $?
    cat > rest
}
wc -c < rest"#;
    let output = run(script, folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let told: Vec<usize> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert!(matches!(told[..], [0, rest] if rest > 1 << 17), "{said} {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(updates(&folder.path().join("measures.toml"), "mend-windmills"), 3);
}
