//! A folder of its own for each test, and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder that goes away with the test.
pub(crate) struct Workdir(TempDir);

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workdir {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
        self
    }

    pub(crate) fn folder(&self, name: &str) -> &Self {
        std::fs::create_dir_all(self.path(name)).expect("a folder");
        self
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    /// The names in the folder, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tinviet"));
        command.current_dir(self.0.path()).args(args).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().expect("the program").into()
    }

    /// Runs with `input` on standard input.
    pub(crate) fn pipe(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("a pipe");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // The program may end before it has read everything.
                let _ = stdin.write_all(input);
            });
            child.wait_with_output().expect("the program").into()
        })
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// The output as JSON Lines.
    pub(crate) fn records(&self) -> Vec<Value> {
        lines(&self.stdout)
    }

    /// The ids of the output, an error as `id!code`.
    pub(crate) fn ids(&self) -> Vec<String> {
        ids(&self.records())
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stderr: {}", self.stderr);
        self
    }
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    assert!(text.is_empty() || text.ends_with('\n'), "the last line is not complete");
    text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

pub(crate) fn ids(records: &[Value]) -> Vec<String> {
    records
        .iter()
        .map(|r| {
            let id = r["id"].as_str().expect("an id");
            r["error"]["code"].as_str().map_or(id.to_owned(), |code| format!("{id}!{code}"))
        })
        .collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub(crate) fn gunzip(bytes: &[u8]) -> String {
    std::io::read_to_string(flate2::read::MultiGzDecoder::new(bytes)).expect("gzip data")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory")
}

/// An archive of `n` articles, some lines of it broken, about `size` bytes each.
pub(crate) fn archive(n: usize, size: usize) -> String {
    let mut out = String::new();
    let sentence = "Sáng 12/4, xã Tân Hợp tổ chức hội nghị tổng kết phong trào. ";
    for i in 0..n {
        if i % 97 == 13 {
            out.push_str("{\"text\": \"dở dang\n");
            continue;
        }
        // An eighth of the line is article: what counts is how many lines and bytes there are, not how long they take.
        let whole = size + i * 37 % size;
        let text = sentence.repeat(whole / 8 / sentence.len() + 1);
        let rest = ".".repeat(whole.saturating_sub(text.len()));
        out.push_str(&format!("{{\"id\": \"bai-{i}\", \"text\": \"{text}\\nHết.\", \"rest\": \"{rest}\"}}\n"));
    }
    out
}

/// Whether `path` is there.
pub(crate) fn exists(path: &Path) -> bool {
    path.try_exists().expect("an answer")
}
