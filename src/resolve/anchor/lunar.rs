//! The Vietnamese lunar calendar, 1950 to 2050.
//!
//! Enters: a day of the lunar calendar. Leaves: the day of the Gregorian one, from a table at UTC+7 (`data/lexicon/date/lunar.tsv`),
//! or nothing outside it. Before 1968 the North went by UTC+8, the South until 1975; the table does not follow that.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lexicon::table::Table;
use crate::resolve::anchor::iso::add;

struct LunarYear {
    year: i16,
    start: Date,
    leap: u8,
    long: Vec<bool>,
}

static TABLE: LazyLock<Vec<LunarYear>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/lexicon/date/lunar.tsv"));
    let table = Table::parse("date/lunar.tsv", text, &["year", "start", "leap", "months"])
        .expect("the lunar table is well-formed");
    table
        .rows()
        .map(|row| LunarYear {
            year: row[0].parse().expect("a year"),
            start: row[1].parse().expect("an ISO date"),
            leap: row[2].parse().expect("a month"),
            long: row[3].bytes().map(|b| b == b'+').collect(),
        })
        .collect()
});

fn year(year: i16) -> Option<&'static LunarYear> {
    let first = TABLE.first()?.year;
    TABLE.get(usize::try_from(year - first).ok()?)
}

/// First and last day of a lunar month; `leap`: of its repetition.
pub(super) fn month(lunar_year: i16, number: u8, leap: bool) -> Option<(Date, Date)> {
    let y = year(lunar_year)?;
    if !(1..=12).contains(&number) || leap && y.leap != number {
        return None;
    }
    let later = y.leap != 0 && (number > y.leap || leap);
    let index = number as usize - 1 + usize::from(later);
    let length = |long: bool| if long { 30 } else { 29 };
    let before: i32 = y.long[..index].iter().map(|&l| length(l)).sum();
    let first = add(y.start, before.days())?;
    Some((first, add(first, (length(y.long[index]) - 1).days())?))
}

/// The Gregorian day; day 30 of a month of 29 is its last, as in `30 Tết`.
pub(super) fn day(lunar_year: i16, number: u8, day: u8) -> Option<Date> {
    let (first, last) = month(lunar_year, number, false)?;
    (1..=30).contains(&day).then_some(())?;
    Some(add(first, i32::from(day - 1).days())?.min(last))
}

/// The lunar year that a Gregorian day falls in.
pub(super) fn year_of(date: Date) -> Option<i16> {
    let n = TABLE.partition_point(|y| y.start <= date);
    Some(TABLE.get(n.checked_sub(1)?)?.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_known_days() {
        assert_eq!(day(2024, 1, 1), Date::new(2024, 2, 10).ok());
        assert_eq!(day(2023, 12, 30), Date::new(2024, 2, 9).ok());
        assert_eq!(day(2024, 12, 30), Date::new(2025, 1, 28).ok(), "a month of 29 days ends on its 29th");
        assert_eq!(day(2025, 3, 10), Date::new(2025, 4, 7).ok());
        assert_eq!(day(1949, 1, 1), None);
        assert_eq!(year_of(Date::constant(2024, 2, 9)), Some(2023));
    }

    #[test]
    fn agrees_with_the_shared_table() {
        let Some(text) = crate::testing::shared::read("domain/lunar-months.tsv") else { return };
        let table = Table::parse("lunar-months.tsv", &text, &["lunar_year", "month", "leap", "start_date", "days"])
            .expect("a table");
        let mut rows = 0;
        for row in table.rows() {
            let (first, last) =
                month(row[0].parse().expect("year"), row[1].parse().expect("month"), row[2] == "1").expect("a month");
            assert_eq!(first.to_string(), row[3]);
            assert_eq!(
                (last.day_of_year() - first.day_of_year()).rem_euclid(first.days_in_year()) + 1,
                row[4].parse::<i16>().expect("days")
            );
            rows += 1;
        }
        assert_eq!(rows, 1249);
    }

    #[test]
    fn agrees_with_the_shared_days() {
        let Some(text) = crate::testing::shared::read("domain/lunar-check.tsv") else { return };
        let columns = ["solar", "lunar_day", "lunar_month", "lunar_year", "leap_month", "can_chi_year", "kind"];
        let table = Table::parse("lunar-check.tsv", &text, &columns).expect("a table");
        let mut rows = 0;
        for row in table.rows() {
            let solar: Date = row[0].parse().expect("an ISO date");
            let lunar_year: i16 = row[3].parse().expect("year");
            let (first, last) = month(lunar_year, row[2].parse().expect("month"), row[4] == "1").expect("a month");
            let number: i32 = row[1].parse().expect("day");
            assert_eq!(add(first, (number - 1).days()), Some(solar), "{}", row[0]);
            assert!(solar <= last, "{}", row[0]);
            assert_eq!(year_of(solar), Some(lunar_year), "{}", row[0]);
            if row[4] == "0" {
                assert_eq!(day(lunar_year, row[2].parse().expect("month"), number as u8), Some(solar), "{}", row[0]);
            }
            rows += 1;
        }
        assert_eq!(rows, 441);
    }

    #[test]
    fn agrees_with_the_shared_new_years() {
        let Some(text) = crate::testing::shared::read("domain/lunar-new-year.tsv") else { return };
        let mut rows = 0;
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let lunar_year: i16 = cells[0].parse().expect("year");
            assert_eq!(day(lunar_year, 1, 1).map(|d| d.to_string()).as_deref(), Some(cells[2]));
            // The eve: the 30th, or the 29th of a short month.
            let eve = day(lunar_year - 1, 12, 30);
            assert!(eve.is_none_or(|e| add(e, 1.day()) == day(lunar_year, 1, 1)), "{line}");
            rows += 1;
        }
        assert_eq!(rows, 101);
    }
}
