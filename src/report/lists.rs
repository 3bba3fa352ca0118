//! The lists of names: places, officials, organisations, programmes, documents.
//!
//! Enters: the ranked names of an overview. Leaves: a section with a table for each. Not done here: counting.

use std::io::{self, Write};

use super::chart;
use super::table::{Kind, Table, count, dates, number};
use super::text::{Escaped, Lang};
use crate::archive::report::{Office, Overview, Place};
use crate::archive::tally::Ranked;

use Kind::{Bar, Number, Text};

/// Offices of one person that are shown.
const OFFICES: usize = 4;

/// What of a list is shown, and how exact its counts are.
fn note<V>(list: &Ranked<V>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let shown = list.rows.len();
    let total = lang.whole(list.distinct as u64);
    out.write_all(br#"<p class="note">"#)?;
    match (shown < list.distinct, lang) {
        (true, Lang::Vi) => write!(out, "Trình bày {shown} tên có nhiều bài nhất trong số {total}.")?,
        (true, Lang::En) => write!(out, "The {shown} names of most articles, out of {total}.")?,
        (false, Lang::Vi) => write!(out, "Trình bày đủ {total} tên.")?,
        (false, Lang::En) => write!(out, "All {total} names.")?,
    }
    if list.lack > 0 {
        let lack = list.lack;
        match lang {
            Lang::Vi => write!(
                out,
                " Kho có quá nhiều tên khác nhau nên tên hiếm đã bị bỏ trong khi đếm: mỗi số có thể thiếu đến {lack} bài."
            )?,
            Lang::En => write!(
                out,
                " The archive has too many different names to keep: rare ones were dropped while counting, and a count may lack up to {lack} articles."
            )?,
        }
    }
    out.write_all(b"</p>\n")
}

fn most<V>(list: &Ranked<V>) -> u64 {
    list.rows.first().map_or(0, |r| r.articles)
}

/// A section's heading.
pub(super) fn heading(id: &str, title: &str, about: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<section id=\"{id}\" aria-labelledby=\"{id}-h\"><h2 id=\"{id}-h\">{title}</h2><p class=\"about\">{about}</p>"
    )
}

