//! The top of an article: site name, path, posting line, tools, title and lead.
//!
//! Enters: the lines before the tail. Leaves: the first line of the body; the lines above it have their kinds, and the
//! date of publication, the date of the visit, views and author are known where the page states them.
//! Not done here: the body.

use super::date::{Stamp, count};
use super::line::{End, Lines};
use super::page::Posting;
use super::words::{CLOCK, Label, OFFICES, PAGE, Part, SECTIONS, SITES, tells_views};
use super::{BlockKind, Hints, Page, Published, PublishedFrom, body, byline, tail};

/// A header is looked for in so many lines.
const DEEPEST: usize = 40;

/// What a posting line says.
#[derive(Debug, Default)]
pub(super) struct Meta {
    /// The date.
    stamp: Option<Stamp>,
    /// A date with nothing but weekday and time beside it.
    alone: bool,
    /// `Hà Nội, ngày 5 tháng 3 năm 2024` on a line of its own.
    dateline: bool,
    views: Option<u64>,
    sign: byline::Signature,
    /// Stretches that are nothing known.
    unknown: usize,
}

impl Meta {
    /// Reads line `i` as a posting line.
    pub(super) fn read(lines: &Lines<'_>, i: usize) -> Option<Self> {
        let sentence = lines.end(i) == End::Stop && lines.words(i) > 8;
        if lines.words(i) > 30 || lines.digits(i) == 0 || sentence || matches!(lines.end(i), End::Mark | End::Colon) {
            return None;
        }
        let (line, low) = (lines.get(i), lines.low(i));
        let mut meta = Meta { stamp: Stamp::find(low), ..Meta::default() };
        meta.alone = meta.stamp.as_ref().is_some_and(|s| s.alone(low));
        if meta.alone {
            return Some(meta);
        }
        if let Some(stamp) = meta.stamp.as_ref().filter(|s| low[s.end()..].trim_matches(['.', ')', ' ']).is_empty())
            && is_place(line, stamp)
        {
            meta.dateline = true;
            return Some(meta);
        }
        // Without a date only a number of readers makes it one.
        if meta.stamp.is_none() && !tells_views(low) {
            return None;
        }
        match meta.stamp.as_ref().map(|s| (s.start(), s.at.clone(), s.end())) {
            Some((start, at, end)) => {
                meta.eat(line, low, 0..start, lines.span(i).start);
                let inner = if start < at.start { at.end..end } else { at.end..end.max(at.end) };
                meta.eat(line, low, inner.end..low.len(), lines.span(i).start);
            }
            None => meta.eat(line, low, 0..low.len(), lines.span(i).start),
        }
        (meta.unknown == 0 && (meta.stamp.is_some() || meta.views.is_some())).then_some(meta)
    }

