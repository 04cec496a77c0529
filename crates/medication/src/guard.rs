//! The mapping guard: code, name and unit that do not belong together, found before a prescription
//! is sent. Wrong tables from house codes to standard codes, dummy codes and units that were not
//! converted stopped the national service in December 2024.

mod spoken;

use crate::check::{drug_name, resolve};
use crate::master::fold;
use crate::{
    Date, Drug, DrugCode, DrugMaster, GivenCode, GivenDrug, ItemKind, PrescribedDrug,
    ResolvedPrescription,
};
use shohosen_report::{Finding, Value, codes::medication as codes, described};
use shohosen_terms::{is_a_unit, is_like_a_drug_name};
use spoken::Spoken;
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// Checks that the code, name and unit of a drug belong together. `M` is a reference to the
/// master, or an `Arc` of it.
#[derive(Debug)]
pub struct MappingGuard<M> {
    master: M,
    /// What each name stands for: the first nine characters of price-list codes.
    owners: HashMap<String, Vec<String>>,
    /// The words by which drugs are spoken of; gathered when a name is none of the master.
    spoken: OnceLock<Spoken>,
}

/// A line of a table from house codes to standard codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HouseCode {
    /// The house code.
    pub house_code: String,
    /// The drug that it stands for.
    pub drug: GivenDrug,
}

impl<M: Borrow<DrugMaster>> MappingGuard<M> {
    /// Goes through the names of the master once.
    pub fn new(master: M) -> Self {
        let mut owners: HashMap<String, Vec<String>> = HashMap::new();
        for drug in master.borrow().drugs() {
            let Some(owner) = substance(&drug) else { continue };
            for name in names(&drug) {
                let known = owners.entry(fold(name)).or_default();
                if !known.contains(&owner) {
                    known.push(owner.clone());
                }
            }
        }
        Self { master, owners, spoken: OnceLock::new() }
    }

    /// Checks one drug of a prescription on the day on which its codes ought to be valid. What is
    /// wrong with its codes is found as well. That all agrees is said only where code, name and
    /// unit were all given and compared.
    pub fn check(&self, item: &PrescribedDrug, day: Date) -> Vec<Finding> {
        if item.item != ItemKind::Medicine {
            return Vec::new();
        }
        let mut findings = self.of_codes(&item.drug, day);
        let compared = self.compare(&item.drug, item.unit_conversion, &mut findings);
        self.agrees(&item.drug, compared, &mut findings);
        findings.into_iter().map(|finding| finding.at(item.place())).collect()
    }

    /// Checks the drugs of a whole prescription, without what is wrong with the codes themselves:
    /// the check of the same prescription says that.
    pub fn check_resolved(&self, prescription: &ResolvedPrescription<'_>) -> Vec<Finding> {
        let mut all = Vec::new();
        for line in prescription.items().iter().filter(|item| item.takes_part) {
            let (item, mut findings) = (line.item, Vec::new());
            let compared = self.compare(&item.drug, item.unit_conversion, &mut findings);
            if line.findings().is_empty() {
                self.agrees(&item.drug, compared, &mut findings);
            }
            all.extend(findings.into_iter().map(|finding| finding.at(item.place())));
        }
        all
    }

    fn agrees(&self, drug: &GivenDrug, compared: Compared, findings: &mut Vec<Finding>) {
        if findings.is_empty() && compared.name && compared.unit {
            let name = drug_name(self.master.borrow(), drug).into_owned();
            findings.push(codes::MAPPING_AGREES.finding().with("drug", name));
        }
    }

