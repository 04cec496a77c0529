//! The certificates and CRLs inside a real electronic prescription of the test service: a test
//! doctor under the production CA of MEDIS and the real root of HPKI.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{decoded_elements, time};
use shohosen_pki::{
    Certificate, CertificateList, CertificatePath, Freshness, GeneralName, PathFailure,
    PathRequest, PathSettings, RevocationData, RevocationFact, RevocationRequest,
    RevocationSettings, RevocationStatus, SerialNumber, SignatureCache, TimeBasis, TrustStore,
    WorkBudget, check_revocation, find_path, revocation_findings,
};
use shohosen_report::{Objections, SubIndication, Time, Value, Verdict, codes};
use shohosen_testkit::vectors::folder;

/// The signature time-stamp of Prescription-004_01.xml.
const SIGNED_AT: &str = "2022-09-07T08:18:25Z";

/// When the document is verified.
const VERIFIED_AT: &str = "2023-01-01T00:00:00Z";

struct Prescription {
    doctor: Certificate,
    intermediates: Vec<Certificate>,
    crls: Vec<CertificateList>,
    anchors: TrustStore,
    cache: SignatureCache,
}

impl Prescription {
    fn read() -> Option<Self> {
        let file = folder("jp-eprescription")?.join("files/Prescription-004_01.xml");
        let xml = std::fs::read_to_string(file).unwrap();
        let read = |name| decoded_elements(&xml, name);
        let certificate = |der: &Vec<u8>| Certificate::from_der(der).unwrap();
        Some(Self {
            doctor: certificate(&read("X509Certificate")[0]),
            intermediates: read("EncapsulatedX509Certificate").iter().map(certificate).collect(),
            crls: read("EncapsulatedCRLValue")
                .iter()
                .map(|der| CertificateList::from_der(der).unwrap())
                .collect(),
            anchors: TrustStore::mhlw_hpki(),
            cache: SignatureCache::new(),
        })
    }

    fn path(&self, at: Time, settings: &PathSettings) -> Result<CertificatePath, PathFailure> {
        find_path(&PathRequest {
            target: &self.doctor,
            intermediates: &self.intermediates,
            anchors: &self.anchors,
            at,
            settings,
            cache: &self.cache,
        })
    }

    fn revocation(&self, at: Time, freshness: Freshness) -> (CertificatePath, Vec<RevocationFact>) {
        let path = self.path(at, &PathSettings::default()).unwrap();
        let data = RevocationData { crls: &self.crls, ..RevocationData::default() };
        let settings = RevocationSettings { freshness, ..RevocationSettings::default() };
        let facts = check_revocation(&RevocationRequest {
            path: &path,
            data,
            at,
            verified_at: time(VERIFIED_AT),
            settings: &settings,
            cache: &self.cache,
            budget: &WorkBudget::default(),
        });
        (path, facts)
    }
}

