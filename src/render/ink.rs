//! The colours of tones on white paper.

use crate::page::Tone;

/// The colour of a tone as red, green and blue; none for what is black.
pub const fn ink(tone: Tone) -> Option<u32> {
    match tone {
        Tone::Bad => Some(0xC00000),
        Tone::Warn => Some(0x9C5700),
        Tone::Good => Some(0x375623),
        Tone::Busy => Some(0x1F4E78),
        Tone::Quiet => Some(0x7F7F7F),
        Tone::Plain | Tone::Strong => None,
    }
}
