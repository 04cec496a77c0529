//! The checks by name, and something for each of them.

/// Writes the list of checks once: the enumeration, and a structure with a field for each, so that
/// nothing can be said of the checks that leaves one of them out.
macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident $field:ident $ja:literal $en:literal;)*) => {
        /// A check by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CheckName {
            $($(#[$doc])* $variant,)*
        }

        impl CheckName {
            /// All checks, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word used in settings and JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($field),)* }
            }

            /// In Japanese, in a few words.
            pub const fn as_ja(self) -> &'static str {
                match self { $(Self::$variant => $ja,)* }
            }

            /// In English, in a few words.
            pub const fn as_en(self) -> &'static str {
                match self { $(Self::$variant => $en,)* }
            }
        }

        /// One value for each check. It has no list that an entry could be missing from.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct PerCheck<T> {
            $($(#[$doc])* pub $field: T,)*
        }

        impl<T> PerCheck<T> {
            /// From a value for each name.
            pub fn of(mut value: impl FnMut(CheckName) -> T) -> Self {
                Self { $($field: value(CheckName::$variant),)* }
            }

            /// The value of a check.
            pub const fn get(&self, name: CheckName) -> &T {
                match name { $(CheckName::$variant => &self.$field,)* }
            }

            /// The value of a check, to be changed.
            pub const fn get_mut(&mut self, name: CheckName) -> &mut T {
                match name { $(CheckName::$variant => &mut self.$field,)* }
            }
        }
    };
}

checks! {
    /// 重複投薬: the same ingredient by the same route.
    Duplicates duplicates "重複投薬" "duplicates";
    /// 併用禁忌: pairs that must not be combined.
    Contraindications contraindications "併用禁忌" "contraindicated pairs";
    /// アレルギー・副作用.
    Allergies allergies "アレルギー・副作用" "allergies and side effects";
    /// 傷病名禁忌: a disease that forbids the drug.
    DiseaseContraindications disease_contraindications "傷病名禁忌" "contraindications by disease";
    /// 適応: whether a disease is registered for which the drug is listed.
    Indications indications "適応傷病名" "indications";
    /// The maximum amount of a day or of one time.
    Doses doses "最大投与量" "maximum amount";
    /// The maximum of days of the check master.
    Days days "最長投与日数" "maximum days";
    /// The total of an ingredient over all products.
    GroupDoses group_doses "成分ごとの合計量" "total by ingredient";
    /// 用法コード: whether they exist, are in force, and go with the dosage form and the text.
    Usage usage "用法コード" "usage codes";
    /// Age and sex.
    AgeAndSex age_and_sex "年齢・性別" "age and sex";
    /// 併用注意: pairs for caution, as information.
    Cautions cautions "併用注意" "pairs for caution";
    /// Limits of days, validity, refills and the like, by dated rules.
    PrescribingRules prescribing_rules "処方の規則" "prescribing rules";
    /// 多剤投与: three or more hypnotics and the like, by dated rules and a table of classes.
    ManyDrugs many_drugs "向精神薬多剤" "many psychotropics";
    /// Codes, names and units that do not belong together.
    Mapping mapping "コードと名称" "codes and names";
    /// 漫然投与: how long a drug has been given. Read and shown, never computed.
    LongUse long_use "漫然投与" "long use";
    /// Dose by body weight, kidney function, pregnancy, lactation: no table has them.
    PatientFactors patient_factors "体重・腎機能・妊娠・授乳" "body weight, kidney function, pregnancy, lactation";
}

impl CheckName {
    /// The check of a word of [`as_str`](Self::as_str).
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.as_str() == word)
    }

    /// Whether anything here can carry it out. The others are listed as not done in every outcome.
    pub const fn can_be_done(self) -> bool {
        !matches!(self, Self::LongUse | Self::PatientFactors)
    }
}

/// Whether a check was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// By its name: what it needs and was not given makes the outcome *not checked*.
    ByName,
    /// Wherever its table (or, for allergies, a record) is given; else the list of checks says that
    /// nothing was given for it.
    WhereGiven,
    /// It was switched off by its name, or is off unless asked for.
    No,
}

impl Asked {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ByName => "by_name",
            Self::WhereGiven => "where_given",
            Self::No => "no",
        }
    }
}

/// A word that is no check, or one that may not be switched off.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckWordError {
    /// No check has this name.
    #[error("no check of this name; the checks are {}", names())]
    Unknown,
    /// It is what every outcome is about.
    #[error("{0} cannot be switched off")]
    Always(&'static str),
}

fn names() -> String {
    CheckName::ALL.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

impl Default for PerCheck<Asked> {
    /// Everything for which something is given, and 併用注意 only if asked for.
    fn default() -> Self {
        Self::of(|name| match name {
            CheckName::Cautions => Asked::No,
            _ => Asked::WhereGiven,
        })
    }
}

impl PerCheck<Asked> {
    /// The default with these words: the name of a check asks for it, a hyphen before it switches it
    /// off, `all` asks for all that can be done.
    ///
    /// ```
    /// use shohosen_medication::{Asked, PerCheck};
    ///
    /// let asked = PerCheck::<Asked>::from_words(["doses", "-mapping"])?;
    /// assert_eq!((asked.doses, asked.mapping), (Asked::ByName, Asked::No));
    /// assert_eq!(asked.cautions, Asked::No);
    /// # Ok::<(), shohosen_medication::CheckWordError>(())
    /// ```
    ///
    /// # Errors
    /// If a word names no check, or 重複投薬 is to be switched off.
    pub fn from_words<'w>(
        words: impl IntoIterator<Item = &'w str>,
    ) -> Result<Self, CheckWordError> {
        let mut asked = Self::default();
        for word in words {
            let word = word.trim();
            if word == "all" {
                for name in CheckName::ALL.iter().filter(|name| name.can_be_done()) {
                    *asked.get_mut(*name) = Asked::ByName;
                }
                continue;
            }
            let (word, how) = match word.strip_prefix('-') {
                Some(word) => (word, Asked::No),
                None => (word, Asked::ByName),
            };
            let name = CheckName::from_word(word).ok_or(CheckWordError::Unknown)?;
            if name == CheckName::Duplicates && how == Asked::No {
                return Err(CheckWordError::Always(name.as_str()));
            }
            *asked.get_mut(name) = how;
        }
        Ok(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_a_word_of_its_own_and_words_ask_for_checks() {
        for name in CheckName::ALL {
            assert_eq!(CheckName::from_word(name.as_str()), Some(*name));
        }
        let all = PerCheck::<Asked>::from_words(["all", "-cautions"]).unwrap();
        assert_eq!((all.doses, all.cautions), (Asked::ByName, Asked::No));
        assert_eq!(all.patient_factors, Asked::WhereGiven);
        assert!(PerCheck::<Asked>::from_words(["dose"]).is_err());
        assert!(PerCheck::<Asked>::from_words(["-duplicates"]).is_err());
    }
}