    fn eat(&mut self, line: &str, low: &str, part: std::ops::Range<usize>, base: u32) {
        let mut at = part.start;
        while at < part.end {
            let rest = &low[at..part.end];
            let skip = rest.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            at += skip;
            if at >= part.end {
                return;
            }
            let rest = &low[at..part.end];
            let cut = rest
                .find(['|', ';', '•', '·', '\t'])
                .into_iter()
                .chain(rest.find(" - "))
                .chain(rest.find(" – "))
                .chain(rest.find("  "))
                .min();
            let mut piece = &rest[..cut.unwrap_or(rest.len())];
            if let Some((kind, n)) = byline::label(piece) {
                let value = &piece[n..];
                match kind {
                    Label::Views => {
                        self.views = count(value).or(self.views);
                        let digits = value.len()
                            - value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').len();
                        at += n + digits;
                        continue;
                    }
                    Label::Date => {
                        at += n.max(1);
                        continue;
                    }
                    _ => {
                        let from = at + n;
                        if kind != Label::Source
                            && let Some(sign) = byline::names(&line[from..at + piece.len()], base + from as u32, true)
                        {
                            self.sign.names.extend(sign.names);
                            self.sign.office = self.sign.office.or(sign.office);
                        }
                        at += piece.len();
                        continue;
                    }
                }
            }
            if let Some((n, kind)) = super::words::LABELS.opening(piece) {
                // "Cập nhật lúc 8:30 ngày …", "Đăng ngày 5/3/2024": the date itself has been cut out.
                let next = piece[n..].trim_start();
                if kind == Label::Date
                    && (next.is_empty()
                        || CLOCK.opening(next).is_some()
                        || next.starts_with(|c: char| c.is_ascii_digit()))
                {
                    at += n;
                    continue;
                }
                if kind == Label::Views && next.starts_with(|c: char| c.is_ascii_digit()) {
                    self.views = count(next).or(self.views);
                    at += piece.len();
                    continue;
                }
            }
            if piece.starts_with(|c: char| c.is_ascii_digit()) {
                let digits =
                    piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').len();
                let after = piece[digits..].trim_start();
                if tool_words(after) {
                    at += piece.len();
                    continue;
                }
                if super::words::LABELS
                    .opening(after)
                    .is_some_and(|(n, k)| k == Label::Views && n == after.trim_end().len())
                {
                    self.views = count(piece).or(self.views);
                    at += piece.len();
                    continue;
                }
            }
            piece = piece.trim_end();
            let clock = piece
                .split(|c: char| !c.is_alphanumeric() && c != '+')
                .all(|w| w.is_empty() || CLOCK.has(w) || w.bytes().all(|b| b.is_ascii_digit()));
            let known = clock || SECTIONS.has(piece) || tool_words(piece);
            if !known {
                match byline::names(&line[at..at + piece.len()], base + at as u32, false) {
                    Some(sign) => {
                        self.sign.names.extend(sign.names);
                        self.sign.office = self.sign.office.or(sign.office);
                    }
                    None => self.unknown += 1,
                }
            }
            at += piece.len().max(1);
        }
    }

    /// What the line says, without its place.
    pub(super) fn posting(&self, lines: &Lines<'_>) -> Posting {
        let opening = lines.low(0).trim_start_matches(|c: char| !c.is_alphanumeric());
        let label = super::words::LABELS.opening(opening).is_some_and(|(_, l)| matches!(l, Label::Date | Label::Views));
        Posting {
            date: self.stamp.as_ref().map(Stamp::iso),
            time: self.stamp.as_ref().and_then(Stamp::clock),
            labelled: label || self.views.is_some(),
            alone: self.alone,
            author: self.sign.author(lines.text).map(str::to_owned),
        }
    }

    /// Puts what the line says into the layout; the first posting line wins.
    pub(super) fn record(&self, lines: &Lines<'_>, page: &mut Page) {
        if let (Some(stamp), None) = (&self.stamp, &page.out.published) {
            let from = if self.dateline { PublishedFrom::Dateline } else { PublishedFrom::MetaLine };
            page.out.published = Some(Published { date: stamp.iso(), time: stamp.clock(), from });
        }
        page.out.views = page.out.views.or(self.views);
        self.sign.record(lines.text, page);
    }
}

/// Whether the words of `low` are tools and nothing else.
fn tool_words(low: &str) -> bool {
    let mut at = 0;
    let mut any = false;
    while at < low.len() {
        let rest = &low[at..];
        let c = rest.chars().next().unwrap_or(' ');
        if let Some((n, _)) = PAGE.openings(rest).find(|(_, p)| *p == Part::Tool) {
            any = true;
            at += n;
        } else if c.is_alphanumeric() {
            return false;
        } else {
            at += c.len_utf8();
        }
    }
    any
}

/// Whether line `i` is font size, printing and sharing, and nothing else.
pub(super) fn is_tools(lines: &Lines<'_>, i: usize) -> bool {
    lines.words(i) <= 24 && lines.digits(i) == 0 && tool_words(lines.low(i))
}

