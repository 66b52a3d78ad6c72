//! The program `duban`: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    duban::cli::main()
}
