// Generated from shohosen.h. Do not edit: run `cargo xtask header`.

using System;
using System.Runtime.InteropServices;

namespace Shohosen
{
    /// <summary>How a file is encoded.</summary>
    public enum TextEncoding
    {
        Standard = 0,
        Auto = 1,
        Utf8 = 2,
        ShiftJis = 3,
        Utf16 = 4,
    }

    /// <summary>Where a drug was given. 0: not known.</summary>
    public enum CareSetting
    {
        OutsidePharmacy = 1,
        InHouseOutpatient = 2,
        InHouseDischarge = 3,
        InHouseInpatient = 4,
    }

    /// <summary>What a check came to. 0 is never an outcome.</summary>
    public enum CheckStatus
    {
        Nothing = 1,
        Found = 2,
        NotChecked = 3,
    }

    /// <summary>What records are converted to.</summary>
    public enum Target
    {
        JSON = 1,
        SJ1 = 2,
        JAHIS = 3,
        JAHISTC = 4,
        FHIR = 5,
    }

    /// <summary>What happened to a document that was imported.</summary>
    public enum ImportResult
    {
        Added = 1,
        Corrected = 2,
        Unchanged = 3,
        Outdated = 4,
    }

    /// <summary>The conclusion (検証要件). Only Valid means that a document may be used.</summary>
    public enum Verdict
    {
        None = 0,
        Valid = 1,
        Invalid = 2,
        Indeterminate = 3,
    }

    /// <summary>The conclusion of ETSI EN 319 102-1.</summary>
    public enum Indication
    {
        TotalPassed = 1,
        TotalFailed = 2,
        Indeterminate = 3,
    }

    /// <summary>Which kind of document it is.</summary>
    public enum DocumentKind
    {
        Prescription = 1,
        Dispensing = 2,
        Scanned = 3,
        Unknown = 4,
    }

    /// <summary>Where a signature stands in a document.</summary>
    public enum Position
    {
        Prescription = 1,
        Dispensing = 2,
        ReferencePrescription = 3,
        Unknown = 4,
    }

    /// <summary>The level of a signature (ES-BES, ES-T, ES-XL, ES-A).</summary>
    public enum Level
    {
        BES = 1,
        T = 2,
        XL = 3,
        A = 4,
    }

    /// <summary>How much a finding matters.</summary>
    public enum Severity
    {
        Error = 1,
        Warning = 2,
        Info = 3,
        Passed = 4,
    }

    /// <summary>What a signer may sign although it is doubtful.</summary>
    [Flags]
    public enum Permissions
    {
        CertificateOutsideValidity = 1,
        TestCertificate = 2,
        AuthenticationCertificate = 4,
        OtherRole = 8,
        OtherPayload = 16,
        IndeterminatePrescription = 32,
    }

