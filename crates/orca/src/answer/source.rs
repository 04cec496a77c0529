//! Where an item can be had, and what takes it in place of ORCA.

use shohosen::Phrase;

/// Where an item stands in ORCA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// システム管理 of the institution.
    System,
    /// A program option of the form, which prints it.
    Option,
    /// The registration of the patient.
    Patient,
    /// The insurance in the registration of the patient.
    Insurance,
    /// 診療行為入力.
    Entry,
    /// 点数マスタ.
    PriceMaster,
    /// 保険組合せ.
    Combination,
    /// The list of doctors.
    Doctors,
    /// The patient's address (patientgetv2).
    PatientAddress,
    /// The master of generic names.
    GenericNames,
    /// The list of usages.
    Usages,
    /// Whether two items apply, of which the records have room for one.
    Either,
    /// The certificate of somebody insured as a seaman.
    Seaman,
    /// 後期高齢者 who pay 20 %.
    LateElderly,
}

impl Source {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::System => (
                "日レセのシステム管理 1001・1002・1901",
                "the system management of ORCA (1001, 1002, 1901)",
            ),
            Self::Option => (
                "プログラムオプション ORCHC02Q（印字する）",
                "the program option ORCHC02Q (print it)",
            ),
            Self::Patient => ("日レセの患者登録", "the registration of the patient in ORCA"),
            Self::Insurance => ("日レセの患者登録（保険）", "the insurance of the patient in ORCA"),
            Self::Entry => ("日レセの診療行為入力", "the entry of the treatment in ORCA"),
            Self::PriceMaster => ("日レセの点数マスタ", "the price master of ORCA"),
            Self::Combination => ("日レセの保険組合せ", "the combination of insurances in ORCA"),
            Self::Doctors => (
                "日レセのドクター一覧（system01lstv2、Request_Number 02）",
                "the list of doctors in ORCA (system01lstv2, Request_Number 02)",
            ),
            Self::PatientAddress => (
                "日レセの患者登録（patientgetv2）",
                "the registration of the patient in ORCA (patientgetv2)",
            ),
            Self::GenericNames => {
                ("厚生労働省の一般名処方マスタ", "the master of generic names of the MHLW")
            }
            Self::Usages => (
                "電子処方箋用法マスタの 16 桁コード",
                "the 16-character code of the usage master for electronic prescriptions",
            ),
            Self::Either => {
                ("SJ1 に書けるのは一方だけです", "the records have room for one of the two")
            }
            Self::Seaman => (
                "船員保険の被保険者証等（該当なしは空文字列）",
                "the seaman's insurance (an empty text for none)",
            ),
            Self::LateElderly => (
                "後期高齢者の 2 割（\"1\" か \"5\"）",
                "the late elderly who pay 20 % (\"1\" or \"5\")",
            ),
        }
    }

    /// In a sentence, with the argument that takes the item instead.
    pub(crate) fn or(self, argument: &Argument<'_>) -> Phrase {
        let (japanese, english) = self.words();
        let argument = argument.shown();
        Phrase::new(
            format!("{japanese}、または引数 {argument}"),
            format!("{english}, or the argument {argument}"),
        )
    }
}

/// An argument that takes an item in place of ORCA.
pub(crate) enum Argument<'a> {
    /// One with a name of its own.
    Named(&'static str),
    /// An entry of a table that is an argument.
    Entry {
        /// The argument.
        name: &'static str,
        /// The key of the entry.
        key: &'a str,
    },
    /// Any item of the form, by its path.
    Path(&'a str),
}

impl Argument<'_> {
    /// The argument, and the option of the command.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Named(name) => format!("{name}（--{}）", name.replace('_', "-")),
            Self::Entry { name, key } => {
                format!("{name}[\"{key}\"]（--{}）", name.replace('_', "-"))
            }
            Self::Path(path) => format!("overrides[\"{path}\"]（--set {path}=…）"),
        }
    }
}