/// Whether line `i` belongs to the page above the article: site name, path, menu.
pub(super) fn is_site(lines: &Lines<'_>, i: usize) -> bool {
    if lines.words(i) > 30 || matches!(lines.end(i), End::Mark) {
        return false;
    }
    let (line, low) = (lines.get(i), lines.low(i));
    let stop = lines.end(i) == End::Stop;
    for (n, part) in PAGE.openings(low) {
        match part {
            Part::Site if !stop && lines.end(i) != End::Ask => {
                // "Liên hệ", "Đăng nhập" are menu entries only when they stand alone or in a row.
                let long = low[..n].split(' ').count() >= 3
                    || low[n..].trim().is_empty()
                    || low[n..].trim_start().starts_with(['|', ':', '>']);
                if long || matches!(&low[..n], "website" | "welcome" | "chào mừng" | "trang tin") {
                    return true;
                }
            }
            Part::Crumb => {
                let rest = low[n..].trim_start();
                if rest.is_empty() || !rest.starts_with(char::is_alphanumeric) || (n > 6 && !stop) {
                    return true;
                }
            }
            _ => {}
        }
    }
    if line.starts_with(['>', '»', '›', '/']) {
        return true;
    }
    // Most lines are running text: `|`, `>` and the first bytes of the others are looked for at the speed of memory.
    if memchr::memchr3(b'|', b'>', 0xC2, line.as_bytes()).is_none() && memchr::memchr(0xE2, line.as_bytes()).is_none() {
        return false;
    }
    let pieces = line.split(['|', '>', '»', '›', '•']).filter(|p| !p.trim().is_empty());
    let (count, longest) = pieces.fold((0, 0), |(n, m), p| (n + 1, m.max(p.split_whitespace().count())));
    count >= 3 && longest <= 6 && !stop
}

#[derive(Debug)]
enum Head {
    Meta(Meta),
    Page,
    Byline(byline::Signature),
    Title,
    /// A paragraph above a posting line.
    Summary,
}

/// Finds title, lead and posting line, and the first line of the body.
pub(super) fn find(lines: &Lines<'_>, tail: usize, hints: &Hints<'_>, page: &mut Page) -> usize {
    let mut heads: Vec<Head> = Vec::new();
    let mut fixed = 0;
    let given = hints.title.map(folded);
    let same = |i: usize| given.as_ref().is_some_and(|g| !lines.long(i) && is_same(g, &folded(lines.get(i))));
    for i in 0..tail.min(DEEPEST) {
        let seen = heads.iter().any(|h| matches!(h, Head::Title));
        let Some(head) = head(lines, i, tail, seen, same(i)) else { break };
        if !matches!(head, Head::Title) {
            fixed = i + 1;
        }
        heads.push(head);
    }
    let title = choose(lines, &heads, fixed, tail, given.is_some(), &same);
    // Without a title the candidates at the end are body.
    let start = title.map_or(fixed, |t| fixed.max(t + 1));
    heads.truncate(start);
    settle(lines, heads, title, page);
    let mut body = start;
    if let Some(t) = title {
        // The title may be written twice.
        if body < tail && lines.get(body) == lines.get(t) {
            page.kinds[body] = BlockKind::Title;
            body += 1;
        }
        body = lead(lines, t, body, tail, page);
    }
    dateline(lines, body, tail, page);
    body
}

