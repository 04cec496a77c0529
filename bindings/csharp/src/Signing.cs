// Keys, signers, documents that were signed or wait for the value of a signature.

using System;

namespace Shohosen
{
    /// <summary>Which of several cards is meant. Where several are left, the certificate decides, by what they show without a PIN.</summary>
    public sealed class CardOptions
    {
        /// <summary>The label of the token; null: any.</summary>
        public string Label { get; set; }
        /// <summary>The serial number of the token; null: any.</summary>
        public string SerialNumber { get; set; }

        internal static T With<T>(CardOptions options, Func<ShohosenCardOptions, T> call)
        {
            using (var pinned = new Pinned())
            {
                ShohosenCardOptions native = null;
                if (options != null)
                {
                    byte[] label = Text.Utf8(options.Label), serial = Text.Utf8(options.SerialNumber);
                    native = new ShohosenCardOptions
                    {
                        label = pinned.Add(label), label_length = Text.Size(label),
                        serial_number = pinned.Add(serial), serial_number_length = Text.Size(serial),
                    };
                }
                return call(native);
            }
        }
    }

    /// <summary>A private key with its certificate. What is in memory is wiped when the key is freed.</summary>
    public sealed class Key : ShohosenObject
    {
        private Key(Maker make) : base(Native.shohosen_key_free, make)
        {
        }

        /// <summary>From PKCS#8 or PKCS#1 (PEM or DER) and a certificate.</summary>
        public static Key FromPemOrDer(byte[] key, byte[] certificate) => new Key((out IntPtr made, out IntPtr error) =>
            Native.shohosen_key_from_pem_or_der(key, Text.Size(key), certificate, Text.Size(certificate), out made, out error));

        /// <summary>From encrypted PKCS#8. The caller wipes the password.</summary>
        public static Key FromEncrypted(byte[] key, byte[] password, byte[] certificate) => new Key((out IntPtr made, out IntPtr error) =>
            Native.shohosen_key_from_encrypted(key, Text.Size(key), password, Text.Size(password), certificate, Text.Size(certificate), out made, out error));

        /// <summary>From PKCS#12: the only key whose certificate is for signatures. `password` is UTF-8; the caller wipes it.</summary>
        public static Key FromPkcs12(byte[] file, byte[] password) => new Key((out IntPtr made, out IntPtr error) =>
            Native.shohosen_key_from_pkcs12(file, Text.Size(file), password, Text.Size(password), out made, out error));

        /// <summary>From PKCS#12 with several keys: by friendly name, local key id or certificate (null: whatever).</summary>
        public static Key FromPkcs12(byte[] file, byte[] password, string friendlyName, byte[] localKeyId = null, byte[] certificate = null)
        {
            using (var pinned = new Pinned())
            {
                var name = Text.Utf8(friendlyName);
                var options = new ShohosenKeyOptions
                {
                    friendly_name = pinned.Add(name), friendly_name_length = Text.Size(name),
                    local_key_id = pinned.Add(localKeyId), local_key_id_length = Text.Size(localKeyId),
                    certificate = pinned.Add(certificate), certificate_length = Text.Size(certificate),
                };
                return new Key((out IntPtr made, out IntPtr error) =>
                    Native.shohosen_key_from_pkcs12_choosing(file, Text.Size(file), password, Text.Size(password), options, out made, out error));
            }
        }

        /// <summary>The key on a card.</summary>
        /// <param name="library">The PKCS#11 library of the card's application for signatures.</param>
        /// <param name="pin">Wiped here, whatever happens.</param>
        /// <param name="options">Which card; null: whichever is there.</param>
        /// <param name="certificate">The certificate wanted; null: the only one for signatures.</param>
        public static Key FromCard(string library, byte[] pin, CardOptions options = null, byte[] certificate = null)
        {
            var path = Text.Utf8(library);
            try
            {
                return CardOptions.With(options, native => new Key((out IntPtr made, out IntPtr error) =>
                    Native.shohosen_key_from_card(path, Text.Size(path), native, pin, Text.Size(pin), certificate, Text.Size(certificate), out made, out error)));
            }
            finally
            {
                if (pin != null) Array.Clear(pin, 0, pin.Length);
            }
        }

