//! How laws are tried on made-up cases: the same ones every time, so that nothing turns red on a day nobody committed.

use proptest::test_runner::{Config, RngSeed};

/// `PROPTEST_CASES` asks for more cases and `PROPTEST_RNG_SEED` for others: a number, or `random`.
pub fn tried() -> Config {
    let asked = Config::default();
    let seed = match asked.rng_seed {
        RngSeed::Random if std::env::var("PROPTEST_RNG_SEED").is_err() => RngSeed::Fixed(389),
        seed => seed,
    };
    Config { rng_seed: seed, failure_persistence: None, ..asked }
}
