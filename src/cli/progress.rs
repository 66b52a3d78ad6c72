//! Long work says on standard error that it goes on, where that is a terminal.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::context::Context;
use crate::lang::{Said, visible};

/// A piece of work under way: a line that counts the seconds, and is gone when the work is done.
#[derive(Debug)]
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

/// Work that is done before this long is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// Begins a piece of work.
    pub fn of(context: &Context, work: &Said) -> Self {
        if context.is_quiet() || !io::stderr().is_terminal() {
            return Self(None);
        }
        let work = visible(work.get(context.lang)).into_owned();
        let (done, wait) = channel::<()>();
        let begin = Instant::now();
        let line = move || {
            let mut shown = false;
            while wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let seconds = begin.elapsed().as_secs();
                // Nobody to tell is no reason to fail.
                let _ = write!(io::stderr().lock(), "\r{work} {seconds} s");
                let _ = io::stderr().flush();
                shown = true;
            }
            if shown {
                let _ = write!(io::stderr().lock(), "\r\u{1b}[2K");
                let _ = io::stderr().flush();
            }
        };
        Self(thread::Builder::new().spawn(line).ok().map(|thread| (done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            // A thread that waits no longer has nothing to be told.
            drop(done);
            let _ = thread.join();
        }
    }
}
