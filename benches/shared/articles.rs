//! The articles that the benches run on, all composed for them, each checked to be what its name says.

/// An article to run on.
pub(crate) struct Article {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

const HEAD: &str =
    "Ngày đăng: 18/05/2024 - Lượt xem: 63\n\nXã Tân Hợp tổng kết phong trào xây dựng đời sống văn hóa\n\n";

const PARAGRAPHS: [&str; 4] = [
    "Sáng 17/5, tại hội trường Trung tâm Văn hóa huyện Yên Sơn, đồng chí Lương Thị Bích Đào, Ủy viên Ban Thường vụ Huyện ủy, \
     Phó Chủ tịch UBND huyện chủ trì hội nghị sơ kết 6 tháng đầu năm 2024. Cùng dự có lãnh đạo Phòng Văn hóa và Thông tin, \
     Ban Dân vận Huyện ủy và đại diện 15/15 xã, thị trấn.\n",
    "Theo báo cáo, toàn huyện có 12.480/13.720 hộ đạt danh hiệu “Gia đình văn hóa”, bằng 90,96%, tăng 1,2% so với cùng kỳ; \
     hơn 94% số thôn có nhà văn hóa; tổng kinh phí thực hiện là 8,45 tỷ đồng, trong đó nhân dân đóng góp 2,3 tỷ đồng. \
     Tỷ lệ hộ nghèo còn 5,8%, giảm 0,7 điểm phần trăm trong vòng 12 tháng.\n",
    "Thực hiện Nghị quyết số 33-NQ/TU của Tỉnh ủy và Kế hoạch số 87/KH-UBND ngày 12/3/2024 của UBND tỉnh Lâm Giang, các xã \
     đẩy mạnh phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa” gắn với Chương trình mục tiêu quốc gia xây dựng nông \
     thôn mới giai đoạn 2021-2025. Từ đầu năm đến nay đã mở 24 lớp tập huấn cho 1.150 lượt người.\n",
    "Phát biểu kết luận, đồng chí đề nghị các địa phương tiếp tục vận động nhân dân giữ gìn vệ sinh đường làng ngõ xóm, hạn \
     chế tổ chức đám cưới linh đình, chăm sóc người già và trẻ nhỏ, nhân rộng những cách làm hay để mỗi làng quê là nơi \
     đáng sống của mọi người.\n",
];

const FOOT: &str = "Cuối buổi, hội nghị thống nhất phương hướng nhiệm vụ 6 tháng cuối năm 2024./.\n\nThu Lan\n";

fn article(paragraphs: usize) -> String {
    let body: String = PARAGRAPHS.iter().cycle().take(paragraphs).copied().collect();
    format!("{HEAD}{body}{FOOT}")
}

/// Short, ordinary and long articles, and two that no writer would write.
pub(crate) fn articles() -> Vec<Article> {
    let numbers: String = (0..60_000).map(|n| format!("{}.{:03} ", n % 900 + 1, n % 1000)).collect();
    let unbroken =
        "nhân dân các dân tộc trong huyện cùng nhau xây dựng quê hương ngày càng giàu đẹp văn minh ".repeat(4000);
    let all = vec![
        Article { name: "short", text: article(1) },
        Article { name: "normal", text: article(8) },
        Article { name: "long", text: article(240) },
        Article { name: "numbers", text: numbers },
        Article { name: "unbroken", text: unbroken },
    ];
    for (a, bytes) in all.iter().zip([500..1500, 3_000..6_000, 80_000..140_000, 400_000..600_000, 350_000..600_000]) {
        assert!(bytes.contains(&a.text.len()), "{} has {} bytes", a.name, a.text.len());
        let lines = a.text.lines().filter(|l| !l.trim().is_empty()).count();
        assert_eq!(lines == 1, matches!(a.name, "numbers" | "unbroken"), "{} has {lines} lines", a.name);
    }
    assert!(!all[4].text.contains(['.', ',', ';']));
    all
}
