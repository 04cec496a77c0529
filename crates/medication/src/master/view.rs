//! A drug of the master, for reading.

use super::drug_master::{NO_DATE, Record};
use super::{DrugMaster, Standing, Unresolved};
use crate::Date;
use crate::ingredient::Completeness;
use shohosen_terms::{DrugCode, GenericCode, ReceiptCode, Route, YjCode};

/// 麻薬・毒薬・覚醒剤原料・向精神薬: column 14 of the y master. (劇薬 is not in it.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ControlledClass {
    /// 0.
    None,
    /// 1 麻薬.
    Narcotic,
    /// 2 毒薬.
    Poison,
    /// 3 覚醒剤原料.
    StimulantMaterial,
    /// 5 向精神薬.
    Psychotropic,
    /// A class that this version does not know.
    Other(u8),
}

impl ControlledClass {
    /// The Japanese word; empty for none.
    pub const fn as_ja(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Narcotic => "麻薬",
            Self::Poison => "毒薬",
            Self::StimulantMaterial => "覚醒剤原料",
            Self::Psychotropic => "向精神薬",
            Self::Other(_) => "その他の規制区分",
        }
    }
}

/// A drug of a [`DrugMaster`].
#[derive(Clone, Copy)]
pub struct Drug<'a> {
    pub(super) master: &'a DrugMaster,
    pub(super) record: &'a Record,
}

impl<'a> Drug<'a> {
    /// Its name (漢字名称 of the y master, 品名 or 販売名 of the others).
    pub fn name(&self) -> &'a str {
        self.master.text(self.record.name)
    }

    /// 基本漢字名称, where it differs from the name; else the name.
    pub fn basic_name(&self) -> &'a str {
        match self.master.text(self.record.basic_name) {
            "" => self.name(),
            name => name,
        }
    }

    /// The unit of the price list (薬価単位); empty if no master says it.
    pub fn unit(&self) -> &'a str {
        self.master.text(self.record.unit)
    }

    /// レセ電コード.
    pub fn receipt_code(&self) -> Option<ReceiptCode> {
        self.master.receipt_of(self.record.receipt)
    }

    /// The medically necessary code of which a 選定療養 code is the copy.
    pub fn base_receipt_code(&self) -> Option<ReceiptCode> {
        self.master.receipt_of(self.record.base_receipt)
    }

    /// 薬価基準収載医薬品コード.
    pub fn price_list_code(&self) -> Option<YjCode> {
        YjCode::from_packed(self.record.price)
    }

    /// YJ コード, where a HOT master says it; drugs listed by brand have the price-list code.
    pub fn yj_code(&self) -> Option<YjCode> {
        YjCode::from_packed(self.record.yj)
    }

    /// 一般名コード.
    pub fn generic_code(&self) -> Option<GenericCode> {
        GenericCode::from_packed(self.record.generic)
    }

    /// 一般名処方の標準的な記載; empty if there is none.
    pub fn generic_name(&self) -> &'a str {
        self.master.text(self.record.generic_name)
    }

    /// HOT9 codes. Takes time in proportion to the master: meant for looking up one drug.
    pub fn hot9_codes(&self) -> Vec<DrugCode> {
        let own = self.record as *const Record;
        let same = |id: &u32| {
            let place = usize::try_from(*id).ok();
            place.and_then(|p| self.master.records.get(p)).is_some_and(|r| std::ptr::eq(r, own))
        };
        let codes = self.master.by_hot9.iter().filter(|(_, id)| same(id));
        let mut codes: Vec<u64> = codes.map(|(code, _)| code).collect();
        codes.sort_unstable();
        let parse = |code: u64| crate::HotCode::parse(&format!("{code:09}")).ok();
        codes.into_iter().filter_map(parse).map(DrugCode::Hot).collect()
    }

    /// The seven digits that stand for ingredient and route; `None` for rows that are no drug.
    pub fn ingredient_prefix(&self) -> Option<u32> {
        Some(self.record.prefix).filter(|prefix| *prefix != 0)
    }

    /// 内用, 注射 or 外用; `None` for rows that are no drug.
    pub fn route(&self) -> Option<Route> {
        self.ingredient_prefix().map(Route::of_prefix)
    }

    /// The names of its ingredients, as far as the table knows them.
    pub fn ingredients(&self) -> Vec<&'a str> {
        let ids = self.master.component_ids(self.record.components);
        ids.iter().map(|id| self.master.ingredient(*id)).collect()
    }

    /// Whether [`ingredients`](Self::ingredients) are all.
    pub fn completeness(&self) -> Completeness {
        self.record.components.completeness
    }

    /// 麻薬, 毒薬, 覚醒剤原料, 向精神薬.
    pub fn controlled_class(&self) -> ControlledClass {
        match self.record.controlled {
            0 => ControlledClass::None,
            1 => ControlledClass::Narcotic,
            2 => ControlledClass::Poison,
            3 => ControlledClass::StimulantMaterial,
            5 => ControlledClass::Psychotropic,
            other => ControlledClass::Other(other),
        }
    }

    /// 後発品.
    pub fn is_generic_product(&self) -> bool {
        self.record.generic_product
    }

    /// 先発・後発, where a price list says it.
    pub fn standing(&self) -> Standing {
        Standing::from_octet(self.record.standing)
    }

    /// The price of one [`unit`](Self::unit) in hundredths of a yen (新又は現金額 of the y master,
    /// else that of the price list); `None` if no master says it.
    pub fn price(&self) -> Option<u32> {
        Some(self.record.amount).filter(|amount| *amount != 0)
    }

    /// カナ名称 of the y master, as it stands there; empty if there is none.
    pub fn kana(&self) -> &'a str {
        self.master.text(self.record.kana)
    }

    /// 薬価収載年月日. Old drugs have none, which does not make them new.
    pub fn listed_on(&self) -> Option<Date> {
        date(self.record.listed)
    }

    /// 経過措置年月日: the last day on which it is on the price list.
    pub fn transition_until(&self) -> Option<Date> {
        date(self.record.transition)
    }

    /// The last day of the code: 廃止年月日, or that of the row which removed it.
    pub fn retired_on(&self) -> Option<Date> {
        date(self.record.abolished)
    }

    /// Whether a difference file removed it (変更区分 9).
    pub fn is_removed(&self) -> bool {
        self.record.removed
    }

    /// Whether the code was retired before a day: the day is after its last one, or it was
    /// removed without a date.
    pub fn is_retired_on(&self, day: Date) -> bool {
        match self.retired_on() {
            Some(last) => day > last,
            None => self.record.removed,
        }
    }

    pub(crate) fn resolved(&self) -> Result<super::Resolved<'a>, Unresolved> {
        let code = match (self.receipt_code(), self.price_list_code(), self.yj_code()) {
            (Some(code), ..) => DrugCode::Receipt(code),
            (_, Some(code), _) => DrugCode::PriceList(code),
            (.., Some(code)) => DrugCode::Yj(code),
            _ => return Err(Unresolved::Unknown),
        };
        self.master.resolve(code)
    }
}

impl std::fmt::Debug for Drug<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drug")
            .field("name", &self.name())
            .field("receipt", &self.receipt_code())
            .field("price_list", &self.price_list_code())
            .finish_non_exhaustive()
    }
}

fn date(days: i32) -> Option<Date> {
    if days == NO_DATE { None } else { Date::from_days(days) }
}
