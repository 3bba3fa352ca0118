//! Bytes a second of each layer behind the text, of the whole way, and the time from the start of the program to the end
//! of a short article. Run with `cargo bench --bench layers`.
#![allow(missing_docs)]

#[path = "shared/articles.rs"]
mod articles;

use std::hint::black_box;
use std::process::{Command, Stdio};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tinviet::intern::WordCache;
use tinviet::layout::{Hints, analyse};
use tinviet::lexicon::store::Lexicon;
use tinviet::pipeline::{Document, Options, Pipeline, Scratch};
use tinviet::recognise::candidate::Candidates;
use tinviet::recognise::doc::Buffers;
use tinviet::recognise::select::select;
use tinviet::recognise::{RECOGNISERS, propose};
use tinviet::record::{Fields, SourceInfo};
use tinviet::resolve::{Entities, Issue};
use tinviet::sink::{Jsonl, Sink};
use tinviet::token::sentence;

fn document(text: &str) -> Document<'_> {
    let format = Some("text".into());
    let given = Document::new("bai", text);
    Document { source: SourceInfo { format, ..given.source.clone() }, ..given }
}

fn layers(c: &mut Criterion) {
    let lexicon = Lexicon::embedded();
    for article in articles::articles() {
        let (name, text) = (article.name, article.text.as_str());
        let bytes = Throughput::Bytes(text.len() as u64);
        let layout = analyse(text, &Hints::default());
        let (mut buffers, mut words) = (Buffers::default(), WordCache::default());

        let mut group = c.benchmark_group("layout");
        group.throughput(bytes.clone());
        group.bench_function(name, |b| b.iter(|| analyse(black_box(text), &Hints::default())));
        group.finish();

        // Sentences, tokens and lexicon phrases.
        let mut group = c.benchmark_group("token");
        group.throughput(bytes.clone());
        group.bench_function(name, |b| {
            b.iter(|| {
                buffers.read(black_box(text), lexicon, &mut words);
                buffers.fill(text, &layout.blocks, lexicon, sentence::split);
            });
        });
        group.finish();

        let doc = buffers.doc(text, &layout.blocks, &layout.signed, lexicon);
        assert!(doc.tokens.len() * 12 > text.len(), "{name}: words are short");
        let mut found = Candidates::default();
        let mut group = c.benchmark_group("recognise");
        group.throughput(bytes.clone()).sample_size(20);
        group.bench_function(name, |b| b.iter(|| propose(black_box(&doc), &mut found)));
        if name == "long" {
            for recogniser in RECOGNISERS {
                // On top of what those before it found.
                propose(&doc, &mut found);
                let kind = recogniser.kind();
                group.bench_function(BenchmarkId::new(name, kind.name()), |b| {
                    b.iter(|| {
                        found.reset(doc.tokens.len());
                        recogniser.propose(black_box(&doc), &mut found);
                    });
                });
            }
        }
        group.finish();

        propose(&doc, &mut found);
        let all = found.take();
        let mut group = c.benchmark_group("select");
        group.throughput(bytes.clone());
        group.bench_function(name, |b| b.iter(|| select(black_box(all.clone()), doc.tokens.len())));
        group.finish();

        let kept = select(all, doc.tokens.len());
        let mut group = c.benchmark_group("resolve");
        group.throughput(bytes.clone());
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut entities = Entities::new(black_box(kept.clone()));
                let issue = Issue { published: Some("2024-05-18"), publisher: None };
                Entities::STEPS.iter().for_each(|step| step(&mut entities, &doc, issue));
                entities
            });
        });
        group.finish();
    }
}

fn end_to_end(c: &mut Criterion) {
    let pipeline = Pipeline::new(Options::default());
    let sink = Jsonl { fields: Fields::ALL };
    let (mut scratch, mut out) = (Scratch::default(), Vec::new());
    let mut group = c.benchmark_group("end_to_end");
    for article in articles::articles() {
        let document = document(&article.text);
        group.throughput(Throughput::Bytes(article.text.len() as u64)).sample_size(20);
        group.bench_function(article.name, |b| {
            b.iter(|| {
                out.clear();
                let record = pipeline.process(black_box(&document), &mut scratch).expect("a record");
                sink.record(&record, &mut out).expect("memory");
            });
        });
    }
    group.finish();
}

/// From the start of the process to its end: one short article.
fn startup(c: &mut Criterion) {
    let path = std::env::temp_dir().join("tinviet-bench-short.txt");
    std::fs::write(&path, &articles::articles()[0].text).expect("a file");
    let mut group = c.benchmark_group("startup");
    group.sample_size(20);
    group.bench_function("short", |b| {
        b.iter(|| {
            let status = Command::new(env!("CARGO_BIN_EXE_tinviet"))
                .args(["extract", "-q"])
                .arg(&path)
                .stdout(Stdio::null())
                .status();
            assert!(status.expect("the program").success());
        });
    });
    group.finish();
    let _ = std::fs::remove_file(&path);
}

criterion_group!(all, layers, end_to_end, startup);
criterion_main!(all);