    /// <summary>How a call ended.</summary>
    public enum Status
    {
        OK = 0,
        Misuse = 1,
        Unreadable = 2,
        Refused = 3,
        Unavailable = 4,
        Internal = 5,
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShohosenDocument
    {
        internal IntPtr data;
        internal UIntPtr length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenCardOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenCardOptions));
        internal IntPtr label;
        internal UIntPtr label_length;
        internal IntPtr serial_number;
        internal UIntPtr serial_number_length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShohosenFile
    {
        internal IntPtr name;
        internal UIntPtr name_length;
        internal IntPtr data;
        internal UIntPtr data_length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenCheckerOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenCheckerOptions));
        internal IntPtr pairs;
        internal UIntPtr pairs_count;
        internal IntPtr rules;
        internal UIntPtr rules_length;
        internal IntPtr classes;
        internal UIntPtr classes_count;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ShohosenExternalData
    {
        internal IntPtr uri;
        internal UIntPtr uri_length;
        internal IntPtr data;
        internal UIntPtr data_length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenHistoryOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenHistoryOptions));
        internal IntPtr verifier;
        internal long at;
        internal int accept_unverified;
        internal int care_setting;
        internal int jahis_in_utf8;
        internal int partial;
        internal int reinstate;
        internal int accept_other_identity;
        internal int encoding;
        internal uint reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenKeyOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenKeyOptions));
        internal IntPtr friendly_name;
        internal UIntPtr friendly_name_length;
        internal IntPtr local_key_id;
        internal UIntPtr local_key_id_length;
        internal IntPtr certificate;
        internal UIntPtr certificate_length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenTsaOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenTsaOptions));
        internal IntPtr user;
        internal UIntPtr user_length;
        internal IntPtr password;
        internal UIntPtr password_length;
        internal IntPtr policy;
        internal UIntPtr policy_length;
        internal uint connect_timeout_ms;
        internal uint total_timeout_ms;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenReadOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenReadOptions));
        internal int jahis_in_utf8;
        internal int encoding;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenLintOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenLintOptions));
        internal int strict;
        internal int before_issue;
        internal uint today;
        internal uint reserved;
        internal IntPtr usages;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenSignerOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenSignerOptions));
        internal IntPtr policy;
        internal UIntPtr policy_length;
        internal uint permissions;
        internal int common_prefixes;
        internal int exclusive_transform;
        internal uint reserved;
        internal IntPtr algorithm;
        internal UIntPtr algorithm_length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenStoreOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenStoreOptions));
        internal int must_exist;
        internal uint busy_timeout_ms;
        internal ulong max_bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenAccess
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenAccess));
        internal IntPtr actor;
        internal UIntPtr actor_length;
        internal IntPtr purpose;
        internal UIntPtr purpose_length;
        internal long at;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal sealed class ShohosenVerifierOptions
    {
        internal UIntPtr struct_size = (UIntPtr)Marshal.SizeOf(typeof(ShohosenVerifierOptions));
        internal IntPtr policy;
        internal UIntPtr policy_length;
        internal int allow_test_certificates;
        internal int accept_scanned;
    }

    internal static class Native
    {
        private const string Library = "shohosen";
        private const CallingConvention C = CallingConvention.Cdecl;
        internal const int Japanese = 1;
        internal const int English = 2;
        internal const int AbiVersion = 1;

        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_unsigned_prescription(IntPtr signer, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_unsigned_dispensing(IntPtr signer, byte[] prescription, UIntPtr prescription_length, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_adopt(IntPtr signer, byte[] sent, UIntPtr sent_length, byte[] answer, UIntPtr answer_length, byte[] certificate, UIntPtr certificate_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_verify_many(IntPtr verifier, [In] ShohosenDocument[] documents, UIntPtr documents_count, long at, uint threads, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_reports_free(IntPtr reports);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_reports_count(IntPtr reports);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_reports_report(IntPtr reports, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_reports_error(IntPtr reports, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_card(byte[] library, UIntPtr library_length, [In] ShohosenCardOptions options, byte[] pin, UIntPtr pin_length, byte[] certificate, UIntPtr certificate_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_card_certificate(byte[] library, UIntPtr library_length, [In] ShohosenCardOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_certificate_report_free(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_certificate_report_verdict(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_certificate_report_indication(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_sub_indication(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_signer(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_subject(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_issuer(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_serial(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_not_before(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_not_after(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_findings(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_certificate_report_json(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_checker_new(IntPtr master, [In] ShohosenCheckerOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_checker_free(IntPtr checker);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_checker_check(IntPtr checker, IntPtr prescription, IntPtr history, byte[] settings, UIntPtr settings_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_converted_free(IntPtr converted);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_converted_file(IntPtr converted, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_converted_findings(IntPtr converted);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_master_drug(IntPtr master, byte[] code, UIntPtr code_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_drug_free(IntPtr drug);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_name(IntPtr drug, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_unit(IntPtr drug, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_receipt_code(IntPtr drug, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_yj_code(IntPtr drug, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_price_list_code(IntPtr drug, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_drug_ingredient_count(IntPtr drug);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_drug_ingredient(IntPtr drug, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_drug_ingredients_complete(IntPtr drug);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_error_free(IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_error_status(IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_code(IntPtr error, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_message(IntPtr error, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_remedy(IntPtr error, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_error_findings(IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_collect(IntPtr verifier, byte[] document, UIntPtr document_length, [In] ShohosenExternalData[] external, UIntPtr external_count, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_read_facts(IntPtr verifier, byte[] json, UIntPtr json_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_judge(IntPtr verifier, IntPtr facts, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_facts_json(IntPtr facts, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_facts_free(IntPtr facts);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_findings_free(IntPtr findings);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_findings_count(IntPtr findings);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_code(IntPtr findings, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_findings_severity(IntPtr findings, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern long shohosen_findings_signature(IntPtr findings, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_location(IntPtr findings, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_evidence_json(IntPtr findings, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_message(IntPtr findings, UIntPtr index, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_remedy(IntPtr findings, UIntPtr index, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_findings_json(IntPtr findings, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_new(out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_history_free(IntPtr history);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_add(IntPtr history, byte[] name, UIntPtr name_length, byte[] document, UIntPtr document_length, [In] ShohosenHistoryOptions options, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_add_facts(IntPtr history, byte[] name, UIntPtr name_length, byte[] document, UIntPtr document_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_history_count(IntPtr history);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_json(IntPtr history, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_history_not_checked_count(IntPtr history);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_not_checked_json(IntPtr history, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_prescription_read(byte[] document, UIntPtr document_length, [In] ShohosenHistoryOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_prescription_free(IntPtr prescription);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_prescription_count(IntPtr prescription);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_common_name(IntPtr identity, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_name_ja(IntPtr identity, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_organization(IntPtr identity, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_identity_role_count(IntPtr identity);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_role(IntPtr identity, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_role_ja(IntPtr identity, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_certificate_sha256(IntPtr identity, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_identity_licence_number(IntPtr identity, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_pem_or_der(byte[] key, UIntPtr key_length, byte[] certificate, UIntPtr certificate_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_encrypted(byte[] key, UIntPtr key_length, byte[] password, UIntPtr password_length, byte[] certificate, UIntPtr certificate_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_pkcs12(byte[] file, UIntPtr file_length, byte[] password, UIntPtr password_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_key_from_pkcs12_choosing(byte[] file, UIntPtr file_length, byte[] password, UIntPtr password_length, [In] ShohosenKeyOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_key_free(IntPtr key);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_key_certificate(IntPtr key, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_master_new([In] ShohosenFile[] masters, UIntPtr masters_count, [In] ShohosenFile[] ingredients, UIntPtr ingredients_count, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_master_free(IntPtr master);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_master_count(IntPtr master);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_master_cache(IntPtr master, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_master_drug_json(IntPtr master, byte[] query, UIntPtr query_length, uint limit, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_master_statistics(IntPtr master, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_octets_free(IntPtr octets);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_octets_data(IntPtr octets, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_orca_fetch(byte[] url, UIntPtr url_length, byte[] prefix, UIntPtr prefix_length, byte[] user, UIntPtr user_length, byte[] password, UIntPtr password_length, uint timeout, byte[] request, UIntPtr request_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_orca_records([In] ShohosenFile[] answers, UIntPtr answers_count, byte[] options, UIntPtr options_length, IntPtr master, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_history_add_orca(IntPtr history, byte[] name, UIntPtr name_length, byte[] answer, UIntPtr answer_length, int care_setting, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_outcome_free(IntPtr outcome);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_outcome_status(IntPtr outcome);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_findings(IntPtr outcome);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_decisive(IntPtr outcome);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_outcome_not_checked_count(IntPtr outcome);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_not_checked_item(IntPtr outcome, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_not_checked_code(IntPtr outcome, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_not_checked_reason(IntPtr outcome, UIntPtr index, int language, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_outcome_json(IntPtr outcome, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_outcome_page(IntPtr outcome, IntPtr prescription, IntPtr history, byte[] settings, UIntPtr settings_length, int language, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_prepared_from_json(byte[] json, UIntPtr json_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_prepared_free(IntPtr prepared);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_prepared_octets(IntPtr prepared, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_prepared_digest_info(IntPtr prepared, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_prepared_algorithm(IntPtr prepared, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_prepared_json(IntPtr prepared, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_providers_new(out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_providers_free(IntPtr providers);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_providers_set_tsa(IntPtr providers, byte[] url, UIntPtr url_length, [In] ShohosenTsaOptions options, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_providers_add_crl(IntPtr providers, byte[] crl, UIntPtr crl_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_providers_fetch_crls(IntPtr providers, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_records_read(byte[] file, UIntPtr file_length, [In] ShohosenReadOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_records_merge([In] ShohosenDocument[] files, UIntPtr files_count, [In] ShohosenReadOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_records_free(IntPtr records);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_records_format(IntPtr records, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_records_lint(IntPtr records, [In] ShohosenLintOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_records_convert(IntPtr records, int target, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_report_free(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_verdict(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_indication(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_sub_indication(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_verified_at(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_document_kind(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_document_id(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern UIntPtr shohosen_report_signature_count(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_signature_position(IntPtr report, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_signature_level(IntPtr report, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_signature_verdict(IntPtr report, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_report_signature_indication(IntPtr report, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_signature_sub_indication(IntPtr report, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_signature_claimed_time(IntPtr report, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_signature_proven_time(IntPtr report, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_signature_signer(IntPtr report, UIntPtr index);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_signature_certificate(IntPtr report, UIntPtr index, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_payload(IntPtr report, int position, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_unverified_payload(IntPtr report, int position, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_findings(IntPtr report);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_report_json(IntPtr report, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_signed_free(IntPtr signed_);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_signed_document(IntPtr signed_, out UIntPtr length);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_signed_report(IntPtr signed_);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_new(IntPtr trust_store, [In] ShohosenSignerOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_signer_free(IntPtr signer);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_sign_prescription(IntPtr signer, IntPtr key, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_sign_dispensing(IntPtr signer, IntPtr key, byte[] prescription, UIntPtr prescription_length, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_sign_document(IntPtr signer, IntPtr key, byte[] document, UIntPtr document_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_prepare_prescription(IntPtr signer, byte[] certificate, UIntPtr certificate_length, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_prepare_dispensing(IntPtr signer, byte[] certificate, UIntPtr certificate_length, byte[] prescription, UIntPtr prescription_length, byte[] records, UIntPtr records_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_prepare_document(IntPtr signer, byte[] certificate, UIntPtr certificate_length, byte[] document, UIntPtr document_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_finish(IntPtr signer, IntPtr prepared, byte[] value, UIntPtr value_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_signer_extend(IntPtr signer, byte[] document, UIntPtr document_length, int level, IntPtr providers, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_open(byte[] path, UIntPtr path_length, [In] ShohosenStoreOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_store_free(IntPtr store);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_import(IntPtr store, byte[] patient, UIntPtr patient_length, byte[] document_id, UIntPtr document_id_length, byte[] document, UIntPtr document_length, [In] ShohosenHistoryOptions options, [In] ShohosenAccess access, out int out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_add_to_history(IntPtr store, byte[] patient, UIntPtr patient_length, uint first_day, uint last_day, [In] ShohosenAccess access, IntPtr history, out int out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_delete_patient(IntPtr store, byte[] patient, UIntPtr patient_length, [In] ShohosenAccess access, out ulong out_, out int erased, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_verify(IntPtr store, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_statistics(IntPtr store, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_patients(IntPtr store, byte[] after, UIntPtr after_length, uint limit, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_store_access_log(IntPtr store, byte[] patient, UIntPtr patient_length, ulong after, uint limit, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_time_parse(byte[] time, UIntPtr time_length, out long out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_new(out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_new_empty(out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_trust_store_free(IntPtr trust_store);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_anchor(IntPtr trust_store, byte[] certificate, UIntPtr certificate_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_anchor_sha256(IntPtr trust_store, byte[] sha256, UIntPtr sha256_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_tsa_anchor(IntPtr trust_store, byte[] certificate, UIntPtr certificate_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_tsa_anchor_sha256(IntPtr trust_store, byte[] sha256, UIntPtr sha256_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_intermediates(IntPtr trust_store, byte[] certificates, UIntPtr certificates_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_crl(IntPtr trust_store, byte[] crl, UIntPtr crl_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_trust_store_add_ocsp_response(IntPtr trust_store, byte[] response, UIntPtr response_length, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_verdict_word(int verdict);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_indication_word(int indication);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_document_kind_word(int kind);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_position_word(int position);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_level_word(int level);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_severity_word(int severity);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_new(IntPtr trust_store, [In] ShohosenVerifierOptions options, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern void shohosen_verifier_free(IntPtr verifier);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_verify(IntPtr verifier, byte[] document, UIntPtr document_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_verify_with(IntPtr verifier, byte[] document, UIntPtr document_length, long at, [In] ShohosenExternalData[] external, UIntPtr external_count, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_explain(IntPtr verifier, byte[] document, UIntPtr document_length, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_verifier_verify_certificate(IntPtr verifier, byte[] certificate, UIntPtr certificate_length, long at, out IntPtr out_, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern uint shohosen_abi_version();
        [DllImport(Library, CallingConvention = C)] internal static extern int shohosen_check_abi(uint abi_version, out IntPtr error);
        [DllImport(Library, CallingConvention = C)] internal static extern IntPtr shohosen_version();
    }
}
