//! Resolving the drugs of a prescription and of a history, and saying why one cannot be.

use super::{NotCheckedReason, drug_name};
use crate::ingredient::Completeness;
use crate::master::{Resolved, Unresolved};
use crate::{Date, DrugCode, DrugMaster, GivenCode, GivenDrug};
use shohosen_report::{Finding, Severity, codes::medication as codes, described};

/// What the codes of one drug come down to.
#[derive(Debug, Default)]
pub(crate) struct ResolvedDrug<'m> {
    /// One, or several if the codes contradict each other.
    pub(crate) resolved: Vec<Resolved<'m>>,
    /// Why it could not be checked, or not fully; with the code that this is about.
    pub(crate) reasons: Vec<(NotCheckedReason, String)>,
    /// What is wrong with the codes themselves.
    pub(crate) findings: Vec<Finding>,
    /// Not a medicine (特定器材, レセ電 63…): left out without a word.
    pub(crate) no_medicine: bool,
}

/// The usual case, without allocation: one code, listed, current, all its ingredients known.
/// `None` says nothing but that [`resolve`] must look at it.
// Always inline: returned by value the result is written in parts and read as a whole, which
// stalls; measured 7 % of a whole check.
#[inline(always)]
pub(crate) fn resolve_quickly<'m>(
    master: &'m DrugMaster,
    drug: &GivenDrug,
    day: Date,
) -> Option<Resolved<'m>> {
    let [GivenCode::Code(code)] = drug.codes.as_slice() else { return None };
    let resolved = master.resolve(*code).ok()?;
    let complete = resolved.listed && resolved.completeness == Completeness::Complete;
    // A wrong check digit that is listed all the same is worth a word.
    let digit = matches!(code, DrugCode::Receipt(_))
        || code.check_digit().is_none_or(|digit| digit.agrees());
    (complete && digit && !resolved.is_retired_on(day)).then_some(resolved)
}

/// Resolves all codes of a drug and says everything that is wrong. `day` is that on which the
/// codes ought to be valid.
pub(crate) fn resolve<'m>(master: &'m DrugMaster, drug: &GivenDrug, day: Date) -> ResolvedDrug<'m> {
    let mut result = ResolvedDrug::default();
    if drug.codes.is_empty() {
        result.reasons.push((NotCheckedReason::MissingCode, String::new()));
        let name = drug_name(master, drug).into_owned();
        result.findings.push(codes::CODE_MISSING.finding().with("drug", name));
        return result;
    }
    // Reasons of codes that failed count only if no other code of the drug is good.
    let mut failed = Vec::new();
    for given in &drug.codes {
        match given {
            GivenCode::Malformed(error) => {
                failed.push((NotCheckedReason::MalformedCode, given.shown()));
                let finding = codes::CODE_MALFORMED.finding();
                let finding = finding.with("system", error.system.as_str());
                result.findings.push(match given.shown() {
                    // What stands in the place of a code may be anything.
                    code if code.is_empty() => finding.with("actual", described(&error.text)),
                    code => finding.with("actual", code),
                });
            }
            GivenCode::UnknownSystem { .. } => {
                failed.push((NotCheckedReason::UnknownSystem, given.shown()));
            }
            GivenCode::Code(code) => {
                check_digit(*code, &mut result.findings);
                match master.resolve(*code) {
                    Ok(resolved) => result.add(master, resolved, *code, day),
                    Err(Unresolved::Adjustment | Unresolved::Material) => result.no_medicine = true,
                    Err(unresolved) => {
                        let reason = match unresolved {
                            Unresolved::Dummy => NotCheckedReason::DummyCode,
                            Unresolved::CheckDigit(_) => NotCheckedReason::CheckDigit,
                            Unresolved::NoIngredient => NotCheckedReason::NoIngredient,
                            _ => NotCheckedReason::UnknownCode,
                        };
                        failed.push((reason, code.to_string()));
                        result.fail(unresolved, *code);
                    }
                }
            }
        }
    }
    if result.resolved.is_empty() && !result.no_medicine {
        result.reasons.extend(failed);
    }
    let prefixes = result.resolved.iter().map(|resolved| resolved.prefix);
    if let [first, second, ..] = prefixes.collect::<Vec<_>>().as_slice() {
        let finding = codes::CODE_CONTRADICTORY.finding();
        let finding = finding.with("expected", master.prefix_name(*first));
        result.findings.push(finding.with("actual", master.prefix_name(*second)));
        result.reasons.push((NotCheckedReason::ContradictoryCodes, drug.code_text()));
    }
    result
}

fn check_digit(code: crate::DrugCode, findings: &mut Vec<Finding>) {
    let Some(digit) = code.check_digit().filter(|digit| !digit.agrees()) else { return };
    if code.is_dummy() {
        return;
    }
    let finding = codes::CODE_CHECK_DIGIT
        .finding()
        .with("system", code.system().as_str())
        .with("actual", code.to_string())
        .with("expected", digit.expected);
    // Some old YJ codes do not follow the rule, which is not published: a warning only.
    let lenient = matches!(code, crate::DrugCode::Yj(_) | crate::DrugCode::PriceList(_));
    findings.push(if lenient { finding.severity(Severity::Warning) } else { finding });
}

impl<'m> ResolvedDrug<'m> {
    fn add(
        &mut self,
        master: &'m DrugMaster,
        resolved: Resolved<'m>,
        code: crate::DrugCode,
        day: Date,
    ) {
        let unknown = || {
            let finding = codes::CODE_UNKNOWN.finding().with("actual", code.to_string());
            finding.with("system", code.system().as_str())
        };
        if !resolved.listed {
            self.reasons.push((NotCheckedReason::UnknownCode, code.to_string()));
            self.findings.push(unknown());
        }
        if resolved.is_retired_on(day) {
            self.reasons.push((NotCheckedReason::RetiredCode, code.to_string()));
            let last = master.drug(code).and_then(|drug| drug.retired_on());
            let last = last.map(|day| day.to_string()).unwrap_or_default();
            let finding = codes::CODE_RETIRED.finding().with("actual", code.to_string());
            self.findings.push(finding.with("not_after", last));
        }
        match resolved.completeness {
            // An unlisted code without components is reported as unknown already.
            Completeness::Unknown if resolved.listed => {
                self.reasons.push((NotCheckedReason::ComponentsUnknown, code.to_string()));
            }
            Completeness::CodeOnly if resolved.listed => {
                self.reasons.push((NotCheckedReason::NoIngredientTable, code.to_string()));
            }
            Completeness::Partial => {
                self.reasons.push((NotCheckedReason::ComponentsPartial, code.to_string()));
            }
            _ => {}
        }
        if self.resolved.iter().all(|known| known.prefix != resolved.prefix) {
            self.resolved.push(resolved);
        }
    }

    fn fail(&mut self, unresolved: Unresolved, code: crate::DrugCode) {
        let finding = match unresolved {
            Unresolved::Dummy => codes::CODE_DUMMY.finding(),
            Unresolved::Unknown | Unresolved::NoIngredient => {
                codes::CODE_UNKNOWN.finding().with("system", code.system().as_str())
            }
            // The wrong digit is a finding of its own.
            _ => return,
        };
        self.findings.push(finding.with("actual", code.to_string()));
    }
}
