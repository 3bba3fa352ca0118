//! Sentences in the style of reports and news; every name, place and figure is invented.

use super::{Indicator, indicators};
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::{Kind, Value, propose, select::select};
use crate::resolve::anchor::Anchored;
use crate::span::{Span, Tok};
use crate::testing::cases::with_doc;
use crate::value::{Cmp, Figure};

/// The indicators of `text`, each with the text of its figure; `dates` are given with their values.
fn read(text: &str, dates: &[(&str, &str)]) -> Vec<(String, Indicator)> {
    let mut out = Vec::new();
    with_doc(text, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        for (words, _) in dates {
            let at = text.find(words).expect("the date stands in the text") as u32;
            let start = doc.tokens.partition_point(|t| t.start < at) as u32;
            let end = doc.tokens.partition_point(|t| t.end <= at + words.len() as u32) as u32;
            let span: Span<Tok> = Span::new(start, end);
            // Only kind, place and anchored value of a date matter here, so any value will do.
            let number = crate::recognise::number::value::Number {
                figure: Figure::One(0.0),
                cmp: Cmp::Equal,
                core: span,
                scale: 1.0,
                words: false,
                from: false,
                weak: false,
                unsettled: false,
            };
            let value = Value::Number(number);
            found.push(Candidate { kind: Kind::Date, span, rule: "date/given", state: State::Firm, score: 100, value });
        }
        let kept = select(found.take(), doc.tokens.len());
        let anchored: Vec<Option<Anchored>> = kept
            .iter()
            .map(|c| {
                let value = dates.iter().find(|(words, _)| *words == doc.slice(c.span)).map(|d| d.1.to_string());
                (c.kind == Kind::Date).then(|| Anchored { value, ..Anchored::default() })
            })
            .collect();
        for i in indicators(doc, &kept, &anchored) {
            out.push((doc.slice(kept[i.mention].span).to_string(), i));
        }
    });
    out
}

/// Figure, measure, unit, change of each indicator.
fn table(text: &str) -> Vec<(String, String, String, Option<&'static str>)> {
    read(text, &[]).into_iter().map(|(figure, i)| (figure, i.measure, i.unit, i.change)).collect()
}

