//! What must hold for every input, however broken: asserted by property tests and fuzz targets alike.
//!
//! Enters: arbitrary bytes or text. Leaves: nothing, or a panic that names what does not hold. Not done here: making inputs.

use std::io::Write;
use std::sync::Arc;

use unicode_normalization::is_nfc;

use crate::pipeline::source::{Body, Format, Input, Origin, Source, SourceOptions, Unit};
use crate::pipeline::unit::{Done, Worker};
use crate::pipeline::{Options, Pipeline, Scratch};
use crate::record::{CharSpan, Fields, Line, MentionType, OffsetUnit, Positions, Record};
use crate::sink::annotation::{Brat, Conllu, LabelStudio, Pair, Spacy, Timeml};
use crate::sink::{Jsonl, Sink};
use crate::span::Span;
use crate::testing::cases;
use crate::text::decode::{self, Encoding};
use crate::text::normalise::{Normaliser, ToneStyle};

/// Every encoding that can be asked for.
pub const ENCODINGS: [Encoding; 8] = [
    Encoding::Utf8,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Windows1258,
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Viscii,
    Encoding::Vps,
];

/// Bytes become text or an error; with an encoding given they always become text.
///
/// # Panics
/// Where that does not hold.
pub fn decode(bytes: &[u8]) {
    if let Ok(decoded) = decode::decode(bytes, None) {
        assert!(decoded.text.matches('\u{fffd}').count() >= decoded.replaced as usize, "replacements are in the text");
        normalise(&decoded.text);
    }
    for encoding in ENCODINGS {
        let decoded = decode::decode(bytes, Some(encoding)).expect("an encoding that is given is used");
        assert_eq!(decoded.encoding, encoding);
    }
}

/// Normalising twice changes nothing more, gives NFC, and every position leads back in order.
///
/// # Panics
/// Where that does not hold.
pub fn normalise(raw: &str) {
    for style in [ToneStyle::Old, ToneStyle::New, ToneStyle::Keep] {
        let normaliser = Normaliser::new(style);
        let once = normaliser.normalise(raw);
        assert!(is_nfc(&once.text), "not NFC: {:?}", once.text);
        assert_eq!(normaliser.spelling(raw), once.text, "with and without a map");
        let twice = normaliser.normalise(&once.text);
        assert_eq!(twice.text, once.text, "twice is not once");
        assert!(twice.map.is_identity(), "the second time has edits");
        let (mut at, points) = (Span::new(0, 0), raw.chars().count() as u32);
        for (i, c) in once.text.char_indices() {
            let back = once.map.to_raw(Span::new(i as u32, (i + c.len_utf8()) as u32));
            assert!(!back.is_empty() && back.start >= at.start && back.end >= at.end && back.end <= points);
            at = back;
        }
    }
}

/// Bytes as a text file and as a JSONL file: a record or an error record for every article, and every record whole.
///
/// # Panics
/// Where that does not hold.
pub fn document(bytes: &[u8]) {
    let records = |body, format| {
        let origin = Origin { path: "x".into(), member: None, stem: "x".into(), format: Some(format) };
        records(&Unit { origin: Arc::new(origin), body })
    };
    let articles = records(Body::File(bytes.to_vec()), Format::Text);
    assert!(!articles.is_empty(), "a file gives at least one record");
    let lines = bytes.split(|b| *b == b'\n').filter(|l| l.iter().any(|b| !b.is_ascii_whitespace())).count();
    let records = records(Body::Lines { data: bytes.to_vec(), first: 1 }, Format::Jsonl);
    assert_eq!(records.len(), lines, "a record for each line");
}

/// Bytes as an input of any format, found out or named: the reading comes to an end, what comes of it is whole, and the size of
/// the pieces it is read in changes nothing.
///
/// # Panics
/// Where that does not hold.
pub fn input(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("room");
    for format in Format::ALL.iter().copied().map(Some).chain([None]) {
        let read = |chunk_bytes| {
            let options = SourceOptions { format, chunk_bytes, ..SourceOptions::default() };
            let mut source = Source::new(vec![Input::Path(file.path().to_owned())], options);
            let mut lines = Vec::new();
            let mut units = 0;
            while let Some(unit) = source.next_unit() {
                units += 1;
                assert!(units <= bytes.len() + 2, "{format:?}: no end");
                lines.extend(records(&unit));
            }
            lines
        };
        let (small, large) = (read(64), read(128 << 10));
        let other = small.iter().zip(&large).position(|(s, l)| s != l);
        let at = other.unwrap_or(small.len().min(large.len()));
        assert!(
            other.is_none() && small.len() == large.len(),
            "{format:?}: in pieces of 64 bytes {:?}, in pieces of 128 KB {:?}",
            small.get(at),
            large.get(at)
        );
    }
}

