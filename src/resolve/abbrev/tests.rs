use super::*;
use crate::recognise::candidate::Candidates;
use crate::recognise::propose;
use crate::recognise::select::select;
use crate::resolve::admin::resolve;
use crate::testing::cases::with_doc;

/// The organisations of a text: as written, in full, and the place each belongs to.
fn names(text: &str) -> Vec<(String, String, Option<String>)> {
    let mut out = Vec::new();
    with_doc(text, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        let mentions = select(found.take(), doc.tokens.len());
        let resolved = resolve(doc, &mentions, Some("2024-03-01"), None);
        for (n, detail) in Names::new(doc, &mentions, &resolved).details().iter() {
            let written = doc.slice(mentions[n].span).to_owned();
            let place = detail.place.map(|n| doc.slice(mentions[n].span).to_owned());
            out.push((written.clone(), detail.name.clone().unwrap_or(written), place));
        }
    });
    out
}

fn full(text: &str) -> Vec<String> {
    names(text).into_iter().map(|n| n.1).collect()
}

#[test]
fn known_abbreviations_are_written_out() {
    for (short, long) in [
        ("UBND huyện Na Rì", "Ủy ban nhân dân huyện Na Rì"),
        ("Sở GD&ĐT tỉnh Lai Châu", "Sở Giáo dục và Đào tạo tỉnh Lai Châu"),
        ("UBND TP.HCM", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("TAND TP Lai Châu", "Tòa án nhân dân thành phố Lai Châu"),
        ("Công ty TNHH MTV Hoa Sim", "Công ty trách nhiệm hữu hạn một thành viên Hoa Sim"),
        ("Trường THPT Lê Văn Tám", "Trường Trung học phổ thông Lê Văn Tám"),
        ("Hội LHPN tỉnh Lai Châu", "Hội Liên hiệp Phụ nữ tỉnh Lai Châu"),
        ("WHO", "Tổ chức Y tế Thế giới"),
        ("Bộ Y tế", "Bộ Y tế"),
    ] {
        assert_eq!(full(short), [long], "{short}");
    }
}

#[test]
fn a_bare_designation_is_completed_with_the_unit_the_article_is_about() {
    let text =
        "Huyện Na Rì tổng kết năm.\nUBND huyện khen Huyện đoàn; Ban Thường vụ Huyện ủy dự họp. UBND tỉnh giao vốn.";
    let names = names(text);
    assert_eq!(
        names.iter().map(|n| n.1.as_str()).collect::<Vec<_>>(),
        [
            "Ủy ban nhân dân huyện Na Rì",
            "Huyện đoàn Na Rì",
            "Ban Thường vụ Huyện ủy Na Rì",
            "Ủy ban nhân dân tỉnh Bắc Kạn"
        ]
    );
    assert_eq!(names[0].2.as_deref(), Some("Huyện Na Rì"));
    // Two districts and none stands out: the one named last in the paragraph, and none in another.
    let text = "Huyện Na Rì và huyện Ba Bể họp. UBND huyện chủ trì.\nUBND huyện giao việc.";
    assert_eq!(full(text), ["Ủy ban nhân dân huyện Ba Bể", "Ủy ban nhân dân huyện"]);
}

#[test]
fn what_the_article_defines_holds_in_it() {
    let text = "Trung tâm Văn hóa, Thể thao và Truyền thông (VHTT&TT) huyện Na Rì. Trung tâm VHTT&TT huyện ra mắt.";
    assert_eq!(full(text), ["Trung tâm Văn hóa, Thể thao và Truyền thông huyện Na Rì"; 2]);
    let text = "Hiệp hội Du lịch Sông Thương (HDST) họp. HDST bầu ban mới.";
    assert_eq!(full(text), ["Hiệp hội Du lịch Sông Thương"; 2]);
}

#[test]
fn a_body_belongs_to_the_place_in_its_name() {
    let names = names("Công an huyện Na Rì (tỉnh Bắc Kạn) bắt giữ hai người");
    assert_eq!(names[0].2.as_deref(), Some("huyện Na Rì"));
}
