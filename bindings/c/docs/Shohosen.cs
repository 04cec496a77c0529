// shohosen (処方箋) for C#: the part of shohosen.h that an EHR needs to verify and sign.
// cdecl, UTF-8 with lengths; nothing that is handed in is kept; returned text is borrowed.

using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Shohosen
{
    /// <summary>Why a call failed: a status, a stable code, text and remedy in Japanese.</summary>
    public sealed class ShohosenException : Exception
    {
        public int Status { get; }
        public string Code { get; }
        public string Remedy { get; }

        internal ShohosenException(int status, string code, string message, string remedy)
            : base(message)
        {
            Status = status;
            Code = code;
            Remedy = remedy;
        }
    }

    public enum Verdict { None = 0, Valid = 1, Invalid = 2, Indeterminate = 3 }

    internal static class Native
    {
        private const string Library = "shohosen";
        private const CallingConvention C = CallingConvention.Cdecl;
        internal const uint AbiVersion = 1;
        internal const int Japanese = 1;

        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_check_abi(uint version, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_error_free(IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_code(IntPtr error, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_message(IntPtr error, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_remedy(IntPtr error, int language, out UIntPtr length);

        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_new(out IntPtr store, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_trust_store_free(IntPtr store);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_tsa_anchor(IntPtr store, byte[] certificate, UIntPtr length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_intermediates(IntPtr store, byte[] certificates, UIntPtr length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_crl(IntPtr store, byte[] crl, UIntPtr length, out IntPtr error);

        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_new(IntPtr store, IntPtr options, out IntPtr verifier, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_verifier_free(IntPtr verifier);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_verify(IntPtr verifier, byte[] document, UIntPtr length, long at, out IntPtr report, out IntPtr error);

        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_report_free(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_verdict(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_json(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_payload(IntPtr report, int position, out UIntPtr length);

        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_card(byte[] library, UIntPtr libraryLength, IntPtr options, byte[] pin, UIntPtr pinLength, byte[] certificate, UIntPtr certificateLength, out IntPtr key, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_key_free(IntPtr key);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_new(IntPtr store, IntPtr options, out IntPtr signer, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_signer_free(IntPtr signer);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_sign_prescription(IntPtr signer, IntPtr key, byte[] records, UIntPtr length, long at, out IntPtr signed, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_signed_free(IntPtr signed);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_signed_document(IntPtr signed, out UIntPtr length);

        internal static UIntPtr Size(byte[] octets) => (UIntPtr)(octets == null ? 0 : octets.Length);

        internal static byte[] Octets(IntPtr data, UIntPtr length)
        {
            if (data == IntPtr.Zero) return null;
            var octets = new byte[checked((int)length)];
            Marshal.Copy(data, octets, 0, octets.Length);
            return octets;
        }

        internal static string Text(IntPtr data, UIntPtr length)
        {
            var octets = Octets(data, length);
            return octets == null ? null : Encoding.UTF8.GetString(octets);
        }

        /// <summary>Throws what the error says, and frees it.</summary>
        internal static void Check(int status, IntPtr error)
        {
            if (status == 0) return;
            try
            {
                var code = Text(shohosen_error_code(error, out var length), length);
                var message = Text(shohosen_error_message(error, Japanese, out length), length);
                var remedy = Text(shohosen_error_remedy(error, Japanese, out length), length);
                throw new ShohosenException(status, code, message, remedy);
            }
            finally
            {
                shohosen_error_free(error);
            }
        }
    }

    /// <summary>Verifies documents. Shared between threads.</summary>
    public sealed class Verifier : IDisposable
    {
        private IntPtr verifier;

        /// <param name="crls">Revocation lists, PEM or DER.</param>
        public Verifier(byte[][] tsaAnchors, byte[][] intermediates, byte[][] crls)
        {
            Native.Check(Native.shohosen_check_abi(Native.AbiVersion, out var error), error);
            Native.Check(Native.shohosen_trust_store_new(out var store, out error), error);
            try
            {
                foreach (var octets in tsaAnchors)
                    Native.Check(Native.shohosen_trust_store_add_tsa_anchor(store, octets, Native.Size(octets), out error), error);
                foreach (var octets in intermediates)
                    Native.Check(Native.shohosen_trust_store_add_intermediates(store, octets, Native.Size(octets), out error), error);
                foreach (var octets in crls)
                    Native.Check(Native.shohosen_trust_store_add_crl(store, octets, Native.Size(octets), out error), error);
                Native.Check(Native.shohosen_verifier_new(store, IntPtr.Zero, out verifier, out error), error);
            }
            finally
            {
                Native.shohosen_trust_store_free(store);
            }
        }

        /// <summary>The verdict, the report as JSON, and the records of a VALID prescription.</summary>
        public (Verdict Verdict, string Json, byte[] Records) Verify(byte[] document, DateTimeOffset at)
        {
            Native.Check(Native.shohosen_verifier_verify(verifier, document, Native.Size(document), at.ToUnixTimeSeconds(), out var report, out var error), error);
            try
            {
                var verdict = (Verdict)Native.shohosen_report_verdict(report);
                var json = Native.Text(Native.shohosen_report_json(report, out var length), length);
                var records = Native.Octets(Native.shohosen_report_payload(report, 1, out length), length);
                return (verdict, json, records);
            }
            finally
            {
                Native.shohosen_report_free(report);
            }
        }

        public void Dispose()
        {
            Native.shohosen_verifier_free(verifier);
            verifier = IntPtr.Zero;
        }
    }

    /// <summary>Signs with the card in the reader.</summary>
    public static class CardSigner
    {
        /// <param name="library">The PKCS#11 library of the card's application for signatures.</param>
        /// <param name="pin">ASCII; wiped here.</param>
        /// <param name="records">SJ1, UTF-8, LF.</param>
        public static byte[] SignPrescription(string library, byte[] pin, byte[] records, DateTimeOffset at)
        {
            var path = Encoding.UTF8.GetBytes(library);
            var status = Native.shohosen_key_from_card(path, Native.Size(path), IntPtr.Zero, pin, Native.Size(pin), null, UIntPtr.Zero, out var key, out var error);
            Array.Clear(pin, 0, pin.Length);
            Native.Check(status, error);
            IntPtr signer = IntPtr.Zero, signed = IntPtr.Zero;
            try
            {
                Native.Check(Native.shohosen_signer_new(IntPtr.Zero, IntPtr.Zero, out signer, out error), error);
                Native.Check(Native.shohosen_signer_sign_prescription(signer, key, records, Native.Size(records), at.ToUnixTimeSeconds(), out signed, out error), error);
                return Native.Octets(Native.shohosen_signed_document(signed, out var length), length);
            }
            finally
            {
                Native.shohosen_signed_free(signed);
                Native.shohosen_signer_free(signer);
                Native.shohosen_key_free(key);
            }
        }
    }
}
