//! The section of figures: measures over time, and single figures.
//!
//! Enters: measures and figures of an overview. Leaves: a table with a small chart for each measure, and the table of figures
//! that the script searches and filters. Not done here: choosing which figures are shown.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::chart;
use super::lists::heading;
use super::table::{Kind, Table, number};
use super::text::{Escaped, Lang, web_address};
use crate::archive::report::{Figure, Measure, Overview};
use crate::record::{Change, Cmp, Value};

use Kind::{Chart, Number, Text};

pub(super) fn write(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let about = lang.say(
        "Con số kèm điều nó đo, theo lời bài báo. Tiền tính bằng đơn vị đầy đủ khi xếp thứ tự, dù hiển thị theo triệu, tỷ.",
        "Numbers with what they measure, in the words of the article. Money sorts by its full amount, though shown in millions and billions.",
    );
    heading("figures", lang.say("Số liệu", "Figures"), about, out)?;
    if o.figures.is_empty() {
        let none = lang.say("Không có trong kho này.", "None in this archive.");
        return write!(out, r#"<p class="note">{none}</p></section>"#);
    }
    if !o.measures.rows.is_empty() {
        measures(o, lang, out)?;
    }
    table(o, lang, out)?;
    out.write_all(b"</section>\n")
}

fn measures(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<h3>{}</h3>", lang.say("Số đo gặp trong nhiều bài", "Measures that several articles speak of"))?;
    let (shown, total, lack) = (o.measures.rows.len(), o.measures.distinct, o.measures.lack);
    let mut note = match lang {
        Lang::Vi => format!(
            "{shown} trong {} số đo có từ hai bài trở lên, không kể danh từ đếm đứng một mình như “27 người”. Mỗi chấm là một con số, đường nối đi qua giá trị giữa của từng ngày; bấm vào tên để lọc bảng số liệu.",
            lang.whole(total as u64)
        ),
        Lang::En => format!(
            "{shown} of {} measures that two or more articles speak of, bare counted nouns such as “27 người” aside. Each dot is a figure, the line joins the middle of each day; press a name to filter the table of figures.",
            lang.whole(total as u64)
        ),
    };
    if lack > 0 {
        note.push_str(&match lang {
            Lang::Vi => format!(" Số đo hiếm đã bị bỏ trong khi đếm: mỗi số có thể thiếu đến {lack} bài."),
            Lang::En => format!(" Rare measures were dropped while counting: a count may lack up to {lack} articles."),
        });
    }
    write!(out, r#"<p class="note">{note}</p>"#)?;
    let table = Table {
        id: "measures-t",
        caption: lang.say("Số đo theo thời gian", "Measures over time"),
        page: 12,
        cards: true,
        heads: &[
            (lang.say("Số đo", "Measure"), Text),
            (lang.say("Theo thời gian", "Over time"), Chart),
            (lang.say("Mới nhất", "Latest"), Number),
            (lang.say("Thấp nhất – cao nhất", "Lowest – highest"), Number),
            (lang.say("Số liệu", "Figures"), Number),
            (lang.say("Bài", "Articles"), Number),
        ],
    };
    table.open(out)?;
    for row in &o.measures.rows {
        let m = &row.value;
        write!(
            out,
            r##"<tr><th scope="row"><a href="#figures-t" data-find="{}">{}</a><small>{}</small></th><td class="c">"##,
            Escaped(&m.name),
            Escaped(&m.name),
            Escaped(&unit_of(m, lang))
        )?;
        if chart::spark(m, out)? {
            let days: Vec<String> =
                m.figures.iter().filter_map(|f| f.day()).map(|d| lang.month(d.year(), d.month())).collect();
            if let (Some(first), Some(last)) = (days.first(), days.last()) {
                write!(out, r#"<span class="ends"><span>{first}</span><span>{last}</span></span>"#)?;
            }
        }
        out.write_all(b"</td>")?;
        latest(m, lang, out)?;
        let unit = m.unit.as_deref();
        match m.range {
            Some((low, high)) => {
                write!(out, r#"<td class="n" data-v="{high}">{}</td>"#, Escaped(&range(low, high, unit, lang)))?
            }
            None => out.write_all(b"<td class=\"n\"></td>")?,
        }
        number(row.mentions, lang, out)?;
        number(row.articles, lang, out)?;
        out.write_all(b"</tr>\n")?;
    }
    table.close(out)
}

fn range(low: f64, high: f64, unit: Option<&str>, lang: Lang) -> String {
    let number = |x: f64| crate::record::Number::new(x);
    match (number(low), number(high)) {
        (Some(a), Some(b)) if low < high => lang.figure(&Value::Numbers(a, b), None, unit, Cmp::Eq, None),
        _ => lang.amount(high, unit),
    }
}

fn unit_of(m: &Measure, lang: Lang) -> String {
    let unit = m.unit.as_deref().map(|u| if u == "VND" { lang.say("đồng", "VND") } else { u });
    let change = m.change.map(|c| match c {
        Change::Up => lang.say("mức tăng", "amount of increase"),
        Change::Down => lang.say("mức giảm", "amount of decrease"),
    });
    unit.into_iter().chain(change).collect::<Vec<_>>().join(" · ")
}

/// The figure of the last day that has one.
fn latest(m: &Measure, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let last = m.figures.iter().rev().find_map(|f| f.amount().map(|amount| (f, amount)));
    match last {
        Some((figure, amount)) => {
            let day = figure.day().map(|d| lang.month(d.year(), d.month())).unwrap_or_default();
            let text = lang.figure(&figure.value, figure.form, figure.unit.as_deref(), figure.cmp, None);
            write!(out, r#"<td class="n" data-v="{amount}">{}<small>{day}</small></td>"#, Escaped(&text))
        }
        None => out.write_all(b"<td class=\"n\"></td>"),
    }
}

fn table(o: &Overview, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<h3>{}</h3>", lang.say("Từng số liệu", "Single figures"))?;
    let (shown, total) = (lang.whole(o.figures.len() as u64), lang.whole(o.figures_of));
    let note = match (lang, o.figures.len() as u64 == o.figures_of) {
        (Lang::Vi, true) => format!("Đủ {total} số liệu của kho."),
        (Lang::En, true) => format!("All {total} figures of the archive."),
        (Lang::Vi, false) => format!(
            "{shown} trong {total} số liệu: của các số đo ở trên, rồi những số liệu rõ cả thời kỳ và địa danh; còn lại chọn theo mã băm. Toàn bộ: <code>tinviet extract … --table indicators</code>."
        ),
        (Lang::En, false) => format!(
            "{shown} of {total} figures: those of the measures above, then those whose period and place are known; the rest drawn by a hash. All of them: <code>tinviet extract … --table indicators</code>."
        ),
    };
    write!(out, r#"<p class="note">{note}</p>"#)?;
    let labels = [
        lang.say("Tìm trong bảng", "Search"),
        lang.say("số đo, địa danh, tựa bài…", "measure, place, headline …"),
        lang.say("Đơn vị", "Unit"),
        lang.say("tất cả", "all"),
        lang.say("Có thời kỳ", "With a period"),
        lang.say("Có địa danh", "With a place"),
        lang.say("Bỏ lọc", "Clear"),
    ];
    // Shown by the script, which is what makes it work.
    write!(
        out,
        r#"<form class="filter" id="figures-f" hidden><label>{}<input type="search" name="find" placeholder="{}" autocomplete="off"></label><label>{}<select name="unit"><option value="">{}</option></select></label><label class="check"><input type="checkbox" name="period">{}</label><label class="check"><input type="checkbox" name="place">{}</label><button type="reset">{}</button><output role="status"></output></form>"#,
        labels[0], labels[1], labels[2], labels[3], labels[4], labels[5], labels[6]
    )?;
    let table = Table {
        id: "figures-t",
        caption: lang.say("Số liệu", "Figures"),
        page: 25,
        cards: true,
        heads: &[
            (lang.say("Số đo", "Measure"), Text),
            (lang.say("Giá trị", "Value"), Number),
            (lang.say("Thời kỳ", "Period"), Text),
            (lang.say("Nơi", "Place"), Text),
            (lang.say("Bài", "Article"), Text),
        ],
    };
    let readable: BTreeSet<u64> = o.readings.iter().map(|r| r.number).collect();
    table.open(out)?;
    for figure in &o.figures {
        row(figure, readable.contains(&figure.article.number), lang, out)?;
    }
    table.close(out)
}

fn row(f: &Figure, readable: bool, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let unit = f.unit.as_deref();
    write!(out, r#"<tr data-u="{}"><th scope="row">{}"#, Escaped(unit.unwrap_or_default()), Escaped(&f.measure))?;
    if let Some(context) = &f.context {
        write!(out, r#"<small class="context">{}</small>"#, Escaped(context))?;
    }
    let sort = f.amount().map(|a| a.to_string()).unwrap_or_default();
    let value = lang.figure(&f.value, f.form, unit, f.cmp, f.change);
    write!(out, r#"</th><td class="n" data-v="{sort}">{}</td>"#, Escaped(&value))?;
    let period = f.period.as_deref();
    write!(
        out,
        r#"<td data-v="{}">{}</td>"#,
        Escaped(period.unwrap_or_default()),
        Escaped(&period.map(|p| lang.period(p)).unwrap_or_default())
    )?;
    write!(out, "<td>{}</td>", Escaped(f.place.as_deref().unwrap_or_default()))?;
    let a = &f.article;
    let day = a.day.map(|d| d.to_string()).unwrap_or_default();
    write!(out, r#"<td class="src" data-v="{day}">"#)?;
    let title = Escaped(&a.title);
    match a.url.as_deref().and_then(web_address) {
        _ if readable => write!(out, r##"<a href="#a{}">{title}</a>"##, a.number)?,
        Some(url) => write!(out, r#"<a href="{}" rel="noopener noreferrer" class="out">{title}</a>"#, Escaped(url))?,
        None => write!(out, "<span>{title}</span>")?,
    }
    let day = a.day.map(|d| lang.day(d)).unwrap_or_default();
    out.write_all(format!("<small>{day}</small></td></tr>\n").as_bytes())
}
