//! Shares out work to the cores of this machine.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread::{self, Builder},
};

/// How many threads work is for that is worth so many; at least one, and no more than there are cores.
pub fn threads(worth: usize) -> usize {
    match worth {
        0 | 1 => 1,
        // How many cores there are takes a good part of a millisecond to find out.
        worth => worth.min(thread::available_parallelism().map_or(1, NonZero::get)),
    }
}

/// What is made of each job, in their order. Every thread takes the next job that nobody has; this one works, too, and alone
/// where the system has no other to give.
pub fn share<J: Sync, R: Send>(jobs: &[J], threads: usize, work: impl Fn(&J) -> R + Sync) -> Vec<R> {
    if threads < 2 || jobs.len() < 2 {
        return jobs.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(at) else { return done };
            done.push((at, work(job)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads.min(jobs.len())).map_while(|_| Builder::new().spawn_scoped(scope, take).ok()).collect();
        let mut done = take();
        for other in others {
            done.append(&mut other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, made)| made).collect()
}

/// What comes of both, the first done by another thread meanwhile where the system has one to give.
pub fn both<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| match Builder::new().spawn_scoped(scope, &first) {
        Ok(other) => {
            let done = second();
            (other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), done)
        }
        Err(_) => (first(), second()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_done_once_and_answers_keep_their_order() {
        let jobs: Vec<usize> = (0..1000).collect();
        for threads in [1, 2, 7, 2000] {
            assert_eq!(share(&jobs, threads, |job| job * 2), (0..1000).map(|job| job * 2).collect::<Vec<_>>());
        }
        assert_eq!(share(&[] as &[usize], 4, |job| *job), [0; 0]);
    }
}