fn head(lines: &Lines<'_>, i: usize, tail: usize, seen: bool, given: bool) -> Option<Head> {
    if given {
        return Some(Head::Title);
    }
    if lines.long(i) {
        return None;
    }
    if let Some(meta) = Meta::read(lines, i) {
        return Some(Head::Meta(meta));
    }
    if body::is_furniture(lines, i) || is_tools(lines, i) || is_site(lines, i) || is_crawler(lines.low(i)) {
        return Some(Head::Page);
    }
    let part = tail::part(lines, i);
    if part == Some(Part::Follow) || lines.words(i) <= 6 && matches!(part, Some(Part::After | Part::Footer)) {
        return Some(Head::Page);
    }
    if let Some(sign) = byline::signature(lines, i) {
        // A bare name is a byline only under the title; above it may be a name in the side column.
        let label = sign.label.is_some_and(|l| !matches!(l, Label::Photo));
        if label || (seen && sign.label.is_none() && !sign.names.is_empty() && lines.words(i) <= 5) {
            return Some(Head::Byline(sign));
        }
    }
    let open = matches!(lines.end(i), End::Open | End::Ask) || (cut_short(lines.get(i)) && lines.words(i) <= 25);
    if open && (1..=40).contains(&lines.words(i)) && body::list(lines, i).is_none() {
        return Some(Head::Title);
    }
    // A summary may stand above the posting line.
    let above = || {
        (i + 1..tail.min(i + 4)).any(|j| {
            matches!(Meta::read(lines, j), Some(m) if m.stamp.as_ref().is_some_and(|s| s.has_time()) || m.views.is_some() || !m.alone)
        })
    };
    (seen && tail::is_paragraph(lines, i, 8) && above()).then_some(Head::Summary)
}

/// `date 2024-02`: added by the program that saved the page.
fn is_crawler(low: &str) -> bool {
    low.len() < 24 && low.strip_prefix("date ").is_some_and(|r| r.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}

fn cut_short(line: &str) -> bool {
    line.ends_with('…') || line.ends_with("...")
}

/// A line in lower case without what is not letter or digit.
fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_same(a: &str, b: &str) -> bool {
    let near = |a: &str, b: &str| a.len() >= 24 && b.starts_with(a);
    !a.is_empty() && !b.is_empty() && (a == b || near(a, b) || near(b, a))
}

fn capitals(line: &str) -> bool {
    !line.chars().any(char::is_lowercase) && line.chars().any(char::is_uppercase)
}

fn choose(
    lines: &Lines<'_>,
    heads: &[Head],
    fixed: usize,
    tail: usize,
    given: bool,
    same: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let posted = |i: usize| matches!(heads.get(i), Some(Head::Meta(m)) if !m.alone || m.stamp.as_ref().is_some_and(Stamp::has_time));
    let alone = |i: usize| matches!(heads.get(i), Some(Head::Meta(_)));
    // Without any header two candidates are weighed (a body's name above the title), with one all in it and the next.
    let last = heads.len().min(fixed + 2);
    let mut best: Option<(i32, usize)> = None;
    for i in (0..last).filter(|&i| matches!(heads[i], Head::Title)) {
        if given && !same(i) {
            continue;
        }
        let line = lines.get(i);
        let mut score = 0;
        if same(i) {
            score += 8;
        }
        if posted(i + 1) {
            score += 3;
        } else if alone(i + 1) {
            score += 2;
        }
        if i > 0 && posted(i - 1) {
            score += 2;
        }
        let office = OFFICES.opening(lines.low(i)).is_some();
        if capitals(line) && office {
            score -= 3;
        }
        if lines.words(i) < 4 {
            score -= 2;
        }
        if i > fixed && fixed > 0 {
            score -= 2;
        }
        // The path of the page ends with the title.
        if heads[..i.min(heads.len())]
            .iter()
            .enumerate()
            .any(|(j, h)| matches!(h, Head::Page) && line.len() > 20 && lines.get(j).contains(line))
        {
            score += 3;
        }
        // Title, summary, and the whole body run into one line.
        let run = lines.len() == 3 && i == 0 && !lines.long(i) && lines.span(2).len() > lines.span(1).len();
        if fixed == 0
            && !run
            && (body::credit(lines, i).is_some() || lines.end(i) == End::Open && i == 0 && body::shows(lines, i))
        {
            continue;
        }
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, i));
        }
    }
    // Without a header the first line is the title or there is none; a line alone is no title.
    best.map(|(_, i)| i)
        .filter(|&i| (fixed > 0 || i == 0 || matches!(heads[0], Head::Title)) && (i + 1 < tail || lines.len() > 1))
}

