//! What goes wrong around a writer: it is killed, the disk is full, the system refuses, others write as well. A ledger is always
//! the old one or the new one, whole; no update is lost; nobody waits for the dead.

#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "how often a loop met what it looks for is shown with --nocapture")]

mod common;

use std::{
    fs::{self, File},
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

use common::{copy, repo, run, shell};
use tempfile::TempDir;

const UPDATE: &str = "duban -q update mend --by works --note x";

fn sample() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    copy(&repo("tests/fixtures/sample"), folder.path());
    folder
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("it is there and UTF-8")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a command makes of the sample's ledger.
fn made_by(script: &str) -> String {
    let folder = sample();
    let output = run(script, folder.path());
    assert!(output.status.success(), "{}", said(&output));
    text(&folder.path().join("measures.toml"))
}

/// The names of the files beside the ledger.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("it is there").flatten();
    names.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|name| name != "measures.toml").collect()
}

/// Kills so many writers, each a little later than the one before.
fn kill(times: u32) {
    let folder = sample();
    let ledger = folder.path().join("measures.toml");
    let (old, new) = (text(&ledger), made_by(UPDATE));
    let start = Instant::now();
    made_by(UPDATE);
    let whole = start.elapsed();
    let mut written = 0;
    for n in 0..times {
        fs::write(&ledger, &old).expect("the folder is ours");
        let mut writer = shell(&format!("exec {UPDATE}"), folder.path()).spawn().expect("there is a shell");
        thread::sleep(whole * n / times);
        writer.kill().expect("it is ours");
        writer.wait().expect("it ends");
        let now = text(&ledger);
        assert!(now == old || now == new, "neither the old nor the new ledger:\n{now}");
        written += usize::from(now == new);
    }
    let left = beside(folder.path());
    eprintln!("{times} writers were killed: {written} after they had written, {} left a file behind", left.len());
    assert!(left.iter().all(|name| name.starts_with(".duban-") && name.ends_with(".tmp")), "{left:?}");
    // Nobody takes for a ledger what they left, and whoever writes next neither waits for them nor leaves it there.
    assert_eq!(run("duban -l . list --count", folder.path()).stdout, b"7\n");
    for name in left {
        let file = File::options().append(true).open(folder.path().join(name)).expect("it is ours");
        file.set_modified(SystemTime::now() - Duration::from_secs(120)).expect("it is ours");
    }
    fs::write(&ledger, &old).expect("the folder is ours");
    let output = run(&format!("{UPDATE} --wait 0"), folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(text(&ledger), new);
    assert_eq!(beside(folder.path()), [""; 0]);
}

#[test]
fn a_killed_writer_leaves_the_old_ledger_or_the_new_one() {
    kill(40);
}

#[test]
#[ignore = "needs a minute"]
fn thousands_of_killed_writers_leave_the_old_ledger_or_the_new_one() {
    kill(3000);
}

#[test]
fn writers_that_do_not_wait_write_or_refuse() {
    let folder = sample();
    let ends: Vec<(String, Option<i32>)> = thread::scope(|scope| {
        let writer = |writer: usize| {
            let folder = folder.path();
            let write = move |n: usize| {
                let words = format!("writer {writer} number {n}");
                let script = format!("duban -q update fly-kites --by works --note '{words}' --wait 0");
                (words, run(&script, folder).status.code())
            };
            scope.spawn(move || (0..5).map(write).collect::<Vec<_>>())
        };
        let writers: Vec<_> = (0..8).map(writer).collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("it ended")).collect()
    });
    let now = text(&folder.path().join("measures.toml"));
    for (words, code) in &ends {
        assert!(matches!(code, Some(0 | 4)), "{words}: {code:?}");
        assert_eq!(now.matches(&format!("note = \"{words}\"")).count(), usize::from(*code == Some(0)), "{words}");
    }
    assert!(ends.iter().any(|(_, code)| *code == Some(0)));
    assert_eq!(run("duban list --count", folder.path()).stdout, b"7\n");
}