/// The records of one unit, each checked.
fn records(unit: &Unit) -> Vec<Line<'static>> {
    thread_local! {
        static PIPELINE: Pipeline = Pipeline::new(Options { words: true, ..Options::default() });
    }
    let mut done = Done::default();
    PIPELINE.with(|pipeline| {
        let worker = Worker { pipeline, sink: &Jsonl { fields: Fields::ALL }, diverted: false };
        worker.work(unit, &mut Scratch::default(), &mut done);
    });
    let text = String::from_utf8(done.bytes).expect("records are UTF-8");
    let lines: Vec<Line<'static>> = text.lines().map(|l| serde_json::from_str(l).expect("a record")).collect();
    assert_eq!(lines.len(), done.items.len());
    for (line, item) in lines.iter().zip(&done.items) {
        match line {
            Line::Record(r) => {
                record(r);
                formats(r);
            }
            Line::Error(e) => {
                assert_ne!(e.error.code, "internal", "{}", e.error.message);
                assert!(item.error.is_some() && !e.error.message.is_empty());
            }
        }
    }
    lines
}

/// A record holds together: every span is in the text, says what it claims to say, and every reference leads somewhere.
///
/// # Panics
/// Where that does not hold.
pub fn record(record: &Record<'_>) {
    let chars: Vec<char> = record.text.chars().collect();
    let slice = |s: CharSpan| -> String {
        assert!(s.0 <= s.1 && s.1 as usize <= chars.len(), "{s:?} of {}", chars.len());
        chars[s.0 as usize..s.1 as usize].iter().collect()
    };
    assert!(is_nfc(&record.text));
    if let Some(date) = &record.published {
        assert!(date.parse::<jiff::civil::Date>().is_ok(), "published {date:?}");
        assert!(record.published_from.is_some());
    }
    let blocks: Vec<CharSpan> = record.blocks.iter().map(|b| b.span).collect();
    parted(&chars, CharSpan(0, chars.len() as u32), &blocks, "blocks");
    for (n, b) in record.blocks.iter().enumerate() {
        assert!(!slice(b.span).trim().is_empty(), "an empty block");
        let sentences = record.sentences.iter().filter(|s| s.block as usize == n).map(|s| s.span).collect::<Vec<_>>();
        parted(&chars, b.span, &sentences, "sentences");
    }
    assert!(record.sentences.is_sorted_by_key(|s| (s.block, s.span.0)));
    assert!(record.sentences.iter().all(|s| (s.block as usize) < record.blocks.len()));
    let mut last = CharSpan(0, 0);
    for (n, m) in record.mentions.iter().enumerate() {
        assert_eq!(m.id as usize, n, "ids are positions in the list");
        assert_eq!(slice(m.span), m.text, "{}", m.rule);
        assert!(!m.text.trim().is_empty(), "{}", m.rule);
        assert!(m.span.0 >= last.0, "mentions are in order");
        let page = record.source.format.as_deref() == Some(Format::Html.name());
        assert_eq!(m.source_span.is_none(), page, "what is not of a page has a place in the input");
        assert!(m.source_span.is_none_or(|s| s.0 < s.1), "{:?} of {:?}", m.source_span, m.text);
        last = m.span;
    }
    for kind in MentionType::ALL {
        let spans: Vec<CharSpan> = record.mentions.iter().filter(|m| m.kind_of() == *kind).map(|m| m.span).collect();
        assert!(spans.windows(2).all(|w| w[0].1 <= w[1].0), "{} overlap", kind.name());
    }
    let known = |ids: &[u32]| ids.iter().all(|id| (*id as usize) < record.mentions.len());
    for o in &record.officials {
        assert!(!o.name.trim().is_empty() && known(&o.mentions), "{o:?}");
        assert!(o.roles.iter().all(|r| known(&r.evidence)), "{o:?}");
    }
    for i in &record.indicators {
        assert!(known(&[i.mention]) && (i.sentence as usize) < record.sentences.len(), "{i:?}");
        assert_eq!(record.mentions[i.mention as usize].span, i.span);
    }
    assert!(record.programmes.iter().all(|p| !p.mentions.is_empty() && known(&p.mentions)));
    assert!(record.documents.iter().all(|d| !d.mentions.is_empty() && known(&d.mentions)));
    if let Some(words) = &record.words {
        for pair in words.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "words overlap");
        }
        assert!(words.iter().all(|w| !slice(*w).trim().is_empty()));
    }
}

