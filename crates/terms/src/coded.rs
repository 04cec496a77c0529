//! Values with a meaning, as enumerations that know their code in the records.

/// Writes an enumeration of coded values.
macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value,)* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// The code in the records.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code,)* }
            }

            /// The value of a code; `None` for a code that is reserved or wrong.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)* _ => None }
            }
        }
    )*};
}

coded! {
    /// 性別.
    Sex {
        /// 男.
        Male = "1",
        /// 女.
        Female = "2",
    }
    /// 剤形区分 of SJ1 and JAHIS (record 101); JAHISTC and CJ1 number it otherwise
    /// ([`DosageForm::notebook_code`]).
    DosageForm {
        /// 内服: the quantity counts days, the amount is that of a day.
        Oral = "1",
        /// 頓服: the quantity counts times, the amount is that of one time.
        AsNeeded = "2",
        /// 外用.
        External = "3",
        /// 内服滴剤.
        OralDrops = "4",
        /// 注射.
        Injection = "5",
        /// 医療材料.
        Material = "6",
        /// 不明, and what the notebook has besides (浸煎, 湯, その他).
        Other = "9",
    }
    /// 薬品コード種別.
    DrugCodeType {
        /// レセプト電算処理システム用コード.
        Receipt = "2",
        /// 厚生労働省コード (薬価基準収載医薬品コード).
        PriceList = "3",
        /// YJコード (個別医薬品コード).
        Yj = "4",
        /// HOTコード.
        Hot = "6",
        /// 一般名コード.
        Generic = "7",
    }
    /// 用法コード種別.
    UsageCodeType {
        /// JAMI 標準用法コード.
        Jami = "2",
        /// 電子処方箋用法マスタ.
        Master = "3",
    }
    /// 力価フラグ: what the amount counts.
    Potency {
        /// Units of the product (薬価単位, 製剤量).
        Product = "1",
        /// Units of the ingredient (力価単位, 原薬量).
        Ingredient = "2",
    }
}

impl DosageForm {
    /// The 剤形コード of JAHISTC and CJ1 (record 301).
    pub const fn notebook_code(self) -> &'static str {
        match self {
            Self::Oral => "1",
            Self::OralDrops => "2",
            Self::AsNeeded => "3",
            Self::Injection => "4",
            Self::External => "5",
            Self::Material => "9",
            Self::Other => "10",
        }
    }

    /// The form of a 剤形コード of JAHISTC and CJ1; 浸煎 (6) and 湯 (7) are taken by mouth for
    /// days and count as 内服.
    pub fn from_notebook_code(code: &str) -> Option<Self> {
        Some(match code {
            "1" | "6" | "7" => Self::Oral,
            "2" => Self::OralDrops,
            "3" => Self::AsNeeded,
            "4" => Self::Injection,
            "5" => Self::External,
            "9" => Self::Material,
            "10" => Self::Other,
            _ => return None,
        })
    }

    /// 調剤単位 of JAHISTC and CJ1: what the quantity counts.
    pub const fn notebook_unit(self) -> &'static str {
        crate::QuantityUnit::of_form(self).as_ja()
    }
}

impl DrugCodeType {
    /// The system of the codes of this type.
    pub const fn system(self) -> crate::CodeSystem {
        match self {
            Self::Receipt => crate::CodeSystem::Receipt,
            Self::PriceList => crate::CodeSystem::PriceList,
            Self::Yj => crate::CodeSystem::Yj,
            Self::Hot => crate::CodeSystem::Hot,
            Self::Generic => crate::CodeSystem::Generic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_a_code_in_the_notebook_that_leads_back_to_it() {
        for form in DosageForm::ALL {
            assert_eq!(DosageForm::from_notebook_code(form.notebook_code()), Some(*form));
            assert_eq!(DosageForm::from_code(form.code()), Some(*form));
        }
    }
}
