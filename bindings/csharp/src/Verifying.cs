// Trust stores and verifiers.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Shohosen
{
    /// <summary>Whom is trusted, and what is at hand to decide. Verifiers and signers copy what is in it when they are made.</summary>
    public sealed class TrustStore : ShohosenObject
    {
        /// <summary>Trusts the MHLW HPKI Root CA V2 for signers; with `false` nobody. Nobody is trusted for time-stamps yet.</summary>
        public TrustStore(bool nationalRoot = true)
            : base(Native.shohosen_trust_store_free, (out IntPtr made, out IntPtr error) => nationalRoot
                ? Native.shohosen_trust_store_new(out made, out error)
                : Native.shohosen_trust_store_new_empty(out made, out error))
        {
        }

        private delegate int Adder(IntPtr store, byte[] octets, UIntPtr length, out IntPtr error);

        private TrustStore Add(Adder add, byte[] octets)
        {
            Do((out IntPtr error) =>
            {
                var failure = IntPtr.Zero;
                var status = With(store => add(store, octets, Text.Size(octets), out failure));
                error = failure;
                return status;
            });
            return this;
        }

        /// <summary>Trusts this certificate (PEM or DER) for signers.</summary>
        public TrustStore AddAnchor(byte[] certificate) => Add(Native.shohosen_trust_store_add_anchor, certificate);
        /// <summary>Trusts the certificate with this SHA-256 (64 hexadecimal digits) for signers.</summary>
        public TrustStore AddAnchorSha256(string sha256) => Add(Native.shohosen_trust_store_add_anchor_sha256, Text.Utf8(sha256));
        /// <summary>Trusts this certificate (PEM or DER) for time-stamps.</summary>
        public TrustStore AddTsaAnchor(byte[] certificate) => Add(Native.shohosen_trust_store_add_tsa_anchor, certificate);
        /// <summary>Trusts the certificate with this SHA-256 (64 hexadecimal digits) for time-stamps.</summary>
        public TrustStore AddTsaAnchorSha256(string sha256) => Add(Native.shohosen_trust_store_add_tsa_anchor_sha256, Text.Utf8(sha256));
        /// <summary>Certificates (PEM, one or several, or DER) that may be needed for a path.</summary>
        public TrustStore AddIntermediates(byte[] certificates) => Add(Native.shohosen_trust_store_add_intermediates, certificates);
        /// <summary>A revocation list (DER), or every one of PEM text.</summary>
        public TrustStore AddCrl(byte[] crl) => Add(Native.shohosen_trust_store_add_crl, crl);
        /// <summary>An OCSP response (DER).</summary>
        public TrustStore AddOcspResponse(byte[] response) => Add(Native.shohosen_trust_store_add_ocsp_response, response);
    }

    /// <summary>How to verify.</summary>
    public sealed class VerifierOptions
    {
        /// <summary>A policy in JSON; null: the default one.</summary>
        public string Policy { get; set; }
        /// <summary>Certificates of the test environment may sign.</summary>
        public bool AllowTestCertificates { get; set; }
        /// <summary>Signed scans are accepted.</summary>
        public bool AcceptScanned { get; set; }
    }

    /// <summary>What a document refers to and does not contain: the files of a signed scan.</summary>
    public sealed class ExternalData
    {
        /// <summary>The URI as it stands in the document, or the path of the file.</summary>
        public string Uri { get; }
        /// <summary>The octets.</summary>
        public byte[] Data { get; }

        /// <summary>A URI and octets.</summary>
        public ExternalData(string uri, byte[] data)
        {
            Uri = uri;
            Data = data;
        }

        internal static ShohosenExternalData[] All(IReadOnlyList<ExternalData> external, Pinned pinned)
        {
            var all = new ShohosenExternalData[external == null ? 0 : external.Count];
            for (var index = 0; index < all.Length; index++)
            {
                var uri = Text.Utf8(external[index].Uri);
                all[index].uri = pinned.Add(uri);
                all[index].uri_length = Text.Size(uri);
                all[index].data = pinned.Add(external[index].Data);
                all[index].data_length = Text.Size(external[index].Data);
            }
            return all;
        }
    }

    /// <summary>What became of one of many documents: a report, or the failure of one that cannot be read.</summary>
    public sealed class BulkResult
    {
        /// <summary>The report; null where the document cannot be read.</summary>
        public Report Report { get; }
        /// <summary>Why it cannot be read; null where there is a report.</summary>
        public ShohosenException Error { get; }

        internal BulkResult(Report report, ShohosenException error)
        {
            Report = report;
            Error = error;
        }
    }

    /// <summary>What is true of a document whatever the time, the trust and the policy: judged now or later.</summary>
    public sealed class Facts : ShohosenObject
    {
        internal Facts(Maker make) : base(Native.shohosen_facts_free, make)
        {
        }

        /// <summary>As JSON, to be stored (schema: facts.schema.json).</summary>
        public string Json => With(facts => Text.Of((out UIntPtr length) => Native.shohosen_facts_json(facts, out length)));
    }

    /// <summary>Verifies documents. Shared between threads; what was verified once (issuers, lists) is remembered within bounds.</summary>
    public sealed class Verifier : ShohosenObject
    {
        /// <summary>How many documents are handed to the library at once by <see cref="VerifyManyAsync"/>: between two such parts it can be cancelled.</summary>
        public const int Part = 256;

        /// <param name="trust">Null: the MHLW HPKI Root CA V2 for signers, nobody for time-stamps.</param>
        /// <param name="options">Null: the defaults.</param>
        public Verifier(TrustStore trust = null, VerifierOptions options = null)
            : base(Native.shohosen_verifier_free, (out IntPtr made, out IntPtr error) => Make(trust, options, out made, out error))
        {
        }

        private static int Make(TrustStore trust, VerifierOptions options, out IntPtr made, out IntPtr error)
        {
            IntPtr verifier = IntPtr.Zero, failure = IntPtr.Zero;
            using (var pinned = new Pinned())
            {
                ShohosenVerifierOptions native = null;
                if (options != null)
                {
                    var policy = Text.Utf8(options.Policy);
                    native = new ShohosenVerifierOptions
                    {
                        policy = pinned.Add(policy),
                        policy_length = Text.Size(policy),
                        allow_test_certificates = options.AllowTestCertificates ? 1 : 0,
                        accept_scanned = options.AcceptScanned ? 1 : 0,
                    };
                }
                var status = With(trust, store => Native.shohosen_verifier_new(store, native, out verifier, out failure));
                made = verifier;
                error = failure;
                return status;
            }
        }

        /// <summary>Verifies a document as of a time.</summary>
        /// <exception cref="ShohosenException">It cannot be read: not XML, not a prescription. An INVALID document has a report.</exception>
        public Report Verify(byte[] document, DateTimeOffset at, IReadOnlyList<ExternalData> external = null)
        {
            using (var pinned = new Pinned())
            {
                var all = ExternalData.All(external, pinned);
                return With(verifier => Report.Taken((out IntPtr report, out IntPtr error) =>
                    Native.shohosen_verifier_verify_with(verifier, document, Text.Size(document), at.ToUnixTimeSeconds(), all, (UIntPtr)(uint)all.Length, out report, out error)));
            }
        }

        /// <summary>Verifies many documents; `threads` 0: one a core. The results are in the order of the documents.</summary>
        public IReadOnlyList<BulkResult> VerifyMany(IReadOnlyList<byte[]> documents, DateTimeOffset at, int threads = 0)
        {
            using (var pinned = new Pinned())
            {
                var all = new ShohosenDocument[documents.Count];
                for (var index = 0; index < all.Length; index++)
                {
                    all[index].data = pinned.Add(documents[index]);
                    all[index].length = Text.Size(documents[index]);
                }
                var reports = IntPtr.Zero;
                Do((out IntPtr error) =>
                {
                    var failure = IntPtr.Zero;
                    var status = With(verifier => Native.shohosen_verifier_verify_many(verifier, all, (UIntPtr)(uint)all.Length, at.ToUnixTimeSeconds(), checked((uint)threads), out reports, out failure));
                    error = failure;
                    return status;
                });
                try
                {
                    return Enumerable.Range(0, all.Length).Select(number => (UIntPtr)(uint)number).Select(index => new BulkResult(
                        Report.Borrowed(Native.shohosen_reports_report(reports, index)),
                        ShohosenException.Borrowed(Native.shohosen_reports_error(reports, index)))).ToList();
                }
                finally
                {
                    Native.shohosen_reports_free(reports);
                }
            }
        }

        /// <summary>The same off the calling thread, a part at a time: each part is handed to `progress` when it is done.</summary>
        public Task<IReadOnlyList<BulkResult>> VerifyManyAsync(
            IReadOnlyList<byte[]> documents, DateTimeOffset at, int threads = 0, IProgress<int> progress = null, CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() =>
            {
                var all = new List<BulkResult>(documents.Count);
                while (all.Count < documents.Count)
                {
                    cancel.ThrowIfCancellationRequested();
                    all.AddRange(VerifyMany(documents.Skip(all.Count).Take(Part).ToList(), at, threads));
                    progress?.Report(all.Count);
                }
                return (IReadOnlyList<BulkResult>)all;
            }, cancel);

        /// <summary>Judges a certificate (PEM or DER) as of a time.</summary>
        public CertificateReport VerifyCertificate(byte[] certificate, DateTimeOffset at)
        {
            IntPtr report = IntPtr.Zero, error = IntPtr.Zero;
            var status = With(verifier => Native.shohosen_verifier_verify_certificate(verifier, certificate, Text.Size(certificate), at.ToUnixTimeSeconds(), out report, out error));
            ShohosenException.Check(status, error);
            try
            {
                return new CertificateReport(report);
            }
            finally
            {
                Native.shohosen_certificate_report_free(report);
            }
        }

        /// <summary>For each reference that does not match, what was digested and the likely cause: a JSON array.</summary>
        public string Explain(byte[] document) => With(verifier => MadeText((out IntPtr octets, out IntPtr error) =>
            Native.shohosen_verifier_explain(verifier, document, Text.Size(document), out octets, out error)));

        /// <summary>What is true of a document, to be judged now or later.</summary>
        public Facts Collect(byte[] document, IReadOnlyList<ExternalData> external = null)
        {
            using (var pinned = new Pinned())
            {
                var all = ExternalData.All(external, pinned);
                return With(verifier => new Facts((out IntPtr facts, out IntPtr error) =>
                    Native.shohosen_verifier_collect(verifier, document, Text.Size(document), all, (UIntPtr)(uint)all.Length, out facts, out error)));
            }
        }

        /// <summary>Facts that were stored as JSON.</summary>
        public Facts ReadFacts(string json)
        {
            var octets = Text.Utf8(json);
            return With(verifier => new Facts((out IntPtr facts, out IntPtr error) =>
                Native.shohosen_verifier_read_facts(verifier, octets, Text.Size(octets), out facts, out error)));
        }

        /// <summary>Judges facts as of a time, by this verifier's trust and policy.</summary>
        public Report Judge(Facts facts, DateTimeOffset at) => With(verifier => facts.With(native =>
            Report.Taken((out IntPtr report, out IntPtr error) =>
                Native.shohosen_verifier_judge(verifier, native, at.ToUnixTimeSeconds(), out report, out error))));
    }
}