#[test]
fn batches_over_the_same_ledgers_do_not_wait_for_each_other_for_ever() {
    let folder = sample();
    let (one, two) = (folder.path().join("one.toml"), folder.path().join("two.toml"));
    fs::rename(folder.path().join("measures.toml"), &one).expect("the folder is ours");
    fs::write(&two, text(&one).replace("9001", "9002")).expect("the folder is ours");
    thread::scope(|scope| {
        for writer in 0..8 {
            let folder = folder.path();
            scope.spawn(move || {
                let order = if writer % 2 == 0 { "-l one.toml -l two.toml" } else { "-l two.toml -l one.toml" };
                let ids = "9001/fly-kites 9002/fly-kites";
                let output =
                    run(&format!("duban -q {order} update {ids} --by works --note 'w{writer}' --wait 60"), folder);
                assert!(output.status.success(), "{}", said(&output));
            });
        }
    });
    for ledger in [&one, &two] {
        let now = text(ledger);
        assert!((0..8).all(|writer| now.contains(&format!("note = \"w{writer}\""))), "{now}");
    }
}

#[test]
fn who_only_shows_a_change_neither_waits_nor_is_waited_for() {
    let folder = sample();
    let file = File::open(folder.path().join("measures.toml")).expect("it is there");
    file.lock().expect("nobody else holds it");
    let output = run(&format!("{UPDATE} --dry-run --wait 0"), folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("+note = \"x\""));
    drop(file);
    // More than a pipe holds, and nobody reads it.
    let script = format!("exec duban update mend --by works --note {} --dry-run", "x".repeat(100_000));
    let mut shows = shell(&script, folder.path()).stdout(Stdio::piped()).spawn().expect("there is a shell");
    thread::sleep(Duration::from_millis(200));
    let output = run(&format!("{UPDATE} --wait 0"), folder.path());
    shows.kill().and_then(|()| shows.wait()).expect("it is ours");
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn links_lead_to_the_ledger_and_stay() {
    let folder = sample();
    let [real, links] = ["real", "links"].map(|name| folder.path().join(name));
    fs::create_dir(&real).and_then(|()| fs::create_dir(&links)).expect("the folder is ours");
    fs::rename(folder.path().join("measures.toml"), real.join("measures.toml")).expect("the folder is ours");
    symlink("../real/measures.toml", links.join("second.toml")).expect("the folder is ours");
    symlink("second.toml", links.join("first.toml")).expect("the folder is ours");
    symlink("links", folder.path().join("by-folder")).expect("the folder is ours");
    symlink("nowhere.toml", links.join("dangling.toml")).expect("the folder is ours");
    symlink("circle.toml", links.join("circle.toml")).expect("the folder is ours");
    let output = run(&format!("{UPDATE} -l by-folder/first.toml"), folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(text(&real.join("measures.toml")), made_by(UPDATE));
    for name in ["first.toml", "second.toml", "dangling.toml", "circle.toml"] {
        assert!(links.join(name).is_symlink(), "{name}");
    }
    assert_eq!((beside(&real).len(), beside(&links).len()), (0, 4), "nothing is left behind");
    for (name, code) in [("dangling", 3), ("circle", 3)] {
        let output = run(&format!("{UPDATE} -l links/{name}.toml"), folder.path());
        assert_eq!(output.status.code(), Some(code), "{}", said(&output));
    }
}

#[test]
fn other_names_of_a_ledger_keep_the_old_text_and_that_is_said() {
    let folder = sample();
    let (ledger, other) = (folder.path().join("measures.toml"), folder.path().join("other"));
    let old = text(&ledger);
    fs::hard_link(&ledger, &other).expect("the folder is ours");
    let output = run("duban update mend --by works --note x", folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("measures.toml has other hard links"), "{}", said(&output));
    assert_eq!((text(&ledger), text(&other)), (made_by(UPDATE), old));
}

/// Runs a script under `strace`, which writes down the system calls and does something to some of them.
fn traced(asked: &str, script: &str, folder: &Path) -> Output {
    run(&format!("exec strace -qq -o trace -e signal=none {asked} {script}"), folder)
}

/// Commands that write, and the file that they write.
const WRITERS: &[(&str, &str)] = &[
    (UPDATE, "measures.toml"),
    ("duban list -f json -o out.json", "out.json"),
    ("duban merge-driver base.toml ours.toml theirs.toml", "ours.toml"),
];

/// A folder in which each of the writers can write.
fn place() -> TempDir {
    let folder = sample();
    let old = text(&folder.path().join("measures.toml"));
    for (name, text) in [
        ("out.json", "old\n".to_owned()),
        ("base.toml", old.clone()),
        ("ours.toml", old.replace("刷漆", "上油")),
        ("theirs.toml", old.replace("挂铃", "挂钟")),
    ] {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    folder
}

/// Injects something into each of these system calls of every writer in turn, and judges what the writer ended with and
/// whether its file is the new one.
fn at_every_call(calls: &str, injected: &str, ends_well: impl Fn(&Output, bool) -> bool) {
    for (script, name) in WRITERS {
        let folder = place();
        let (file, trace) = (folder.path().join(name), folder.path().join("trace"));
        let old = text(&file);
        let output = traced(&format!("-e trace={calls}"), script, folder.path());
        assert!(output.status.success(), "{}", said(&output));
        let (new, met) = (text(&file), text(&trace).lines().count());
        let mut written = 0;
        for call in 1..=met {
            fs::write(&file, &old).expect("the folder is ours");
            let asked = format!("-e trace={calls} -e inject={calls}:{injected}:when={call}");
            let output = traced(&asked, script, folder.path());
            let now = text(&file);
            let shown = || text(&trace).lines().nth(call - 1).unwrap_or_default().to_owned();
            assert!(now == old || now == new, "{script}: neither old nor new after {}:\n{now}", shown());
            let is_new = now == new;
            assert!(ends_well(&output, is_new), "{script}: {:?} {} after {}", output.status, said(&output), shown());
            written += usize::from(is_new);
            for name in beside(folder.path()).into_iter().filter(|name| name.starts_with(".duban-")) {
                fs::remove_file(folder.path().join(name)).expect("the folder is ours");
            }
        }
        eprintln!("{script}: {met} calls, {written} times written");
        assert!(met > 10 && written < met, "{script}: {met} calls were met");
    }
}

#[test]
#[ignore = "needs strace"]
fn a_writer_killed_at_any_system_call_leaves_the_old_file_or_the_new_one() {
    at_every_call("all", "signal=KILL", |_, _| true);
}

/// What has to do with files; without memory nothing begins.
const FILES: &str = "open,openat,read,write,close,fstat,statx,newfstatat,flock,fsync,fchmod,fchown,ftruncate,rename,renameat,renameat2,unlink,getdents64,lseek,readlink,access";

#[test]
#[ignore = "needs strace"]
fn a_system_call_that_fails_leaves_the_old_file_and_is_told_or_the_new_one_is_there() {
    for error in ["ENOSPC", "EIO", "EACCES"] {
        at_every_call(FILES, &format!("error={error}"), |output, is_new| match output.status.code() {
            Some(0 | 1) => is_new,
            // What loads the program fails with 127, and git takes 129 for a failure.
            Some(2..=5 | 127 | 129) => !is_new && !output.stderr.is_empty(),
            _ => false,
        });
    }
}

#[test]
#[ignore = "needs strace"]
fn a_slow_lock_is_waited_for_and_one_that_the_system_refuses_is_told() {
    let folder = sample();
    let ledger = folder.path().join("measures.toml");
    let old = text(&ledger);
    for error in ["ENOLCK", "EOPNOTSUPP", "EIO"] {
        let output = traced(&format!("-e inject=flock:error={error}"), UPDATE, folder.path());
        assert_eq!(output.status.code(), Some(5), "{}", said(&output));
        assert!(said(&output).contains("cannot lock measures.toml: "), "{}", said(&output));
        assert_eq!(text(&ledger), old);
    }
    let output = traced("-e inject=flock:delay_enter=500000", UPDATE, folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(text(&ledger), made_by(UPDATE));
}

#[test]
#[ignore = "needs strace"]
fn nobody_waits_for_a_writer_that_is_dead() {
    let folder = sample();
    let (ledger, pid) = (folder.path().join("measures.toml"), folder.path().join("pid"));
    let old = text(&ledger);
    // It stops for minutes between writing and renaming, the lock in its hands.
    let slow = format!(
        "exec strace -qq -o trace -e inject=rename,renameat,renameat2:delay_enter=600s sh -c 'echo $$ >pid; exec {UPDATE}'"
    );
    let mut holder = shell(&slow, folder.path()).spawn().expect("there is a shell");
    let until = Instant::now() + Duration::from_secs(60);
    while !beside(folder.path()).iter().any(|name| name.starts_with(".duban-")) && Instant::now() < until {
        thread::sleep(Duration::from_millis(20));
    }
    let start = Instant::now();
    let refused = run(&format!("{UPDATE} --wait 1"), folder.path());
    assert_eq!(refused.status.code(), Some(4), "{}", said(&refused));
    assert!(start.elapsed() >= Duration::from_secs(1) && text(&ledger) == old);
    assert!(run("duban list --count", folder.path()).status.success(), "who reads does not wait");
    let killed = Command::new("kill").args(["-9", text(&pid).trim()]).status().expect("there is `kill`");
    assert!(killed.success());
    // `strace` itself would go on waiting, and the dead are not gone before whoever traces them lets go.
    holder.kill().and_then(|()| holder.wait()).expect("it is ours");
    let output = run(&format!("{UPDATE} --wait 30"), folder.path());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(text(&ledger), made_by(UPDATE));
}

/// Runs a script with a file system of its own, of 64 KiB with the ledger in it, as `disk`.
fn on_a_small_disk(script: &str, folder: &Path) -> Output {
    let mounted = "mkdir disk; mount -t tmpfs -o size=64k none disk; mv measures.toml disk; cp disk/measures.toml old";
    run(&format!("exec unshare -rm sh -ec '{mounted}; cd disk; {script}'"), folder)
}

#[test]
#[ignore = "needs unshare"]
fn a_full_disk_leaves_the_ledger_as_it_was() {
    let folder = sample();
    let script = "cat /dev/zero >filler 2>/dev/null || true; code=0; duban update mend --by works --note x || code=$?
                  cmp measures.toml ../old; ls -A; rm filler; duban update mend --by works --note x; exit $code";
    let output = on_a_small_disk(script, folder.path());
    assert_eq!(output.status.code(), Some(5), "{}", said(&output));
    let told = "error: cannot write measures.toml: the disk is full\nhelp: the file is as it was\n";
    assert!(said(&output).starts_with(told), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "filler\nmeasures.toml\n", "nothing is left behind");
}

#[test]
#[ignore = "needs unshare"]
fn a_read_only_file_system_leaves_the_ledger_as_it_was() {
    let folder = sample();
    let script = "mount -o remount,ro ../disk; cd ../disk; code=0; duban update mend --by works --note x || code=$?
                  cmp measures.toml ../old; duban update mend --by works --note x --dry-run | grep -c ^+note; exit $code";
    let output = on_a_small_disk(script, folder.path());
    assert_eq!(output.status.code(), Some(5), "{}", said(&output));
    let told = "error: cannot write measures.toml: the file system is read-only\nhelp: the file is as it was\n";
    assert_eq!((said(&output).as_str(), &*output.stdout), (told, &b"1\n"[..]));
}

#[test]
#[ignore = "needs unshare and setpriv"]
fn a_read_only_folder_leaves_the_ledger_as_it_was() {
    let folder = sample();
    // Without this, who is root may write everywhere.
    let plain = "setpriv --bounding-set=-dac_override,-dac_read_search";
    let script = format!(
        "cp measures.toml ../old; chmod 555 .; code=0; {plain} duban update mend --by works --note x || code=$?
         chmod 755 .; cmp measures.toml ../old; ls -A; exit $code"
    );
    fs::create_dir(folder.path().join("in")).expect("the folder is ours");
    fs::rename(folder.path().join("measures.toml"), folder.path().join("in/measures.toml")).expect("it is ours");
    let output = run(&format!("exec unshare -r sh -ec 'cd in; {script}'"), folder.path());
    assert_eq!(output.status.code(), Some(5), "{}", said(&output));
    let told = "error: cannot write measures.toml: permission denied\nhelp: the file is as it was\n";
    assert_eq!((said(&output).as_str(), &*output.stdout), (told, &b"measures.toml\n"[..]));
}
