//! Which limit holds for a patient, as far as it can be told: at least so much, at most so much.
//!
//! Of the rows that apply the largest limit holds. A row of which it is not known whether it applies
//! (no list of diseases, no date of birth) may raise it, so that there are two bounds: up to the
//! lower one an amount is within the limit, above the upper one it is over, between them nobody
//! can tell.

use super::context::Context;
use super::kin::Listed;
use crate::NotCheckedReason;
use crate::tables::{ANY_DISEASE, Applies, IndicationRow, Limit, Missing, PersonRule};

/// What is known of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// It is at least this; `Most(0)` where nothing is known.
    pub(super) lower: Limit,
    /// It is at most this; [`Limit::None`] where it may be without limit.
    pub(super) upper: Limit,
    /// 適宜増減 stands at a row with the upper bound.
    pub(super) adjustable: bool,
    /// Why the two differ.
    pub(super) why: NotCheckedReason,
}

/// How an amount stands to the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    NoLimit,
    Within(u64),
    Over(u64),
    /// Over the limit of some rows, not of all that may apply; the lower bound.
    Unclear(u64),
}

impl Bounds {
    /// `exceeds` says whether the amount is more than a limit.
    pub(super) fn judge(&self, exceeds: impl Fn(u64) -> bool) -> Against {
        let lower = match self.lower {
            Limit::None => return Against::NoLimit,
            Limit::Most(lower) => lower,
            Limit::Unclear => 0,
        };
        if lower > 0 && !exceeds(lower) {
            return Against::Within(lower);
        }
        match self.upper {
            Limit::Most(upper) if exceeds(upper) => Against::Over(upper),
            _ => Against::Unclear(lower),
        }
    }
}

/// What is missing, as a reason.
pub(super) const fn reason(missing: Missing) -> NotCheckedReason {
    match missing {
        Missing::BirthDate => NotCheckedReason::NoBirthDate,
        Missing::Sex => NotCheckedReason::NoSex,
        Missing::Row => NotCheckedReason::RowNotComputable,
    }
}

/// Whether a disease of a row is one of the patient.
pub(super) enum DiseaseMatch {
    Yes,
    No,
    /// There is no list.
    Unknown,
}

impl Context<'_> {
    /// Whether the patient has the disease of a row; suspected ones count.
    pub(super) fn has(&self, disease: u32) -> DiseaseMatch {
        match &self.diseases {
            _ if disease == ANY_DISEASE => DiseaseMatch::Yes,
            None => DiseaseMatch::Unknown,
            Some(_) if self.codes.contains(disease) => DiseaseMatch::Yes,
            Some(_) => DiseaseMatch::No,
        }
    }

    /// The bounds of the limit that rows state; `None` if none of them is for such a patient.
    pub(super) fn bounds<'r>(
        &self,
        rows: impl Iterator<Item = (&'r PersonRule, u32, Limit, bool)> + Clone,
    ) -> Option<Bounds> {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        let of_person = rows.filter_map(|(person, disease, limit, adjustable)| {
            let why = match person.holds(self.input.facts.sex, self.age) {
                Applies::No => return None,
                Applies::Unknown(missing) => Some(reason(missing)),
                Applies::Yes => None,
            };
            let unclear = (limit == Limit::Unclear).then_some(NotCheckedReason::RowNotComputable);
            Some((disease, limit, adjustable, unclear.or(why)))
        });
        for (disease, limit, adjustable, why) in of_person.clone() {
            match (self.has(disease), why) {
                (DiseaseMatch::No, _) => {}
                (DiseaseMatch::Unknown, why) => {
                    let why = why.unwrap_or(NotCheckedReason::NoDiseaseList);
                    possible.push((limit, adjustable, why));
                }
                (DiseaseMatch::Yes, Some(why)) => possible.push((limit, adjustable, why)),
                (DiseaseMatch::Yes, None) => certain.push((limit, adjustable)),
            }
        }
        if certain.is_empty() && possible.is_empty() {
            // A list may be incomplete: what holds for other diseases is the best that is known.
            possible.extend(of_person.map(|(_, limit, adjustable, why)| {
                (limit, adjustable, why.unwrap_or(NotCheckedReason::NoRowApplies))
            }));
        }
        let largest = certain.iter().map(|(limit, _)| *limit).max();
        let open = |limit: Limit| if limit == Limit::Unclear { Limit::None } else { limit };
        let smallest = possible.iter().map(|(limit, ..)| match limit {
            Limit::Unclear => Limit::Most(0),
            known => *known,
        });
        let lower = largest.or_else(|| smallest.min())?;
        let all = certain.iter().copied();
        let all =
            all.chain(possible.iter().map(|(limit, adjustable, _)| (open(*limit), *adjustable)));
        let upper = all.clone().map(|(limit, _)| limit).max()?;
        let adjustable = all.clone().any(|(limit, adjustable)| limit == upper && adjustable);
        // The reason of a row that may raise the limit.
        let raising = possible.iter().find(|(limit, ..)| open(*limit) > lower);
        let why = raising.or(possible.first()).map_or(NotCheckedReason::NoRowApplies, |row| row.2);
        Some(Bounds { lower, upper, adjustable, why })
    }

    /// The bounds of a limit of the rows of 医薬品適応. Of a チェック区分 whose meaning is not known it is
    /// not known whether its limits count.
    pub(super) fn bounds_of(
        &self,
        listed: &Listed<'_, IndicationRow>,
        limit: impl Fn(&IndicationRow) -> Limit + Clone,
    ) -> Option<Bounds> {
        self.bounds(listed.rows().map(move |row| {
            let limit = if row.limits_count() { limit(row) } else { Limit::Unclear };
            (&row.person, row.disease, limit, row.adjustable)
        }))
    }
}
