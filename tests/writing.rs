//! Several writers, a lock held by somebody else, a file that changes underneath: nothing is lost.

mod common;

use std::{
    fs::{self, File},
    path::Path,
    thread,
    time::Duration,
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
    let mut draft = open(&path, Duration::ZERO).expect("nobody else writes");
    let text = draft.ledger.source.text.replace("挂铃", "挂钟");
    draft.change(text, false).expect("the change is sound");
    let theirs = fs::read_to_string(&path).expect("it is there").replace("刷漆", "上油");
    fs::write(&path, &theirs).expect("an editor does not lock");
    let refusal = draft.prepare().expect_err("it has changed");
    assert_eq!(refusal.trouble, Trouble::Write);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), theirs);
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
