//! An overview of an archive as one page to look at.
//!
//! Enters: an [`Overview`]. Leaves: HTML that needs nothing else: styles, script and charts stand in it, nothing is fetched, and
//! it can be read with the script turned off. Every text of the archive is escaped ([`Escaped`]); the page's own policy lets no
//! script run but the one that carries its mark. Not done here: gathering (that is [`crate::archive::report`]).

mod articles;
mod chart;
mod figures;
mod lists;
mod marks;
mod names;
mod table;
mod text;

use std::io::{self, Write};

use crate::archive::report::Overview;

pub use text::{Escaped, Lang, web_address};

use chart::{Step, Timeline};
use lists::heading;
use table::{Kind, Table, count, number};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
///
/// ```
/// use tinviet::archive::report::{Archive, Limits};
/// use tinviet::report::{Lang, write};
/// let mut archive = Archive::new(Limits::default());
/// archive.add(r#"{"id": "a", "title": "<script>alert(1)</script>", "text": "Hết."}"#).unwrap();
/// let mut page = Vec::new();
/// write(&archive.overview(), Lang::Vi, None, &mut page).unwrap();
/// let page = String::from_utf8(page).unwrap();
/// assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"));
/// ```
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(o: &Overview, lang: Lang, title: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let code = lang.say("vi", "en");
    let plain = match lang {
        Lang::Vi => format!("Kho tin: {} bài", lang.whole(o.articles)),
        Lang::En => format!("A news archive of {}", lang.count(o.articles, "", "article", "articles")),
    };
    let title = title.unwrap_or(&plain);
    // Whoever wrote an article cannot know the hash of the whole archive.
    let nonce = format!("{:016x}", o.fingerprint);
    write!(
        out,
        r##"<!doctype html>
<html lang="{code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="tinviet {}">
<title>{}</title>
<style>
{STYLE}</style>
</head>
<body data-more="{}" data-less="{}" data-rows="{}" data-none="{}" data-sort="{}" data-prev="{}" data-next="{}">
<a class="skip" href="#main">{}</a>
"##,
        env!("CARGO_PKG_VERSION"),
        Escaped(title),
        lang.say("Xem tất cả {n} dòng", "Show all {n} rows"),
        lang.say("Thu gọn", "Show fewer"),
        lang.say("{n} trong {m}", "{n} of {m}"),
        lang.say("Không có dòng nào khớp.", "Nothing matches."),
        lang.say("Sắp xếp theo", "Sort by"),
        lang.say("Bài trước", "Previous"),
        lang.say("Bài sau", "Next"),
        lang.say("Đến nội dung", "Skip to content"),
    )?;
    masthead(o, title, lang, out)?;
    out.write_all(b"<main id=\"main\">\n")?;
    time(o, lang, out)?;
    lists::places(o, lang, out)?;
    lists::people(o, lang, out)?;
    lists::organisations(o, lang, out)?;
    lists::programmes(o, lang, out)?;
    lists::documents(o, lang, out)?;
    figures::write(o, lang, out)?;
    articles::write(o, lang, out)?;
    colophon(o, lang, out)?;
    out.write_all(b"</main>\n<div id=\"tip\" role=\"tooltip\" hidden></div>\n")?;
    write!(out, "<script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n")
}

