//! Bytes a second of each step from bytes to normalised text. Run with `cargo bench --bench text`; the length of the
//! texts is checked so that a label cannot lie.
#![allow(missing_docs)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tinviet::text::decode::{decode, repair};
use tinviet::text::normalise::{Normaliser, ToneStyle};
use tinviet::text::offset::CodePoints;
use unicode_normalization::UnicodeNormalization;

/// Composed; old style throughout.
const PARAGRAPH: &str = "Ngày 17/01, tại nhà văn hóa xã Thạch Hạ, Ủy ban nhân dân xã tổ chức hội nghị tổng kết công tác \
văn hóa, thể thao năm 2023 và triển khai nhiệm vụ năm 2024. Theo báo cáo, toàn xã có 1.274/1.390 hộ đạt danh hiệu “Gia \
đình văn hóa”, bằng 91,6%; 12/13 thôn đạt danh hiệu “Thôn văn hóa”. Phong trào được đẩy mạnh, chất lượng từng bước được \
nâng lên, góp phần thúc đẩy phát triển kinh tế - xã hội của địa phương.\n";

fn texts() -> Vec<(&'static str, String)> {
    let clean = PARAGRAPH.repeat(2000);
    let styled = clean.replacen("văn hóa", "văn hoá", 2000);
    let spaced = clean.replace("nhân dân ", "nhân dân\u{A0}");
    let decomposed: String = clean.nfd().collect();
    vec![("clean", clean), ("new-style", styled), ("no-break-spaces", spaced), ("decomposed", decomposed)]
}

fn benches(c: &mut Criterion) {
    let texts = texts();
    assert!(texts.iter().all(|(_, t)| t.len() > 1_000_000));
    let normaliser = Normaliser::new(ToneStyle::Old);
    assert!(normaliser.normalise(&texts[0].1).map.is_identity());
    assert!(!normaliser.normalise(&texts[1].1).map.is_identity());

    let mut group = c.benchmark_group("text");
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("decode/{name}"), |b| b.iter(|| decode(black_box(text.as_bytes()), None)));
        group.bench_function(format!("normalise/{name}"), |b| b.iter(|| normaliser.normalise(black_box(text))));
    }
    let clean = &texts[0].1;
    group.throughput(Throughput::Bytes(clean.len() as u64));
    group.bench_function("code-points", |b| b.iter(|| CodePoints::new(black_box(clean))));
    group.bench_function("repair/nothing", |b| b.iter(|| repair(black_box(clean))));
    let vni = "Ñoàng chí Chuû tòch phaùt bieåu taïi hoäi nghò. ".repeat(2000);
    group.throughput(Throughput::Bytes(vni.len() as u64));
    group.bench_function("repair/vni", |b| b.iter(|| repair(black_box(&vni))));
    group.finish();
}

criterion_group!(text, benches);
criterion_main!(text);
