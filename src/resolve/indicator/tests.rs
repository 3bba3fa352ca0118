//! Sentences in the style of reports and news; every name, place and figure is invented.

use super::indicators;
use crate::intern::WordCache;
use crate::layout::{Block, BlockKind, Signed};
use crate::lexicon::store::Lexicon;
use crate::recognise::candidate::{Candidate, Candidates, State};
use crate::recognise::doc::{Buffers, Doc};
use crate::recognise::{Kind, Value, propose, select::select};
use crate::resolve::admin::resolve;
use crate::resolve::anchor::Anchored;
use crate::resolve::by_mention::ByMention;
use crate::span::{Span, Tok};
use crate::token::sentence::split;
use crate::value::{Cmp, Figure};

/// Calls `test` with `text` as a document: a paragraph a line, cut into sentences.
fn with_sentences(text: &str, test: impl FnOnce(&Doc<'_>)) {
    let (mut blocks, mut at) = (Vec::new(), 0);
    for line in text.split('\n') {
        let span = Span::new(at as u32, (at + line.len()) as u32);
        at += line.len() + 1;
        blocks.push(Block { kind: BlockKind::Paragraph, span });
    }
    let lexicon = Lexicon::embedded();
    let mut buffers = Buffers::default();
    buffers.read(text, lexicon, &mut WordCache::default());
    buffers.fill(text, &blocks, lexicon, split);
    test(&buffers.doc(text, &blocks, &Signed::default(), lexicon));
}

/// An indicator in words.
struct Read {
    measure: String,
    unit: String,
    change: Option<&'static str>,
    period: Option<String>,
    place: Option<String>,
    place_code: Option<&'static str>,
}

/// The indicators of `text`, each with the text of its figure; `dates` are given with their values.
fn read(text: &str, dates: &[(&str, &str)]) -> Vec<(String, Read)> {
    let mut out = Vec::new();
    with_sentences(text, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        for (words, _) in dates {
            let Some(at) = text.find(words).map(|at| at as u32) else { continue };
            let Span { start, end, .. } = doc.tokens_in(Span::new(at, at + words.len() as u32));
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
        let anchored: ByMention<Anchored> = kept
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind == Kind::Date)
            .map(|(n, c)| {
                let value = dates.iter().find(|(words, _)| *words == doc.slice(c.span)).map(|d| d.1.to_string());
                (n, Anchored { value, ..Anchored::default() })
            })
            .collect();
        let units = resolve(doc, &kept, Some("2024-03-01"), None);
        for i in indicators(doc, &kept, &anchored, &units) {
            let figure = &kept[i.mention];
            let read = Read {
                measure: doc.slice(i.measure).to_string(),
                unit: i.unit.of(doc, figure).to_string(),
                change: i.change,
                period: i.period,
                place: i.place.map(|p| doc.slice(p).to_string()),
                place_code: i.place_code,
            };
            out.push((doc.slice(figure.span).to_string(), read));
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
fn what_a_change_comes_to_may_stand_in_brackets_between() {
    check(
        "Giá cà phê tăng 300 đồng (tương ứng 2,1%) lên 14.600 đồng.",
        &[
            ("300 đồng", "Giá cà phê", "VND", Some("up")),
            ("2,1%", "Giá cà phê", "%", None),
            ("14.600 đồng", "Giá cà phê", "VND", None),
        ],
    );
    check("Tỷ lệ hộ nghèo giảm, thu nhập bình quân đạt 31 triệu đồng.", &[("31 triệu đồng", "thu nhập", "VND", None)]);
    check("Giá hồ tiêu đạt mốc 81.000 đồng.", &[("81.000 đồng", "Giá hồ tiêu", "VND", None)]);
}

#[test]
fn what_all_do_is_no_part_of_what_is_counted() {
    check("Cả 14 thôn trong xã đều cho biết đã có nước.", &[("14", "thôn trong xã", "thôn", None)]);
}

#[test]
fn what_measures_nothing_is_left_out() {
    check("Ông Lò Văn Tám (58 tuổi) cho biết.", &[]);
    check("Lượt xem: 815", &[]);
    check("Hai bên thống nhất 3 giải pháp.", &[]);
    check("Trao quà cho 4 em nói trên.", &[]);
    check("Cả 9 người này đều khỏe.", &[]);
    check("Đây là 1 trong 6 bệnh viện của tỉnh.", &[]);
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

/// The periods of the figures of `text`, a block a line, with dates given by their values.
#[track_caller]
fn periods(text: &str, dates: &[(&str, &str)], want: &[Option<&str>]) {
    let got = read(text, dates);
    let got: Vec<_> = got.iter().map(|(_, i)| i.period.as_deref()).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn a_date_behind_the_figure_in_its_clause_is_its_period() {
    periods(
        "Trung tâm tiếp nhận 3.118 hồ sơ trong quý III, giải quyết đúng hạn 97,1%.",
        &[("quý III", "2031-Q3")],
        &[Some("2031-Q3"), Some("2031-Q3")],
    );
    periods("Tỷ lệ hộ nghèo còn 7,3% (cuối năm 2030).", &[("cuối năm 2030", "2030")], &[Some("2030")]);
    // What stands beyond the comma or the aim is something else's.
    periods("Xã trồng 4.000 cây, chờ nghiệm thu năm 2033.", &[("năm 2033", "2033")], &[None]);
    periods("Huyện chi 5 tỷ đồng để xây cầu năm 2033.", &[("năm 2033", "2033")], &[None]);
}

#[test]
fn a_date_that_belongs_to_a_name_is_no_period() {
    periods("Công ty thành lập năm 2019 có 320 công nhân.", &[("năm 2019", "2019")], &[None]);
    periods("Sửa chữa 14 công trình trước năm 1975.", &[("trước năm 1975", "../1975")], &[None]);
    periods("Ông Lò Văn Sáu (SN 1981) nuôi 300 con dê.", &[("1981", "1981")], &[None]);
}

#[test]
fn a_moment_is_the_period_of_a_level_only() {
    let moment = [("3 giờ sáng 7/9", "2031-09-07T03:00")];
    periods("3 giờ sáng 7/9, 52 chiến sĩ vào thôn.", &moment, &[None]);
    periods("3 giờ sáng 7/9, mực nước đạt 4,2 m.", &moment, &[Some("2031-09-07T03:00")]);
}

#[test]
fn the_earlier_level_of_a_change_takes_a_printed_period_only() {
    periods("Năm 2031, tỷ lệ hộ nghèo giảm từ 12,6% xuống còn 7,1%.", &[("Năm 2031", "2031")], &[None, Some("2031")]);
    periods("Tỷ lệ hộ nghèo từ 52% năm 2027 giảm còn 33,4%.", &[("năm 2027", "2027")], &[Some("2027"), None]);
}

#[test]
fn the_same_period_is_a_year_before_or_after() {
    let half = [("6 tháng đầu năm", "2031-H1"), ("cùng kỳ năm trước", "2030-H1")];
    periods("6 tháng đầu năm, giải ngân đạt 43%, cùng kỳ đạt 38%.", &half, &[Some("2031-H1"), Some("2030-H1")]);
}

#[test]
fn a_period_holds_for_its_paragraph() {
    let dates = [("Quý I", "2031-Q1"), ("năm 2030", "2030")];
    periods(
        "Quý I, thu ngân sách đạt 91 tỷ đồng. Chi ngân sách 78 tỷ đồng.\nXã có 19 câu lạc bộ.",
        &dates,
        &[Some("2031-Q1"), Some("2031-Q1"), None],
    );
    // Gifts, aims and the present are not of the period reported on.
    periods(
        "Quý I, thu ngân sách đạt 91 tỷ đồng. Dịp này, huyện tặng quà cho 40 hộ.",
        &dates,
        &[Some("2031-Q1"), None],
    );
    periods("Quý I, thu ngân sách đạt 91 tỷ đồng. Huyện phấn đấu giải ngân 95% vốn.", &dates, &[Some("2031-Q1"), None]);
    periods(
        "Quý I, thu ngân sách đạt 91 tỷ đồng. Hiện nay, toàn xã có 310 hộ nghèo. Tỷ lệ hộ nghèo còn 6%.",
        &dates,
        &[Some("2031-Q1"), None, None],
    );
    // A part with a name goes on.
    periods(
        "Quý I, mưa lũ làm 3 người bị thương.\nVề nhà ở: 61 nhà tốc mái.",
        &dates,
        &[Some("2031-Q1"), Some("2031-Q1")],
    );
}

#[test]
fn a_single_day_holds_for_its_sentence() {
    periods(
        "Ngày 9/4, xã trồng 2.000 cây. Xã có 19 câu lạc bộ.",
        &[("Ngày 9/4", "2031-04-09")],
        &[Some("2031-04-09"), None],
    );
}

#[test]
fn each_item_of_a_list_takes_what_stands_before_the_list() {
    periods(
        "Quý I, vốn giải ngân như sau:\n- Vốn trung ương: 41 tỷ đồng năm 2030;\n- Vốn địa phương: 27 tỷ đồng.",
        &[("Quý I", "2031-Q1"), ("năm 2030", "2030")],
        &[Some("2030"), Some("2031-Q1")],
    );
}

#[test]
fn what_the_article_reports_on_holds_where_nothing_else_does() {
    periods(
        "Huyện tổ chức hội nghị tổng kết phong trào năm 2030.\nCác xã duy trì 19 câu lạc bộ.\nNhân dịp này, huyện khen \
         thưởng 7 tập thể.",
        &[("năm 2030", "2030")],
        &[Some("2030"), None],
    );
    // A plan of several years is no period of a report.
    periods(
        "Huyện đánh giá kết quả chương trình 2026-2030.\nCác xã duy trì 19 câu lạc bộ.",
        &[("2026-2030", "2026/2030")],
        &[None],
    );
}

#[test]
fn nouns_joined_by_commas_share_a_figure() {
    check("Hội nghị có 14 xã, thị trấn tham dự.", &[("14", "xã, thị trấn tham dự", "xã", None)]);
    check(
        "Hội tặng quà cho 14 cán bộ, 30 học sinh.",
        &[("14", "cán bộ", "cán bộ", None), ("30", "học sinh", "học sinh", None)],
    );
}

#[test]
fn the_same_thing_counted_again_keeps_its_name() {
    check(
        "Tỉnh nhận 43.200 liều vắc xin, trong đó huyện có 5.100 liều.",
        &[("43.200", "liều vắc xin", "liều", None), ("5.100", "liều vắc xin", "liều", None)],
    );
}

#[test]
fn a_word_of_measure_may_end_like_a_verb() {
    check("Tuyến đường có chiều dài 7,4 km.", &[("7,4 km", "chiều dài", "km", None)]);
    check("Sức chứa chỉ trên 640 người.", &[("trên 640", "Sức chứa", "người", None)]);
}

#[test]
fn what_changes_may_stand_behind_the_figure() {
    check("Công ty tăng 40% doanh thu.", &[("40%", "doanh thu", "%", Some("up"))]);
}

#[test]
fn a_line_with_a_name_and_a_colon_is_one_measure() {
    check("- Số hộ nghèo: 1.250 hộ", &[("1.250", "Số hộ nghèo", "hộ", None)]);
    check("- Vé 2 người: 150.000 đồng", &[("2", "người", "người", None), ("150.000 đồng", "Vé 2 người", "VND", None)]);
}

#[test]
fn places_of_figures() {
    let places = |text: &str| -> Vec<Option<String>> { read(text, &[]).into_iter().map(|(_, i)| i.place).collect() };
    assert_eq!(places("Bão làm 31 điểm trường tại Quảng Nam hư hỏng."), [Some("Quảng Nam".to_owned())]);
    assert_eq!(places("Xã đã giải ngân 7,4 tỷ đồng."), [Some("Xã".to_owned())]);
    assert_eq!(places("Đường đi qua các tỉnh Nghệ An, Hà Tĩnh dài 42 km."), [None]);
    assert_eq!(places("Tỷ lệ hộ nghèo của tỉnh còn 5,2%."), [Some("tỉnh".to_owned())]);
    // The one unit a sentence names is where its figures hold; of two, neither.
    let signed = "Chủ tịch UBND huyện Krông Bông đã ký 27 quyết định cấp 140 thửa đất.";
    assert_eq!(places(signed), [Some("huyện Krông Bông".to_owned()), Some("huyện Krông Bông".to_owned())]);
    assert_eq!(places("Chủ tịch UBND huyện Krông Bông và huyện Ea H'leo đã ký 27 quyết định."), [None]);
    assert_eq!(places("Mưa đá ở các huyện Ea H'leo, Châu Thành làm hư 12 căn nhà."), [None]);
}

#[test]
fn an_unknown_noun_has_two_syllables() {
    check("Biến chủng có 27 đột biến gen.", &[("27", "đột biến gen", "đột biến", None)]);
}

#[test]
fn exceeding_is_a_difference_for_shares_only() {
    check("Thu ngân sách vượt 6,4% dự toán.", &[("6,4%", "Thu ngân sách", "%", Some("up"))]);
    check("Tàu vượt 70 km.", &[("70 km", "Tàu", "km", None)]);
}

#[test]
fn a_point_inside_a_name_ends_no_measure() {
    check("Doanh thu của Vani.com đạt 4,1 tỷ đồng.", &[("4,1 tỷ đồng", "Doanh thu của Vani.com", "VND", None)]);
}

#[test]
fn a_level_that_a_change_led_to_has_its_measure() {
    check(
        "Chỉ số VN-Index tăng 6,2 điểm lên 1.117 điểm.",
        &[("6,2", "Chỉ số VN-Index", "điểm", Some("up")), ("1.117", "Chỉ số VN-Index", "điểm", None)],
    );
}

#[test]
fn the_day_of_a_statement_is_no_period() {
    let day = [("ngày 7/9", "2031-09-07")];
    periods("Bộ trưởng ngày 7/9 cho biết cả nước có 44 nhà máy ôxy.", &day, &[None]);
    periods("Đội cứu hộ thành lập vào năm 2019 có 320 người.", &[("năm 2019", "2019")], &[None]);
    periods(
        "Năm 2030 giá lúa là 7.000 đồng thì năm 2031 còn 5.000 đồng.",
        &[("Năm 2030", "2030"), ("năm 2031", "2031")],
        &[Some("2030"), Some("2031")],
    );
}

#[test]
fn places_have_their_codes() {
    let codes =
        |text: &str| -> Vec<Option<&'static str>> { read(text, &[]).into_iter().map(|(_, i)| i.place_code).collect() };
    // The units are those of the tables; figures and events are invented.
    assert_eq!(codes("Bão làm 31 điểm trường tại tỉnh Quảng Nam hư hỏng."), [Some("49")]);
    assert_eq!(codes("UBND huyện Ngân Sơn, tỉnh Bắc Kạn họp bàn.\nToàn huyện có 29 trường."), [Some("062")]);
    assert_eq!(codes("Toàn huyện có 29 trường."), [None]);
}

#[test]
fn those_that_a_measure_is_of_may_be_counted() {
    check(
        "Tổng diện tích cà phê của 7 thôn là 340 ha.",
        &[("7", "thôn", "thôn", None), ("340 ha", "Tổng diện tích cà phê của 7 thôn", "ha", None)],
    );
    check(
        "Tổng số tiền hỗ trợ cho 48 hộ nghèo là 192 triệu đồng.",
        &[("48", "hộ nghèo", "hộ", None), ("192 triệu đồng", "Tổng số tiền hỗ trợ cho 48 hộ nghèo", "VND", None)],
    );
    check(
        "Doanh thu của 16 hợp tác xã tăng 9% so với cùng kỳ.",
        &[("16", "hợp tác xã", "hợp tác xã", None), ("9%", "Doanh thu của 16 hợp tác xã", "%", Some("up"))],
    );
    // Without a word of measure, or behind another clause, the count stands for itself.
    check(
        "Xã trao quà cho 48 hộ nghèo, mỗi suất 300.000 đồng.",
        &[("48", "hộ nghèo", "hộ", None), ("300.000 đồng", "mỗi suất", "VND", None)],
    );
    check(
        "Diện tích giảm 3 ha, của 7 thôn là 340 ha.",
        &[("3 ha", "Diện tích", "ha", Some("down")), ("7", "thôn", "thôn", None), ("340 ha", "thôn", "ha", None)],
    );
}

#[test]
fn a_rate_for_somebody_is_no_rate_of_him() {
    check(
        "Tỷ lệ vay đối với hộ nghèo giảm từ 7% xuống 6,5%.",
        &[("7%", "Tỷ lệ vay đối với hộ nghèo", "%", None), ("6,5%", "Tỷ lệ vay đối với hộ nghèo", "%", None)],
    );
}

#[test]
fn what_a_sum_comes_from_is_not_what_it_measures() {
    check("Xã chi 2,4 tỷ đồng từ quỹ dự phòng.", &[("2,4 tỷ đồng", "Xã chi", "VND", None)]);
    check("Bài viết có 250 từ.", &[("250", "từ", "từ", None)]);
    check(
        "Chỉ số VN-Index mất 12 điểm tương ứng 1,1%.",
        &[("12", "Chỉ số VN-Index", "điểm", Some("down")), ("1,1%", "Chỉ số VN-Index", "%", None)],
    );
}

#[test]
fn a_measure_holds_words_that_open_others() {
    check(
        "Khoảng cách giữa kho này với trường là 350 m.",
        &[("350 m", "Khoảng cách giữa kho này với trường", "m", None)],
    );
    check(
        "Phí dịch vụ tăng lần lượt 4% và 6%.",
        &[("4%", "Phí dịch vụ", "%", Some("up")), ("6%", "Phí dịch vụ", "%", None)],
    );
    check("Hãng tăng giá vé 60.000 đồng.", &[("60.000 đồng", "giá vé", "VND", Some("up"))]);
    check("Công ty phát hành 40 tỷ đồng trái phiếu.", &[("40 tỷ đồng", "trái phiếu", "VND", None)]);
    check("Doanh thu thấp với giá bán là 9.000 đồng.", &[("9.000 đồng", "giá bán", "VND", None)]);
    check("Có 70 hộ trở lên ký cam kết.", &[("70", "hộ", "hộ", None)]);
    check("Tỷ lệ lần lượt là 12% và 15%.", &[("12%", "Tỷ lệ", "%", None), ("15%", "Tỷ lệ", "%", None)]);
}
