//! The normaliser on composed lines: what goes in, what comes out, what was noted.

use super::ARTICLE;
use crate::span::Span;
use crate::text::normalise::{Normaliser, ToneStyle};
use crate::text::offset::EditKind;
use crate::text::syllable::{Syllable, all_toned, place_tone};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

#[track_caller]
fn check(raw: &str, expected: &str, kinds: &[EditKind]) {
    let n = Normaliser::default().normalise(raw);
    assert_eq!(n.text, expected, "from {raw:?}");
    let found: Vec<EditKind> = n.edits().iter().map(|e| e.kind).collect();
    assert_eq!(found, kinds, "from {raw:?}");
    for e in n.edits() {
        let raw_part: String = raw.chars().skip(e.raw.start as usize).take(e.raw.len() as usize).collect();
        assert_ne!(raw_part, e.norm.of(&n.text));
    }
}

#[test]
fn clean_text_is_borrowed() {
    for text in ["", "x", ARTICLE, "giá 25 °C – “ba” … 1.234 ₫ 🏠 👨‍👩‍👧 Москва Ελλάδα 日本", "quý quá quả gì giếng giữa"]
    {
        let n = Normaliser::new(ToneStyle::Keep).normalise(text);
        assert!(matches!(n.text, Cow::Borrowed(_)) && n.map.is_identity(), "{text}");
    }
}

#[test]
fn letters_and_marks() {
    use EditKind::*;
    check("Hoà Bình", "Hòa Bình", &[TonePlacement]);
    check("HOÀ BÌNH, KHOẺ, UỶ BAN, Uỷ ban", "HÒA BÌNH, KHỎE, ỦY BAN, Ủy ban", &[TonePlacement; 4]);
    check(
        "hòan toàn, cuả, ngừơi, qúy, gíup, nghiã, NGOAÌ",
        "hoàn toàn, của, người, quý, giúp, nghĩa, NGOÀI",
        &[TonePlacement; 7],
    );
    check("Vie\u{323}\u{302}t Nam", "Việt Nam", &[Composition]);
    check("tie\u{301}\u{302}ng", "tiếng", &[MarkOrder]);
    check("tiế\u{301}ng", "tiếng", &[MarkOrder]);
    check("to\u{340}a a\u{341}n", "tòa án", &[MarkOrder, MarkOrder]);
    check("hòa\u{300} \u{301}", "hòà \u{301}", &[Composition]);
    check("nghi \u{323}quyết", "nghị quyết", &[DetachedMark]);
    check("hội nghi \u{323}.", "hội nghị.", &[DetachedMark]);
    check("Viê \u{323}t Nam", "Việt Nam", &[DetachedMark]);
    check("hoa\u{A0}\u{300} x", "hòa x", &[DetachedMark]);
    // One mark after the other, each judged by what the one before has made.
    check("số \u{301} \u{301} x", "số x", &[DetachedMark]);
    check("co \u{302}\u{A0}\u{301}ng", "cống", &[DetachedMark]);
    check("nghi \u{323}e \u{302}nh", "nghị ênh", &[DetachedMark, DetachedMark]);
    check(&format!("số{}", " \u{301}".repeat(200_000)), "số", &[DetachedMark]);
    check("sau \u{323}đó", "sau \u{323}đó", &[]);
    check("x \u{300} và", "x \u{300} và", &[]);
    check("Ðảng uỷ, HÐND, QÐ", "Đảng ủy, HĐND, QĐ", &[LookAlike, TonePlacement, LookAlike, LookAlike]);
    check("ngƣời đƣợc", "người được", &[LookAlike, LookAlike]);
    check("d\u{335}ến", "đến", &[DStroke]);
    check("t\u{430}\u{301}m \u{441}\u{430}\u{301}n", "tám cán", &[LookAlike, LookAlike]);
    check("\u{441}\u{430}n \u{441}\u{43E}", "can co", &[LookAlike, LookAlike]);
    check("\u{441}\u{430}n со сбитым", "can со сбитым", &[LookAlike]);
    check("ᴠăn hóᴀ", "văn hóᴀ", &[LookAlike]);
    check("Ｖăn　１０ ｈｏà！", "Văn 10 hòa!", &[FullWidth, Space, FullWidth, FullWidth, FullWidth, FullWidth]);
    check("ı\u{301}t, nǎm", "ít, năm", &[MarkOrder, LookAlike]);
    check("Å \u{212B} \u{2126}", "Å Å Ω", &[Composition, Composition]);
}

