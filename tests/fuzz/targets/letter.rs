#![no_main]

#[allow(dead_code, reason = "a target holds one of the laws")]
#[path = "../laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|text: &str| laws::letter(text));
