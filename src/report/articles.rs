//! Articles to read, with what was found in them.
//!
//! Enters: readings of an overview. Leaves: a list of headlines, a legend whose boxes show and hide the types of mentions, and
//! each article with its marks, officials and figures. All of them stand on the page; the script shows one at a time. Not done
//! here: marks inside a paragraph (that is [`super::marks`]).

use std::io::{self, Write};

use super::lists::heading;
use super::marks;
use super::text::{Escaped, Lang, web_address};
use crate::archive::report::{Chars, Overview, READING_CHARS, Reading};
use crate::record::{BlockKind, MentionType};

/// Officials and figures under one article.
const ROWS: usize = 60;

pub(super) fn write(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Bài báo với những gì đã nhận ra, tô màu theo loại. Trỏ, chạm hoặc dùng phím Tab để xem giá trị và quy tắc.",
        "Articles with what was recognised, coloured by type. Point, touch or use the Tab key for value and rule.",
    );
    heading("articles", lang.say("Đọc bài", "Articles"), about, out)?;
    if o.readings.is_empty() {
        let none = lang.say("Báo cáo này không kèm bài nào.", "This report holds no article.");
        return write!(out, r#"<p class="note">{none}</p></section>"#);
    }
    let (shown, total) = (o.readings.len() as u64, o.articles);
    let note = match (lang, shown == total) {
        (Lang::Vi, true) => format!("Đủ {} bài của kho, mới nhất trước.", lang.whole(total)),
        (Lang::En, true) => {
            format!("All {} of the archive, the newest first.", lang.count(total, "", "article", "articles"))
        }
        (Lang::Vi, false) => format!(
            "{shown} trong {} bài, chọn theo mã băm của nội dung (mẫu rải đều, không theo chủ đề), mới nhất trước.",
            lang.whole(total)
        ),
        (Lang::En, false) => format!(
            "{shown} of {}, drawn by a hash of the text (an even sample, not by topic), the newest first.",
            lang.count(total, "", "article", "articles")
        ),
    };
    write!(out, r#"<p class="note">{note}</p>"#)?;
    legend(lang, out)?;
    write!(
        out,
        r#"<div class="reader"><nav aria-label="{}"><form class="filter" hidden><label>{}<input type="search" name="find" autocomplete="off"></label><output role="status"></output></form><ol class="titles" lang="vi">"#,
        lang.say("Danh sách bài", "List of articles"),
        lang.say("Tìm trong các bài", "Search the articles"),
    )?;
    for reading in &o.readings {
        let day = reading.day.map(|d| lang.day(d)).unwrap_or_default();
        write!(
            out,
            r##"<li><a href="#a{}"><span>{}</span><small>{day}</small></a></li>"##,
            reading.number,
            Escaped(&reading.title)
        )?;
        out.write_all(b"\n")?;
    }
    out.write_all(b"</ol></nav><div class=\"texts\">\n")?;
    for reading in &o.readings {
        article(reading, lang, out)?;
    }
    out.write_all(b"</div></div></section>\n")
}

fn legend(lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let label = lang.say("Loại được tô màu", "Types shown");
    write!(out, r#"<fieldset class="legend"><legend>{label}</legend>"#)?;
    for of in MentionType::ALL {
        let (class, name) = (marks::class(*of), lang.mention_type(*of));
        write!(
            out,
            r#"<label><input type="checkbox" id="show-{class}" checked><mark class="{class}">{name}</mark></label>"#
        )?;
    }
    out.write_all(b"</fieldset>\n")
}

fn article(r: &Reading, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, r#"<article id="a{}" tabindex="-1"><header>"#, r.number)?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(r.day.map(|d| format!(r#"<time datetime="{d}">{}</time>"#, lang.day(d))));
    parts.extend(r.publisher.as_deref().map(|p| Escaped(p).to_string()));
    parts.extend(r.author.as_deref().map(|a| Escaped(a).to_string()));
    if let Some(url) = r.url.as_deref().and_then(web_address) {
        let text = lang.say("bài gốc", "original");
        parts.push(format!(r#"<a href="{}" rel="noopener noreferrer" class="out">{text}</a>"#, Escaped(url)));
    }
    parts.push(format!("<code>{}</code>", Escaped(&r.id)));
    write!(out, r#"<p class="meta">{}</p>"#, parts.join(" · "))?;
    let chars = Chars::new(&r.text);
    let titled = r.blocks.iter().any(|b| b.kind == BlockKind::Title);
    // An article without a headline gets one only for those who go from heading to heading.
    match (titled, r.titled) {
        (true, _) => {}
        (_, true) => write!(out, "<h3>{}</h3>", Escaped(&r.title))?,
        _ => write!(out, r#"<h3 class="unseen">{}</h3>"#, Escaped(&r.title))?,
    }
    out.write_all(b"</header><div class=\"body\" lang=\"vi\">")?;
    body(r, &chars, lang, out)?;
    if r.text.trim().is_empty() {
        let none = lang.say("Bản ghi không kèm nội dung bài.", "The record holds no text.");
        write!(out, r#"<p class="note">{none}</p>"#)?;
    }
    if r.cut {
        let most = lang.whole(READING_CHARS as u64);
        match lang {
            Lang::Vi => write!(out, r#"<p class="note">Bài dài hơn: chỉ trình bày {most} ký tự đầu.</p>"#)?,
            Lang::En => {
                write!(out, r#"<p class="note">The article goes on: only its first {most} characters are shown.</p>"#)?
            }
        }
    }
    out.write_all(b"</div>")?;
    found(r, lang, out)?;
    out.write_all(b"</article>\n")
}

/// The blocks in order, and what stands between them.
fn body(r: &Reading, chars: &Chars<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut at = 0;
    for block in &r.blocks {
        let (start, end) = ((block.span.0 as usize).max(at), (block.span.1 as usize).min(chars.len()));
        lines(r, chars, (at, start), lang, out)?;
        if start < end {
            let (open, close) = match block.kind {
                BlockKind::Title => ("<h3>", "</h3>"),
                BlockKind::Heading => ("<h4>", "</h4>"),
                BlockKind::Lead => ("<p class=\"lead\">", "</p>"),
                BlockKind::Caption => ("<p class=\"caption\">", "</p>"),
                BlockKind::Byline => ("<p class=\"byline\">", "</p>"),
                BlockKind::Meta | BlockKind::Boilerplate => ("<p class=\"aside\">", "</p>"),
                BlockKind::List => ("<p class=\"item\">", "</p>"),
                BlockKind::Paragraph => ("<p>", "</p>"),
            };
            out.write_all(open.as_bytes())?;
            marks::write(chars, (start, end), &r.mentions, lang, out)?;
            out.write_all(close.as_bytes())?;
            out.write_all(b"\n")?;
            at = end;
        }
    }
    lines(r, chars, (at, chars.len()), lang, out)
}

/// Text outside of blocks: a paragraph for each line that is not empty.
fn lines(
    r: &Reading,
    chars: &Chars<'_>,
    (from, to): (usize, usize),
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut at = from;
    for line in chars.slice(from, to).split('\n') {
        let end = at + line.chars().count();
        if !line.trim().is_empty() {
            out.write_all(b"<p>")?;
            marks::write(chars, (at, end), &r.mentions, lang, out)?;
            out.write_all(b"</p>\n")?;
        }
        at = end + 1;
    }
    Ok(())
}

/// Officials and figures of the article.
fn found(r: &Reading, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if !r.officials.is_empty() {
        write!(
            out,
            r#"<details><summary>{}</summary><ul>"#,
            lang.count(r.officials.len() as u64, "cán bộ", "official", "officials")
        )?;
        for official in r.officials.iter().take(ROWS) {
            write!(out, "<li><b>{}</b>", Escaped(&official.name))?;
            for (n, role) in official.roles.iter().take(ROWS).enumerate() {
                let mark = if n == 0 { ": " } else { "; " };
                let former = if role.former { lang.say("nguyên ", "former ") } else { "" };
                let body = role.org_full.as_deref().unwrap_or(&role.org);
                write!(out, "{mark}{former}{}", Escaped(&role.title))?;
                if !body.is_empty() {
                    write!(out, ", {}", Escaped(body))?;
                }
            }
            out.write_all(b"</li>")?;
        }
        out.write_all(b"</ul></details>")?;
    }
    if !r.indicators.is_empty() {
        write!(
            out,
            r#"<details><summary>{}</summary><ul>"#,
            lang.count(r.indicators.len() as u64, "số liệu", "figure", "figures")
        )?;
        for i in r.indicators.iter().take(ROWS) {
            let value = lang.figure(&i.value, i.form, i.unit.as_deref(), i.cmp, i.change);
            write!(out, "<li>{}: <b>{}</b>", Escaped(&i.measure), Escaped(&value))?;
            let period = i.period.as_deref().map(|p| lang.period(p));
            let around: Vec<&str> = period.as_deref().into_iter().chain(i.place.as_deref()).collect();
            if !around.is_empty() {
                write!(out, " <small>{}</small>", Escaped(&around.join(" · ")))?;
            }
            out.write_all(b"</li>")?;
        }
        out.write_all(b"</ul></details>")?;
    }
    for warning in r.warnings.iter().take(8) {
        write!(out, r#"<p class="note">{}</p>"#, Escaped(warning))?;
    }
    Ok(())
}