/// What stands in the place of an empty list.
fn none(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let text = lang.say("Không có trong kho này.", "None in this archive.");
    writeln!(out, r#"<p class="note">{text}</p>"#)
}

pub(super) fn places(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Mỗi địa danh được quy về đơn vị hành chính vào ngày đăng bài, rồi về tỉnh, thành hiện nay (34 đơn vị từ 1/7/2025).",
        "Every place is resolved to the administrative unit of the article’s date, then to the province that holds it today (34 since 1 July 2025).",
    );
    heading("places", lang.say("Địa danh", "Places"), about, out)?;
    if o.provinces.rows.is_empty() {
        none(lang, out)?;
    } else {
        out.write_all(br#"<div class="split"><figure class="mapbox">"#)?;
        chart::map(&o.provinces, lang, out)?;
        let caption = lang.say(
            "Số bài nêu tỉnh, thành hoặc nơi thuộc tỉnh, thành ấy. Bản đồ dạng ô, vị trí gần đúng.",
            "Articles that name the province or a place in it. A tile map: positions are approximate.",
        );
        write!(out, "<figcaption>{caption}</figcaption></figure><div>")?;
        let table = Table {
            id: "provinces-t",
            caption: lang.say("Theo tỉnh, thành hiện nay", "By province of today"),
            page: 17,
            cards: false,
            heads: &[
                (lang.say("Tỉnh, thành", "Province"), Text),
                (lang.say("Bài", "Articles"), Bar),
                (lang.say("Nêu đích danh", "By its name"), Number),
                (lang.say("Lần nhắc", "Mentions"), Number),
            ],
        };
        table.open(out)?;
        for row in &o.provinces.rows {
            let province = &row.value;
            let (name, designation) = (Escaped(province.name), Escaped(province.designation));
            write!(out, r#"<tr><th scope="row">{name} <small class="in">{designation}</small></th>"#)?;
            count(row.articles, most(&o.provinces), lang, out)?;
            number(province.itself, lang, out)?;
            number(row.mentions, lang, out)?;
            out.write_all(b"</tr>\n")?;
        }
        table.close(out)?;
        out.write_all(b"</div></div>\n")?;
    }
    out.write_all(br#"<div class="split even"><div>"#)?;
    let title = lang.say("Dưới cấp tỉnh", "Below the province");
    place_list("units-t", title, &o.units, lang, out)?;
    out.write_all(b"</div><div>")?;
    let title = lang.say("Quốc gia, vùng và nơi khác", "Countries, regions and other places");
    place_list("elsewhere-t", title, &o.elsewhere, lang, out)?;
    out.write_all(b"</div></div></section>\n")
}

fn place_list(id: &str, title: &str, list: &Ranked<Place>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<h3>{title}</h3>")?;
    if list.rows.is_empty() {
        return none(lang, out);
    }
    note(list, lang, out)?;
    let table = Table {
        id,
        caption: title,
        page: 15,
        cards: false,
        heads: &[
            (lang.say("Địa danh", "Place"), Text),
            (lang.say("Bài", "Articles"), Bar),
            (lang.say("Lần nhắc", "Mentions"), Number),
        ],
    };
    table.open(out)?;
    for row in &list.rows {
        let place = &row.value;
        write!(out, r#"<tr><th scope="row">{}<small>"#, Escaped(&place.name))?;
        let mut parts = Vec::new();
        match &place.within {
            Some(within) => parts.push(within.clone()),
            None if !place.level.is_empty() => parts.push(lang.level(&place.level).to_owned()),
            None => {}
        }
        // A district’s own province says nothing new.
        if let Some(now) = place.now.as_ref().filter(|now| place.within.as_ref() != Some(now)) {
            parts.push(format!("{} {now}", lang.say("nay là", "today")));
        }
        write!(out, "{}</small></th>", Escaped(&parts.join(" · ")))?;
        count(row.articles, most(list), lang, out)?;
        number(row.mentions, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)
}

pub(super) fn people(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Những người được bài báo nêu kèm chức vụ. Người trùng họ tên được gộp làm một dòng; chức vụ không kèm cơ quan được bỏ khi có bài nêu rõ cơ quan; ngày là ngày đăng của các bài.",
        "Persons whom articles name with an office. Namesakes fall into one row; a position without a body is left out where an article names the body; the dates are those of the articles.",
    );
    heading("people", lang.say("Cán bộ và chức vụ", "Officials and their offices"), about, out)?;
    if o.people.rows.is_empty() {
        none(lang, out)?;
        return out.write_all(b"</section>\n");
    }
    note(&o.people, lang, out)?;
    let table = Table {
        id: "people-t",
        caption: lang.say("Cán bộ", "Officials"),
        page: 20,
        cards: true,
        heads: &[
            (lang.say("Họ tên", "Name"), Text),
            (lang.say("Chức vụ", "Offices"), Text),
            (lang.say("Bài", "Articles"), Bar),
        ],
    };
    table.open(out)?;
    for row in &o.people.rows {
        let person = &row.value;
        write!(out, r#"<tr><th scope="row">{}"#, Escaped(&person.name))?;
        if let Some(rank) = &person.rank {
            write!(out, "<small>{}</small>", Escaped(rank))?;
        }
        out.write_all(br#"</th><td><ul class="offices">"#)?;
        for office in person.offices.iter().take(OFFICES) {
            self::office(office, lang, out)?;
        }
        if person.offices.len() > OFFICES {
            let more = person.offices.len() - OFFICES;
            let more = match lang {
                Lang::Vi => format!("và {more} chức vụ khác"),
                Lang::En => format!("and {more} more"),
            };
            write!(out, r#"<li class="more">{more}</li>"#)?;
        }
        out.write_all(b"</ul></td>")?;
        count(row.articles, most(&o.people), lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)?;
    out.write_all(b"</section>\n")
}

fn office(office: &Office, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<li>{}", Escaped(&office.title))?;
    if !office.body.is_empty() {
        write!(out, ", {}", Escaped(&office.body))?;
    }
    let mut parts = Vec::new();
    if office.former == office.articles {
        parts.push(lang.say("nguyên", "former").to_owned());
    } else if office.former > 0 {
        parts.push(format!(
            "{} {}",
            lang.say("nguyên trong", "former in"),
            lang.count(office.former, "bài", "article", "articles")
        ));
    }
    parts.push(lang.count(office.articles, "bài", "article", "articles"));
    if let (Some(first), Some(last)) = (&office.first, &office.last) {
        let (a, b) = (lang.period(first), lang.period(last));
        parts.push(if a == b { a } else { format!("{a} – {b}") });
    }
    write!(out, " <small>{}</small></li>", Escaped(&parts.join(" · ")))
}

pub(super) fn organisations(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Tên đầy đủ được dùng khi bài báo cho biết: “UBND huyện” được đếm dưới tên của huyện.",
        "The full name counts where the article tells it: a bare “UBND huyện” stands under the name of its district.",
    );
    heading("organisations", lang.say("Tổ chức", "Organisations"), about, out)?;
    if o.organisations.rows.is_empty() {
        none(lang, out)?;
        return out.write_all(b"</section>\n");
    }
    note(&o.organisations, lang, out)?;
    let table = Table {
        id: "organisations-t",
        caption: lang.say("Tổ chức", "Organisations"),
        page: 20,
        cards: false,
        heads: &[
            (lang.say("Tổ chức", "Organisation"), Text),
            (lang.say("Bài", "Articles"), Bar),
            (lang.say("Lần nhắc", "Mentions"), Number),
        ],
    };
    table.open(out)?;
    for row in &o.organisations.rows {
        let kind = row.value.kind.map_or("", |k| lang.organisation(k));
        write!(out, r#"<tr><th scope="row">{}<small>{kind}</small></th>"#, Escaped(&row.value.name))?;
        count(row.articles, most(&o.organisations), lang, out)?;
        number(row.mentions, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)?;
    out.write_all(b"</section>\n")
}

pub(super) fn programmes(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Chương trình, đề án, phong trào, danh hiệu: các cách viết của cùng một tên được gộp lại.",
        "Programmes, schemes, movements, titles: the spellings of one name count together.",
    );
    heading("programmes", lang.say("Chương trình, phong trào", "Programmes and movements"), about, out)?;
    if o.programmes.rows.is_empty() {
        none(lang, out)?;
        return out.write_all(b"</section>\n");
    }
    note(&o.programmes, lang, out)?;
    let table = Table {
        id: "programmes-t",
        caption: lang.say("Chương trình", "Programmes"),
        page: 20,
        cards: true,
        heads: &[
            (lang.say("Tên", "Name"), Text),
            (lang.say("Nơi được nêu cùng", "Named together with"), Text),
            (lang.say("Ngày đăng", "Published"), Text),
            (lang.say("Bài", "Articles"), Bar),
            (lang.say("Lần nhắc", "Mentions"), Number),
        ],
    };
    table.open(out)?;
    for row in &o.programmes.rows {
        let p = &row.value;
        write!(
            out,
            r#"<tr><th scope="row">{}<small>{}</small></th>"#,
            Escaped(&p.name),
            Escaped(lang.programme(p.kind))
        )?;
        let places: Vec<&str> = p.places.iter().take(3).map(|c| &*c.text).collect();
        write!(out, "<td>{}</td>", Escaped(&places.join(", ")))?;
        dates(p.first.as_deref(), p.last.as_deref(), lang, out)?;
        count(row.articles, most(&o.programmes), lang, out)?;
        number(row.mentions, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)?;
    out.write_all(b"</section>\n")
}

pub(super) fn documents(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Văn bản của Nhà nước và của Đảng mà các bài viện dẫn.",
        "Legal and party documents that articles refer to.",
    );
    heading("documents", lang.say("Văn bản viện dẫn", "Documents cited"), about, out)?;
    if o.documents.rows.is_empty() {
        none(lang, out)?;
        return out.write_all(b"</section>\n");
    }
    note(&o.documents, lang, out)?;
    let table = Table {
        id: "documents-t",
        caption: lang.say("Văn bản", "Documents"),
        page: 20,
        cards: true,
        heads: &[
            (lang.say("Văn bản", "Document"), Text),
            (lang.say("Ban hành", "Issued by"), Text),
            (lang.say("Ngày, năm", "Date"), Text),
            (lang.say("Bài", "Articles"), Bar),
            (lang.say("Lần nhắc", "Mentions"), Number),
        ],
    };
    table.open(out)?;
    for row in &o.documents.rows {
        let d = &row.value;
        // A title may begin with the word for its kind: `Hiến pháp`.
        let kind = lang.document(d.kind);
        let kind = if d.name.to_lowercase().starts_with(&kind.to_lowercase()) { "" } else { kind };
        write!(out, r#"<tr><th scope="row">{}</th>"#, Escaped(format!("{kind} {}", d.name).trim()))?;
        write!(out, "<td>{}</td>", Escaped(d.issuer.as_deref().unwrap_or_default()))?;
        let issued = d.issued.as_deref();
        dates(issued, issued, lang, out)?;
        count(row.articles, most(&o.documents), lang, out)?;
        number(row.mentions, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)?;
    out.write_all(b"</section>\n")
}