/// Every annotation format takes the record, and its text can be read back from each; positions lead to the same words in
/// every unit.
///
/// # Panics
/// Where that does not hold.
pub fn formats(record: &Record<'_>) {
    let write = |sink: &dyn Sink| {
        let mut out = Vec::new();
        sink.record(record, &mut out).expect("a document");
        out
    };
    let text = |sink: &dyn Sink| String::from_utf8(write(sink)).expect("UTF-8");
    let chars: Vec<char> = record.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();

    for sentence in text(&Conllu).split_terminator("\n\n") {
        let (comments, words): (Vec<&str>, Vec<&str>) = sentence.lines().partition(|l| l.starts_with("# "));
        // An article of white space alone has a name and no sentence.
        if words.is_empty() {
            assert!(record.text.trim().is_empty(), "CoNLL-U: no words of {:?}", record.text);
            continue;
        }
        let whole = comments.iter().find_map(|l| l.strip_prefix("# text = ")).expect("a text");
        let rest = words.iter().filter_map(|l| l.split('\t').nth(1)).fold(whole, |rest, form| {
            rest.trim_start_matches(' ')
                .strip_prefix(form)
                .unwrap_or_else(|| panic!("CoNLL-U: {form:?}, left {rest:?}"))
        });
        assert_eq!(rest, "", "CoNLL-U");
    }

    let doc: serde_json::Value = serde_json::from_slice(&write(&Spacy)).expect("a document");
    let at = |token: &serde_json::Value, name: &str| token[name].as_u64().expect("a position") as usize;
    let (mut end, mut edges) = (0, vec![0]);
    for token in doc["tokens"].as_array().expect("tokens") {
        let start = at(token, "start");
        assert!(start == end || start == end + 1 && chars[end] == ' ' && end > 0, "a token at {start} after {end}");
        end = at(token, "end");
        assert!(start < end, "an empty token");
        edges.extend([start, end]);
    }
    assert!(end == chars.len() || end + 1 == chars.len() && chars[end] == ' ', "tokens end at {end}");
    for span in doc["spans"]["sc"].as_array().expect("spans") {
        assert!(edges.binary_search(&at(span, "start")).is_ok() && edges.binary_search(&at(span, "end")).is_ok());
    }

    let pair = write(&Brat);
    let pair = Pair::read(&pair).expect("a pair");
    assert_eq!(pair.text, record.text.as_bytes());
    let lines = std::str::from_utf8(pair.annotations).expect("UTF-8");
    for line in lines.lines().filter(|l| l.starts_with('T')) {
        let [_, places, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let places = places.split_once(' ').expect("a type").1.split(';').map(|p| p.split_once(' ').expect("two"));
        let place = |n: &str| n.parse::<usize>().expect("a position");
        let parts: Vec<String> = places.map(|(a, b)| slice(place(a), place(b))).collect();
        assert_eq!(parts.join(" "), words);
    }

    let xml = text(&Timeml { single: true });
    let xml = xml.split_once("<TEXT>").and_then(|(_, x)| x.rsplit_once("</TEXT>")).expect("a text").0;
    let bare: String =
        xml.split('<').enumerate().map(|(n, x)| if n == 0 { x } else { x.split_once('>').expect("a tag").1 }).collect();
    let bare = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&#9;", "\t"), ("&amp;", "&")]
        .iter()
        .fold(bare, |text, (from, to)| text.replace(from, to));
    let lost = |c: char| c < ' ' && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    assert_eq!(bare, record.text.replace(lost, "\u{FFFD}"), "TimeML");

    serde_json::from_slice::<serde_json::Value>(&write(&LabelStudio)).expect("a task");
    let positions = Positions::new(&record.text);
    for unit in OffsetUnit::ALL.iter().copied() {
        let mut other = record.clone();
        other.count_in(unit, &record.text, 0);
        for m in &other.mentions {
            let [start, end] = [m.span.0, m.span.1].map(|at| positions.byte(&other.text, unit, at));
            assert_eq!(other.text[start..end], m.text, "{unit}");
        }
    }
}

/// `parts` lie in `whole`, in order, and leave nothing out but white space.
fn parted(chars: &[char], whole: CharSpan, parts: &[CharSpan], what: &str) {
    let blank = |from: u32, to: u32| {
        assert!(from <= to, "{what} overlap at {from}, {to}");
        let left: String = chars[from as usize..to as usize].iter().filter(|c| !c.is_whitespace()).collect();
        assert!(left.is_empty(), "{what} leave out {left:?} at {from}");
    };
    let mut at = whole.0;
    for part in parts {
        blank(at, part.0);
        assert!(part.0 < part.1, "empty {what}");
        at = part.1;
    }
    blank(at, whole.1);
}

/// A case file is read or refused, whatever is in it.
pub fn case_file(text: &str) {
    use crate::recognise::Kind;
    for kind in [Kind::Number, Kind::Date, Kind::Programme] {
        let _ = cases::run(kind, text);
    }
}
