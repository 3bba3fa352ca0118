//! An overview of records written by hand.

use super::{Archive, Limits, Overview};
use crate::record::DocumentKind;

fn overview(lines: &[&str]) -> Overview {
    let mut archive = Archive::new(Limits::default());
    for line in lines {
        archive.add(line).expect(line);
    }
    archive.overview()
}

fn place(text: &str, level: &str, code: &str, now: (&str, &str)) -> String {
    format!(
        r#"{{"id": 0, "type": "place", "span": [0, 1], "source_span": null, "text": "{text}", "level": "{level}", "code": "{code}", "now": [{{"code": "{}", "name": "{}"}}], "rule": "place/known"}}"#,
        now.0, now.1
    )
}

fn article(published: &str, mentions: &[String], rest: &str) -> String {
    format!(
        r#"{{"id": "a", "published": "{published}", "text": "{published}", "mentions": [{}]{rest}}}"#,
        mentions.join(",")
    )
}

#[test]
fn places_meet_in_the_province_of_today() {
    let today = ("24", "tỉnh Bắc Ninh");
    let o = overview(&[
        // Two provinces of one code, before and since July 2025, and a district of the first.
        &article("2024-01-02", &[place("tỉnh Bắc Giang", "province", "24", today)], ""),
        &article("2026-01-02", &[place("Bắc Ninh", "province", "24", today)], ""),
        &article("2024-01-03", &[place("huyện Lạng Giang", "district", "217", today)], ""),
        &article("2024-01-04", &[place("Lạng Giang", "district", "217", today)], ""),
    ]);
    let province = &o.provinces.rows[0];
    assert_eq!(o.provinces.rows.len(), 1);
    assert_eq!((&*province.value.code, province.value.name, province.articles), ("24", "Bắc Ninh", 4));
    assert_eq!(province.value.itself, 2);
    let district = &o.units.rows[0];
    assert_eq!((&*district.value.name, district.articles), ("huyện Lạng Giang", 2));
    assert_eq!(district.value.within.as_deref(), Some("tỉnh Bắc Giang"));
    assert_eq!(district.value.now.as_deref(), Some("tỉnh Bắc Ninh"));
}

#[test]
fn what_stays_open_counts_for_no_province() {
    let open = r#"{"id": 0, "type": "place", "span": [0, 1], "source_span": null, "text": "Trung Hòa", "level": "commune",
        "candidates": [{"code": "00175", "name": "phường Trung Hoà"}], "rule": "place/known"}"#;
    let o = overview(&[&article("2024-01-02", &[open.to_owned()], "")]);
    assert!(o.provinces.rows.is_empty() && o.units.rows.is_empty());
}

#[test]
fn offices_of_one_person_over_articles() {
    let official = |roles: &[(&str, &str, bool)]| {
        let roles: Vec<String> = roles
            .iter()
            .map(|(title, org, former)| {
                format!(
                    r#"{{"title": "{title}", "org": "{org}", "org_full": null, "former": {former}, "evidence": []}}"#
                )
            })
            .collect();
        format!(
            r#", "officials": [{{"name": "Nông Văn Tài", "honorific": null, "rank": null, "mentions": [0], "roles": [{}]}}]"#,
            roles.join(",")
        )
    };
    let o = overview(&[
        &article("2024-05-01", &[], &official(&[("Giám đốc", "Sở GD&ĐT", false)])),
        &article("2023-05-01", &[], &official(&[("Giám đốc", "Sở GD-ĐT", false), ("Giám đốc", "", false)])),
        &article("2025-05-01", &[], &official(&[("Giám đốc", "Sở GDĐT", true), ("Bí thư", "", false)])),
    ]);
    let person = &o.people.rows[0];
    assert_eq!((person.articles, &*person.value.name), (3, "Nông Văn Tài"));
    let offices: Vec<_> = person.value.offices.iter().map(|o| (&*o.title, &*o.body, o.articles, o.former)).collect();
    assert_eq!(offices, [("Giám đốc", "Sở GD&ĐT", 3, 1), ("Bí thư", "", 1, 0)]);
    let director = &person.value.offices[0];
    assert_eq!((director.first.as_deref(), director.last.as_deref()), (Some("2023-05-01"), Some("2025-05-01")));
}

#[test]
fn a_measure_is_what_several_articles_measure() {
    let figure = |measure: &str, value: f64, unit: &str, period: &str| {
        format!(
            r#"{{"measure": "{measure}", "value": {value}, "unit": "{unit}", "cmp": "=", "change": null, "period": "{period}", "place": null, "place_code": null, "mention": 0, "sentence": 0, "span": [0, 1], "source_span": null}}"#
        )
    };
    let of = |figures: &[String]| format!(r#", "indicators": [{}]"#, figures.join(","));
    let o = overview(&[
        &article(
            "2024-01-02",
            &[],
            &of(&[figure("Tỷ lệ hộ nghèo", 7.5, "%", "2023"), figure("người", 12.0, "người", "2023")]),
        ),
        &article(
            "2022-01-02",
            &[],
            &of(&[figure("tỉ lệ hộ nghèo", 9.0, "%", "2021"), figure("người", 30.0, "người", "2021")]),
        ),
        &article("2024-01-03", &[], &of(&[figure("thu", 1.0, "VND", "2023"), figure("thu", 2.0, "VND", "2022")])),
    ]);
    // The noun alone is none, nor is what one article says twice.
    assert_eq!(o.measures.rows.iter().map(|r| &*r.value.name).collect::<Vec<_>>(), ["Tỷ lệ hộ nghèo"]);
    let measure = &o.measures.rows[0].value;
    assert_eq!(measure.range, Some((7.5, 9.0)));
    assert_eq!(measure.figures.iter().filter_map(|f| f.amount()).collect::<Vec<_>>(), [9.0, 7.5]);
    assert_eq!((o.figures_of, o.figures.len()), (6, 6));
}

#[test]
fn error_records_count_as_failures_and_no_records_are_errors() {
    let mut archive = Archive::new(Limits::default());
    let error =
        r#"{"schema": 1, "id": "x", "error": {"code": "not-text", "message": "tệp nhị phân", "stage": "decode"}}"#;
    archive.add(error).expect("an error record");
    assert!(archive.add("{").is_err() && archive.add("[]").is_err());
    let o = archive.overview();
    assert_eq!((o.articles, o.failed, o.failures), (0, 1, vec![("not-text".to_owned(), 1)]));
    assert_eq!(o.failed_first[0].message, "tệp nhị phân");
}

#[test]
fn wordings_of_a_document_have_one_key() {
    let key = super::document_key;
    let same = |kind, a, b| assert_eq!(key(kind, a), key(kind, b));
    same(DocumentKind::Law, "BHXH", "Bảo hiểm xã hội");
    same(DocumentKind::Code, "BLHS", "Hình sự");
    same(DocumentKind::Resolution, "Trung ương 4 (khóa XII)", "Trung ương 4 khóa XII của Đảng");
    same(DocumentKind::Resolution, "Đại hội XII của Đảng", "Đại hội đại biểu toàn quốc lần thứ XII");
    same(DocumentKind::Decree, "16/2019", "16/2019/NĐ-CP");
    assert_ne!(key(DocumentKind::Circular, "16/2019/TT-BYT"), key(DocumentKind::Circular, "16/2019/TT-BTC"));
    assert_ne!(key(DocumentKind::Decree, "16"), key(DocumentKind::Decree, "16/2019"));
}
