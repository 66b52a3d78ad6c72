//! `check [RULE…]`: the findings, for people and for CI.

use std::{
    mem::ManuallyDrop,
    path::{Path, PathBuf, absolute},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use clap_complete::ArgValueCompleter;

use super::{
    args, complete,
    context::{Context, Exit},
    git::warn_of_drivers,
    say::t,
    writing::Writing,
};
use crate::{
    check::{
        Asked, Checked, Lane, Levels, Pair, RULES, Reported, Rule, Setting, Subject, check, diagnose, named, unread,
    },
    lang::visible,
    model::{Level, Refusal},
    render::{
        Screen,
        diagnostics::{REPORTS, Report},
    },
    said,
    store::{
        edit::apply,
        load::{Set, load, name},
        past::{Past, at_revision, from_copy},
    },
};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "例：\n  duban check\n  duban check clock --as-of 2026-12-31 --fail-on warning\n  duban check --against main --report sarif=out.sarif\n  duban check -W weak-title -D due-soon",
    "Examples:\n  duban check\n  duban check clock --as-of 2026-12-31 --fail-on warning\n  duban check --against main --report sarif=out.sarif\n  duban check -W weak-title -D due-soon"
))]
pub struct Check {
    #[arg(value_name = "RULE|LANE", add = ArgValueCompleter::new(complete::rules))]
    #[arg(help = t(
        "规则或类别：integrity（自身，缺省）、clock（时限）、change（改动）、all",
        "Rules or lanes: integrity (the default), clock, change, all"
    ))]
    rules: Vec<String>,
    #[arg(long, value_name = "REV", help = t("与 git 的一个版本对照（从共同祖先起）", "Compare with a revision of git, from where the two parted"))]
    against: Option<String>,
    #[arg(long, requires = "against", help = t("直接与该版本对照，不取共同祖先", "Compare with the revision itself"))]
    no_merge_base: bool,
    #[arg(long, value_name = "FILE", conflicts_with = "against", help = t("与一份旧台账对照", "Compare with an earlier copy of the ledger"))]
    before: Option<PathBuf>,
    #[arg(short = 'A', long, value_name = "RULE|LANE", add = ArgValueCompleter::new(complete::rules), help = t("不查", "Do not ask it"))]
    allow: Vec<String>,
    #[arg(short = 'W', long, value_name = "RULE|LANE", add = ArgValueCompleter::new(complete::rules), help = t("只作警告", "Its findings are warnings"))]
    warn: Vec<String>,
    #[arg(short = 'D', long, value_name = "RULE|LANE", add = ArgValueCompleter::new(complete::rules), help = t("一律作错误", "Its findings are errors"))]
    deny: Vec<String>,
    #[arg(long, value_name = "LEVEL", default_value = "error", value_parser = args::word::<Level>())]
    #[arg(help = t("有此级别及以上的问题时以 1 退出", "Exit with 1 for findings of this level or graver"))]
    fail_on: Level,
    #[arg(short, long, value_name = "FORMAT", default_value = "pretty", value_parser = format())]
    #[arg(help = t("输出格式", "The form of the answer"))]
    format: &'static Report,
    #[arg(short, long, value_name = "FILE", help = t("写入文件，替换已有的", "Write to a file, in place of one that is there"))]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report, help = t("另写一份报告，可重复", "Write another report; repeatable"))]
    report: Vec<(&'static Report, PathBuf)>,
    #[arg(long, value_name = "N", value_parser = args::count)]
    #[arg(help = t("最多列出多少，重的优先；供人看的格式缺省为 1000", "List no more than this, the gravest first; 1000 otherwise in forms for people"))]
    max_findings: Option<usize>,
    #[arg(long, help = t("改正可以代改的问题", "Mend what can be mended without saying anything about the world"))]
    fix: bool,
    #[arg(long, short = 'n', requires = "fix", help = t("只显示将作的改动，不写入", "Show the change as a diff and write nothing"))]
    dry_run: bool,
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = args::seconds)]
    #[arg(help = t("别人正在写入时最多等多少秒", "How long to wait while somebody else writes"))]
    wait: u64,
}

