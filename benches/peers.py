#!/usr/bin/env python3
"""Side by side with peers, on the same made-up records and this machine: seconds, peak memory, ratios.

Usage: benches/peers.py [MEASURES…], 100 10000 100000 1000000 otherwise. RUNS (3) of each count the best one;
PATIENCE (300) seconds is what a peer is waited for. Installs the peers from Debian's packages when they are not here.
"""

import contextlib, filecmp, json, os, pathlib, shutil, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS, PATIENCE = (int(os.environ.get(name, otherwise)) for name, otherwise in (("RUNS", 3), ("PATIENCE", 300)))
SIZES = [int(size) for size in sys.argv[1:]] or [100, 10_000, 100_000, 1_000_000]
FILES = 1_000
PACKAGES = {"recsel": "recutils", "jq": "jq", "task": "taskwarrior"}
RELEASE = ROOT / "target/release"
DUBAN, PLAIN, GENERATE = (str(RELEASE / name) for name in ("duban", "examples/plain", "examples/generate"))
COUNT = "import sys, tomllib\nprint(sum(own['status'] == 'on-hold' for path in sys.argv[1:] for own in tomllib.load(open(path, 'rb'))['measure'].values()))"


def run(*command, before=None):
    """The best time in seconds, its peak memory in bytes and what it printed; nothing where patience ended or it failed.

    The system counts the peak of this script as the child's, too, so that nothing large may ever be held here.
    """
    best = None
    for _ in range(RUNS):
        if before:
            before()
        with tempfile.TemporaryFile() as out:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
            signal.signal(signal.SIGALRM, lambda *_: child.kill())
            signal.alarm(PATIENCE)
            _, status, usage = os.wait4(child.pid, 0)
            signal.alarm(0)
            took = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            said = out.read().decode().strip()
        if child.returncode < 0:
            return None
        if best is None or took < best[0]:
            best = (took, usage.ru_maxrss * 1024, said)
    return best


def row(work, name, own, peer, asked=None):
    seconds = lambda took: f"{took[0]:9.4f} s {took[1] / 1e6:7.0f} MB" if took else f"> {PATIENCE} s".rjust(22)
    ratio = f"{own[0] / peer[0]:7.3f}" if own and peer else f"< {own[0] / PATIENCE:.3f}".rjust(7) if own else "      -"
    held = "" if asked is None else f"   asked {asked:.2f}"
    print(f"  {work:<34} {seconds(own)}   {name:<28} {seconds(peer)}   ratio {ratio}{held}", flush=True)


def same(*counts):
    """They did the same work only if they found as many."""
    found = {took[2] for took in counts if took}
    assert len(found) == 1, found


def generated(size, form, folder, files):
    flags = [f"--{form}"] if form != "toml" else []
    if files:
        subprocess.run([GENERATE, str(size), *flags, "--files", str(files), folder], check=True)
        return sorted(str(path) for path in pathlib.Path(folder).glob(f"*.{form}"))
    path = f"{folder}/one.{form}"
    with open(path, "wb") as out:
        subprocess.run([GENERATE, str(size), *flags], stdout=out, check=True)
    return [path]


def taskwarrior(folder, lines):
    """A Taskwarrior that holds the records, or nothing where reading them takes longer than patience."""
    data = pathlib.Path(folder, "task")
    data.mkdir()
    rc = data / "rc"
    fields = ("owner", "status", "clause", "quote", "kind", "id", "en")
    attributes = "".join(f"uda.{name}_.type=string\n" for name in fields)
    rc.write_text(f"data.location={data}\nconfirmation=no\nhooks=no\nverbose=nothing\n{attributes}")
    with open(data / "in.json", "w") as out:
        for line in lines:
            own = json.loads(line)
            notes = [{"entry": "20250101T000000Z", "description": update["note"]} for update in own["update"]]
            task = {"description": own["title"], "status": "pending", "tags": [tag.replace("-", "") for tag in own["tags"]], "annotations": notes}
            out.write(json.dumps(task | {f"{name}_": own[name] for name in fields}) + "\n")
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(["task", f"rc:{rc}", "import", str(data / "in.json")], timeout=PATIENCE, check=True, capture_output=True)
        return ["task", f"rc:{rc}"]