fn masthead(o: &Overview, title: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<header class=\"masthead\"><p class=\"kicker\">{}</p><h1>{}</h1>",
        lang.say("Báo cáo kho tin", "Archive report"),
        Escaped(title)
    )?;
    out.write_all(b"<dl class=\"facts\">")?;
    let mut fact = |n: u64, name: &str| write!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", lang.whole(n));
    fact(o.articles, lang.say("bài", "articles"))?;
    fact(o.mentions.iter().map(|m| m.1).sum(), lang.say("lần nhắc", "mentions"))?;
    fact(o.people.distinct as u64, lang.say("cán bộ", "officials"))?;
    fact(o.organisations.distinct as u64, lang.say("tổ chức", "organisations"))?;
    fact(o.programmes.distinct as u64, lang.say("chương trình", "programmes"))?;
    fact(o.documents.distinct as u64, lang.say("văn bản", "documents"))?;
    fact(o.figures_of, lang.say("số liệu", "figures"))?;
    out.write_all(b"</dl></header>\n")?;
    let sections = [
        ("time", lang.say("Thời gian", "Time")),
        ("places", lang.say("Địa danh", "Places")),
        ("people", lang.say("Cán bộ", "Officials")),
        ("organisations", lang.say("Tổ chức", "Organisations")),
        ("programmes", lang.say("Chương trình", "Programmes")),
        ("documents", lang.say("Văn bản", "Documents")),
        ("figures", lang.say("Số liệu", "Figures")),
        ("articles", lang.say("Đọc bài", "Articles")),
        ("about", lang.say("Về trang này", "About")),
    ];
    write!(out, r#"<nav class="contents" aria-label="{}"><ul>"#, lang.say("Mục lục", "Contents"))?;
    for (id, name) in sections {
        write!(out, r##"<li><a href="#{id}">{name}</a></li>"##)?;
    }
    out.write_all(b"</ul></nav>\n")
}

fn time(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let dated: u64 = o.days.iter().map(|d| d.1).sum();
    let about = match (o.days.first(), o.days.last(), lang) {
        (Some((first, _)), Some((last, _)), Lang::Vi) if first == last => {
            format!("{} bài đăng ngày {}.", lang.whole(dated), lang.day(*first))
        }
        (Some((first, _)), Some((last, _)), Lang::Vi) => {
            format!("{} bài đăng từ {} đến {}.", lang.whole(dated), lang.day(*first), lang.day(*last))
        }
        (Some((first, _)), Some((last, _)), Lang::En) if first == last => {
            format!("{} published on {}.", lang.count(dated, "", "article", "articles"), lang.day(*first))
        }
        (Some((first, _)), Some((last, _)), Lang::En) => format!(
            "{} published from {} to {}.",
            lang.count(dated, "", "article", "articles"),
            lang.day(*first),
            lang.day(*last)
        ),
        (_, _, lang) => lang.say("Không bài nào có ngày đăng.", "No article has a date.").to_owned(),
    };
    let undated = match (o.articles - dated, lang) {
        (0, _) => String::new(),
        (n, Lang::Vi) if dated > 0 => format!(" {} bài không rõ ngày đăng.", lang.whole(n)),
        (n, Lang::En) if dated > 0 => format!(" {} without a date.", lang.count(n, "", "article", "articles")),
        _ => String::new(),
    };
    heading("time", lang.say("Theo thời gian", "Over time"), &format!("{about}{undated}"), out)?;
    if let Some(line) = Timeline::of(&o.days) {
        timeline(&line, lang, out)?;
    }
    if o.publishers.rows.len() > 1 {
        let table = Table {
            id: "publishers-t",
            caption: lang.say("Nguồn tin", "Publishers"),
            page: 10,
            cards: false,
            heads: &[(lang.say("Nguồn tin", "Publisher"), Kind::Text), (lang.say("Bài", "Articles"), Kind::Bar)],
        };
        write!(out, "<h3>{}</h3>", table.caption)?;
        table.open(out)?;
        let most = o.publishers.rows.first().map_or(0, |r| r.articles);
        for row in &o.publishers.rows {
            write!(out, r#"<tr><th scope="row">{}</th>"#, Escaped(row.value.name()))?;
            count(row.articles, most, lang, out)?;
            out.write_all(b"</tr>\n")?;
        }
        table.close(out)?;
    }
    out.write_all(b"</section>\n")
}

fn timeline(line: &Timeline, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let most = line.bars.iter().map(|b| b.1).max().unwrap_or(0);
    let unit = match line.step {
        Step::Day => lang.say("bài mỗi ngày", "articles a day"),
        Step::Month => lang.say("bài mỗi tháng", "articles a month"),
        Step::Year => lang.say("bài mỗi năm", "articles a year"),
    };
    write!(out, r#"<figure class="timeline"><p class="top">{} {unit}</p>"#, lang.whole(most))?;
    line.svg(lang, out)?;
    out.write_all(br#"<p class="axis">"#)?;
    // First, last and up to three labels between them.
    let n = line.bars.len();
    let mut at: Vec<usize> = (0..5).map(|k| k * (n - 1) / 4).collect();
    at.dedup();
    for &k in &at {
        let middle = (k as f64 + 0.5) / n as f64 * 100.0;
        write!(out, r#"<span style="--x:{middle:.1}%">{}</span>"#, line.name(line.bars[k].0, lang))?;
    }
    out.write_all(b"</p>")?;
    let stray = |(n, day): (u64, Option<jiff::civil::Date>), vi: &str, en: &str| {
        let day = day.map(|d| lang.day(d)).unwrap_or_default();
        match lang {
            _ if n == 0 => String::new(),
            Lang::Vi => format!("{} bài {vi} ({day}) không vẽ. ", lang.whole(n)),
            Lang::En => format!("{} {en} ({day}) left out of the chart. ", lang.count(n, "", "article", "articles")),
        }
    };
    let strays = stray(line.before, "sớm hơn nhiều, từ", "much earlier, from")
        + &stray(line.after, "muộn hơn nhiều, đến", "much later, up to");
    if !strays.is_empty() {
        write!(out, r#"<figcaption>{}</figcaption>"#, Escaped(strays.trim()))?;
    }
    write!(out, "<details><summary>{}</summary>", lang.say("Bảng số", "Numbers"))?;
    let table = Table {
        id: "time-t",
        caption: lang.say("Số bài theo thời gian", "Articles over time"),
        page: 0,
        cards: false,
        heads: &[(lang.say("Thời gian", "Time"), Kind::Text), (lang.say("Bài", "Articles"), Kind::Number)],
    };
    table.open(out)?;
    for (day, articles) in line.bars.iter().filter(|b| b.1 > 0) {
        write!(out, r#"<tr><th scope="row" data-v="{day}">{}</th>"#, line.name(*day, lang))?;
        number(*articles, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)?;
    out.write_all(b"</details></figure>\n")
}

/// What the page rests on: mentions by type, failures, warnings, versions.
fn colophon(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Trang này do chương trình lập từ các bản ghi, không qua biên tập: có thể nhận nhầm hoặc bỏ sót. Mọi thứ nằm trong một tệp, không tải gì từ mạng.",
        "This page was made by a program from its records and edited by nobody: it can be wrong and miss things. All of it is in one file; nothing is fetched.",
    );
    heading("about", lang.say("Về trang này", "About this page"), about, out)?;
    out.write_all(b"<div class=\"split even\"><div>")?;
    write!(out, "<h3>{}</h3><ul>", lang.say("Đã nhận ra", "Recognised"))?;
    for (of, n) in &o.mentions {
        write!(out, "<li>{}: {}</li>", lang.mention_type(*of), lang.whole(*n))?;
    }
    write!(
        out,
        "<li>{}</li></ul></div><div>",
        lang.count(o.characters, "ký tự nội dung", "character of text", "characters of text")
    )?;
    write!(out, "<h3>{}</h3><ul>", lang.say("Bản ghi", "Records"))?;
    write!(
        out,
        "<li>{}</li>",
        lang.count(o.failed, "tài liệu không đọc được", "document could not be read", "documents could not be read")
    )?;
    for (code, n) in &o.failures {
        write!(out, "<li><code>{}</code>: {}</li>", Escaped(code), lang.whole(*n))?;
    }
    for (code, n) in &o.warnings {
        let of = lang.count(*n, "bài", "article", "articles");
        write!(out, "<li>{} <code>{}</code>: {of}</li>", lang.say("lưu ý", "warning"), Escaped(code))?;
    }
    for (version, n) in &o.versions {
        let of = lang.count(*n, "bài", "article", "articles");
        write!(out, "<li>{}: {of}</li>", Escaped(version))?;
    }
    out.write_all(b"</ul>")?;
    if !o.failed_first.is_empty() {
        write!(
            out,
            "<details><summary>{}</summary><ul>",
            lang.say("Những tài liệu đầu tiên không đọc được", "The first documents that could not be read")
        )?;
        for failure in &o.failed_first {
            write!(
                out,
                "<li><code>{}</code> {}: {}</li>",
                Escaped(&failure.code),
                Escaped(&failure.id),
                Escaped(&failure.message)
            )?;
        }
        out.write_all(b"</ul></details>")?;
    }
    out.write_all(b"</div></div></section>\n")
}