fn settle(lines: &Lines<'_>, heads: Vec<Head>, title: Option<usize>, page: &mut Page) {
    let dated = |h: &Head| matches!(h, Head::Meta(m) if m.stamp.is_some());
    let dates = heads.iter().filter(|h| dated(h)).count();
    let labelled = heads.iter().any(|h| matches!(h, Head::Meta(m) if m.stamp.is_some() && !m.alone));
    let mut seen = 0;
    for (i, head) in heads.into_iter().enumerate() {
        page.kinds[i] = match head {
            Head::Meta(meta) => {
                let first = seen == 0 && meta.stamp.is_some();
                seen += usize::from(meta.stamp.is_some());
                let above = title.is_none_or(|t| i < t);
                let weekday =
                    lines.low(i).starts_with("thứ") || lines.low(i).starts_with("chủ") || lines.low(i).contains("day");
                // Alone above a posting line, or alone with its weekday above the title: the day of the visit.
                let visit = meta.alone
                    && above
                    && first
                    && (dates > 1 && (labelled || weekday || !has_time(&meta))
                        || weekday && !(has_time(&meta) && i > 0));
                if visit {
                    page.out.visit_date = meta.stamp.as_ref().map(Stamp::iso);
                    BlockKind::Boilerplate
                } else {
                    meta.record(lines, page);
                    BlockKind::Meta
                }
            }
            Head::Page => BlockKind::Boilerplate,
            Head::Byline(sign) => {
                sign.record(lines.text, page);
                BlockKind::Byline
            }
            Head::Summary => BlockKind::Lead,
            Head::Title => match title {
                Some(t) if t == i => {
                    bracket_date(lines, i, page);
                    BlockKind::Title
                }
                Some(t) if lines.get(t) == lines.get(i) => BlockKind::Title,
                Some(t) if i > t && lines.words(i) >= 8 => BlockKind::Lead,
                _ => BlockKind::Boilerplate,
            },
        };
    }
}

fn has_time(meta: &Meta) -> bool {
    meta.stamp.as_ref().is_some_and(Stamp::has_time)
}

/// `Ra quân trồng cây (21/09/2011)`: the date of posting in brackets behind the title.
fn bracket_date(lines: &Lines<'_>, i: usize, page: &mut Page) {
    let low = lines.low(i);
    if page.out.published.is_some() || !low.ends_with(')') || lines.digits(i) < 6 {
        return;
    }
    let Some(open) = low.rfind('(') else { return };
    if let Some(stamp) = Stamp::find(&low[open..]).filter(|s| s.alone(&low[open..])) {
        page.out.published = Some(Published { date: stamp.iso(), time: stamp.clock(), from: PublishedFrom::MetaLine });
    }
}

/// `(GLO)- …`, `CTTĐT - …`: the site's own code before the first paragraph. Gives its length in bytes.
pub(super) fn site_code(line: &str) -> Option<usize> {
    let dash = |rest: &str| {
        let cut = rest.trim_start_matches(' ');
        let after = cut.strip_prefix(['-', '–', '—', ':'])?;
        Some(rest.len() - after.len())
    };
    if let Some(inner) = line.strip_prefix('(') {
        let close = inner.find(')').filter(|&n| n <= 24)?;
        let code = &inner[..close];
        let name = code.split([' ', '.', '-', '/']).count() <= 4
            && code.starts_with(|c: char| c.is_uppercase())
            && !code.contains(|c: char| c.is_ascii_digit());
        return dash(&inner[close + 1..]).filter(|_| name).map(|n| close + 2 + n);
    }
    let end = line.char_indices().take(12).find(|(_, c)| !(c.is_uppercase() || matches!(c, '.' | '&' | '0'..='9')))?.0;
    let letters = line[..end].chars().filter(|c| c.is_uppercase()).count();
    if letters >= 2 {
        let n = dash(&line[end..])?;
        let next = line[end + n..].trim_start();
        // "UBND - UBMTTQ …" is two bodies, not a code.
        let second: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        let body = second.chars().count() > 1 && second.chars().all(char::is_uppercase);
        let opens = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"'));
        return (opens && !body && OFFICES.opening(&line[..end].to_lowercase()).is_none()).then_some(end + n);
    }
    None
}

