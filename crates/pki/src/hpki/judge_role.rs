//! Judging the healthcare roles against the kind of document.

use super::hc_role::{HcActor, HcRole};
use super::profile::HpkiProfile;
use super::settings::HpkiSettings;
use shohosen_report::{DocumentKind, Finding, Phrase, Severity, Value, codes::hpki as codes};

impl HpkiSettings {
    /// Judges whether the roles of the signer may sign this kind of document. One role that may
    /// is enough.
    pub(super) fn judge_roles(
        &self,
        profile: &HpkiProfile,
        document: DocumentKind,
        findings: &mut Vec<Finding>,
    ) {
        let actors = match &profile.actors {
            Ok(actors) => actors,
            Err(error) => {
                findings.push(
                    codes::ROLE_MALFORMED
                        .finding()
                        .with("field", error.field)
                        .with("offset", error.offset)
                        .with("problem", Phrase::from(&error.problem)),
                );
                return;
            }
        };
        findings.extend(actors.iter().filter_map(remark));
        let allowed = self.roles.allowed(document);
        if profile.roles().next().is_none() {
            let missing = codes::ROLE_MISSING.finding();
            // Where no role is demanded, its absence decides nothing.
            findings.push(if allowed.is_some() {
                missing
            } else {
                missing.severity(Severity::Info)
            });
            return;
        }
        let Some(allowed) = allowed else {
            findings.extend(profile.roles().map(|role| named(codes::ROLE_FOUND.finding(), role)));
            return;
        };
        findings.push(match profile.roles().find(|role| allowed.contains(&role.name)) {
            Some(role) => named(codes::ROLE_AUTHORISED.finding(), role)
                .with("document", Phrase::from(document)),
            None => codes::ROLE_NOT_AUTHORISED
                .finding()
                .with("document", Phrase::from(document))
                .with("found", names(profile.roles().map(|role| &role.name)))
                .with("allowed", names(allowed)),
        });
    }
}

/// What is to be said about an actor whatever the document.
fn remark(actor: &HcActor) -> Option<Finding> {
    match actor {
        HcActor::Role(role) if role.known.is_some() => None,
        HcActor::Role(role) => Some(codes::ROLE_UNKNOWN.finding().with("role", role.name.clone())),
        HcActor::OtherScheme { scheme, name } => Some(
            codes::ROLE_WRONG_SCHEME
                .finding()
                .with("role", name.clone())
                .with("scheme", scheme.to_string()),
        ),
    }
}

fn named(finding: Finding, role: &HcRole) -> Finding {
    match role.known {
        Some(known) => finding
            .with("role", known.name)
            .with("role_ja", known.name_ja)
            .with("certainty", known.certainty.as_str()),
        None => finding
            .with("role", role.name.clone())
            .with("role_ja", "名称不明")
            .with("certainty", "unknown"),
    }
}

fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> Value {
    Value::List(names.into_iter().map(|name| Value::from(name.clone())).collect())
}
