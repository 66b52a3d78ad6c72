//! How much a zip container holds once it is unpacked, found out before anything unpacks it whole.

use std::io::{self, Cursor, Read as _};

/// The most that a workbook may unpack to, in MiB: some 300,000 measures, and what a machine can still hold.
pub const MOST: u64 = 512;

/// Whether the container unpacks to more than so many bytes. What it says of its own sizes is not believed; of what is no
/// container nothing is said here.
pub fn exceeds(bytes: &[u8], most: u64) -> bool {
    let Ok(mut file) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = most;
    for at in 0..file.len() {
        let Ok(part) = file.by_index(at) else { continue };
        let read = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink()).unwrap_or_default();
        match left.checked_sub(read) {
            Some(rest) => left = rest,
            None => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn what_is_packed_is_counted_over_all_parts() {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "b"] {
            file.start_file(name, zip::write::SimpleFileOptions::default()).expect("it is written to memory");
            file.write_all(&[b' '; 500]).expect("it is written to memory");
        }
        let bytes = file.finish().expect("it is written to memory").into_inner();
        assert!(bytes.len() < 500);
        assert!(!exceeds(&bytes, 1000));
        assert!(exceeds(&bytes, 999));
        assert!(exceeds(&bytes, 0));
        assert!(!exceeds(b"PK\x03\x04 and nothing behind it", 0));
    }
}
