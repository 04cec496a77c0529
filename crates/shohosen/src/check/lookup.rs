//! A drug by any of its codes, or by its name.

use shohosen_medication::{
    CheckDigit, CodeError, Completeness, Date, Drug, DrugCode, DrugMaster, UsageMaster,
};
use shohosen_report::SCHEMA_VERSION;

/// What a master knows of a code or a name.
#[derive(Clone, Debug)]
pub struct DrugLookup<'m> {
    /// What was looked up, without white space around it.
    pub query: String,
    /// The drugs: that of a code, those of a 一般名コード, or those whose name fits.
    pub drugs: Vec<Drug<'m>>,
    /// The check digit of the code, where it is wrong.
    pub wrong_digit: Option<CheckDigit>,
    /// Why a code has no form of a code.
    pub malformed: Option<CodeError>,
    /// The rows of a usage code (用法コード) in the usage master.
    pub usages: Vec<LookedUpUsage>,
}

/// A row of the usage master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedUpUsage {
    /// 用法名称.
    pub name: String,
    /// 開始日.
    pub first: Date,
    /// 終了日; `None` where there is none.
    pub last: Option<Date>,
    /// The edition that has it.
    pub edition: String,
}

impl<'m> DrugLookup<'m> {
    /// Looks up a レセ電, 薬価基準, YJ, HOT, GTIN or 一般名 code, the first seven digits of one, or what
    /// [`DrugMaster::search`] takes: a name, a reading, an ingredient, in several words. Of drugs
    /// that are found otherwise than by their code, at most `limit`. Seven or more letters and
    /// digits of ASCII with four digits in front are meant as a code.
    pub fn new(master: &'m DrugMaster, query: &str, limit: usize) -> Self {
        let query = query.trim();
        let typed = as_code(query);
        if !looks_like_a_code(&typed) {
            let drugs = master.search(query, limit);
            return Self {
                query: query.to_owned(),
                drugs,
                wrong_digit: None,
                malformed: None,
                usages: Vec::new(),
            };
        }
        let code = DrugCode::recognise(&typed);
        let drugs = match &code {
            Ok(DrugCode::Generic(generic)) => master.members(*generic).collect(),
            Ok(code) => master.drug(*code).into_iter().collect(),
            Err(_) => Vec::new(),
        };
        // Seven digits are a HOT7, or those of an ingredient.
        let prefix = typed.parse().ok().filter(|_| typed.len() == 7 && drugs.is_empty());
        let same = prefix.map_or_else(Vec::new, |prefix| master.of_prefix(prefix, limit));
        if !same.is_empty() {
            let query = query.to_owned();
            return Self {
                query,
                drugs: same,
                wrong_digit: None,
                malformed: None,
                usages: Vec::new(),
            };
        }
        let digit = code.as_ref().ok().and_then(|code| code.check_digit());
        Self {
            query: query.to_owned(),
            drugs,
            wrong_digit: digit.filter(|digit| !digit.agrees()),
            malformed: code.err(),
            usages: Vec::new(),
        }
    }

    /// What was looked up as a usage code, too; one that is found is no malformed code of a drug.
    #[must_use]
    pub fn with_usages(mut self, master: Option<&UsageMaster>) -> Self {
        let rows = master.map(|master| master.rows_of(&as_code(&self.query))).unwrap_or_default();
        let rows = rows.into_iter().map(|(listed, edition)| LookedUpUsage {
            name: listed.name.to_owned(),
            first: listed.first,
            last: listed.last,
            edition,
        });
        self.usages = rows.collect();
        self.malformed = self.malformed.filter(|_| self.usages.is_empty());
        self
    }

    /// As JSON: an object with `schema_version`, `query`, `drugs`, `check_digit` (`expected` and
    /// `actual` where it is wrong), `malformed` and `usages` (each with `name`, `first`, `last` and
    /// `edition`).
    pub fn to_json(&self) -> serde_json::Value {
        let usage = |usage: &LookedUpUsage| {
            serde_json::json!({
                "name": usage.name,
                "first": usage.first.to_string(),
                "last": usage.last.map(|day| day.to_string()),
                "edition": usage.edition,
            })
        };
        let digit = |digit: CheckDigit| serde_json::json!({ "expected": digit.expected, "actual": digit.actual });
        serde_json::json!({
            "schema_version": SCHEMA_VERSION,
            "query": self.query,
            "drugs": self.drugs.iter().map(json).collect::<Vec<_>>(),
            "check_digit": self.wrong_digit.map(digit),
            "malformed": self.malformed.as_ref().map(ToString::to_string),
            "usages": self.usages.iter().map(usage).collect::<Vec<_>>(),
        })
    }
}

/// As a code is written: in half width, with capital letters, without the application identifier
/// that GS1 puts in front of a GTIN (`(01)`).
fn as_code(query: &str) -> String {
    let typed = shohosen_terms::kana::fold_width(query).to_ascii_uppercase();
    typed.strip_prefix("(01)").map(str::to_owned).unwrap_or(typed)
}

fn looks_like_a_code(text: &str) -> bool {
    let ascii = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ascii && text.len() >= 7 && text.bytes().take(4).all(|byte| byte.is_ascii_digit())
}

fn json(drug: &Drug<'_>) -> serde_json::Value {
    let hot: Vec<_> = drug.hot9_codes().iter().map(ToString::to_string).collect();
    serde_json::json!({
        "name": drug.name(),
        "kana": drug.kana(),
        "unit": drug.unit(),
        "price_yen": drug.price().map(|price| f64::from(price) / 100.0),
        "standing": drug.standing().as_str(),
        "standing_ja": drug.standing().as_ja(),
        "receipt": drug.receipt_code().map(|code| code.to_string()),
        "base_receipt": drug.base_receipt_code().map(|code| code.to_string()),
        "price_list": drug.price_list_code().map(|code| code.to_string()),
        "yj": drug.yj_code().map(|code| code.to_string()),
        "hot9": hot,
        "generic": drug.generic_code().map(|code| code.to_string()),
        "generic_name": drug.generic_name(),
        "ingredients": drug.ingredients(),
        "ingredients_complete": match drug.completeness() {
            Completeness::Complete => "complete",
            Completeness::Partial => "partial",
            Completeness::CodeOnly | Completeness::Unknown => "unknown",
        },
        "ingredient_code": drug.ingredient_prefix().map(|prefix| format!("{prefix:07}")),
        "route": drug.route().map(|route| route.as_str()),
        "controlled_class": drug.controlled_class().as_ja(),
        "listed_on": drug.listed_on().map(|day| day.to_string()),
        "transition_until": drug.transition_until().map(|day| day.to_string()),
        "retired_on": drug.retired_on().map(|day| day.to_string()),
    })
}