    /// Checks a whole table from house codes to standard codes: each line as
    /// [`check`](Self::check) does, and that no house code stands for several drugs.
    pub fn check_house_codes(&self, table: &[HouseCode], day: Date) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut drugs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for line in table {
            let place = format!("house code {}", line.house_code);
            let mut wrong = self.of_codes(&line.drug, day);
            self.compare(&line.drug, None, &mut wrong);
            findings.extend(wrong.into_iter().map(|finding| finding.at(place.clone())));
            let code = line.drug.code_text();
            let codes = drugs.entry(&line.house_code).or_default();
            // Nine characters tell drugs apart; brands of one drug may share a house code.
            let drug = self.substance_of(&line.drug).unwrap_or(code);
            if !codes.contains(&drug) {
                codes.push(drug);
            }
        }
        for (house_code, drugs) in drugs.into_iter().filter(|(_, drugs)| drugs.len() > 1) {
            findings.push(
                codes::MAPPING_HOUSE_CODE_SHARED
                    .finding()
                    .at(format!("house code {house_code}"))
                    .with("house_code", house_code.to_owned())
                    .with("drugs", drugs),
            );
        }
        findings
    }

    /// What is wrong with the codes themselves.
    fn of_codes(&self, drug: &GivenDrug, day: Date) -> Vec<Finding> {
        let findings = resolve(self.master.borrow(), drug, day).findings.into_iter();
        let named = findings.map(|finding| match finding.evidence.get("drug") {
            None => finding.with("drug", drug_name(self.master.borrow(), drug).into_owned()),
            Some(_) => finding,
        });
        named.collect()
    }

    fn compare(
        &self,
        drug: &GivenDrug,
        unit_conversion: Option<f64>,
        findings: &mut Vec<Finding>,
    ) -> Compared {
        let mut compared = Compared::default();
        for given in &drug.codes {
            if let GivenCode::Code(code) = given {
                compared.name |= self.check_name(drug, *code, findings);
                compared.unit |= self.check_unit(drug, *code, unit_conversion, findings);
            }
        }
        compared
    }

    /// Whether there was a name on both sides to compare.
    fn check_name(&self, given: &GivenDrug, code: DrugCode, findings: &mut Vec<Finding>) -> bool {
        let master = self.master.borrow();
        let Some(drug) = master.drug(code) else { return false };
        let name = fold(&given.name);
        if name.is_empty() {
            return false;
        }
        let generic = match code {
            DrugCode::Generic(generic) => master.generic_name(generic),
            _ => None,
        };
        let expected = generic.unwrap_or_else(|| drug.name());
        let mut own: Vec<&str> = generic.into_iter().collect();
        if generic.is_none() {
            own.extend(names(&drug));
        }
        if own.iter().any(|own| is_same_name(&fold(own), &name)) {
            return true;
        }
        let owners = self.owners.get(&name).map_or(&[][..], Vec::as_slice);
        let ours = substance(&drug);
        if owners.iter().any(|owner| Some(owner) == ours.as_ref()) {
            return true;
        }
        let another = !owners.is_empty()
            || self.spoken.get_or_init(|| Spoken::new(master)).means_another(&name, &drug);
        let code_of = match another {
            true => codes::MAPPING_NAME_MISMATCH,
            false => codes::MAPPING_NAME_UNLIKE,
        };
        findings.push(
            code_of
                .finding()
                .with("actual_code", code.to_string())
                .with("expected", expected.to_owned())
                .with("actual", shown_name(&given.name)),
        );
        true
    }

    /// Whether there was a unit on both sides to compare.
    fn check_unit(
        &self,
        given: &GivenDrug,
        code: DrugCode,
        conversion: Option<f64>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let master = self.master.borrow();
        let unit = fold(&given.unit);
        let converted = conversion.is_some_and(|factor| factor.is_finite() && factor > 0.0);
        if unit.is_empty() || converted {
            // A conversion says how the unit goes with that of the price list.
            return converted && !unit.is_empty();
        }
        let units: Vec<&str> = match code {
            DrugCode::Generic(generic) => master.members(generic).map(|drug| drug.unit()).collect(),
            _ => master.drug(code).map(|drug| drug.unit()).into_iter().collect(),
        };
        let mut units = units.into_iter().filter(|unit| !unit.is_empty()).peekable();
        let Some(expected) = units.peek().copied() else { return false };
        if units.all(|known| fold(known) != unit) {
            findings.push(
                codes::MAPPING_UNIT_MISMATCH
                    .finding()
                    .with("drug", drug_name(master, given).into_owned())
                    .with("expected", expected.to_owned())
                    .with("actual", shown_unit(&given.unit)),
            );
        }
        true
    }

    fn substance_of(&self, drug: &GivenDrug) -> Option<String> {
        drug.codes.iter().find_map(|given| match given {
            GivenCode::Code(code) => substance(&self.master.borrow().drug(*code)?),
            _ => None,
        })
    }
}

/// A name, if it is like that of a drug: what stands in its place may be anything.
fn shown_name(name: &str) -> Value {
    if is_like_a_drug_name(name) { name.to_owned().into() } else { described(name).into() }
}

/// A unit, if it is one.
fn shown_unit(unit: &str) -> Value {
    if is_a_unit(unit) { unit.to_owned().into() } else { described(unit).into() }
}

/// What could be compared with the master.
#[derive(Clone, Copy, Default)]
struct Compared {
    name: bool,
    unit: bool,
}

/// The names of a drug. The y master adds the strength behind a wide space, which users leave out.
fn names<'a>(drug: &Drug<'a>) -> impl Iterator<Item = &'a str> {
    let short = drug.name().split('\u{3000}').next().unwrap_or("");
    [drug.name(), short, drug.basic_name(), drug.generic_name()]
        .into_iter()
        .filter(|name| !name.is_empty())
}

/// The first nine characters of the price-list code: ingredient, route, form and strength.
fn substance(drug: &Drug<'_>) -> Option<String> {
    let code = drug.price_list_code().or_else(|| drug.yj_code())?;
    Some(code.as_str().get(..9)?.to_owned())
}

/// Whether two folded names are the same, or one is the other with more behind it (a package
/// size, a maker). A number that goes on (錠1 and 錠10) is not the same.
fn is_same_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let Some(rest) = long.strip_prefix(short) else { return false };
    let number =
        |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit() || c == '.');
    let goes_on = number(short.chars().next_back()) && number(rest.chars().next());
    // Three characters of a name are no name.
    short.chars().count() > 3 && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_more_behind_it_but_no_other_number() {
        let same = |a: &str, b: &str| is_same_name(&fold(a), &fold(b));
        assert!(same("ロキソニンテープ１００ｍｇ　１０ｃｍ×１４ｃｍ", "ロキソニンテープ100mg"));
        assert!(same("マイスリー錠１０ｍｇ", "ﾏｲｽﾘｰ錠10mg"));
        assert!(!same("マイスリー錠１０ｍｇ", "マイスリー錠1"));
        assert!(!same("マイスリー錠１０ｍｇ", "マイスリー錠5mg"));
        assert!(!same("マイスリー錠１０ｍｇ", ""));
    }
}
