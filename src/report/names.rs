//! What the closed lists of the record are called on the page.
//!
//! Enters: a value of a closed list. Leaves: its name in the language of the page. Not done here: the lists themselves.

use super::text::Lang;
use crate::record::{DocumentKind, MentionType, OrganisationKind, ProgrammeKind};

impl Lang {
    /// The name of a type of mention.
    pub(super) fn mention_type(self, of: MentionType) -> &'static str {
        use MentionType as T;
        let (vi, en) = match of {
            T::Person => ("Người", "Person"),
            T::Place => ("Địa danh", "Place"),
            T::Organisation => ("Tổ chức", "Organisation"),
            T::Date => ("Ngày tháng", "Date"),
            T::Duration => ("Khoảng thời gian", "Duration"),
            T::Percent => ("Tỷ lệ", "Percentage"),
            T::Money => ("Số tiền", "Money"),
            T::Quantity => ("Số lượng", "Quantity"),
            T::Programme => ("Chương trình", "Programme"),
            T::Document => ("Văn bản", "Document"),
        };
        self.say(vi, en)
    }

    /// The name of a kind of organisation.
    pub(super) fn organisation(self, of: OrganisationKind) -> &'static str {
        use OrganisationKind as K;
        let (vi, en) = match of {
            K::Party => ("tổ chức Đảng", "Party organ"),
            K::PeoplesCouncil => ("hội đồng nhân dân", "people’s council"),
            K::PeoplesCommittee => ("ủy ban nhân dân", "people’s committee"),
            K::Front => ("Mặt trận Tổ quốc", "Fatherland Front"),
            K::MassOrganisation => ("đoàn thể", "mass organisation"),
            K::Department => ("sở, phòng, cục, vụ", "department"),
            K::Ministry => ("bộ", "ministry"),
            K::Government => ("chính phủ", "government"),
            K::Assembly => ("quốc hội", "assembly"),
            K::Court => ("tòa án", "court"),
            K::Procuracy => ("viện kiểm sát", "procuracy"),
            K::Police => ("công an", "police"),
            K::Military => ("quân đội", "armed forces"),
            K::School => ("trường học", "school"),
            K::Hospital => ("bệnh viện", "hospital"),
            K::Company => ("doanh nghiệp", "company"),
            K::Media => ("báo chí", "media"),
            K::Association => ("hội, câu lạc bộ", "association"),
            K::International => ("tổ chức quốc tế", "international body"),
            K::Other => ("khác", "other"),
        };
        self.say(vi, en)
    }

    /// The name of a kind of document.
    pub(super) fn document(self, of: DocumentKind) -> &'static str {
        use DocumentKind as K;
        let (vi, en) = match of {
            K::Constitution => ("Hiến pháp", "Constitution"),
            K::Law => ("Luật", "Law"),
            K::Code => ("Bộ luật", "Code"),
            K::Ordinance => ("Pháp lệnh", "Ordinance"),
            K::Resolution => ("Nghị quyết", "Resolution"),
            K::Decree => ("Nghị định", "Decree"),
            K::Decision => ("Quyết định", "Decision"),
            K::Directive => ("Chỉ thị", "Directive"),
            K::Circular => ("Thông tư", "Circular"),
            K::Plan => ("Kế hoạch", "Plan"),
            K::OfficialLetter => ("Công văn", "Official letter"),
            K::Notice => ("Thông báo", "Notice"),
            K::Conclusion => ("Kết luận", "Conclusion"),
            K::Regulation => ("Quy định", "Regulation"),
            K::Guideline => ("Hướng dẫn", "Guideline"),
            K::Treaty => ("Hiệp định", "Treaty"),
            K::Other => ("Khác", "Other"),
        };
        self.say(vi, en)
    }

    /// The name of a kind of programme.
    pub(super) fn programme(self, of: &str) -> &str {
        use ProgrammeKind as K;
        let Some(kind) = K::parse(of) else { return of };
        let (vi, en) = match kind {
            K::Programme => ("chương trình", "programme"),
            K::Scheme => ("đề án", "scheme"),
            K::Project => ("dự án", "project"),
            K::Plan => ("kế hoạch", "plan"),
            K::Strategy => ("chiến lược", "strategy"),
            K::Campaign => ("cuộc vận động", "campaign"),
            K::Movement => ("phong trào", "movement"),
            K::Title => ("danh hiệu", "title"),
            K::Observance => ("ngày kỷ niệm", "observance"),
            K::ResolutionTheme => ("chủ đề nghị quyết", "theme of a resolution"),
        };
        self.say(vi, en)
    }

    /// The name of a level of places; an unknown one stays as it is.
    pub(super) fn level(self, of: &str) -> &str {
        let (vi, en) = match of {
            "province" => ("tỉnh, thành phố", "province"),
            "district" => ("cấp huyện (đến 6/2025)", "district (until June 2025)"),
            "commune" => ("cấp xã", "commune"),
            "hamlet" => ("thôn, xóm", "hamlet"),
            "country" => ("quốc gia", "country"),
            "region" => ("vùng", "region"),
            "city" => ("nơi ở nước ngoài", "place abroad"),
            "facility" => ("công trình", "facility"),
            "road" => ("đường, cầu, hầm", "road, bridge"),
            "water" => ("sông, hồ, biển", "water"),
            "land" => ("núi, đảo", "land"),
            other => return other,
        };
        self.say(vi, en)
    }
}