#[test]
fn white_space_and_the_invisible() {
    use EditKind::*;
    check("a\tb\u{A0}c\u{2009}d", "a b c d", &[Space, Space, Space]);
    check("a\r\nb\rc\u{2028}d\u{B}e\u{C}f", "a\nb\nc\nd\ne\nf", &[LineBreak; 5]);
    check("\u{FEFF}Ngày 2\u{200B}3 thá\u{AD}ng\u{200D} 1", "Ngày 23 tháng 1", &[Invisible; 4]);
    check("a\u{200B} \u{301}b", "á b", &[DetachedMark]);
    // Between emoji and in other scripts the joiners are spelling.
    check("👨\u{200D}👩 می\u{200C}خواهم", "👨\u{200D}👩 می\u{200C}خواهم", &[]);
    check("AT&amp;T &ocirc; “x” ‘y’ – — … ½ m² № 1", "AT&amp;T &ocirc; “x” ‘y’ – — … ½ m² № 1", &[]);
}

#[test]
fn every_syllable_gets_its_mark_in_both_directions() {
    let (old, new) = (all_toned(ToneStyle::Old), all_toned(ToneStyle::New));
    let (old, new) = (old.join(" "), new.join(" "));
    assert_ne!(old, new);
    for (from, style, to) in [
        (&old, ToneStyle::New, &new),
        (&new, ToneStyle::Old, &old),
        (&old, ToneStyle::Old, &old),
        (&new, ToneStyle::New, &new),
        (&old, ToneStyle::Keep, &old),
        (&new, ToneStyle::Keep, &new),
    ] {
        assert_eq!(Normaliser::new(style).normalise(from).text, *to);
        assert_eq!(Normaliser::new(style).normalise(&from.to_uppercase()).text, to.to_uppercase());
        let nfd: String = from.nfd().collect();
        assert_eq!(Normaliser::new(style).normalise(&nfd).text, *to);
    }
}

#[test]
fn the_fifteen_endings() {
    for (old, new) in "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
        .split(' ')
        .zip("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(' '))
    {
        for onset in ["", "h", "kh", "th", "ng"] {
            let (old, new) = (format!("{onset}{old}"), format!("{onset}{new}"));
            assert_eq!(Normaliser::new(ToneStyle::Old).normalise(&new).text, old);
            assert_eq!(Normaliser::new(ToneStyle::New).normalise(&old).text, new);
            assert_eq!(Normaliser::new(ToneStyle::Keep).normalise(&old).text, old);
            // With a final the styles agree.
            let wrong = format!("{old}n");
            if Syllable::parse(&wrong).is_some() {
                assert_eq!(Normaliser::new(ToneStyle::Old).normalise(&wrong).text, format!("{new}n"));
            }
        }
        assert_eq!(place_tone(&format!("q{new}"), ToneStyle::Old), None);
    }
}

#[test]
fn spans_lead_back_to_the_input() {
    let raw = "\u{FEFF}Đ/c Hoà\u{A0}\u{A0}(Uy\u{309} viên)\r\nở thôn Na\u{300} Bo\u{301}";
    let n = Normaliser::default().normalise(raw);
    assert_eq!(n.text, "Đ/c Hòa  (Ủy viên)\nở thôn Nà Bó");
    for (word, source) in
        [("Hòa", "Hoà"), ("Ủy viên", "Uy\u{309} viên"), ("Nà Bó", "Na\u{300} Bo\u{301}"), ("ở", "ở"), ("Đ/c", "Đ/c")]
    {
        let at = n.text.find(word).expect("in the text") as u32;
        let back = n.map.to_raw(Span::new(at, at + word.len() as u32));
        let found: String = raw.chars().skip(back.start as usize).take(back.len() as usize).collect();
        assert_eq!(found, source);
    }
    let all = n.map.to_raw(Span::new(0, n.text.len() as u32));
    assert_eq!((all.start, all.end as usize), (1, raw.chars().count()));
}