fn format() -> impl TypedValueParser<Value = &'static Report> {
    let names = PossibleValuesParser::new(REPORTS.iter().map(|report| report.name));
    names.map(|name| REPORTS.iter().find(|report| report.name == name).expect("the parser knows the same table"))
}

/// `FORMAT=FILE`.
fn report(text: &str) -> Result<(&'static Report, PathBuf), String> {
    let names = || REPORTS.iter().map(|report| report.name).collect::<Vec<_>>().join(", ");
    let form = || t("应写作 格式=文件，格式有：", "write FORMAT=FILE; formats: ").to_owned() + &names();
    let (name, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or_else(form)?;
    let report = REPORTS.iter().find(|report| report.name == name).ok_or_else(form)?;
    Ok((report, PathBuf::from(path)))
}

/// How many findings people are shown where they do not say.
const MOST: usize = 1000;

impl Check {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let levels = self.levels()?;
        let rules = self.chosen(&levels)?;
        self.refuse_overwriting()?;
        self.tell_unasked(context, &rules)?;
        // Their memory is left to the end of the program, as in `Context::load`.
        let mut set = ManuallyDrop::new(load(&context.ledgers)?);
        if self.fix {
            self.mend(context, &set, &rules, &levels)?;
            if self.dry_run {
                return Ok(self.tell_unmended(context, &set, &levels));
            }
            set = ManuallyDrop::new(load(&context.ledgers)?);
        }
        set.broken.iter().for_each(|refusal| context.complain(refusal));
        let past = self.past(context, &set)?;
        let subjects = subjects(&set, past.as_ref());
        if let Some(past) = &past {
            tell_new(context, &set, past);
        }
        let asked = Asked { subjects: &subjects, as_of: context.as_of, rules: &rules, levels: &levels };
        let checked = check(&asked);
        warn_of_drivers(context, &set);
        self.put_out(context, &asked, &checked)?;
        let unread = unread(&asked, &checked, self.fail_on);
        unread.iter().for_each(|refusal| context.complain(refusal));
        let fails = checked.all().any(|(_, finding)| finding.level <= self.fail_on);
        Ok(match (set.broken.is_empty(), fails) {
            (false, _) => Exit::Incomplete,
            (true, true) => Exit::Findings,
            (true, false) if !unread.is_empty() => Exit::Incomplete,
            (true, false) => Exit::Done,
        })
    }

    /// Says which ledgers a diff says nothing of, because they could not be read.
    fn tell_unmended(&self, context: &Context, set: &Set, levels: &Levels) -> Exit {
        let asked = Asked { subjects: &subjects(set, None), as_of: context.as_of, rules: &[], levels };
        let unread = unread(&asked, &Checked::default(), self.fail_on);
        set.broken.iter().chain(&unread).for_each(|refusal| context.complain(refusal));
        if set.broken.is_empty() && unread.is_empty() { Exit::Done } else { Exit::Incomplete }
    }

    /// What the command line wants of the rules.
    fn levels(&self) -> Result<Levels, Refusal> {
        let lists = [(Setting::Allow, &self.allow), (Setting::Warn, &self.warn), (Setting::Deny, &self.deny)];
        let mut wishes = Vec::new();
        for (setting, name) in lists.iter().flat_map(|(setting, list)| list.iter().map(move |name| (*setting, name))) {
            named(name)?;
            wishes.push((setting, name.clone()));
        }
        Ok(Levels::new(wishes))
    }

    /// The rules that are asked.
    fn chosen(&self, levels: &Levels) -> Result<Vec<&'static Rule>, Refusal> {
        let compares = self.against.is_some() || self.before.is_some();
        let mut rules: Vec<&'static Rule> = Vec::new();
        let is_usual = self.rules.is_empty();
        if is_usual {
            let is_usual = |rule: &&&Rule| rule.lane == Lane::Integrity || (compares && rule.lane == Lane::Change);
            rules.extend(RULES.iter().filter(is_usual).copied());
        }
        // Who gives a rule a level wants it asked, of whichever lane it is; all are those that are asked anyway.
        let levelled = self.warn.iter().chain(&self.deny).filter(|name| is_usual && *name != "all");
        for word in self.rules.iter().chain(levelled) {
            let can_be_asked = |rule: &&Rule| !is_usual || compares || rule.lane != Lane::Change;
            let new = named(word)?.into_iter().filter(|rule| can_be_asked(rule) && !rules.contains(rule));
            let new: Vec<&'static Rule> = new.collect();
            rules.extend(new);
        }
        let has_change = rules.iter().any(|rule| rule.lane == Lane::Change);
        if has_change && !compares {
            let said = said!("改动类的规则要知道与什么对照", "rules of the change lane need something to compare with");
            return Err(Refusal::usage(said)
                .with_help(said!("加上 --against REV 或 --before FILE", "add --against REV or --before FILE")));
        }
        if compares && !has_change {
            let said = said!(
                "--against 和 --before 只用于改动类的规则",
                "--against and --before are for rules of the change lane"
            );
            return Err(Refusal::usage(said).with_help(said!(
                "加上 change，如 duban check {} change",
                "add change, as in duban check {} change",
                self.rules.join(" ")
            )));
        }
        if rules.iter().all(|rule| levels.of(rule, rule.level).is_none()) {
            let said = said!("一条规则也没有剩下，什么也不会查", "no rule is left, so nothing would be checked");
            return Err(Refusal::usage(said).with_help(said!("去掉 -A 中的类别", "take the lane out of -A")));
        }
        Ok(rules)
    }

    /// Says which names behind -W and -D are of rules that are not asked.
    fn tell_unasked(&self, context: &Context, rules: &[&'static Rule]) -> Result<(), Refusal> {
        for word in self.deny.iter().chain(&self.warn) {
            if !named(word)?.iter().any(|rule| rules.contains(rule)) {
                let word = visible(word);
                context.tell(&said!("这次不查 {word}", "{word} is not asked this time"));
            }
        }
        Ok(())
    }

    fn past(&self, context: &Context, set: &Set) -> Result<Option<Past>, Refusal> {
        if let Some(revision) = &self.against {
            return at_revision(set, &context.ledgers, revision, !self.no_merge_base).map(Some);
        }
        self.before.as_deref().map(|copy| from_copy(set, copy)).transpose()
    }

    /// Mends what a program may mend, in every ledger, all or nothing.
    fn mend(&self, context: &Context, set: &Set, rules: &[&'static Rule], levels: &Levels) -> Result<(), Refusal> {
        let writing = Writing::new(self.dry_run, false, self.wait);
        let fixing: Vec<&'static Rule> = rules.iter().copied().filter(|rule| rule.fix.is_some()).collect();
        let mut drafts = Vec::new();
        let mut told = Vec::new();
        for path in &set.paths {
            let Some(path) = path else {
                let said = said!("标准输入中的台账不能改正", "a ledger on standard input cannot be mended");
                return Err(Refusal::usage(said).with_help(said!("用 -l 指定文件", "name a file with -l")));
            };
            let mut draft = writing.open(path)?;
            if !draft.ledger.is_whole() {
                continue;
            }
            let subject = Subject { ledger: &draft.ledger, pair: None, only: None };
            let asked = Asked { subjects: &[subject], as_of: context.as_of, rules: &fixing, levels };
            let mut edits = Vec::new();
            for finding in check(&asked).findings.into_iter().flatten() {
                let rule = fixing.iter().find(|rule| rule.id() == finding.rule);
                if let Some(edit) = rule.and_then(|rule| rule.fix?(&draft.ledger, &finding)) {
                    let (place, name) = (draft.ledger.source.place(finding.span.start as usize), finding.rule);
                    told.push(said!("{place}：已改正 {name}", "{place}: mended {name}"));
                    edits.push(edit);
                }
            }
            if !edits.is_empty() {
                let text = apply(&draft.ledger, &edits)?;
                draft.change(text, false)?;
                drafts.push(draft);
            }
        }
        writing.finish(context, &drafts, &told).map(drop)
    }

    /// Refuses to write an answer over the copy that was compared with, or over another answer.
    fn refuse_overwriting(&self) -> Result<(), Refusal> {
        let is_file = |path: &&Path| path.as_os_str() != "-";
        let reports = self.report.iter().map(|(_, path)| path.as_path());
        let mut taken: Vec<&Path> = self.before.as_deref().into_iter().collect();
        for path in reports.chain(self.output.as_deref()).filter(is_file) {
            let is_it = |other: &&Path| {
                let names_it = absolute(other).is_ok_and(|other| absolute(path).is_ok_and(|path| path == other));
                names_it || same_file::is_same_file(other, path).unwrap_or(false)
            };
            if taken.iter().any(is_it) {
                let name = name(path);
                let said = if self.before.as_deref().is_some_and(|before| is_it(&before)) {
                    said!("{name} 是用来对照的旧台账", "{name} is the copy to compare with")
                } else {
                    said!("{name} 会写入两份报告", "two reports would be written to {name}")
                };
                return Err(Refusal::usage(said).with_help(said!("换一个文件名", "name another file")));
            }
            taken.push(path);
        }
        Ok(())
    }

    fn put_out(&self, context: &Context, asked: &Asked<'_>, checked: &Checked) -> Result<(), Refusal> {
        let screen = context.screen();
        let of = |report: &Report| {
            let most = if report.for_people { MOST } else { usize::MAX };
            let most = if report.is_complete { usize::MAX } else { self.max_findings.unwrap_or(most) };
            diagnose(asked, checked, Reported { fail_on: self.fail_on, most })
        };
        let for_file = Screen { width: None, color: false, ..screen };
        for (report, path) in &self.report {
            context.write(Some(path), &(report.draw)(&of(report), &for_file))?;
        }
        let screen = if self.output.is_some() { for_file } else { screen };
        context.write(self.output.as_deref(), &(self.format.draw)(&of(self.format), &screen))
    }
}

/// The ledgers with what they were, and those that are gone.
fn subjects<'a>(set: &'a Set, past: Option<&'a Past>) -> Vec<Subject<'a>> {
    let Some(past) = past else {
        return set.ledgers.iter().map(|ledger| Subject { ledger, pair: None, only: None }).collect();
    };
    let base = past.base.as_str();
    let here = set.ledgers.iter().zip(&past.before).map(|(ledger, before)| {
        let pair = before.as_ref().map(|before| Pair {
            before: &before.ledger,
            after: Some(ledger),
            base,
            former: Some(&before.former),
            altered: None,
        });
        Subject { ledger, pair, only: None }
    });
    let gone = past.gone.iter().map(|ledger| Subject {
        ledger,
        pair: Some(Pair { before: ledger, after: None, base, former: None, altered: None }),
        only: None,
    });
    here.chain(gone).collect()
}

/// A ledger that was not there has nothing to be compared with; whoever reads the answer should know.
fn tell_new(context: &Context, set: &Set, past: &Past) {
    for (ledger, _) in set.ledgers.iter().zip(&past.before).filter(|(_, before)| before.is_none()) {
        let (name, base) = (&ledger.source.name, &past.base);
        context.tell(&said!(
            "{base} 中还没有 {name}，没有可对照的",
            "{base} has no {name} yet, so there is nothing to compare it with"
        ));
    }
}
