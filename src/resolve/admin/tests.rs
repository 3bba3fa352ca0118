use super::*;
use crate::recognise::candidate::Candidates;
use crate::recognise::select::select;
use crate::recognise::{Kind, propose};
use crate::testing::cases::with_doc;

fn resolved(text: &str, published: Option<&str>) -> (Vec<(String, PlaceDetail)>, Setting) {
    published_by(text, published, None)
}

fn published_by(text: &str, published: Option<&str>, by: Option<&str>) -> (Vec<(String, PlaceDetail)>, Setting) {
    let mut out = (Vec::new(), Setting::default());
    with_doc(text, |doc| {
        let mut found = Candidates::default();
        propose(doc, &mut found);
        let mut mentions = select(found.take(), doc.tokens.len());
        mentions.retain(|c| matches!(c.kind, Kind::Place | Kind::Organisation));
        let all = resolve(doc, &mentions, published, by);
        let places = all.places.iter().map(|(n, p)| (doc.slice(mentions[n].span).to_owned(), p.clone()));
        out = (places.collect(), all.setting);
    });
    out
}

/// Code and name of each place, `?` and the number of candidates where it stays open, `-` where there is nothing to say.
fn read(text: &str, published: Option<&str>) -> Vec<String> {
    let say = |(text, p): (String, PlaceDetail)| match p.unit {
        Some(u) => format!("{text} = {} {}", u.code, u.full_name()),
        None if p.candidates.is_empty() => format!("{text} -"),
        None => format!("{text} ?{}", p.candidates.len()),
    };
    resolved(text, published).0.into_iter().map(say).collect()
}

const OLD: Option<&str> = Some("2024-03-01");
const NEW: Option<&str> = Some("2025-09-01");

#[test]
fn containers_beside_settle_homonyms() {
    assert_eq!(
        read("Tại xã Tân Lập, huyện Mộc Châu, tỉnh Sơn La và xã Tân Lập, huyện Vũ Thư (Thái Bình)", OLD),
        [
            "xã Tân Lập = 03997 xã Tân Lập",
            "huyện Mộc Châu = 123 huyện Mộc Châu",
            "tỉnh Sơn La = 14 tỉnh Sơn La",
            "xã Tân Lập = 13240 xã Tân Lập",
            "huyện Vũ Thư = 344 huyện Vũ Thư",
            "Thái Bình = 34 tỉnh Thái Bình",
        ]
    );
    let lists = read("Các xã Bằng Vân, Đức Vân và Thượng Quan (huyện Ngân Sơn, Bắc Kạn)", OLD);
    assert_eq!(lists[1], "Đức Vân = 01951 xã Đức Vân");
    assert!(lists.iter().all(|l| l.contains('=')), "{lists:?}");
}

#[test]
fn containers_in_the_article_settle_homonyms() {
    let text = "Tỉnh Bến Tre chủ động chống hạn.\nHuyện Châu Thành đắp thêm đập; huyện Châu Thành đã khoan giếng.";
    assert_eq!(read(text, OLD)[1], "Huyện Châu Thành = 831 huyện Châu Thành");
    // Two provinces that have one: the article does not decide.
    let text = "Bến Tre và Kiên Giang chống hạn. Huyện Châu Thành đắp thêm đập.";
    assert_eq!(read(text, OLD)[2], "Huyện Châu Thành ?2");
    assert_eq!(read("Huyện Châu Thành đắp thêm đập.", OLD), ["Huyện Châu Thành ?10"]);
}

#[test]
fn a_name_settled_once_is_settled() {
    let text = "Huyện Châu Thành (Tiền Giang) họp.\nTiền Giang giáp Bến Tre. Huyện Châu Thành làm tốt.";
    let read = read(text, OLD);
    assert_eq!(read.last().map(String::as_str), Some("Huyện Châu Thành = 821 huyện Châu Thành"));
}

#[test]
fn units_are_those_of_the_day() {
    assert_eq!(read("tỉnh Bắc Giang", OLD), ["tỉnh Bắc Giang = 24 tỉnh Bắc Giang"]);
    assert_eq!(read("tỉnh An Giang", OLD), ["tỉnh An Giang = 89 tỉnh An Giang"]);
    assert_eq!(read("tỉnh An Giang", NEW), ["tỉnh An Giang = 91 tỉnh An Giang"]);
    assert_eq!(read("xã Long Thành, tỉnh Đồng Nai", NEW)[0], "xã Long Thành = 26368 xã Long Thành");
    assert_eq!(
        read("phường Long Thành, thành phố Đồng Nai", Some("2026-06-01")),
        ["phường Long Thành = 26368 phường Long Thành", "thành phố Đồng Nai = 75 thành phố Đồng Nai"]
    );
    assert_eq!(read("tỉnh Thừa Thiên Huế", Some("2021-05-01")), ["tỉnh Thừa Thiên Huế = 46 tỉnh Thừa Thiên Huế"]);
    assert_eq!(read("TP Huế", Some("2021-05-01")), ["TP Huế = 474 thành phố Huế"]);
    assert_eq!(read("TP Huế", NEW), ["TP Huế = 46 thành phố Huế"]);
}

