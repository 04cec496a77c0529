// What a verification found: reports, signatures, signers, findings.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Shohosen
{
    /// <summary>One thing that was checked.</summary>
    public sealed class Finding
    {
        /// <summary>The code, which never changes its meaning.</summary>
        public string Code { get; private set; }
        /// <summary>How much it matters.</summary>
        public Severity Severity { get; private set; }
        /// <summary>The number of the signature that it is about, from 0; null: the whole.</summary>
        public int? Signature { get; private set; }
        /// <summary>Where, such as an XPath or a line; null: nowhere in particular.</summary>
        public string Location { get; private set; }
        /// <summary>The values that it rests on, as a JSON object.</summary>
        public string EvidenceJson { get; private set; }
        /// <summary>The text in Japanese.</summary>
        public string Message { get; private set; }
        /// <summary>What to do about it, in Japanese; null: nothing.</summary>
        public string Remedy { get; private set; }
        /// <summary>The text in English.</summary>
        public string MessageEnglish { get; private set; }
        /// <summary>What to do about it, in English.</summary>
        public string RemedyEnglish { get; private set; }

        /// <summary>Severity, code and text.</summary>
        public override string ToString() => Severity + " " + Code + ": " + Message;

        internal static IReadOnlyList<Finding> All(IntPtr findings)
        {
            var all = new List<Finding>();
            var count = (ulong)Native.shohosen_findings_count(findings);
            for (ulong index = 0; index < count; index++)
            {
                var at = (UIntPtr)index;
                var signature = Native.shohosen_findings_signature(findings, at);
                all.Add(new Finding
                {
                    Code = Text.Of((out UIntPtr length) => Native.shohosen_findings_code(findings, at, out length)),
                    Severity = (Severity)Native.shohosen_findings_severity(findings, at),
                    Signature = signature < 0 ? (int?)null : (int)signature,
                    Location = Text.Of((out UIntPtr length) => Native.shohosen_findings_location(findings, at, out length)),
                    EvidenceJson = Text.Of((out UIntPtr length) => Native.shohosen_findings_evidence_json(findings, at, out length)),
                    Message = Text.Of((out UIntPtr length) => Native.shohosen_findings_message(findings, at, Native.Japanese, out length)),
                    Remedy = Text.Of((out UIntPtr length) => Native.shohosen_findings_remedy(findings, at, Native.Japanese, out length)),
                    MessageEnglish = Text.Of((out UIntPtr length) => Native.shohosen_findings_message(findings, at, Native.English, out length)),
                    RemedyEnglish = Text.Of((out UIntPtr length) => Native.shohosen_findings_remedy(findings, at, Native.English, out length)),
                });
            }
            return all;
        }

        /// <summary>Findings of their own, which are freed.</summary>
        internal static IReadOnlyList<Finding> Taken(ShohosenObject.Maker make)
        {
            var status = make(out var findings, out var error);
            ShohosenException.Check(status, error);
            try
            {
                return All(findings);
            }
            finally
            {
                Native.shohosen_findings_free(findings);
            }
        }
    }

    /// <summary>Who signed, as the certificate says it.</summary>
    public sealed class Identity
    {
        /// <summary>The common name.</summary>
        public string CommonName { get; }
        /// <summary>The name in Japanese, where the certificate has it.</summary>
        public string NameJapanese { get; }
        /// <summary>The organization.</summary>
        public string Organization { get; }
        /// <summary>The qualifications (hcRole), such as "Medical Doctor".</summary>
        public IReadOnlyList<string> Roles { get; }
        /// <summary>The same in Japanese, such as 医師.</summary>
        public IReadOnlyList<string> RolesJapanese { get; }
        /// <summary>SHA-256 of the certificate, 64 hexadecimal digits.</summary>
        public string CertificateSha256 { get; }
        /// <summary>The number of the licence register (personal data).</summary>
        public string LicenceNumber { get; }

        private Identity(IntPtr identity)
        {
            CommonName = Text.Of((out UIntPtr length) => Native.shohosen_identity_common_name(identity, out length));
            NameJapanese = Text.Of((out UIntPtr length) => Native.shohosen_identity_name_ja(identity, out length));
            Organization = Text.Of((out UIntPtr length) => Native.shohosen_identity_organization(identity, out length));
            CertificateSha256 = Text.Of((out UIntPtr length) => Native.shohosen_identity_certificate_sha256(identity, out length));
            LicenceNumber = Text.Of((out UIntPtr length) => Native.shohosen_identity_licence_number(identity, out length));
            var indices = Enumerable.Range(0, (int)Native.shohosen_identity_role_count(identity)).Select(index => (UIntPtr)(uint)index).ToList();
            Roles = indices.Select(index => Text.Of((out UIntPtr length) => Native.shohosen_identity_role(identity, index, out length))).ToList();
            RolesJapanese = indices.Select(index => Text.Of((out UIntPtr length) => Native.shohosen_identity_role_ja(identity, index, out length))).ToList();
        }

        internal static Identity Of(IntPtr identity) => identity == IntPtr.Zero ? null : new Identity(identity);
    }

    /// <summary>One signature of a document.</summary>
    public sealed class SignatureReport
    {
        /// <summary>Where it stands.</summary>
        public Position Position { get; internal set; }
        /// <summary>Its level; null where its structure fails.</summary>
        public Level? Level { get; internal set; }
        /// <summary>The conclusion of the Japanese requirements (検証要件).</summary>
        public Verdict Verdict { get; internal set; }
        /// <summary>The conclusion of ETSI EN 319 102-1.</summary>
        public Indication Indication { get; internal set; }
        /// <summary>Its sub-indication, such as "REVOKED"; null for TOTAL-PASSED.</summary>
        public string SubIndication { get; internal set; }
        /// <summary>When the signer says to have signed: a claim, nothing more.</summary>
        public DateTimeOffset? ClaimedTime { get; internal set; }
        /// <summary>When it provably existed, by the oldest valid time-stamp.</summary>
        public DateTimeOffset? ProvenTime { get; internal set; }
        /// <summary>Who signed; null where the certificate was not found.</summary>
        public Identity Signer { get; internal set; }
        /// <summary>The signer's certificate (DER); null where it was not found.</summary>
        public byte[] Certificate { get; internal set; }
    }

    /// <summary>What the verification of one document found. Everything is copied: nothing is to be freed.</summary>
    public sealed class Report
    {
        /// <summary>The conclusion (検証要件). Only <see cref="Shohosen.Verdict.Valid"/> means that the document may be used.</summary>
        public Verdict Verdict { get; }
        /// <summary>The conclusion of ETSI EN 319 102-1.</summary>
        public Indication Indication { get; }
        /// <summary>Its sub-indication; null for TOTAL-PASSED.</summary>
        public string SubIndication { get; }
        /// <summary>The moment as of which was judged.</summary>
        public DateTimeOffset VerifiedAt { get; }
        /// <summary>The kind of the document.</summary>
        public DocumentKind DocumentKind { get; }
        /// <summary>Its id, which the prescriber's signature does not cover; null if there is none.</summary>
        public string DocumentId { get; }
        /// <summary>Its signatures.</summary>
        public IReadOnlyList<SignatureReport> Signatures { get; }
        /// <summary>Everything that was checked.</summary>
        public IReadOnlyList<Finding> Findings { get; }
        /// <summary>The whole report as JSON, as the command prints it (schema: report.schema.json).</summary>
        public string Json { get; }
        private readonly Dictionary<Position, byte[]> payloads = new Dictionary<Position, byte[]>();
        private readonly Dictionary<Position, byte[]> unverified = new Dictionary<Position, byte[]>();

        private Report(IntPtr report)
        {
            Verdict = (Verdict)Native.shohosen_report_verdict(report);
            Indication = (Indication)Native.shohosen_report_indication(report);
            SubIndication = Text.Of((out UIntPtr length) => Native.shohosen_report_sub_indication(report, out length));
            VerifiedAt = Text.Time(Text.Of((out UIntPtr length) => Native.shohosen_report_verified_at(report, out length))).Value;
            DocumentKind = (DocumentKind)Native.shohosen_report_document_kind(report);
            DocumentId = Text.Of((out UIntPtr length) => Native.shohosen_report_document_id(report, out length));
            Json = Text.Of((out UIntPtr length) => Native.shohosen_report_json(report, out length));
            Findings = Finding.All(Native.shohosen_report_findings(report));
            foreach (Position position in Enum.GetValues(typeof(Position)))
            {
                payloads[position] = Text.Octets((out UIntPtr length) => Native.shohosen_report_payload(report, (int)position, out length));
                unverified[position] = Text.Octets((out UIntPtr length) => Native.shohosen_report_unverified_payload(report, (int)position, out length));
            }
            var count = (int)Native.shohosen_report_signature_count(report);
            Signatures = Enumerable.Range(0, count).Select(number => Signature(report, (UIntPtr)(uint)number)).ToList();
        }

        private static SignatureReport Signature(IntPtr report, UIntPtr index)
        {
            var level = Native.shohosen_report_signature_level(report, index);
            return new SignatureReport
            {
                Position = (Position)Native.shohosen_report_signature_position(report, index),
                Level = level == 0 ? (Level?)null : (Level)level,
                Verdict = (Verdict)Native.shohosen_report_signature_verdict(report, index),
                Indication = (Indication)Native.shohosen_report_signature_indication(report, index),
                SubIndication = Text.Of((out UIntPtr length) => Native.shohosen_report_signature_sub_indication(report, index, out length)),
                ClaimedTime = Text.Time(Text.Of((out UIntPtr length) => Native.shohosen_report_signature_claimed_time(report, index, out length))),
                ProvenTime = Text.Time(Text.Of((out UIntPtr length) => Native.shohosen_report_signature_proven_time(report, index, out length))),
                Signer = Identity.Of(Native.shohosen_report_signature_signer(report, index)),
                Certificate = Text.Octets((out UIntPtr length) => Native.shohosen_report_signature_certificate(report, index, out length)),
            };
        }

        /// <summary>The records at a position (SJ1 or CJ1); null unless the document is VALID.</summary>
        public byte[] Payload(Position position) => payloads[position];

        /// <summary>The same whatever the verdict, to show together with the report. They may be forged: never dispense by them.</summary>
        public byte[] UnverifiedPayload(Position position) => unverified[position];

        internal static Report Borrowed(IntPtr report) => report == IntPtr.Zero ? null : new Report(report);

        internal static Report Taken(ShohosenObject.Maker make)
        {
            var status = make(out var report, out var error);
            ShohosenException.Check(status, error);
            try
            {
                return Borrowed(report);
            }
            finally
            {
                Native.shohosen_report_free(report);
            }
        }
    }

    /// <summary>What was found about one certificate.</summary>
    public sealed class CertificateReport
    {
        /// <summary>May its holder be trusted to have signed at this time?</summary>
        public Verdict Verdict { get; }
        /// <summary>The conclusion of ETSI EN 319 102-1.</summary>
        public Indication Indication { get; }
        /// <summary>Its sub-indication; null for TOTAL-PASSED.</summary>
        public string SubIndication { get; }
        /// <summary>Whose it is.</summary>
        public Identity Signer { get; }
        /// <summary>The subject without its serialNumber, RFC 4514.</summary>
        public string Subject { get; }
        /// <summary>The issuer, RFC 4514.</summary>
        public string Issuer { get; }
        /// <summary>The serial number in hexadecimal.</summary>
        public string Serial { get; }
        /// <summary>The beginning of the validity.</summary>
        public DateTimeOffset? NotBefore { get; }
        /// <summary>Its end.</summary>
        public DateTimeOffset? NotAfter { get; }
        /// <summary>Everything that was checked.</summary>
        public IReadOnlyList<Finding> Findings { get; }
        /// <summary>The report as JSON, as the command `cert` prints it.</summary>
        public string Json { get; }

        internal CertificateReport(IntPtr report)
        {
            Verdict = (Verdict)Native.shohosen_certificate_report_verdict(report);
            Indication = (Indication)Native.shohosen_certificate_report_indication(report);
            SubIndication = Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_sub_indication(report, out length));
            Signer = Identity.Of(Native.shohosen_certificate_report_signer(report));
            Subject = Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_subject(report, out length));
            Issuer = Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_issuer(report, out length));
            Serial = Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_serial(report, out length));
            NotBefore = Text.Time(Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_not_before(report, out length)));
            NotAfter = Text.Time(Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_not_after(report, out length)));
            Findings = Finding.All(Native.shohosen_certificate_report_findings(report));
            Json = Text.Of((out UIntPtr length) => Native.shohosen_certificate_report_json(report, out length));
        }
    }
}
