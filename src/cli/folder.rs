//! `--output-dir`: a file for each input, or for each article.
//!
//! Enters: the documents of a run as frames. Leaves: files in a folder, each under a temporary name until it is complete.
//! A file is named after its input: the path below the folder that was named, or the path as it was named, with the suffix of
//! the format behind the whole name, so that `a.txt` and `a.txt.gz` stay apart; the second input of a name gets `~2`. Nothing
//! of an input but its path decides about names, and no name leads out of the folder. Not done here: formats.

#![allow(clippy::disallowed_methods, reason = "the configuration for brat is written here")]

use std::collections::hash_map::Entry;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Usage;
use super::args::{OutputArgs, OutputFormat};
use super::output::with_suffix;
use super::records::Target;
use crate::sink::Sink;
use crate::sink::annotation::{Pair, configuration};
use crate::sink::frame::{Frame, Frames};

/// A folder under way.
pub(crate) struct Folder<'s> {
    frames: Frames,
    files: Files<'s>,
}

struct Files<'s> {
    dir: PathBuf,
    args: OutputArgs,
    sink: &'s dyn Sink,
    names: Names,
    open: Option<Open>,
}

/// The input under way.
struct Open {
    path: String,
    /// Its name below the folder, without the suffix of the format.
    name: PathBuf,
    documents: u64,
    line: Option<u64>,
    /// The file of the input, where it has one.
    target: Option<Target>,
}

impl<'s> Folder<'s> {
    /// Makes the folder, if it is not there.
    pub(crate) fn open(dir: &Path, args: &OutputArgs, inputs: &[PathBuf], sink: &'s dyn Sink) -> Result<Self> {
        if dir.exists() && !dir.is_dir() {
            return Err(Usage(format!("--output-dir {}: not a folder", dir.display())).into());
        }
        fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
        if args.format == OutputFormat::Brat {
            let same = |input: &Path| {
                let folder = if input.is_dir() { input } else { Path::new(".") };
                folder.canonicalize().ok().zip(dir.canonicalize().ok()).is_some_and(|(a, b)| a == b)
            };
            // Articles are `.txt` files as well, and would be written over.
            if inputs.iter().any(|i| same(i)) {
                let dir = dir.display();
                return Err(Usage(format!("--output-dir {dir}: the inputs are there; name another folder")).into());
            }
            let path = dir.join("annotation.conf");
            fs::write(&path, configuration()).with_context(|| format!("cannot write {}", path.display()))?;
        }
        let names = Names::new(inputs);
        let files = Files { dir: dir.to_owned(), args: args.clone(), sink, names, open: None };
        Ok(Self { frames: Frames::default(), files })
    }

    /// Takes more bytes of the run.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.frames.push(bytes, |frame| self.files.document(frame).map_err(|e| io::Error::other(format!("{e:#}"))))
    }

    /// The run is complete.
    pub(crate) fn publish(mut self) -> Result<()> {
        self.files.close()
    }

    /// The run ended early: the file under way gets `.partial` behind its name. Where the files are.
    pub(crate) fn set_aside(mut self) -> Result<PathBuf> {
        if let Some(target) = self.files.finish()? {
            target.finish()?.set_aside()?;
        }
        Ok(self.files.dir)
    }
}

impl Files<'_> {
    fn document(&mut self, frame: Frame<'_>) -> Result<()> {
        let goes_on = |open: &Open| open.path == frame.path && (frame.line.is_none() || open.line < frame.line);
        if !self.open.as_ref().is_some_and(goes_on) {
            self.close()?;
            let name = self.names.of(frame.path);
            self.open = Some(Open { path: frame.path.to_owned(), name, documents: 0, line: None, target: None });
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        open.documents += 1;
        open.line = frame.line;
        let args = &self.args;
        let path = |name: &Path, suffix: &str| with_suffix(&self.dir.join(name), suffix);
        match args.format {
            OutputFormat::Brat => {
                let pair = Pair::read(frame.body).context("a document for brat is not whole")?;
                let name = article(open, &frame);
                let stem = name.to_str().and_then(|n| n.strip_suffix(".txt")).map_or(name.clone(), PathBuf::from);
                for (suffix, bytes) in [(".txt", pair.text), (".ann", pair.annotations)] {
                    write(&path(&stem, suffix), frame.path, args, &[bytes])?;
                }
                Ok(())
            }
            OutputFormat::Timeml => {
                let path = path(&article(open, &frame), suffix(args));
                write(&path, frame.path, args, &[self.sink.begin(), frame.body, self.sink.end(true)])
            }
            _ => {
                let before = if open.target.is_some() { self.sink.between() } else { self.sink.begin() };
                let target = match &mut open.target {
                    Some(target) => target,
                    none => none.insert(create(&path(&open.name, suffix(args)), frame.path, args)?),
                };
                target.write(before)?;
                target.write(frame.body)
            }
        }
    }

    /// The last bytes of the file under way.
    fn finish(&mut self) -> Result<Option<Target>> {
        let Some(mut target) = self.open.take().and_then(|open| open.target) else { return Ok(None) };
        target.write(self.sink.end(true))?;
        Ok(Some(target))
    }

    fn close(&mut self) -> Result<()> {
        match self.finish()? {
            Some(target) => target.finish()?.publish(),
            None => Ok(()),
        }
    }
}

