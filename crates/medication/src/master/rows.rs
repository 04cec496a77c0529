//! The rows of the official files, as far as they are used.

use super::fold;
use crate::Date;
use std::borrow::Cow;

/// A row of the y master (医薬品マスター), 40 columns until 2024-08 and 42 from 2024-09 on. In
/// difference files the fields that do not change are empty.
#[derive(Clone, Debug, Default)]
pub(super) struct MedicineRow {
    pub(super) change: char,
    pub(super) receipt: String,
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) amount: String,
    pub(super) unit: String,
    pub(super) controlled: String,
    pub(super) generic_product: String,
    pub(super) changed_on: String,
    pub(super) abolished_on: String,
    pub(super) price_code: String,
    pub(super) transition: String,
    pub(super) basic_name: String,
    pub(super) listed_on: String,
    pub(super) generic_code: String,
    pub(super) generic_name: String,
    pub(super) base_receipt: String,
}

impl MedicineRow {
    pub(super) fn read(fields: &[Cow<'_, str>]) -> Self {
        let field = |column: usize| fields.get(column - 1).map_or("", |f| f.trim()).to_owned();
        Self {
            change: field(1).chars().next().unwrap_or('0'),
            receipt: field(3),
            name: field(5),
            kana: field(7),
            amount: field(12),
            unit: field(10),
            controlled: field(14),
            generic_product: field(17),
            changed_on: field(30),
            abolished_on: field(31),
            price_code: field(32),
            transition: field(34),
            basic_name: field(35),
            listed_on: field(36),
            generic_code: field(37),
            generic_name: field(38),
            base_receipt: field(41),
        }
    }

    /// Takes over what a later row says; empty fields say nothing.
    pub(super) fn apply(&mut self, later: Self) {
        self.change = later.change;
        for (field, later) in [
            (&mut self.name, later.name),
            (&mut self.kana, later.kana),
            (&mut self.amount, later.amount),
            (&mut self.unit, later.unit),
            (&mut self.controlled, later.controlled),
            (&mut self.generic_product, later.generic_product),
            (&mut self.changed_on, later.changed_on),
            (&mut self.abolished_on, later.abolished_on),
            (&mut self.price_code, later.price_code),
            (&mut self.transition, later.transition),
            (&mut self.basic_name, later.basic_name),
            (&mut self.listed_on, later.listed_on),
            (&mut self.generic_code, later.generic_code),
            (&mut self.generic_name, later.generic_name),
            (&mut self.base_receipt, later.base_receipt),
        ] {
            if !later.is_empty() {
                *field = later;
            }
        }
    }
}

/// A row of the HOT master (HOT9 or HOT13), 24 columns.
#[derive(Clone, Debug)]
pub(super) struct HotRow {
    pub(super) hot: String,
    pub(super) gtin: String,
    pub(super) price_code: String,
    pub(super) yj: String,
    pub(super) receipt: String,
    pub(super) name: String,
    pub(super) unit: String,
}

impl HotRow {
    pub(super) fn read(fields: &[Cow<'_, str>]) -> Self {
        let field = |column: usize| fields.get(column - 1).map_or("", |f| f.trim()).to_owned();
        let name = [12, 13, 11].map(field).into_iter().find(|name| !name.is_empty());
        Self {
            hot: field(1),
            gtin: field(6),
            price_code: field(7),
            yj: field(8),
            receipt: field(9),
            name: name.unwrap_or_default(),
            unit: field(19),
        }
    }
}

/// A row of the 一般名処方マスタ, or of its 例外コード表 (then with a member).
#[derive(Clone, Debug)]
pub(super) struct GenericRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) ingredient: String,
    pub(super) member: String,
}

/// A row of the 薬価基準収載品目リスト.
#[derive(Clone, Debug)]
pub(super) struct PriceRow {
    pub(super) code: String,
    pub(super) ingredient: String,
    pub(super) name: String,
    pub(super) transition: String,
    pub(super) amount: String,
    pub(super) standing: super::Standing,
}

/// Where the columns with these headings stand. Headings of the official files differ in width
/// and line breaks, so they are compared folded and by their beginning.
pub(super) struct Headings(Vec<String>);

impl Headings {
    pub(super) fn new(fields: &[impl AsRef<str>]) -> Self {
        Self(fields.iter().map(|field| fold(field.as_ref())).collect())
    }

    pub(super) fn place(&self, heading: &str) -> Option<usize> {
        let heading = fold(heading);
        self.0.iter().position(|field| field.starts_with(&heading))
    }
}

/// A price in hundredths of a yen, as the masters write it (`11.70`, `1,234.5`); 0 for none.
pub(super) fn amount(text: &str) -> u32 {
    let text = text.replace(',', "");
    let (yen, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if yen.is_empty() || !digits(yen) || !digits(part) {
        return 0;
    }
    let part: String = part.chars().chain("00".chars()).take(2).collect();
    format!("{yen}{part}").parse().unwrap_or(0)
}

/// A date of a master: `0`, empty and `99999999` say that there is none.
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() == 8 && text != "99999999" {
        return Date::parse(text).ok();
    }
    era_date(text)
}

/// `R8.3.31まで`, as the price list writes the end of a transition.
fn era_date(text: &str) -> Option<Date> {
    let folded = fold(text);
    let rest = folded.strip_prefix('R').or_else(|| folded.strip_prefix("令和"))?;
    let end = rest.find("マデ").or_else(|| rest.find("まで")).unwrap_or(rest.len());
    let mut parts = rest.get(..end)?.split(['.', '年', '月', '日']).filter(|part| !part.is_empty());
    let year: i32 = parts.next()?.parse().ok().filter(|year| (1..=99).contains(year))?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::new(2018 + year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_in_hundredths_of_a_yen() {
        assert_eq!([amount("11.70"), amount("1,234.5"), amount("7")], [1170, 123_450, 700]);
        assert_eq!([amount(""), amount("x"), amount("-1")], [0; 3]);
    }

    #[test]
    fn dates_of_masters_may_be_absent_or_of_the_era() {
        assert_eq!(date("20260331"), Date::new(2026, 3, 31));
        // 令和8年 is 2026.
        assert_eq!(date("R8.3.31まで"), Date::new(2026, 3, 31));
        assert_eq!(date("令和８年３月３１日まで"), Date::new(2026, 3, 31));
        for none in ["", "0", "99999999", "R", "R8", "x"] {
            assert_eq!(date(none), None, "{none}");
        }
    }
}