#[track_caller]
fn check(text: &str, want: &[(&str, &str, &str, Option<&'static str>)]) {
    let got = table(text);
    let got: Vec<_> = got.iter().map(|(f, m, u, c)| (f.as_str(), m.as_str(), u.as_str(), *c)).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn a_counted_noun_is_its_own_measure() {
    check(
        "Xã đã tổ chức 41 giải bóng chuyền các cấp, duy trì 19 CLB.",
        &[("41", "giải bóng chuyền các cấp", "giải", None), ("19", "CLB", "CLB", None)],
    );
    check("Huyện bố trí đất cho hơn 250 hộ nghèo.", &[("hơn 250", "hộ nghèo", "hộ", None)]);
    check(
        "Hội tặng Giấy khen cho 7 tập thể, 15 cá nhân có thành tích xuất sắc.",
        &[("7", "tập thể", "tập thể", None), ("15", "cá nhân có thành tích xuất sắc", "cá nhân", None)],
    );
}

#[test]
fn the_subject_stands_left_of_the_verb() {
    check("Tỷ lệ hộ nghèo còn 6,4%.", &[("6,4%", "Tỷ lệ hộ nghèo", "%", None)]);
    check(
        "Tổng thu ngân sách trên địa bàn ước đạt 91,3 tỷ đồng.",
        &[("91,3 tỷ đồng", "Tổng thu ngân sách trên địa bàn", "VND", None)],
    );
    check("Diện tích gieo trồng đạt 4.870 ha.", &[("4.870 ha", "Diện tích gieo trồng", "ha", None)]);
    check("Tổng đàn trâu gần 8.300 con.", &[("gần 8.300", "Tổng đàn trâu", "con", None)]);
}

#[test]
fn a_share_of_people_or_things_stands_before_them() {
    check(
        "Toàn xã có 88% hộ đạt danh hiệu “Gia đình văn hóa”.",
        &[("88%", "hộ đạt danh hiệu “Gia đình văn hóa”", "%", None)],
    );
    check("Tại buổi lễ, 100% đại biểu tán thành.", &[("100%", "đại biểu tán thành", "%", None)]);
}

#[test]
fn coordinated_figures_have_their_own_subjects() {
    check(
        "Số người tập luyện thể thao thường xuyên đạt 36%, gia đình thể thao 27%.",
        &[("36%", "Số người tập luyện thể thao thường xuyên", "%", None), ("27%", "gia đình thể thao", "%", None)],
    );
    check(
        "Diện tích cây lâu năm đạt 3.120 ha, trong đó cà phê 2.240 ha, hồ tiêu 310,5 ha.",
        &[
            ("3.120 ha", "Diện tích cây lâu năm", "ha", None),
            ("2.240 ha", "cà phê", "ha", None),
            ("310,5 ha", "hồ tiêu", "ha", None),
        ],
    );
}

#[test]
fn a_figure_without_subject_takes_that_of_the_one_before() {
    check(
        "Tổng giá trị sản xuất đạt 2.114 tỷ đồng, tăng 8,7% so với cùng kỳ, đạt 49% kế hoạch.",
        &[
            ("2.114 tỷ đồng", "Tổng giá trị sản xuất", "VND", None),
            ("8,7%", "Tổng giá trị sản xuất", "%", Some("up")),
            ("49%", "Tổng giá trị sản xuất", "%", None),
        ],
    );
    check(
        "Toàn huyện có 29/41 trường đạt chuẩn quốc gia (70,73%).",
        &[("29/41", "trường đạt chuẩn quốc gia", "trường", None), ("70,73%", "trường đạt chuẩn quốc gia", "%", None)],
    );
}

#[test]
fn a_change_from_to_is_two_levels() {
    check(
        "Tỷ lệ hộ nghèo giảm từ 12,6% xuống còn 7,1%.",
        &[("12,6%", "Tỷ lệ hộ nghèo", "%", None), ("7,1%", "Tỷ lệ hộ nghèo", "%", None)],
    );
}

#[test]
fn what_measures_nothing_is_left_out() {
    check("Ông Lò Văn Tám (58 tuổi) cho biết.", &[]);
    check("Lượt xem: 815", &[]);
    check("Hai bên thống nhất 3 giải pháp.", &[]);
    check("Trao quà cho 4 em nói trên.", &[]);
}

#[test]
fn the_period_is_the_nearest_date_before_or_right_after() {
    let got = read("Năm 2031, tỷ lệ hộ nghèo còn 6,4%, thu nhập bình quân đạt 47 triệu đồng.", &[("Năm 2031", "2031")]);
    let periods: Vec<_> = got.iter().map(|(_, i)| i.period.as_deref()).collect();
    assert_eq!(periods, [Some("2031"), Some("2031")]);

    let got = read(
        "Tỷ lệ lao động qua đào tạo tăng từ 41% năm 2027 lên 52% năm 2031.",
        &[("năm 2027", "2027"), ("năm 2031", "2031")],
    );
    let periods: Vec<_> = got.iter().map(|(_, i)| i.period.as_deref()).collect();
    assert_eq!(periods, [Some("2027"), Some("2031")]);
}

#[test]
fn a_compared_period_is_not_the_period() {
    let got = read(
        "6 tháng đầu năm, thu ngân sách đạt 91 tỷ đồng, tăng 8% so với năm 2030.",
        &[("6 tháng đầu năm", "2031-H1"), ("năm 2030", "2030")],
    );
    let periods: Vec<_> = got.iter().map(|(_, i)| i.period.as_deref()).collect();
    assert_eq!(periods, [Some("2031-H1"), Some("2031-H1")]);
}

#[test]
fn the_place_is_copied_as_written() {
    let got = read("Toàn huyện có 29 trường đạt chuẩn quốc gia.", &[]);
    assert_eq!(got[0].1.place.as_deref(), Some("Toàn huyện"));
    let got = read("Tổng đàn trâu gần 8.300 con.", &[]);
    assert_eq!(got[0].1.place, None);
}
