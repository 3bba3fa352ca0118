//! Passages in the style of reports and news, with their officials; every name, place and figure is invented.
//!
//! `cases.txt` beside this file holds them; its head states the format.

use super::{OfficialEntry, officials};
use crate::recognise::candidate::Candidates;
use crate::recognise::{propose, select::select};
use crate::resolve::abbrev::Names;
use crate::resolve::admin;
use crate::resolve::coref::persons;
use crate::testing::cases::with_doc;

const CASES: &str = include_str!("cases.txt");

/// An official as the case file writes it.
fn written(o: &OfficialEntry) -> String {
    let rank = o.rank.as_ref().map_or(String::new(), |r| format!(" ({r})"));
    let roles: Vec<String> = o
        .roles
        .iter()
        .map(|r| format!("{} | {}{}", r.title, r.org, if r.former { " | former" } else { "" }).trim_end().to_owned())
        .collect();
    format!("{}{rank} = {}", o.name, roles.join(" ; ")).trim_end().to_owned()
}

fn read(text: &str) -> Vec<OfficialEntry> {
    let mut out = Vec::new();
    with_doc(text, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        let kept = select(found.take(), doc.tokens.len());
        let places = admin::resolve(doc, &kept, None, None);
        out = officials(doc, &kept, &persons(doc, &kept), &Names::new(doc, &kept, &places));
    });
    out
}

#[test]
fn passages_give_their_officials() {
    let (mut passages, mut failures) = (0, String::new());
    for passage in CASES.split("\n\n") {
        let lines = || passage.lines().filter(|l| !l.starts_with('#'));
        let text: Vec<&str> = lines().filter(|l| !l.starts_with('>')).collect();
        let want: Vec<&str> =
            lines().filter_map(|l| l.strip_prefix('>')).map(str::trim).filter(|l| !l.is_empty()).collect();
        if text.is_empty() {
            continue;
        }
        passages += 1;
        let got: Vec<String> = read(&text.join("\n")).iter().map(written).collect();
        if got != want {
            failures.push_str(&format!("{}\n  want: {want:#?}\n  got: {got:#?}\n", text.join("\n")));
        }
    }
    assert!(passages >= 60, "{passages} passages");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn evidence_is_the_organisation_else_the_person() {
    let all = read("Đồng chí Lê Văn Quảng, Bí thư Huyện ủy, dự họp cùng HLV Trần Minh Đức.");
    let evidence: Vec<&[usize]> = all.iter().flat_map(|o| o.roles.iter().map(|r| &r.evidence[..])).collect();
    assert_eq!(all.len(), 2);
    assert_ne!(evidence[0], &all[0].mentions[..], "the body, not the person");
    assert_eq!(evidence[1], &all[1].mentions[..], "no body is named: the person");
}

#[test]
fn bodies_are_written_out_where_their_unit_is_known() {
    let full = |text| read(text).iter().flat_map(|o| o.roles.iter().map(|r| r.org_full.clone())).collect::<Vec<_>>();
    let known = full("Chủ tịch UBND huyện Yên Châu Hà Văn Tiệp và bà Lò Thị Sen, Phó Giám đốc Sở GD&ĐT tỉnh Lai Châu.");
    assert_eq!(known[0].as_deref(), Some("Ủy ban nhân dân huyện Yên Châu"));
    assert_eq!(known[1].as_deref(), Some("Sở Giáo dục và Đào tạo tỉnh Lai Châu"));
    assert_eq!(full("Ông Hà Văn Tiệp, Chủ tịch UBND huyện, dự họp."), [None]);
}

#[test]
fn one_entry_gathers_all_mentions() {
    let all =
        read("Ông Đào Văn Kiên, Giám đốc Sở Nội vụ mở đầu.\nÔng Kiên nhấn mạnh ba việc.\nÔng Đào Văn Kiên kết luận.");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].mentions.len(), 3);
    assert_eq!(all[0].honorific.as_deref(), Some("ông"));
}

#[test]
fn hostile_lives_stay_linear_and_whole() {
    let posts: String =
        (0..4000).map(|n| format!("{}-{}: Bí thư Huyện ủy Sìn Hồ. ", 1900 + n % 90, 1901 + n % 90)).collect();
    let all = read(&format!("Ông Lò Văn Tám sinh năm 1960. {posts}"));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].roles.len(), 1);
    assert!(all[0].roles[0].former);
}

#[test]
fn hostile_lists_stay_linear_and_whole() {
    let list: String = (0..2000).map(|_| "ông Lê Văn Tám, Phó Giám đốc, ").collect();
    let all = read(&list);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].roles.len(), 1);
}
