//! What has to hold together with programs that a fresh machine may lack: `.ci/run` installs them and runs these tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

mod common;

use common::repo;

/// A folder for one test, with the program on the path before everything else; the rest of the surroundings stays.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder can be made") };
        fs::create_dir(place.path()).expect("a folder can be made");
        place
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    fn run(&self, script: &str) -> Output {
        let bin = Path::new(env!("CARGO_BIN_EXE_duban")).parent().expect("the program stands in a folder");
        let own = env::var_os("PATH").unwrap_or_default();
        let path =
            env::join_paths([bin.to_owned()].into_iter().chain(env::split_paths(&own))).expect("no colon in these");
        let mut command = Command::new("bash");
        command.args(["-euo", "pipefail", "-c", script]).current_dir(self.path()).env("PATH", path);
        command.env("ROOT", repo("")).env("FIXTURES", repo("tests/fixtures")).env("DUBAN_AS_OF", common::AS_OF);
        command.output().expect("there is a shell")
    }

    /// The output of a script that has to succeed.
    fn ok(&self, script: &str) -> String {
        let output = self.run(script);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{script}\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// A repository on a branch that rewrote what the main branch said.
    fn with_a_rewritten_promise() -> Self {
        let place = Self::new();
        fs::copy(repo("tests/fixtures/sample/measures.toml"), place.path().join("measures.toml")).expect("it is there");
        place.ok(". $FIXTURES/git.sh; commit base; git checkout -q -b work\n\
                  sed -i '0,/quantity = 7/s//quantity = 4/' measures.toml; commit change");
        place
    }
}

/// Where the schemas stand that other projects publish.
fn schemas() -> PathBuf {
    PathBuf::from(env::var_os("DUBAN_SCHEMAS").expect("DUBAN_SCHEMAS names a folder with sarif.json and junit.xsd"))
}

/// Findings of all levels, in Chinese and with odd characters, in a form.
fn findings(place: &Place, form: &str) -> String {
    let file = "a b/台账 #1.toml";
    fs::create_dir_all(place.path().join("a b")).expect("a folder can be made");
    let text = fs::read_to_string(repo("tests/fixtures/sample/measures.toml")).expect("it is there");
    let text = format!("{text}\n\"<odd> & \\\"key\\\" \\u0001\" = 1\nowner = \"nobody ]]>\"\n");
    fs::write(place.path().join(file), text).expect("it can be written");
    place.ok(&format!("duban --lang zh check integrity clock -l '{file}' -f {form} || [ $? = 1 ]"))
}

#[test]
#[ignore = "needs python3-jsonschema and DUBAN_SCHEMAS"]
fn sarif_is_as_its_schema_says() {
    let place = Place::new();
    fs::write(place.path().join("out.sarif"), findings(&place, "sarif")).expect("it can be written");
    let script = "import json, sys, jsonschema; schema, own = (json.load(open(path)) for path in sys.argv[1:]); \
                  errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(own)); \
                  assert own['runs'][0]['results'] and not errors, errors";
    place.ok(&format!("python3 -c \"{script}\" '{}' out.sarif", schemas().join("sarif.json").display()));
}

#[test]
#[ignore = "needs xmllint and DUBAN_SCHEMAS"]
fn junit_is_as_the_common_schema_says() {
    let place = Place::new();
    fs::write(place.path().join("out.xml"), findings(&place, "junit")).expect("it can be written");
    place.ok(&format!(
        "grep -q '<failure' out.xml; xmllint --noout --schema '{}' out.xml",
        schemas().join("junit.xsd").display()
    ));
}

#[test]
#[ignore = "needs git and python3-yaml"]
fn the_action_runs() {
    let place = Place::with_a_rewritten_promise();
    let action = "python3 $FIXTURES/action.py $ROOT";
    let found = place.run(&format!("mkdir .temp; {action} against=main sarif=out.sarif"));
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert_eq!(found.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&found.stderr));
    assert!(said.contains("::error file=measures.toml,") && said.contains("duban changed-promise"), "{said}");
    let read = |name: &str| fs::read_to_string(place.path().join(name)).unwrap_or_default();
    assert!(read(".temp/summary.md").contains("changed-promise"));
    assert!(read("out.sarif").contains("\"version\": \"2.1.0\""));
    // Without a pull request there is nothing to compare with, and the clock compares nothing.
    place.ok(&format!("git checkout -q main; {action} rules='long-quote unknown-key'"));
    place.ok(&format!("git checkout -q work; GITHUB_BASE_REF=main {action} rules=due-soon as-of=2026-01-15 lang=zh"));
}

#[test]
#[ignore = "needs git and pre-commit"]
fn the_hooks_run_in_pre_commit() {
    let place = Place::with_a_rewritten_promise();
    let config = "repos:\n- repo: REPO\n  rev: REV\n  hooks:\n  - id: duban-check\n    args: [unknown-key, --fail-on, warning, -f, concise]\n  - id: duban-check-change\n";
    fs::write(place.path().join("config"), config).expect("it can be written");
    let output = place.run(
        ". $FIXTURES/git.sh\n\
         mkdir ../source; tar -C $ROOT --exclude=./target --exclude=./.git -cf - . | tar -C ../source -xf -\n\
         (cd ../source; git init -q; commit source)\n\
         sed \"s#REPO#$PWD/../source#; s#REV#$(git -C ../source rev-parse HEAD)#\" config > .pre-commit-config.yaml; rm config\n\
         export PRE_COMMIT_HOME=$PWD/.cache; commit config; pre-commit install >&2\n\
         git commit -q --allow-empty -m nothing\n\
         sed -i '0,/quantity = 4/s//quantity = 2/' measures.toml; git commit -q -a -m rewrite && exit 9\n\
         git checkout -q measures.toml; echo '[measure.fly-kites.odd]' >> measures.toml; git commit -q -a -m odd && exit 9\n\
         exit 0",
    );
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("error[changed-promise]") && said.contains("warning[unknown-key]"), "{said}");
    assert_eq!(output.status.code(), Some(0), "both commits are refused: {said}");
}

#[test]
#[ignore = "needs git and python3-yaml"]
fn the_examples_run() {
    let place = Place::with_a_rewritten_promise();
    let run = |environment: &str, script: &str| {
        let output = place.run(&format!("{environment}; {script}"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), said)
    };
    let plain = "$ROOT/.ci/examples/check.sh";
    let (code, said) = run("export BASE=main", &format!("{plain} -f concise"));
    assert!(code == Some(1) && said.contains("changed-promise"), "{code:?} {said}");
    let (code, said) = run("export LANE=clock LEDGER=.", &format!("{plain} -f concise"));
    assert!(code == Some(1) && said.contains("overdue"), "{code:?} {said}");
    let gitlab = "python3 -c 'import yaml, sys; job = yaml.safe_load(open(sys.argv[1]))[\"duban\"]; \
                  print(\"\\n\".join(job[\"before_script\"] + job[\"script\"]))' $ROOT/.ci/examples/gitlab-ci.yml > script; bash -euo pipefail script";
    let (code, said) = run(
        "export CI_PIPELINE_SOURCE=merge_request_event CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse main)",
        gitlab,
    );
    assert!(code == Some(1) && said.contains("changed-promise"), "{code:?} {said}");
    let (code, said) = run("export CI_PIPELINE_SOURCE=schedule", gitlab);
    assert!(code == Some(1) && said.contains("overdue"), "{code:?} {said}");
    for report in ["quality.json", "duban.xml"] {
        assert!(fs::metadata(place.path().join(report)).is_ok_and(|file| file.len() > 0), "{report}");
    }
}
