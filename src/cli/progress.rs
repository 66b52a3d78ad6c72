//! Long work says on standard error that it goes on, where that is a terminal.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::context::Context;
use crate::lang::{Said, visible};

/// A piece of work under way: a line that counts the seconds, and is gone when the work is done.
#[derive(Debug)]
pub struct Progress {
    line: Option<(Sender<()>, JoinHandle<()>)>,
    /// How many hundredths are done; more than a hundred of them while nobody knows.
    share: Arc<AtomicUsize>,
}

/// Work that is done before this long is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// Begins a piece of work.
    pub fn of(context: &Context, work: &Said) -> Self {
        let share = Arc::new(AtomicUsize::new(usize::MAX));
        if context.is_quiet() || !io::stderr().is_terminal() {
            return Self { line: None, share };
        }
        let known = Arc::clone(&share);
        let work = visible(work.get(context.lang)).into_owned();
        let (done, wait) = channel::<()>();
        let begin = Instant::now();
        let line = move || {
            let mut shown = false;
            while wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let seconds = begin.elapsed().as_secs();
                let share = known.load(Ordering::Relaxed);
                let share = if share <= 100 { format!(" {share}%") } else { String::new() };
                // Nobody to tell is no reason to fail.
                let _ = write!(io::stderr().lock(), "\r\u{1b}[2K{work}{share} {seconds} s");
                let _ = io::stderr().flush();
                shown = true;
            }
            if shown {
                let _ = write!(io::stderr().lock(), "\r\u{1b}[2K");
                let _ = io::stderr().flush();
            }
        };
        Self { line: thread::Builder::new().spawn(line).ok().map(|thread| (done, thread)), share }
    }

    /// Tells how many hundredths are done.
    pub fn reach(&self, hundredths: usize) {
        self.share.store(hundredths, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.line.take() {
            // A thread that waits no longer has nothing to be told.
            drop(done);
            let _ = thread.join();
        }
    }
}