        /// <summary>The signature certificate (DER) of the card in the reader. No PIN is needed.</summary>
        public static byte[] CardCertificate(string library, CardOptions options = null)
        {
            var path = Text.Utf8(library);
            return CardOptions.With(options, native => Made((out IntPtr octets, out IntPtr error) =>
                Native.shohosen_card_certificate(path, Text.Size(path), native, out octets, out error)));
        }

        /// <summary>Its certificate (DER).</summary>
        public byte[] Certificate => With(key => Text.Octets((out UIntPtr length) => Native.shohosen_key_certificate(key, out length)));
    }

    /// <summary>How to sign.</summary>
    public sealed class SignerOptions
    {
        /// <summary>A policy in JSON, by which what was signed is verified; null: the default one.</summary>
        public string Policy { get; set; }
        /// <summary>What is signed although it is doubtful.</summary>
        public Permissions Permissions { get; set; }
        /// <summary>The prefixes that most other software writes, in place of those of the management service.</summary>
        public bool CommonPrefixes { get; set; }
        /// <summary>Exclusive canonicalization.</summary>
        public bool ExclusiveTransform { get; set; }
        /// <summary>The algorithm by name; null: by the key.</summary>
        public string Algorithm { get; set; }
    }

    /// <summary>A document that was signed, and how it verifies.</summary>
    public sealed class Signed
    {
        /// <summary>The document.</summary>
        public byte[] Document { get; }
        /// <summary>How it verifies. Without revocation information (ES-BES) it is INDETERMINATE: revocation is not known yet.</summary>
        public Report Report { get; }

        private Signed(IntPtr signed)
        {
            Document = Text.Octets((out UIntPtr length) => Native.shohosen_signed_document(signed, out length));
            Report = Report.Borrowed(Native.shohosen_signed_report(signed));
        }

        internal static Signed Taken(ShohosenObject.Maker make)
        {
            var status = make(out var signed, out var error);
            ShohosenException.Check(status, error);
            try
            {
                return new Signed(signed);
            }
            finally
            {
                Native.shohosen_signed_free(signed);
            }
        }
    }

    /// <summary>A document that lacks only the signature value. It may be stored as JSON and finished in another process.</summary>
    public sealed class Prepared : ShohosenObject
    {
        internal Prepared(Maker make) : base(Native.shohosen_prepared_free, make)
        {
        }

        /// <summary>One that was stored.</summary>
        public static Prepared FromJson(string json)
        {
            var octets = Text.Utf8(json);
            return new Prepared((out IntPtr made, out IntPtr error) => Native.shohosen_prepared_from_json(octets, Text.Size(octets), out made, out error));
        }

        /// <summary>The octets that are to be signed.</summary>
        public byte[] Octets => With(prepared => Text.Octets((out UIntPtr length) => Native.shohosen_prepared_octets(prepared, out length)));
        /// <summary>DigestInfo, for signers that pad by themselves; null where the algorithm has none.</summary>
        public byte[] DigestInfo => With(prepared => Text.Octets((out UIntPtr length) => Native.shohosen_prepared_digest_info(prepared, out length)));
        /// <summary>The algorithm of the signature, by its URI.</summary>
        public string Algorithm => With(prepared => Text.Of((out UIntPtr length) => Native.shohosen_prepared_algorithm(prepared, out length)));
        /// <summary>To be stored.</summary>
        public string Json => With(prepared => Text.Of((out UIntPtr length) => Native.shohosen_prepared_json(prepared, out length)));
    }

    /// <summary>Where time-stamps and revocation information come from when a signature is extended.</summary>
    public sealed class Providers : ShohosenObject
    {
        /// <summary>Providers that provide nothing yet.</summary>
        public Providers() : base(Native.shohosen_providers_free, Native.shohosen_providers_new)
        {
        }

