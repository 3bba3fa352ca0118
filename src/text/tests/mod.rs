//! Tests of the layer as a whole.
#![allow(clippy::unwrap_used)]

mod encodings;
mod normalising;
mod properties;

/// A composed article: every name, place and figure is invented.
pub(crate) const ARTICLE: &str = "\
Ủy ban nhân dân xã Thạch Hạ tổ chức hội nghị tổng kết năm 2023
Ngày 17/01, tại nhà văn hóa xã Thạch Hạ, Ủy ban nhân dân xã tổ chức hội nghị tổng kết công tác văn hóa, thể thao năm 2023 và \
triển khai nhiệm vụ năm 2024. Đồng chí Lường Thị Bích Thủy, Phó Chủ tịch xã, chủ trì hội nghị.
Theo báo cáo, toàn xã có 1.274/1.390 hộ đạt danh hiệu gia đình văn hóa, bằng 91,6%; 12/13 thôn đạt danh hiệu thôn văn hóa. \
Phong trào toàn dân đoàn kết xây dựng đời sống văn hóa được đẩy mạnh, chất lượng từng bước được nâng lên.
Phát biểu tại hội nghị, đồng chí đề nghị các thôn tiếp tục quán triệt nghị quyết, giữ gìn nếp sống văn minh trong việc cưới, \
việc tang và lễ hội; khắc phục khó khăn, phấn đấu giảm tỷ lệ hộ nghèo xuống dưới 5%.
";