def compare(size, files, growth):
    with tempfile.TemporaryDirectory() as folder:
        tomls, jsonls, recs = (generated(size, form, folder, files) for form in ("toml", "jsonl", "rec"))
        length = sum(os.path.getsize(path) for path in tomls)
        print(f"\n{size:,} measures in {len(tomls):,} file{'s' * (len(tomls) > 1)}, {length / 1e6:.1f} MB of TOML")
        ledger = [DUBAN, "-l", folder if files else tomls[0]]
        listed = run(*ledger, "list", "--where", "status = on-hold", "--count")
        rec = run("recsel", "-e", "status = 'on-hold'", "-c", *recs) if not files else None
        jq = run("jq", "-n", '[inputs | select(.status == "on-hold")] | length', *jsonls)
        tomllib, plain = run("python3", "-c", COUNT, *tomls), run(PLAIN, *tomls)
        same(listed, rec, jq, tomllib, plain)
        large = size >= 10_000
        if not files:
            row("list --where … --count", "recsel -e … -c", listed, rec, 0.20 if large else None)
        row("list --where … --count", "jq", listed, jq, 0.50 if large else None)
        row("list --where … --count", "toml crate, every value", listed, plain)
        row("list --where … --count", "tomllib", listed, tomllib)
        if task := taskwarrior(folder, (line for path in jsonls for line in open(path))) if size <= 10_000 else None:
            counted = run(*task, "status_:on-hold", "count")
            same(listed, counted)
            row("list --where … --count", "task count", listed, counted)
        print(f"  peak memory of list is {listed[1] / length:.1f} times the file")
        if not files:
            growth[size] = (listed[0], length)

        middle = f"made-up-{size // 2:06}"
        target = next(path for path in tomls if any(line.startswith(f"[measure.{middle}]") for line in open(path)))
        kept, back = {path: f"{path}.kept" for path in (target, recs[0])}, lambda path: shutil.copyfile(kept[path], path)
        for path, copy in kept.items():
            shutil.copyfile(path, copy)
        update = ["update", middle, "--status", "in-progress", "--by", "office-1", "--note", "made up", "--evidence", "made-up-paper", "--date", "2026-01-15", "-q"]
        updated = run(DUBAN, "-l", target, *update, before=lambda: back(target))
        assert not filecmp.cmp(target, kept[target], shallow=False), "the update arrived"
        if not files:
            row("update of one", "recset", updated, run("recset", "-t", "measure", "-e", f"id = '{middle}'", "-f", "status", "-s", "in-progress", recs[0], before=lambda: back(recs[0])), 0.05 if large else None)
        if task:
            row("update of one", "task modify", updated, run(*task, f"id_:{middle}", "modify", "status_:in-progress"))
        back(target), back(recs[0])

        checked, clocked = run(*ledger, "check"), run(*ledger, "check", "integrity", "clock")
        if not files:
            recfix = run("recfix", "--check", recs[0])
            row("check", "recfix --check", checked, recfix, 0.10 if large else None)
            # A finding for every measure, of which recfix has none.
            row("check integrity clock", "recfix --check", clocked, recfix)
            # To ask that keys are unique takes recfix, and recset after a change, time in the square of the records.
            keyed = pathlib.Path(folder, "keyed.rec")
            with open(recs[0]) as plain, open(keyed, "w") as out:
                out.write(plain.readline() + "%key: id\n")
                shutil.copyfileobj(plain, out)
            row("check", "recfix --check, %key", checked, run("recfix", "--check", str(keyed)) if size <= 10_000 else None)


def main():
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "-q", *missing], check=True, stdout=subprocess.DEVNULL)
    build = ["cargo", "build", "-q", "--release", "--bin", "duban", "--example", "generate", "--example", "plain"]
    subprocess.run(build, cwd=ROOT, check=True)
    global RUNS
    runs, RUNS = RUNS, RUNS * 10
    row("list, our own ledger", "duban --version", run(DUBAN, "-l", str(ROOT / "measures.toml"), "list"), run(DUBAN, "--version"), 2.0)
    RUNS = runs
    growth = {}
    for size in SIZES:
        compare(size, 0, growth)
        if size >= FILES:
            compare(size, FILES, growth)
    for small, large in zip(SIZES, SIZES[1:]):
        if small >= 10_000:
            per = [growth[size][0] / growth[size][1] for size in (small, large)]
            print(f"\ngrowth of list from {small:,} to {large:,}: {per[1] / per[0]:.2f} times as long for each byte (asked 1.3 from 10,000 to 1,000,000)")


if __name__ == "__main__":
    main()