        /// <summary>A time-stamp authority, which is not asked yet. The caller wipes the password.</summary>
        public Providers SetTsa(string url, string user = null, byte[] password = null, string policy = null, TimeSpan? connectTimeout = null, TimeSpan? totalTimeout = null)
        {
            using (var pinned = new Pinned())
            {
                byte[] address = Text.Utf8(url), name = Text.Utf8(user), oid = Text.Utf8(policy);
                var options = new ShohosenTsaOptions
                {
                    user = pinned.Add(name), user_length = Text.Size(name),
                    password = pinned.Add(password), password_length = Text.Size(password),
                    policy = pinned.Add(oid), policy_length = Text.Size(oid),
                    connect_timeout_ms = checked((uint)(connectTimeout ?? TimeSpan.Zero).TotalMilliseconds),
                    total_timeout_ms = checked((uint)(totalTimeout ?? TimeSpan.Zero).TotalMilliseconds),
                };
                var failure = IntPtr.Zero;
                var status = With(providers => Native.shohosen_providers_set_tsa(providers, address, Text.Size(address), options, out failure));
                ShohosenException.Check(status, failure);
                return this;
            }
        }

        /// <summary>A revocation list (DER), or every one of PEM text.</summary>
        public Providers AddCrl(byte[] crl)
        {
            var failure = IntPtr.Zero;
            var status = With(providers => Native.shohosen_providers_add_crl(providers, crl, Text.Size(crl), out failure));
            ShohosenException.Check(status, failure);
            return this;
        }

        /// <summary>Revocation lists from where the certificates say, when they are needed.</summary>
        public Providers FetchCrls()
        {
            var failure = IntPtr.Zero;
            var status = With(providers => Native.shohosen_providers_fetch_crls(providers, out failure));
            ShohosenException.Check(status, failure);
            return this;
        }
    }

    /// <summary>Signs prescriptions and dispensing records, and hands out only what it has verified. Shared between threads.</summary>
    public sealed class Signer : ShohosenObject
    {
        /// <param name="trust">By which what was signed is verified; null: the MHLW HPKI Root CA V2 alone.</param>
        /// <param name="options">Null: everything doubtful is refused.</param>
        public Signer(TrustStore trust = null, SignerOptions options = null)
            : base(Native.shohosen_signer_free, (out IntPtr made, out IntPtr error) => Make(trust, options, out made, out error))
        {
        }

        private static int Make(TrustStore trust, SignerOptions options, out IntPtr made, out IntPtr error)
        {
            IntPtr signer = IntPtr.Zero, failure = IntPtr.Zero;
            using (var pinned = new Pinned())
            {
                ShohosenSignerOptions native = null;
                if (options != null)
                {
                    byte[] policy = Text.Utf8(options.Policy), algorithm = Text.Utf8(options.Algorithm);
                    native = new ShohosenSignerOptions
                    {
                        policy = pinned.Add(policy), policy_length = Text.Size(policy),
                        permissions = (uint)options.Permissions,
                        common_prefixes = options.CommonPrefixes ? 1 : 0,
                        exclusive_transform = options.ExclusiveTransform ? 1 : 0,
                        algorithm = pinned.Add(algorithm), algorithm_length = Text.Size(algorithm),
                    };
                }
                var status = With(trust, store => Native.shohosen_signer_new(store, native, out signer, out failure));
                made = signer;
                error = failure;
                return status;
            }
        }

        /// <summary>Signs the records of a prescription (SJ1, UTF-8, LF).</summary>
        public Signed SignPrescription(Key key, byte[] records, DateTimeOffset at) => With(signer => key.With(native =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_sign_prescription(signer, native, records, Text.Size(records), at.ToUnixTimeSeconds(), out signed, out error))));

