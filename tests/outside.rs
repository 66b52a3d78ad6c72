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

    /// The sample.
    fn with_the_sample() -> Self {
        let place = Self::new();
        fs::copy(repo("tests/fixtures/sample/measures.toml"), place.path().join("measures.toml")).expect("it is there");
        place
    }

    /// A repository on a branch that rewrote what the main branch said.
    fn with_a_rewritten_promise() -> Self {
        let place = Self::with_the_sample();
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

/// What an export with these flags has become when LibreOffice saved it again.
fn exported_through_libreoffice(place: &Place, flags: &str, old: &str, form: &str, actions: &[&str]) -> String {
    let actions: String = actions.iter().map(|action| format!(" '{action}'")).collect();
    place.ok(&format!(
        "duban -q {flags} -o {old} --force
         /usr/bin/python3 $FIXTURES/office.py {old} back.{form}{actions} >&2"
    ));
    format!("back.{form}")
}

/// The sample's sheet after LibreOffice has opened it, done something with it and saved it in a form.
fn through_libreoffice(place: &Place, form: &str, actions: &[&str]) -> String {
    exported_through_libreoffice(place, "--lang zh export", "sheet.xlsx", form, actions)
}

#[test]
#[ignore = "needs LibreOffice and python3-uno"]
fn what_libreoffice_saves_is_read_back() {
    let place = Place::with_the_sample();
    let exports = [
        ("--lang zh export", "sheet.xlsx"),
        ("--lang en export", "sheet.xlsx"),
        ("--lang zh export --bom", "sheet.csv"),
    ];
    for (flags, old) in exports {
        for form in ["xlsx", "ods", "csv"] {
            let back = exported_through_libreoffice(&place, flags, old, form, &[]);
            let said = place.ok(&format!("duban --lang zh import {back} -f json 2>&1"));
            assert!(
                said.contains("7 行：未变 7，新进展 0，新核实 0，冲突 0，拒收 0") && said.contains("\"unchanged\""),
                "{flags} {form}: {said}"
            );
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and python3-uno"]
fn what_people_type_over_the_programs_words_in_libreoffice_is_refused_with_its_column() {
    let place = Place::with_the_sample();
    let exports = [
        ("--lang zh export", "sheet.xlsx", "进展情况", "本次进展情况"),
        ("--lang zh export --by owner owner:works", "sheet.xlsx", "进展情况", "本次进展情况"),
        ("--lang en export", "sheet.xlsx", "progress (", "progress now"),
        ("--lang en export --bom", "sheet.csv", "problems", "problems now"),
    ];
    for (flags, old, over, meant) in exports {
        for form in ["xlsx", "ods", "csv"] {
            let typed = format!("mend-windmills/{over}=2026-01-10");
            let back = exported_through_libreoffice(&place, flags, old, form, &[&typed, "sort"]);
            let output = place.run(&format!("duban --lang en import {back}"));
            let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{flags} {form}: {told}");
            let is_told = [over, "somebody wrote over it", &format!("under “{meant}”"), "refused 1\n"];
            assert!(is_told.iter().all(|part| told.contains(part)), "{flags} {form}: {told}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice and python3-uno"]
fn what_people_type_in_libreoffice_is_recorded() {
    let filled = [
        "mend-windmills/本次进展情况=七座都修好了。",
        "mend-windmills/反馈日期=2026-01-10",
        "mend-windmills/本次办理状态=已报办结",
        "mend-windmills/佐证材料名称=竣工公告",
        "mend-windmills/材料发布单位=巡查处",
        "mend-windmills/材料发布日期=2026年1月8日",
        "hang-bells/核实结果=已核实",
        "hang-bells/核实方式=现场核实",
        "hang-bells/核实单位=乌有市巡查处",
        "hang-bells/核实日期=2026-01-11",
        "sort",
        "drop:配合单位",
        "sheet:草稿",
    ];
    let mut written = Vec::new();
    for form in ["xlsx", "ods", "csv"] {
        let place = Place::with_the_sample();
        let back = through_libreoffice(&place, form, &filled);
        place.ok(&format!("duban --lang zh import {back} --apply; duban --lang zh import {back} --apply"));
        written.push(fs::read_to_string(place.path().join("measures.toml")).expect("it is there"));
    }
    for entry in [
        "[evidence.mend-windmills-2026-01-08]\ntitle = \"竣工公告\"\npublisher = \"watch\"\npublished = 2026-01-08\n",
        "date = 2026-01-10\nby = \"works\"\nstatus = \"done\"\nnote = \"七座都修好了。\"\nevidence = [\"mend-windmills-2026-01-08\"]\n",
        "date = 2026-01-11\nby = \"watch\"\nresult = \"confirmed\"\nmethod = \"site-visit\"\n",
    ] {
        assert_eq!(written[0].matches(entry).count(), 1, "{entry}\n{}", written[0]);
    }
    assert!(written.iter().all(|text| *text == written[0]), "every form says the same");
}

#[test]
#[ignore = "needs LibreOffice and python3-uno"]
fn what_cannot_be_known_is_refused_with_its_place() {
    let spoilt = [
        "keep-lanterns/本次进展情况=点了三盏",
        "merge:keep-lanterns,hang-bells/本次进展情况",
        "fly-kites/本次进展情况=放了",
        "fly-kites/反馈日期==DATE(2026;1;10)",
    ];
    for form in ["xlsx", "ods"] {
        let place = Place::with_the_sample();
        let back = through_libreoffice(&place, form, &spoilt);
        let output = place.run(&format!("duban --lang zh import {back} --apply"));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(4), "{said}");
        for place in ["Z 列（本次进展情况）：这里是合并单元格", "AE 列（反馈日期）：这里是公式"]
        {
            assert!(said.contains(place), "{form}: {said}");
        }
        let text = fs::read(place.path().join("measures.toml")).expect("it is there");
        assert_eq!(text, fs::read(repo("tests/fixtures/sample/measures.toml")).expect("it is there"));
    }
}

#[test]
#[ignore = "needs LibreOffice and poppler"]
fn the_printed_pages_are_as_many_as_they_should_be() {
    let place = Place::with_the_sample();
    let pages = |flags: &str| {
        place.ok(&format!(
            "duban -q --lang zh export -o sheet.xlsx --force {flags}
             soffice -env:UserInstallation=file://$PWD/profile --headless --convert-to pdf sheet.xlsx >&2
             pdfinfo sheet.pdf | grep -E '^(Pages|Page size)' | tr -s ' ' | tr '\\n' ' '"
        ))
    };
    // The short form fits on one page across whatever the fonts are.
    let short = pages("--short");
    assert!(short.starts_with("Pages: 1 Page size: 841.") && short.contains("x 595."), "{short}");
    assert!(pages("--paper a3").contains("Page size: 1190."), "A3 lies across");
}

#[test]
#[ignore = "needs LibreOffice and poppler"]
fn libreoffice_sees_every_word_of_the_bulletin() {
    let place = Place::with_the_sample();
    let words =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"•\u{feff}".contains(*c)).collect::<String>();
    for lang in ["zh", "en"] {
        place.ok(&format!(
            "for form in docx html; do duban -q --lang {lang} report bulletin --since 2024-03-01 -o bulletin.$form; done
             for form in 'txt:Text (encoded):UTF8' pdf; do
               soffice -env:UserInstallation=file://$PWD/profile --headless --convert-to \"$form\" bulletin.docx >&2
             done"
        ));
        let page = place.ok("tr '\\n' '\\r' < bulletin.html | sed 's|.*</style>||; s/<[^>]*>//g' | tr '\\r' '\\n'");
        assert!(words(&page).len() > 3000, "{page}");
        assert_eq!(words(&place.ok("cat bulletin.txt")), words(&page), "{lang}");
        let sizes =
            place.ok("pdfinfo -l 99 bulletin.pdf | grep -E 'Page +[0-9]+ size' | tr -s ' ' | cut -d ' ' -f 4-6 | uniq");
        let lies: Vec<bool> = sizes.lines().map(|size| size.starts_with("841.")).collect();
        // The text stands upright, all commitments lie across, the definitions stand again.
        assert!(lies.starts_with(&[false, true]) && lies.last() == Some(&false), "{lang}: {sizes}");
    }
}