/// What stands behind the name of an input.
fn suffix(args: &OutputArgs) -> &'static str {
    match args.format {
        OutputFormat::Jsonl | OutputFormat::Spacy => ".jsonl",
        OutputFormat::Json | OutputFormat::Pretty | OutputFormat::LabelStudio => ".json",
        OutputFormat::Csv => ".csv",
        OutputFormat::Tsv => ".tsv",
        OutputFormat::Parquet => ".parquet",
        OutputFormat::Conllu => ".conllu",
        OutputFormat::Timeml => ".tml",
        OutputFormat::Brat => ".ann",
    }
}

/// The name of an article: that of its input, where the input is articles and nothing else; below it, where it holds many.
fn article(open: &Open, frame: &Frame<'_>) -> PathBuf {
    let number = frame.line.unwrap_or(open.documents);
    match open.documents {
        _ if !frame.plain => open.name.join(number.to_string()),
        1 => open.name.clone(),
        n => {
            let name = open.name.to_string_lossy();
            let (stem, suffix) = name.strip_suffix(".txt").map_or((&*name, ""), |stem| (stem, ".txt"));
            PathBuf::from(format!("{stem}-{n}{suffix}"))
        }
    }
}

fn create(path: &Path, input: &str, args: &OutputArgs) -> Result<Target> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    if path.canonicalize().is_ok_and(|p| Path::new(input).canonicalize().is_ok_and(|i| i == p)) {
        bail!("{} is an input; name another folder with --output-dir", path.display());
    }
    Target::open(path, args)
}

/// A whole file.
fn write(path: &Path, input: &str, args: &OutputArgs, parts: &[&[u8]]) -> Result<()> {
    let mut target = create(path, input, args)?;
    for part in parts {
        target.write(part)?;
    }
    target.finish()?.publish()
}

/// Gives each input a name that no other has.
struct Names {
    /// The folders that were named.
    roots: Vec<PathBuf>,
    /// How often a name was given, by its digest: a few bytes for each input, whatever its path.
    given: FxHashMap<u64, u32>,
}

/// Longer parts of a path are cut: a suffix and a temporary name must fit behind them.
const LONGEST: usize = 180;

impl Names {
    fn new(inputs: &[PathBuf]) -> Self {
        let roots = inputs.iter().filter(|i| i.is_dir()).cloned().collect();
        Self { roots, given: FxHashMap::default() }
    }

    fn of(&mut self, path: &str) -> PathBuf {
        let name = self.below(path);
        let mut unique = name.clone();
        loop {
            match self.given.entry(xxh3_64(unique.as_bytes())) {
                Entry::Vacant(free) => {
                    free.insert(1);
                    return PathBuf::from(unique);
                }
                Entry::Occupied(mut taken) => {
                    *taken.get_mut() += 1;
                    unique = format!("{unique}~{}", taken.get());
                }
            }
        }
    }

    /// The path below the folder it was found in, of harmless parts, with `/` between them.
    fn below(&self, path: &str) -> String {
        if path == "-" {
            return "stdin".to_owned();
        }
        let path = Path::new(path);
        let roots = self.roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        let below = roots.min_by_key(|below| below.components().count()).unwrap_or(path);
        let part = |component: Component<'_>| match component {
            Component::Normal(name) => Some(harmless(&name.to_string_lossy())),
            Component::ParentDir => Some("_".to_owned()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
        };
        let parts: Vec<String> = below.components().filter_map(part).collect();
        if parts.is_empty() { "input".to_owned() } else { parts.join("/") }
    }
}

fn harmless(name: &str) -> String {
    let mut out: String = name.chars().map(|c| if c.is_control() || c == '\\' { '_' } else { c }).collect();
    let mut end = LONGEST.min(out.len());
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(roots: &[&str]) -> Names {
        Names { roots: roots.iter().map(PathBuf::from).collect(), given: FxHashMap::default() }
    }

    #[test]
    fn names_stay_in_the_folder_and_apart() {
        let mut names = names(&["archive", "/data/news"]);
        for (path, want) in [
            ("archive/2024/a.txt", "2024/a.txt"),
            ("archive/2024/a.txt.gz", "2024/a.txt.gz"),
            ("/data/news/2024/a.txt", "2024/a.txt~2"),
            ("archive/2024/a.txt~2", "2024/a.txt~2~2"),
            ("/data/news/2024/a.txt", "2024/a.txt~3"),
            ("../../etc/passwd", "_/_/etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("./b.txt", "b.txt"),
            ("-", "stdin"),
            ("-", "stdin~2"),
            ("/", "input"),
            ("x\ny\\z", "x_y_z"),
        ] {
            assert_eq!(names.of(path), Path::new(want), "{path}");
        }
    }

    #[test]
    fn long_names_are_cut_at_a_letter() {
        let name = names(&[]).of(&"ệ".repeat(200));
        assert_eq!(name.to_str().map(str::len), Some(180));
    }
}