        /// <summary>Signs the records of what was dispensed (CJ1, UTF-8, LF) on a signed prescription, which has to verify.</summary>
        public Signed SignDispensing(Key key, byte[] prescription, byte[] records, DateTimeOffset at) => With(signer => key.With(native =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_sign_dispensing(signer, native, prescription, Text.Size(prescription), records, Text.Size(records), at.ToUnixTimeSeconds(), out signed, out error))));

        /// <summary>Signs a document (XML) that somebody else has built and that lacks only its signature.</summary>
        public Signed SignDocument(Key key, byte[] document, DateTimeOffset at) => With(signer => key.With(native =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_sign_document(signer, native, document, Text.Size(document), at.ToUnixTimeSeconds(), out signed, out error))));

        /// <summary>The first of two steps: everything of a signed prescription but the signature value.</summary>
        public Prepared PreparePrescription(byte[] certificate, byte[] records, DateTimeOffset at) => With(signer => new Prepared((out IntPtr made, out IntPtr error) =>
            Native.shohosen_signer_prepare_prescription(signer, certificate, Text.Size(certificate), records, Text.Size(records), at.ToUnixTimeSeconds(), out made, out error)));

        /// <summary>The same for a dispensing record.</summary>
        public Prepared PrepareDispensing(byte[] certificate, byte[] prescription, byte[] records, DateTimeOffset at) => With(signer => new Prepared((out IntPtr made, out IntPtr error) =>
            Native.shohosen_signer_prepare_dispensing(signer, certificate, Text.Size(certificate), prescription, Text.Size(prescription), records, Text.Size(records), at.ToUnixTimeSeconds(), out made, out error)));

        /// <summary>The same for a document (XML) that somebody else has built.</summary>
        public Prepared PrepareDocument(byte[] certificate, byte[] document, DateTimeOffset at) => With(signer => new Prepared((out IntPtr made, out IntPtr error) =>
            Native.shohosen_signer_prepare_document(signer, certificate, Text.Size(certificate), document, Text.Size(document), at.ToUnixTimeSeconds(), out made, out error)));

        /// <summary>The second step: puts the value in and verifies the document.</summary>
        public Signed Finish(Prepared prepared, byte[] value, DateTimeOffset at) => With(signer => prepared.With(native =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_finish(signer, native, value, Text.Size(value), at.ToUnixTimeSeconds(), out signed, out error))));

        /// <summary>Raises the level of the signature of a document, whoever made it. No signed octet changes.</summary>
        public Signed Extend(byte[] document, Level level, Providers providers, DateTimeOffset at) => With(signer => With(providers, native =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_extend(signer, document, Text.Size(document), (int)level, native, at.ToUnixTimeSeconds(), out signed, out error))));

        /// <summary>A prescription without its signature, for a service that signs whole documents.</summary>
        public byte[] UnsignedPrescription(byte[] records, DateTimeOffset at) => With(signer => Made((out IntPtr octets, out IntPtr error) =>
            Native.shohosen_signer_unsigned_prescription(signer, records, Text.Size(records), at.ToUnixTimeSeconds(), out octets, out error)));

        /// <summary>A dispensing record without its signature.</summary>
        public byte[] UnsignedDispensing(byte[] prescription, byte[] records, DateTimeOffset at) => With(signer => Made((out IntPtr octets, out IntPtr error) =>
            Native.shohosen_signer_unsigned_dispensing(signer, prescription, Text.Size(prescription), records, Text.Size(records), at.ToUnixTimeSeconds(), out octets, out error)));

        /// <summary>Takes the answer of such a service if it is what was sent and one good signature more. `certificate` null: any trusted one.</summary>
        public Signed Adopt(byte[] sent, byte[] answer, DateTimeOffset at, byte[] certificate = null) => With(signer =>
            Signed.Taken((out IntPtr signed, out IntPtr error) =>
                Native.shohosen_signer_adopt(signer, sent, Text.Size(sent), answer, Text.Size(answer), certificate, Text.Size(certificate), at.ToUnixTimeSeconds(), out signed, out error)));
    }
}
