//! Reading and writing without the work between: how fast lines are cut, parsed and encoded.

use std::hint::black_box;
use std::io::sink as nowhere;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tinviet::pipeline::{
    FieldNames, Input, Options, Outputs, Pipeline, Policy, Source, SourceOptions, Watch, jsonl, run,
};
use tinviet::record::{Fields, Record};
use tinviet::sink::{Jsonl, Sink};

struct Silent;
impl Watch for Silent {}

/// An archive of articles of about 3 kB, composed.
fn archive(n: usize) -> String {
    let sentence = "Sáng 12/4, xã Tân Hợp tổ chức hội nghị tổng kết phong trào “Toàn dân đoàn kết”. ";
    let text = sentence.repeat(30) + "\\n" + &sentence.repeat(5);
    (0..n).map(|i| format!("{{\"id\": \"bai-{i}\", \"published\": \"2024-01-24\", \"text\": \"{text}\"}}\n")).collect()
}

fn benches(c: &mut Criterion) {
    let data = archive(2000);
    assert!(data.len() > 6_000_000, "the bench is about several megabytes");
    let mut group = c.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(data.len() as u64)).sample_size(10);

    let names = FieldNames::default();
    group.bench_function("parse-lines", |b| {
        b.iter(|| data.lines().map(|l| jsonl::parse(l, &names).expect("JSON").text.is_some() as usize).sum::<usize>());
    });

    let pipeline = Pipeline::new(Options::default());
    let sink = Jsonl { fields: Fields::ALL };
    let mut encoded = Vec::new();
    let path = std::env::temp_dir().join("tinviet-bench-pipeline.jsonl");
    std::fs::write(&path, &data).expect("a file");
    let source = || Source::new(vec![Input::Path(path.clone())], SourceOptions::default());
    let outputs = Outputs { records: &mut encoded, errors: None, save: None };
    run(&pipeline, source(), &sink, outputs, Policy::default(), 1, &Silent).expect("a run");
    let first = encoded.split(|b| *b == b'\n').next().expect("a record");
    let record: Record<'static> = serde_json::from_slice(first).expect("a record");
    group.throughput(Throughput::Bytes(first.len() as u64));
    group.bench_function("write-record", |b| {
        let mut out = Vec::new();
        b.iter(|| {
            out.clear();
            sink.record(black_box(&record), &mut out).expect("memory");
            out.len()
        });
    });

    group.throughput(Throughput::Bytes(data.len() as u64));
    for jobs in [1, 2] {
        group.bench_function(format!("run-j{jobs}"), |b| {
            b.iter(|| {
                let outputs = Outputs { records: &mut nowhere(), errors: None, save: None };
                run(&pipeline, source(), &sink, outputs, Policy::default(), jobs, &Silent).expect("a run").records
            });
        });
    }
    let _ = std::fs::remove_file(&path);
}

criterion_group!(all, benches);
criterion_main!(all);
