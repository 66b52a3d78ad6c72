//! `completions SHELL`: static scripts, and dynamic ones that ask the program itself.

use clap::Args;
use clap_complete::{Shell, env::Shells, generate};

use super::{
    command,
    context::{Context, Exit},
    say::t,
};
use crate::{model::Refusal, said};

/// The command's flags.
#[derive(Args, Debug)]
#[command(after_help = t(
    "动态脚本能补全事项编号（附题目）、单位、状态和字段：\n  source <(duban completions bash --dynamic)",
    "The dynamic script also completes record ids with their titles, offices, statuses and fields:\n  source <(duban completions bash --dynamic)"
))]
pub struct Completions {
    #[arg(value_name = "SHELL", help = t("哪种命令行", "Which shell"))]
    shell: Shell,
    #[arg(long, help = t("输出动态补全脚本", "Print the dynamic script"))]
    dynamic: bool,
}

impl Completions {
    /// Runs the command.
    pub fn run(self, context: &Context) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        if self.dynamic && self.shell == Shell::Bash {
            script.extend_from_slice(include_bytes!("duban.bash"));
        } else if self.dynamic {
            let name = self.shell.to_string();
            let shells = Shells::builtins();
            let completer = shells.completer(&name).ok_or_else(|| {
                Refusal::usage(said!("{name} 没有动态补全", "there is no dynamic completion for {name}"))
            })?;
            completer.write_registration("COMPLETE", "duban", "duban", "duban", &mut script)?;
        } else {
            generate(self.shell, &mut command(), "duban", &mut script);
        }
        context.write(None, &script)?;
        Ok(Exit::Done)
    }
}
