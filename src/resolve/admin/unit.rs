//! How units hang together.
//!
//! Enters: a unit of the tables. Leaves: what holds it, what holds its area today, whether one holds another. Not done here:
//! which unit a name means.

use crate::lexicon::units::{self, FIRST_NEW_DAY, LAST_OLD_DAY, Level, Unit};

/// A day on which the unit was there.
fn day_of(unit: &Unit) -> &'static str {
    match (unit.to, unit.from) {
        ("", "") => FIRST_NEW_DAY,
        ("", from) => from,
        (to, _) => to,
    }
}

/// The unit directly above on `day`, or while the unit was there: the province of a district and of a commune of today, the
/// district of a commune before.
#[must_use]
pub fn parent_of(unit: &Unit, day: &str) -> Option<&'static Unit> {
    let above = match unit.level {
        Level::Province => return None,
        Level::Commune if unit.to == LAST_OLD_DAY => Level::District,
        _ => Level::Province,
    };
    let day = if unit.valid_on(day) { day } else { day_of(unit) };
    units::by_code(above, unit.parent, day)
}

/// The province a unit lies in, itself for a province.
pub(super) fn province_of(mut unit: &'static Unit) -> Option<&'static Unit> {
    for _ in 0..2 {
        if unit.level != Level::Province {
            unit = parent_of(unit, day_of(unit))?;
        }
    }
    Some(unit)
}

/// The units of today that hold the unit's area: communes for a commune, as far as the lists tell, else provinces.
///
/// ```
/// use tinviet::lexicon::units::{Level, find};
/// use tinviet::resolve::admin::today_of;
/// let district = &find(Level::District, "Ngân Sơn")[0];
/// assert_eq!(today_of(district)[0].full_name(), "tỉnh Thái Nguyên");
/// ```
#[must_use]
pub fn today_of(unit: &'static Unit) -> &'static [&'static Unit] {
    unit.told().today.get_or_init(|| holders(unit))
}

fn holders(unit: &'static Unit) -> Vec<&'static Unit> {
    if unit.level == Level::Commune && !unit.now.is_empty() {
        return unit.now.split(',').filter_map(units::commune_of_today).collect();
    }
    let Some(province) = province_of(unit) else { return Vec::new() };
    province.now.split(',').filter_map(|code| units::by_code(Level::Province, code, super::TODAY)).collect()
}

/// Whether `container` holds `unit`, over the reform of 2025 too: a commune of today lies in the province it lay in before.
pub(super) fn within(unit: &'static Unit, container: &Unit) -> bool {
    match container.level {
        Level::Commune => false,
        Level::District => unit.level == Level::Commune && unit.to == LAST_OLD_DAY && unit.parent == container.code,
        Level::Province => {
            if unit.level == Level::Province {
                return false;
            }
            let Some(own) = province_of(unit) else { return false };
            let holds = |old: &Unit, code: &str| old.now.split(',').any(|c| c == code);
            match (own.to.is_empty(), container.to.is_empty()) {
                (true, true) | (false, false) => own.code == container.code && own.name == container.name,
                (false, true) => holds(own, container.code),
                (true, false) => holds(container, own.code),
            }
        }
    }
}

/// A unit with all that holds it: `xã Đức Vân, huyện Ngân Sơn, tỉnh Bắc Kạn`.
///
/// ```
/// use tinviet::lexicon::units::{Level, find};
/// use tinviet::resolve::admin::describe;
/// assert_eq!(describe(&find(Level::District, "Ngân Sơn")[0]), "huyện Ngân Sơn, tỉnh Bắc Kạn");
/// ```
#[must_use]
pub fn describe(unit: &Unit) -> &str {
    unit.told().with_all_above.get_or_init(|| {
        let mut out = unit.full_name().to_owned();
        let mut above = parent_of(unit, day_of(unit));
        while let Some(unit) = above {
            out.push_str(", ");
            out.push_str(unit.full_name());
            above = parent_of(unit, day_of(unit));
        }
        out
    })
}
