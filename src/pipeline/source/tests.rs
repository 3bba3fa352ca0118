//! Containers over data that come in pieces, are cut off, or are damaged.

use std::io::{self, Read};
use std::sync::Arc;

use super::elements::Elements;
use super::rows::Rows;
use super::tar::Tar;
use super::warc::Warc;
use super::{Body, Container, Context, Data, Format, Origin, SourceOptions, Step};

/// Gives a few bytes at a time.
struct Drip(Vec<u8>, usize, usize);

impl Read for Drip {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = (self.0.len() - self.1).min(self.2).min(buf.len());
        buf[..n].copy_from_slice(&self.0[self.1..self.1 + n]);
        self.1 += n;
        Ok(n)
    }
}

/// What a container of `format` gives of `data`, some bytes at a time: the pieces, and the errors by their codes.
fn pieces(format: Format, data: &[u8], step: usize) -> Vec<String> {
    let origin = Arc::new(Origin { format: Some(format), ..Origin::file("x".into(), "x".into()) });
    let reader = Box::new(Drip(data.to_vec(), 0, step));
    let mut container: Box<dyn Container> = match format {
        Format::Csv => Box::new(Rows::new(origin, reader, None, true)),
        Format::Json => Box::new(Elements::new(origin, reader, None, true)),
        Format::Warc => Box::new(Warc::new(origin, reader, None, true)),
        Format::Tar => Box::new(Tar::new(origin, reader, None)),
        other => panic!("{other:?}"),
    };
    let cx =
        Context { options: SourceOptions { chunk_bytes: 64, ..SourceOptions::default() }, passed_over: Arc::default() };
    let mut out = Vec::new();
    while let Some(step) = container.next(&cx) {
        assert!(out.len() < 10_000, "no end: {}", data.escape_ascii());
        match step {
            Step::Input(opening) => {
                let Data::Member { mut reader, .. } = opening.data else { panic!("a member") };
                let mut text = String::new();
                let read = reader.read_to_string(&mut text);
                out.push(format!("{} {text} {}", opening.name, read.is_ok()));
            }
            Step::Unit(unit) => match unit.body {
                Body::Elements { data, cuts } | Body::Rows { data, cuts, .. } => {
                    let piece = |c: &super::Cut| format!("{} {}", c.number, data[c.start..c.end].escape_ascii());
                    out.extend(cuts.iter().map(piece));
                }
                Body::Response { data, .. } => out.push(format!("{} {}", unit.origin.stem, data.escape_ascii())),
                Body::Failed { error, line } => out.push(format!("{line:?} {}", error.code())),
                other => panic!("{other:?}"),
            },
        }
    }
    out
}

fn samples() -> Vec<(Format, Vec<u8>)> {
    let csv = "\u{feff}id,text\r\n1,\"a \"\"b\"\"\r\nc\"\r\n\r\n2,d\n3,\"e,f\"";
    let json = "[ {\"a\": \"[\\\"\\\\\"}, [1, {}], \"x]\", 12 ,null\n]\n";
    let record = |n: usize, length: usize| {
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <n:{n}>\r\nContent-Type: application/http\r\n\
             Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nTin {n}\r\n\r\n"
        )
    };
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in [("a.txt", "Tin một."), ("b/c.txt", "Tin hai.")] {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        tar.append_data(&mut header, name, text.as_bytes()).expect("memory");
    }
    vec![
        (Format::Csv, csv.into()),
        (Format::Json, json.into()),
        (Format::Warc, [record(1, 50), record(2, 50), record(3, 50)].concat().into()),
        (Format::Tar, tar.into_inner().expect("memory")),
    ]
}

#[test]
fn the_pieces_are_the_same_however_data_come() {
    for (format, data) in samples() {
        let whole = pieces(format, &data, usize::MAX);
        let count = match format {
            Format::Json => 5,
            Format::Tar => 2,
            _ => 3,
        };
        assert_eq!(whole.len(), count, "{whole:#?}");
        for step in [1, 2, 3, 7, 50] {
            assert_eq!(pieces(format, &data, step), whole, "{format:?} {step}");
        }
    }
}

#[test]
fn data_cut_off_anywhere_come_to_an_end() {
    for (format, data) in samples() {
        let whole = pieces(format, &data, usize::MAX);
        for end in 0..data.len() {
            let got = pieces(format, &data[..end], 5);
            assert!(got.len() <= whole.len() + 1, "{format:?} {end}: {got:#?}");
            // What is whole is there, up to the last piece.
            for (a, b) in got.iter().zip(&whole).take(got.len().saturating_sub(2)) {
                assert_eq!(a, b, "{format:?} {end}");
            }
        }
    }
}

#[test]
fn damage_anywhere_comes_to_an_end() {
    for (format, data) in samples() {
        for at in 0..data.len() {
            for wrong in [b'"', b'\n', b'0', b'9', b'[', b'}', 0, 0xff] {
                let mut damaged = data.clone();
                damaged[at] = wrong;
                pieces(format, &damaged, 64);
            }
        }
    }
}
