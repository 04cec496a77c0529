//! The names of roles and the policies of the HPKI. They are data: `data/hc_roles.csv` and
//! `data/hpki_policies.csv` of this crate are the places to correct them.

use std::sync::LazyLock;

/// How sure an entry of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Seen in certificates.
    Confirmed,
    /// Follows from what was seen.
    Inferred,
    /// From memory; to be held against the certificate policy of the MHLW.
    Memory,
}

impl Certainty {
    /// The word of the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Inferred => "inferred",
            Self::Memory => "memory",
        }
    }
}

/// A role that the certificate policy names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// The name in certificates, matched byte for byte.
    pub name: &'static str,
    /// The Japanese name of the qualification or office.
    pub name_ja: &'static str,
    /// An office (管理者 such as 病院長) and not a qualification (国家資格).
    pub administrator: bool,
    /// How sure the name is.
    pub certainty: Certainty,
}

/// What certificates under a policy are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyUsage {
    /// 署名用.
    Signature,
    /// 認証用(人).
    AuthenticationPerson,
    /// 認証用(組織).
    AuthenticationOrganization,
}

/// Whether certificates under a policy are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyGrade {
    /// 本番.
    Production,
    /// テスト証明書: issued by the production CAs under the production root, for tests only.
    Test,
}

/// A certificate policy of the HPKI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyEntry {
    /// The object identifier, dotted.
    pub oid: &'static str,
    /// What it is for.
    pub usage: PolicyUsage,
    /// Whether it is meant.
    pub grade: PolicyGrade,
    /// How sure the entry is.
    pub certainty: Certainty,
}

/// The arc of the certificate policies of the HPKI.
pub(super) const POLICY_ARC: &str = "1.2.392.100495.1.5.1.";

const ROLES_CSV: &str = include_str!("../../data/hc_roles.csv");
const POLICIES_CSV: &str = include_str!("../../data/hpki_policies.csv");

static ROLES: LazyLock<Vec<RoleEntry>> =
    LazyLock::new(|| rows(ROLES_CSV).filter_map(role).collect());
static POLICIES: LazyLock<Vec<PolicyEntry>> =
    LazyLock::new(|| rows(POLICIES_CSV).filter_map(policy).collect());

/// Every role of the table.
pub fn roles() -> &'static [RoleEntry] {
    &ROLES
}

/// Every policy of the table.
pub fn policies() -> &'static [PolicyEntry] {
    &POLICIES
}

impl RoleEntry {
    /// The role with this name, byte for byte.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        roles().iter().find(|role| role.name == name)
    }
}

impl PolicyEntry {
    /// The policy with this dotted object identifier.
    pub fn by_oid(oid: &str) -> Option<&'static Self> {
        policies().iter().find(|policy| policy.oid == oid)
    }
}

/// The lines that hold an entry: neither comments nor the heading.
fn rows(csv: &'static str) -> impl Iterator<Item = &'static str> {
    csv.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1)
}

fn role(row: &'static str) -> Option<RoleEntry> {
    let [name, name_ja, kind, certainty] = columns(row)?;
    let administrator = match kind {
        "qualification" => false,
        "administrator" => true,
        _ => return None,
    };
    Some(RoleEntry { name, name_ja, administrator, certainty: self::certainty(certainty)? })
}

fn policy(row: &'static str) -> Option<PolicyEntry> {
    let [oid, usage, grade, certainty] = columns(row)?;
    let usage = match usage {
        "signature" => PolicyUsage::Signature,
        "authentication_person" => PolicyUsage::AuthenticationPerson,
        "authentication_organization" => PolicyUsage::AuthenticationOrganization,
        _ => return None,
    };
    let grade = match grade {
        "production" => PolicyGrade::Production,
        "test" => PolicyGrade::Test,
        _ => return None,
    };
    Some(PolicyEntry { oid, usage, grade, certainty: self::certainty(certainty)? })
}

fn certainty(word: &str) -> Option<Certainty> {
    let all = [Certainty::Confirmed, Certainty::Inferred, Certainty::Memory];
    all.into_iter().find(|certainty| certainty.as_str() == word)
}

fn columns<const N: usize>(row: &'static str) -> Option<[&'static str; N]> {
    row.split(',').collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_both_tables_is_read_and_names_are_unique() {
        assert_eq!(roles().len(), rows(ROLES_CSV).count());
        assert_eq!(policies().len(), rows(POLICIES_CSV).count());
        for role in roles() {
            assert_eq!(roles().iter().filter(|other| other.name == role.name).count(), 1);
        }
        for policy in policies() {
            assert_eq!(policies().iter().filter(|other| other.oid == policy.oid).count(), 1);
            assert!(policy.oid.starts_with(POLICY_ARC));
        }
    }

    #[test]
    fn names_match_byte_for_byte() {
        assert_eq!(RoleEntry::by_name("Medical Doctor").map(|r| r.name_ja), Some("医師"));
        assert_eq!(RoleEntry::by_name("medical doctor"), None);
        assert_eq!(RoleEntry::by_name("Medical Doctor "), None);
        let supervisor = RoleEntry::by_name("Supervisor of Pharmacy").unwrap();
        assert!(supervisor.administrator && supervisor.certainty == Certainty::Memory);
    }
}
