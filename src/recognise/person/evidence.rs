//! Whether anything speaks for a name.
//!
//! Enters: a possible name, what stands before and behind it. Leaves: the rule that speaks for it, if one does. Not done here:
//! how far the name goes (that is `name`), names of places and bodies (`super`).

use super::context::{After, Before, Sort};
use super::name::{Make, Name, Names, Strength};
use super::{ADDRESSED, CALLED, CREDITED, FOLLOWED, LISTED, RANKED, SHAPED, TITLED, WHOLE};
use crate::lexicon::class::Class;
use crate::token::syllable::Token;

/// Whether a word in small letters follows the name.
fn open_word(names: &Names<'_, '_>, name: &Name) -> bool {
    names.token(name.span.end).is_some_and(|t| t.is_small() && t.spaced)
}

/// The rule that speaks for a name, if one does.
pub(super) fn rule(
    names: &Names<'_, '_>,
    name: &Name,
    before: Option<&Before>,
    after: After,
    listed: bool,
) -> Option<&'static str> {
    let single = name.span.len() == 1;
    let given = name.make == Make::Given;
    let foreign = name.make == Make::Foreign;
    let fair = name.strength >= Strength::Fair;
    // `luật sư Hưng`, but not `võ sĩ Tuy nhiên`: a word of small letters after a lone syllable may make a word with it,
    // unless behind a rank it is one that opens clauses: `BS Hưng là`.
    let opener = || names.phrase(name.span.end, Class::PersonOpener).is_some_and(|m| m.len == 1);
    // `BS Hưng hẹn gặp`: behind initials, a syllable with which no word begins that we know.
    let first = name.span.start;
    let initials = || {
        let at = first.saturating_sub(1);
        let at = at.saturating_sub(u32::from(names.token(at).is_some_and(|t| t.is('.'))));
        names.token(at).is_some_and(|t| t.is_upper())
    };
    let alone = || initials() && !names.word_begins(first) && !names.doc.has(first, Class::PersonOpener);
    // `LS Hưng cũng`: what a calling is shortened to by its letters is one of the kind, where no stop is missing (`PV. Sổ đỏ`).
    let letters = || first > names.start && names.token(first - 1).is_some_and(Token::is_upper);
    let clause = match before.map(|b| b.sort) {
        Some(Sort::Rank) => opener() || alone(),
        Some(Sort::Honorific) => letters() && open_word(names, name) && (opener() || alone()),
        _ => false,
    };
    let open = single
        && !clause
        && given
        && after == After::Nothing
        && names.token(name.span.end).is_some_and(|t| t.is_word() && t.spaced)
        && !names.doc.is_place_preposition(name.span.end);
    let country = names.country(name.span.start).is_some_and(|end| end == name.span.end);
    // `kỹ sư An toàn thông tin`
    let begins = || names.phrase(name.span.start, Class::OrgPart).is_some_and(|m| m.span().end > name.span.end);
    let people = given && single && (names.is_part(name.span.start) || open_word(names, name) && begins());
    if let Some(b) = before {
        // `phát ngôn viên Cảnh Sáng`
        let whole = || b.state && !b.carried && !single && names.is_whole(name);
        let speaks = match b.sort {
            Sort::Kin => !country || single || name.make == Make::Full,
            Sort::Honorific | Sort::Rank if b.carried => !given && (fair || foreign),
            Sort::Honorific => !(open || country || people),
            Sort::Rank => !(open || people),
            Sort::Title if given => whole(),
            // `Tổng Giám đốc Zolvik Fresh | Việt Nam` heads a company.
            Sort::Title if foreign => b.state || !single && names.country(name.span.end).is_none(),
            Sort::Title => {
                (fair || name.span.len() > 2 || after == After::Sure || whole()) && name.make != Make::Initials
            }
            Sort::Credit => (!foreign || name.strength == Strength::Strong) && names.ends_credit(name),
            Sort::Noun if foreign => !single && fair || single && names.is_relative(b),
            Sort::Noun => !(country || b.carried || people || open && !b.state),
            // `bệnh nhân N.V.H`
            Sort::NounOfFull if name.make == Make::Initials => name.span.len() > 4 || after == After::Sure,
            // `Bạn Quốc Cường bày tỏ`
            Sort::NounOfFull if given => !single && after >= After::Says && names.is_whole(name),
            Sort::NounOfFull => fair,
        };
        if speaks {
            return Some(match b.sort {
                Sort::Kin | Sort::Honorific => ADDRESSED,
                Sort::Rank => RANKED,
                Sort::Title => TITLED,
                Sort::Credit => CREDITED,
                Sort::Noun | Sort::NounOfFull => CALLED,
            });
        }
    }
    if name.make == Make::Known {
        return Some(WHOLE);
    }
    if name.strength == Strength::Strong {
        return Some(SHAPED);
    }
    if name.make == Make::Initials {
        let rule = if names.is_spelled(name) { SHAPED } else { FOLLOWED };
        return (rule == SHAPED || after == After::Sure && !single).then_some(rule);
    }
    if given {
        return None;
    }
    if country {
        return None;
    }
    // `Real Madrid`, `Nam Carolina`
    if foreign && (name.span.start..name.span.end).any(|n| names.country(n).is_some()) {
        return None;
    }
    let sure = after == After::Sure && (fair || !foreign) || after == After::Says && fair;
    // `; Vàng Dì Páo, Trưởng ban Dân tộc`: one of a list.
    let entry = || {
        let start = name.span.start;
        let first = start.saturating_sub(3).max(names.start);
        let mark = start == names.start
            || !names.doc.tokens[start as usize - 1].is_word()
            || names.doc.matches.filling(first..start, Class::OfficeHas).is_some();
        // `; Y Thanh, Phó Bí thư`
        let minority = name.make == Make::Minority;
        (minority || name.make == Make::Full && name.span.len() >= 3) && mark
    };
    // `Marek Holub đánh đầu`
    let plays = foreign && fair && names.plays(name.span.end) && !names.follows_capital(name.span.start);
    let likely = after == After::Likely && (fair || entry()) && (!foreign || names.is_titled(name));
    if sure || likely || plays {
        return Some(FOLLOWED);
    }
    (listed && (fair || !foreign)).then_some(LISTED)
}
