//! What the user sees of a run on standard error: progress, warnings, failures, and the summary.
//!
//! Enters: the events of a run. Leaves: lines and a bar on standard error. Not done here: records.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use walkdir::WalkDir;

use super::args::RunArgs;
use super::value::Progress;
use super::{signal, tell};
use crate::error::Error;
use crate::pipeline::{Input, Summary, Watch};

/// So many failures are told one by one; the records tell them all.
const TOLD: u64 = 20;

/// Listens to a run and tells the user.
pub(crate) struct Reporter {
    bar: Option<ProgressBar>,
    consumed: Arc<AtomicU64>,
    documents: Arc<AtomicU64>,
    errors: AtomicU64,
    quiet: bool,
    verbose: bool,
    /// Failures leave no record: all of them are told, even to those who want quiet.
    lost: bool,
    started: Instant,
}

impl Reporter {
    #[allow(clippy::disallowed_methods, reason = "the summary tells how long the run took")]
    pub(crate) fn new(args: &RunArgs, lost: bool, inputs: &[Input], consumed: Arc<AtomicU64>) -> Self {
        let shown = match args.progress {
            _ if args.quiet => false,
            Progress::Always => true,
            Progress::Never => false,
            Progress::Auto => io::stderr().is_terminal(),
        };
        let documents = Arc::<AtomicU64>::default();
        let bar = shown.then(|| bar(total(inputs), args.progress == Progress::Always, Arc::clone(&documents)));
        Self {
            bar,
            consumed,
            documents,
            errors: AtomicU64::new(0),
            quiet: args.quiet,
            verbose: args.verbose,
            lost,
            started: Instant::now(),
        }
    }

    /// Time since the run began.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// The last line: what was done, and how fast.
    pub(crate) fn finish(&self, summary: &Summary) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.quiet {
            return;
        }
        if self.verbose {
            for (code, n) in &summary.errors_by_code {
                tell(format_args!("{code}: {}", count(*n, "error")));
            }
        } else if self.errors.load(Ordering::Relaxed) > TOLD && !self.lost {
            let more = self.errors.load(Ordering::Relaxed) - TOLD;
            tell(format_args!("{more} more failures, each with an error record (-v tells them)"));
        }
        let seconds = self.seconds();
        let megabytes = summary.bytes as f64 / 1e6;
        let passed = match summary.passed_over {
            0 => String::new(),
            n => format!(", {} passed over", count(n, "other file")),
        };
        tell(format_args!(
            "{}, {}, {}{passed}; {megabytes:.1} MB in {seconds:.2} s ({:.1} MB/s)",
            count(summary.documents, "document"),
            count(summary.records, "record"),
            count(summary.errors, "error"),
            megabytes / seconds.max(1e-9),
        ));
    }

    fn say(&self, message: std::fmt::Arguments<'_>) {
        match &self.bar {
            Some(bar) => bar.suspend(|| tell(message)),
            None => tell(message),
        }
    }
}

impl Watch for Reporter {
    fn input(&self, path: &str) {
        if self.verbose {
            self.say(format_args!("reading {path}"));
        }
    }

    fn progress(&self, summary: &Summary) {
        if let Some(bar) = &self.bar {
            self.documents.store(summary.documents, Ordering::Relaxed);
            bar.set_position(self.consumed.load(Ordering::Relaxed));
        }
    }

    fn error(&self, error: &Error) {
        let told = self.errors.fetch_add(1, Ordering::Relaxed);
        if self.lost || !self.quiet && (told < TOLD || self.verbose) {
            self.say(format_args!("error: {error}"));
        }
    }

    fn notice(&self, message: &str) {
        if !self.quiet {
            self.say(format_args!("warning: {message}"));
        }
    }

    fn stop(&self) -> bool {
        signal::stop()
    }
}

fn count(n: u64, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// A bar where the amount of work is known, a counter where it is not.
fn bar(total: Option<u64>, always: bool, documents: Arc<AtomicU64>) -> ProgressBar {
    let rate = move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let n = documents.load(Ordering::Relaxed);
        let per_second = n as f64 / state.elapsed().as_secs_f64().max(1e-3);
        let _ = write!(out, "{n} documents, {per_second:.0}/s");
    };
    let template = match total {
        Some(_) => "{elapsed} [{wide_bar}] {bytes} of {total_bytes}, {docs}, {eta} left",
        None => "{elapsed} {spinner} {bytes}, {docs}",
    };
    let style = ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("docs", rate)
        .progress_chars("=> ");
    let target = if always && !io::stderr().is_terminal() {
        // Plain lines now and then, for a log.
        ProgressDrawTarget::term_like_with_hz(Box::new(Log), 1)
    } else {
        ProgressDrawTarget::stderr_with_hz(8)
    };
    let bar = ProgressBar::with_draw_target(total, target).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Number of bytes on disk of all inputs; `None` where one of them has no size.
fn total(inputs: &[Input]) -> Option<u64> {
    let size = |path: &Path| path.metadata().ok().filter(std::fs::Metadata::is_file).map_or(0, |m| m.len());
    inputs.iter().try_fold(0_u64, |sum, input| match input {
        Input::Stdin => None,
        Input::Path(path) if path.is_dir() => {
            let files = WalkDir::new(path).follow_links(true).into_iter().filter_map(Result::ok);
            Some(sum + files.filter(|f| f.file_type().is_file()).map(|f| size(f.path())).sum::<u64>())
        }
        Input::Path(path) => Some(sum + size(path)),
    })
}

/// Standard error as a log: a line for each state of the bar.
#[derive(Debug)]
struct Log;

impl indicatif::TermLike for Log {
    fn width(&self) -> u16 {
        100
    }
    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }
    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }
    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }
    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }
    fn write_line(&self, line: &str) -> io::Result<()> {
        self.write_str(line)
    }
    fn write_str(&self, text: &str) -> io::Result<()> {
        if !text.trim().is_empty() {
            tell(format_args!("{}", text.trim_end()));
        }
        Ok(())
    }
    fn clear_line(&self) -> io::Result<()> {
        Ok(())
    }
    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