#[test]
fn the_doctor_is_valid_up_to_the_pinned_root_at_the_time_of_the_time_stamp() {
    let Some(prescription) = Prescription::read() else { return };
    let doctor = &prescription.doctor;
    // The values below are those that OpenSSL prints.
    assert_eq!(doctor.serial(), [0x01, 0x5e]);
    let number = SerialNumber::from_content(doctor.serial());
    let is = |text: &str| SerialNumber::from_text(text).is_some_and(|read| read == number);
    assert!(is(" 350 ") && is("0350"));
    assert!(["", "351", "-350", "3 50", "94"].iter().all(|text| !is(text)));
    assert_eq!(doctor.not_before(), time("2022-02-06T15:00:00Z"));
    assert_eq!(doctor.not_after(), time("2027-02-07T14:59:59Z"));
    assert_eq!(doctor.subject().common_name().as_deref(), Some("Sanjushi Kagurazaka"));
    assert_eq!(doctor.subject().organization().as_deref(), Some("MEDIS UNIVERSITY HOSPITAL"));
    let [GeneralName::Directory(japanese)] = doctor.extensions().subject_alt_names.as_slice()
    else {
        panic!("expected the Japanese name")
    };
    assert_eq!(japanese.common_name().as_deref(), Some("神楽坂　三十四"));

    let at = time(SIGNED_AT);
    let (path, statuses) = prescription.revocation(at, Freshness::CurrentAt);
    assert_eq!(path.certificates.len(), 2);
    assert_eq!(path.anchor_name, "MHLW HPKI Root CA V2");
    let ca = &path.certificates[1];
    assert_eq!(
        ca.subject().to_string(),
        "CN=HPKI-01-MedisSignCA2-forNonRepudiation,OU=MEDIS HPKI CA,O=MEDIS,C=JP"
    );
    // EE CRL 2022-09-06T18:00Z, SARL 2022-09-05T19:00Z
    let this_updates: Vec<_> = statuses
        .iter()
        .map(|fact| match &fact.status {
            RevocationStatus::Good { source, revoked_later: None } => source.this_update,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(this_updates, [time("2022-09-06T18:00:00Z"), time("2022-09-05T19:00:00Z")]);

    let mut findings = revocation_findings(&path, &statuses, TimeBasis::Proven);
    findings.push(path.finding());
    assert!(Objections::of(&findings).are_none());
    assert_eq!(findings.len(), 3);
}

#[test]
fn a_self_minted_root_or_none_at_all_is_no_anchor_and_the_candidates_are_listed() {
    let Some(mut prescription) = Prescription::read() else { return };
    prescription.anchors = TrustStore::new();
    let failure = prescription.path(time(SIGNED_AT), &PathSettings::default()).unwrap_err();
    let findings = failure.findings(TimeBasis::Proven);
    assert_eq!(findings[0].code, codes::pki::PATH_NO_TRUST_ANCHOR);
    assert_eq!(Objections::of(&findings).verdict(), Some(Verdict::Indeterminate));
    let Some(Value::List(candidates)) = findings[0].evidence.get("candidates") else {
        panic!("no candidates in {findings:?}")
    };
    // Every certificate that came with the document is accounted for.
    assert_eq!(failure.candidates.len(), candidates.len());
    for certificate in &prescription.intermediates {
        assert!(
            certificate == &prescription.doctor
                || failure.candidates.iter().any(|c| c.sha256 == *certificate.sha256())
        );
    }
}

#[test]
fn without_the_certificate_of_the_ca_its_absence_is_reported_by_name() {
    let Some(mut prescription) = Prescription::read() else { return };
    prescription.intermediates.retain(|c| c.subject().organization().as_deref() != Some("MEDIS"));
    let failure = prescription.path(time(SIGNED_AT), &PathSettings::default()).unwrap_err();
    let finding = &failure.findings(TimeBasis::Proven)[0];
    assert_eq!(finding.code, codes::pki::PATH_ISSUER_NOT_FOUND);
    assert_eq!(
        finding.evidence.get("issuer"),
        Some(&"CN=HPKI-01-MedisSignCA2-forNonRepudiation,OU=MEDIS HPKI CA,O=MEDIS,C=JP".into())
    );
}

#[test]
fn expiry_weighs_by_whether_the_time_is_proven() {
    let Some(prescription) = Prescription::read() else { return };
    let failure = prescription.path(time("2028-01-01T00:00:00Z"), &PathSettings::default());
    let failure = failure.unwrap_err();
    let judge = |basis| Objections::of(&failure.findings(basis));
    assert_eq!(judge(TimeBasis::Proven).sub_indication(), Some(SubIndication::Expired));
    assert_eq!(judge(TimeBasis::Proven).verdict(), Some(Verdict::Invalid));
    let now = judge(TimeBasis::VerificationTime);
    assert_eq!(now.sub_indication(), Some(SubIndication::OutOfBoundsNoPoe));
    assert_eq!(now.verdict(), Some(Verdict::Invalid));

    let failure = prescription.path(time("2022-01-01T00:00:00Z"), &PathSettings::default());
    let findings = failure.unwrap_err().findings(TimeBasis::Proven);
    assert_eq!(findings[0].code, codes::pki::CERTIFICATE_NOT_YET_VALID);
}

#[test]
fn a_crl_that_is_not_current_leaves_the_status_unknown() {
    let Some(prescription) = Prescription::read() else { return };
    // One second after the nextUpdate of the EE CRL (2022-09-10T18:00Z).
    let at = time("2022-09-10T18:00:01Z");
    let (path, statuses) = prescription.revocation(at, Freshness::CurrentAt);
    let findings = revocation_findings(&path, &statuses, TimeBasis::Proven);
    assert_eq!(findings[0].code, codes::pki::REVOCATION_UNUSABLE);
    let judgement = Objections::of(&findings);
    assert_eq!(judgement.verdict(), Some(Verdict::Indeterminate));
    assert_eq!(judgement.sub_indication(), Some(SubIndication::TryLater));
    // The last second of its validity still counts.
    let (_, statuses) = prescription.revocation(time("2022-09-10T18:00:00Z"), Freshness::CurrentAt);
    assert!(matches!(statuses[0].status, RevocationStatus::Good { .. }));
}

#[test]
fn strict_freshness_refuses_crls_older_than_the_time_stamp() {
    let Some(prescription) = Prescription::read() else { return };
    let (_, statuses) = prescription.revocation(time(SIGNED_AT), Freshness::IssuedAfter);
    for fact in statuses {
        assert!(matches!(fact.status, RevocationStatus::Unknown { tried } if !tried.is_empty()));
    }
}

#[test]
fn the_test_policy_has_no_valid_policy_path_under_the_production_ca() {
    let Some(prescription) = Prescription::read() else { return };
    // As `openssl verify -explicit_policy`: error 43, "no explicit policy".
    let settings = PathSettings { require_explicit_policy: true, ..PathSettings::default() };
    let failure = prescription.path(time(SIGNED_AT), &settings).unwrap_err();
    let findings = failure.findings(TimeBasis::Proven);
    assert_eq!(findings[0].code, codes::pki::PATH_NO_VALID_POLICY);
}