#[test]
fn what_had_ended_is_still_known() {
    let (places, _) = resolved("tỉnh Hà Tây cũ; tỉnh Bắc Thái", OLD);
    let now: Vec<_> = places.iter().map(|p| p.1.now[0].full_name()).collect();
    assert_eq!(now, ["thành phố Hà Nội", "tỉnh Thái Nguyên"]);
    assert_eq!(read("huyện Ngân Sơn, tỉnh Bắc Kạn (cũ)", NEW)[0], "huyện Ngân Sơn = 062 huyện Ngân Sơn");
    // A commune that only the list of 2021 has.
    assert_eq!(read("xã Ea Blang, thị xã Buôn Hồ", OLD)[0], "xã Ea Blang = 24325 xã Ea Blang");
}

#[test]
fn parents_and_successors_are_stated() {
    let (places, _) = resolved("thôn Nà Lẹng, xã Đức Vân, huyện Ngân Sơn", OLD);
    let parents: Vec<_> = places.iter().map(|p| p.1.parent.map(|u| u.full_name()).unwrap_or_default()).collect();
    assert_eq!(parents, ["xã Đức Vân", "huyện Ngân Sơn", "tỉnh Bắc Kạn"]);
    assert_eq!(places[1].1.now[0].full_name(), "xã Ngân Sơn");
    assert_eq!(places[2].1.now[0].full_name(), "tỉnh Thái Nguyên");
    assert!(places[0].1.now.is_empty());
}

#[test]
fn a_bare_name_is_a_district_before_the_reform_and_a_commune_after() {
    assert_eq!(read("Ngân Sơn, Bắc Kạn", OLD)[0], "Ngân Sơn = 062 huyện Ngân Sơn");
    assert_eq!(read("Ngân Sơn, Thái Nguyên", NEW)[0], "Ngân Sơn = 01954 xã Ngân Sơn");
    assert_eq!(read("Tại Dương Huy, Quảng Ninh, trời rét", OLD)[0], "Dương Huy = 06805 xã Dương Huy");
}

#[test]
fn short_forms_are_the_units_they_stand_for() {
    let read = read("TP.HCM, Sài Gòn, BR-VT, TT-Huế", OLD);
    assert_eq!(
        read,
        [
            "TP.HCM = 79 thành phố Hồ Chí Minh",
            "Sài Gòn = 79 thành phố Hồ Chí Minh",
            "BR-VT = 77 tỉnh Bà Rịa - Vũng Tàu",
            "TT-Huế = 46 tỉnh Thừa Thiên Huế"
        ]
    );
}

#[test]
fn without_a_date_the_names_tell_the_period() {
    assert_eq!(read("huyện Phú Tân, tỉnh An Giang", None)[1], "tỉnh An Giang = 89 tỉnh An Giang");
    assert_eq!(read("phường Rạch Giá, tỉnh An Giang; đặc khu Phú Quốc", None)[1], "tỉnh An Giang = 91 tỉnh An Giang");
    assert_eq!(read("tỉnh An Giang", None), ["tỉnh An Giang ?2"]);
    assert_eq!(read("tỉnh Cao Bằng", None), ["tỉnh Cao Bằng = 04 tỉnh Cao Bằng"]);
}

#[test]
fn nothing_is_guessed() {
    // The lists have no commune of this name in the district beside it.
    assert_eq!(read("xã Mù Sang, huyện Ngân Sơn", OLD)[0], "xã Mù Sang -");
    assert_eq!(read("phường 5", OLD).len(), 1);
    assert!(read("phường 5", OLD)[0].starts_with("phường 5 ?"));
    assert_eq!(read("xã Không Đâu Cả", OLD), ["xã Không Đâu Cả -"]);
}

#[test]
fn a_list_of_districts_is_no_container() {
    let read = read("huyện Na Rì, thành phố Bắc Kạn, huyện Chợ Mới (Bắc Kạn)", OLD);
    assert_eq!(read[0], "huyện Na Rì = 066 huyện Na Rì");
    assert_eq!(read[1], "thành phố Bắc Kạn = 058 thành phố Bắc Kạn");
    assert_eq!(read[2], "huyện Chợ Mới = 065 huyện Chợ Mới");
}

