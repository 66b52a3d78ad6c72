//! A yardstick: counts what is on hold with the plain `toml` crate, which keeps every value: `plain FILE…`.

use std::{
    env, fs,
    io::{self, Write as _},
};

fn main() -> io::Result<()> {
    let mut found = 0;
    for path in env::args().skip(1) {
        let ledger: toml::Table = toml::from_str(&fs::read_to_string(path)?).map_err(io::Error::other)?;
        let measures = ledger.get("measure").and_then(toml::Value::as_table);
        found += measures.into_iter().flatten().filter(|(_, own)| own["status"].as_str() == Some("on-hold")).count();
    }
    writeln!(io::stdout(), "{found}")
}