/// Finds the lead from line `at` on and gives the first line after it.
fn lead(lines: &Lines<'_>, title: usize, at: usize, tail: usize, page: &mut Page) -> usize {
    if at >= tail || page.kinds[title..at].contains(&BlockKind::Lead) {
        return at;
    }
    let posted = page.out.published.is_some()
        || page.kinds[..at].iter().any(|k| matches!(k, BlockKind::Meta | BlockKind::Boilerplate));
    let short = |i: usize| lines.span(i).len() <= 900;
    let coded = site_code(lines.get(at)).is_some() || SITES.opening(lines.low(at)).is_some();
    let next = (at + 1 < tail).then_some(at + 1);
    let Some(next) = next else { return at };
    // The same paragraph again: the first is the lead.
    let twice = lines.get(at) == lines.get(next) && lines.words(at) > 8;
    // Title, summary, and the whole body run into one line.
    let run =
        at + 2 == tail && title == 0 && at == 1 && short(at) && lines.span(next).len() * 2 > lines.span(at).len() * 3;
    // Set close to the header, while a blank line parts it from the body.
    let close = posted && !lines.gap(at) && lines.gap(next) && short(at);
    let unclosed = posted
        && lines.words(at) >= 8
        && lines.end(at) == End::Open
        && !body::shows(lines, at)
        && !body::continues(lines, at, &(at..tail));
    if coded && short(at) || twice || run || close || unclosed {
        page.kinds[at] = BlockKind::Lead;
        return at + 1;
    }
    if !posted && body::is_sentence_per_line(lines, &(at..tail)) {
        // Pages saved one sentence a line: the summary is their first sentence, a short one with the next.
        page.kinds[at] = BlockKind::Lead;
        if lines.words(at) < 20 && body::contrast(lines.low(next)) {
            page.kinds[next] = BlockKind::Lead;
            return next + 1;
        }
        return at + 1;
    }
    at
}

/// `Tân Phong, ngày 5/3/2024 - …` at the head of the summary or of the text.
fn dateline(lines: &Lines<'_>, body: usize, tail: usize, page: &mut Page) {
    let lead = body.checked_sub(1).filter(|&i| page.kinds[i] == BlockKind::Lead);
    for i in lead.into_iter().chain((body < tail).then_some(body)) {
        if page.out.published.is_some() {
            return;
        }
        let (line, low) = (lines.get(i), lines.low(i));
        let Some(stamp) = Stamp::find(low) else { continue };
        let after = low[stamp.end()..].trim_start_matches([')', ' ']);
        if is_place(line, &stamp) && (after.starts_with(['-', '–', ':']) || after.is_empty()) {
            let (date, time) = (stamp.iso(), stamp.clock());
            page.out.published = Some(Published { date, time, from: PublishedFrom::Dateline });
        }
    }
}

/// Whether nothing but the name of a place and a comma stands before the date.
fn is_place(line: &str, stamp: &Stamp) -> bool {
    let before = &line[..stamp.start()];
    let (place, rest) = before.trim_start_matches('(').split_once(',').unwrap_or((before, ""));
    let place = place.strip_prefix("TP.").or_else(|| place.strip_prefix("TP ")).unwrap_or(place).trim();
    before.contains(',')
        && matches!(rest.trim(), "" | "ngày" | "Ngày" | "sáng" | "chiều")
        && byline::is_name(place)
        && place.split(' ').count() <= 4
}