#[test]
fn the_setting_is_what_the_article_is_about() {
    let of = |text: &str, by: Option<&str>, designation: &str| {
        published_by(text, OLD, by).1.of(designation).map(Own::full_name)
    };
    assert_eq!(of("UBND huyện Na Rì họp.\nUBND huyện giao việc.", None, "huyện").as_deref(), Some("huyện Na Rì"));
    assert_eq!(of("Huyện Na Rì họp với huyện Ba Bể.", None, "huyện"), None);
    assert_eq!(of("UBND tỉnh họp.", Some("Báo Bắc Kạn"), "tỉnh").as_deref(), Some("tỉnh Bắc Kạn"));
    assert_eq!(of("Huyện họp.", Some("Cổng TTĐT huyện Ba Bể, Bắc Kạn"), "huyện").as_deref(), Some("huyện Ba Bể"));
    // A homonym that stays open still gives the name.
    assert_eq!(of("Huyện Châu Thành họp.", None, "huyện").as_deref(), Some("huyện Châu Thành"));
    assert_eq!(of("Tỉnh Bắc Kạn họp.", None, "xã"), None);
}

/// Every unit of a table, written with its province, gives its code; where the pair repeats, the candidates hold it.
fn written_out(rows: &[(String, String, String)], day: &str) {
    let mut wrong = Vec::new();
    for (code, unit, province) in rows {
        let text = format!("Đoàn đến thăm {unit}, {province}.");
        let (places, _) = resolved(&text, Some(day));
        let Some((_, place)) = places.iter().find(|(t, _)| t == unit) else {
            wrong.push(format!("{text} not found: {:?}", places.iter().map(|p| &p.0).collect::<Vec<_>>()));
            continue;
        };
        let twins = rows.iter().filter(|r| r.1 == *unit && r.2 == *province).count();
        let right = match place.unit {
            Some(found) => found.code == code && twins == 1,
            None => twins > 1 && place.candidates.iter().any(|u| u.code == code),
        };
        if !right {
            let found = place.unit.map(|u| u.code);
            wrong
                .push(format!("{text} {code}: {found:?}, {} candidates, {twins} in the table", place.candidates.len()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn every_commune_of_today_is_found_with_its_province() {
    for (day, designation) in [("2025-09-01", 1), ("2026-11-01", 5)] {
        let Some(table) = crate::testing::shared::read("domain/communes-2025.tsv") else { return };
        let Some(provinces) = crate::testing::shared::read("domain/provinces-2025.tsv") else { return };
        let kind = |name: &str| {
            let row = provinces
                .lines()
                .map(|l| l.split('\t').collect::<Vec<_>>())
                .find(|f| f[5] == name)
                .expect("every province is in the table");
            row[if designation == 5 { 7 } else { 4 }].to_owned()
        };
        let rows: Vec<_> = table
            .lines()
            .skip(1)
            .map(|line| {
                let f: Vec<&str> = line.split('\t').collect();
                (f[0].to_owned(), format!("{} {}", f[designation], f[2]), format!("{} {}", kind(f[4]), f[4]))
            })
            .collect();
        assert_eq!(rows.len(), 3321);
        written_out(&rows, day);
    }
}

#[test]
fn every_district_is_found_with_its_province() {
    let Some(table) = crate::testing::shared::read("domain/districts-2024.tsv") else { return };
    let rows = |day: &str, there: fn(&[&str]) -> bool| -> Vec<_> {
        let row = |f: Vec<&str>| {
            let city = ["Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"].contains(&f[4]);
            let province = match (f[4], day) {
                ("Thừa Thiên Huế", "2025-06-01") => "thành phố Huế".to_owned(),
                _ => format!("{} {}", if city { "thành phố" } else { "tỉnh" }, f[4]),
            };
            // The last column has what the unit was called in the end.
            let last = f[8].split_once(' ').map(|_| lower_first(f[8])).filter(|_| day == "2025-06-01");
            (f[0].to_owned(), last.unwrap_or_else(|| format!("{} {}", f[1], f[2])), province)
        };
        table.lines().skip(1).map(|l| l.split('\t').collect::<Vec<_>>()).filter(|f| there(f)).map(row).collect()
    };
    let before = rows("2023-05-31", |f| f[5] == "1");
    let last = rows("2025-06-01", |f| f[7] == "1");
    assert_eq!((before.len(), last.len()), (705, 696));
    written_out(&before, "2023-05-31");
    written_out(&last, "2025-06-01");
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

#[test]
fn every_province_is_found_on_both_sides_of_the_reform() {
    let Some(table) = crate::testing::shared::read("domain/provinces-2025.tsv") else { return };
    for line in table.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        for (kind, name, code, day) in
            [(f[1], f[2], f[0], "2025-06-01"), (f[4], f[5], f[3], "2025-09-01"), (f[7], f[5], f[3], "2026-11-01")]
        {
            let text = format!("{kind} {name}");
            let (places, _) = resolved(&text, Some(day));
            let unit = places.first().and_then(|p| p.1.unit);
            assert_eq!(unit.map(|u| (u.code, u.full_name())), Some((code, text.as_str())), "{text} on {day}");
            assert_eq!(places[0].1.now[0].code, f[3], "{text} on {day}");
        }
    }
}
