//! A text with marked contradictions: git makes one of two bases that neither is older than the other.

/// How long marks are at least.
const SHORTEST: usize = 7;

/// What both sides of every contradiction agree on; nothing for a text without marks. What two bases contradict each other in has no
/// base: taken from one of them, the other side would win unseen what somebody decided otherwise.
pub fn agreed(text: &str) -> Option<String> {
    let mut kept = String::new();
    // How long the mark was that opened the contradiction: those inside it have other lengths, and are part of a side.
    let mut open: Option<usize> = None;
    let mut is_marked = false;
    for line in text.split_inclusive('\n') {
        match open {
            None => match mark(line, '<') {
                Some(size) => (open, is_marked) = (Some(size), true),
                None => kept.push_str(line),
            },
            Some(size) if mark(line, '>') == Some(size) => open = None,
            Some(_) => {}
        }
    }
    (is_marked && open.is_none()).then_some(kept)
}

/// How long the mark is that a line begins with.
fn mark(line: &str, c: char) -> Option<usize> {
    let rest = line.trim_start_matches(c);
    let size = line.len() - rest.len();
    (size >= SHORTEST && rest.starts_with([' ', '\r', '\n'])).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::agreed;

    #[test]
    fn what_sides_contradict_each_other_in_is_out() {
        assert_eq!(agreed("a\n"), None);
        assert_eq!(agreed("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n").as_deref(), Some("a\nd\n"));
        let nested = "a\n<<<<<<<<< x\n<<<<<<< p\nb\n=======\nc\n>>>>>>> q\n=========\nd\n>>>>>>>>> y\ne\n";
        assert_eq!(agreed(nested).as_deref(), Some("a\ne\n"));
        assert_eq!(agreed("<<<<<<< never closed\na\n"), None);
    }
}
