// Generated from shohosen.h. Do not edit: run `cargo xtask header`.
// For Delphi and Free Pascal. cdecl; text is UTF-8 with its length in octets; what a function
// returns is borrowed; each object is freed once by the _free of its type.

unit Shohosen;

{$IFDEF FPC}{$MODE DELPHI}{$ENDIF}

interface

const
  ShohosenLibrary = {$IFDEF MSWINDOWS}'shohosen.dll'{$ELSE}'libshohosen.so'{$ENDIF};
  SHOHOSEN_OK = 0;
  SHOHOSEN_MISUSE = 1;
  SHOHOSEN_UNREADABLE = 2;
  SHOHOSEN_REFUSED = 3;
  SHOHOSEN_UNAVAILABLE = 4;
  SHOHOSEN_INTERNAL = 5;
  SHOHOSEN_CARE_OUTSIDE_PHARMACY = 1;
  SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT = 2;
  SHOHOSEN_CARE_IN_HOUSE_DISCHARGE = 3;
  SHOHOSEN_CARE_IN_HOUSE_INPATIENT = 4;
  SHOHOSEN_CHECK_NOTHING = 1;
  SHOHOSEN_CHECK_FOUND = 2;
  SHOHOSEN_CHECK_NOT_CHECKED = 3;
  SHOHOSEN_TARGET_JSON = 1;
  SHOHOSEN_TARGET_SJ1 = 2;
  SHOHOSEN_TARGET_JAHIS = 3;
  SHOHOSEN_TARGET_JAHISTC = 4;
  SHOHOSEN_TARGET_FHIR = 5;
  SHOHOSEN_ENCODING_STANDARD = 0;
  SHOHOSEN_ENCODING_AUTO = 1;
  SHOHOSEN_ENCODING_UTF_8 = 2;
  SHOHOSEN_ENCODING_SHIFT_JIS = 3;
  SHOHOSEN_ENCODING_UTF_16 = 4;
  SHOHOSEN_PERMIT_CERTIFICATE_OUTSIDE_VALIDITY = 1;
  SHOHOSEN_PERMIT_TEST_CERTIFICATE = 2;
  SHOHOSEN_PERMIT_AUTHENTICATION_CERTIFICATE = 4;
  SHOHOSEN_PERMIT_OTHER_ROLE = 8;
  SHOHOSEN_PERMIT_OTHER_PAYLOAD = 16;
  SHOHOSEN_PERMIT_INDETERMINATE_PRESCRIPTION = 32;
  SHOHOSEN_IMPORT_ADDED = 1;
  SHOHOSEN_IMPORT_CORRECTED = 2;
  SHOHOSEN_IMPORT_UNCHANGED = 3;
  SHOHOSEN_IMPORT_OUTDATED = 4;
  SHOHOSEN_VERDICT_NONE = 0;
  SHOHOSEN_VERDICT_VALID = 1;
  SHOHOSEN_VERDICT_INVALID = 2;
  SHOHOSEN_VERDICT_INDETERMINATE = 3;
  SHOHOSEN_INDICATION_TOTAL_PASSED = 1;
  SHOHOSEN_INDICATION_TOTAL_FAILED = 2;
  SHOHOSEN_INDICATION_INDETERMINATE = 3;
  SHOHOSEN_DOCUMENT_PRESCRIPTION = 1;
  SHOHOSEN_DOCUMENT_DISPENSING = 2;
  SHOHOSEN_DOCUMENT_SCANNED = 3;
  SHOHOSEN_DOCUMENT_UNKNOWN = 4;
  SHOHOSEN_POSITION_PRESCRIPTION = 1;
  SHOHOSEN_POSITION_DISPENSING = 2;
  SHOHOSEN_POSITION_REFERENCE_PRESCRIPTION = 3;
  SHOHOSEN_POSITION_UNKNOWN = 4;
  SHOHOSEN_LEVEL_BES = 1;
  SHOHOSEN_LEVEL_T = 2;
  SHOHOSEN_LEVEL_XL = 3;
  SHOHOSEN_LEVEL_A = 4;
  SHOHOSEN_SEVERITY_ERROR = 1;
  SHOHOSEN_SEVERITY_WARNING = 2;
  SHOHOSEN_SEVERITY_INFO = 3;
  SHOHOSEN_SEVERITY_PASSED = 4;
  SHOHOSEN_JAPANESE = 1;
  SHOHOSEN_ENGLISH = 2;
  SHOHOSEN_ABI = 1;

type
  PShohosenObject = Pointer;
  PPShohosenObject = ^PShohosenObject;

  ShohosenDocument = record
    data: PAnsiChar;
    length: NativeUInt;
  end;
  PShohosenDocument = ^ShohosenDocument;

  ShohosenCardOptions = record
    struct_size: NativeUInt;
    label_: PAnsiChar;
    label_length: NativeUInt;
    serial_number: PAnsiChar;
    serial_number_length: NativeUInt;
  end;
  PShohosenCardOptions = ^ShohosenCardOptions;

  ShohosenFile = record
    name: PAnsiChar;
    name_length: NativeUInt;
    data: PAnsiChar;
    data_length: NativeUInt;
  end;
  PShohosenFile = ^ShohosenFile;

  ShohosenCheckerOptions = record
    struct_size: NativeUInt;
    pairs: PShohosenFile;
    pairs_count: NativeUInt;
    rules: PAnsiChar;
    rules_length: NativeUInt;
    classes: PShohosenFile;
    classes_count: NativeUInt;
  end;
  PShohosenCheckerOptions = ^ShohosenCheckerOptions;

  ShohosenExternalData = record
    uri: PAnsiChar;
    uri_length: NativeUInt;
    data: PAnsiChar;
    data_length: NativeUInt;
  end;
  PShohosenExternalData = ^ShohosenExternalData;

  ShohosenHistoryOptions = record
    struct_size: NativeUInt;
    verifier: PShohosenObject;
    at: Int64;
    accept_unverified: Integer;
    care_setting: Integer;
    jahis_in_utf8: Integer;
    partial: Integer;
    reinstate: Integer;
    accept_other_identity: Integer;
    encoding: Integer;
    reserved: Cardinal;
  end;
  PShohosenHistoryOptions = ^ShohosenHistoryOptions;

  ShohosenKeyOptions = record
    struct_size: NativeUInt;
    friendly_name: PAnsiChar;
    friendly_name_length: NativeUInt;
    local_key_id: PAnsiChar;
    local_key_id_length: NativeUInt;
    certificate: PAnsiChar;
    certificate_length: NativeUInt;
  end;
  PShohosenKeyOptions = ^ShohosenKeyOptions;

  ShohosenTsaOptions = record
    struct_size: NativeUInt;
    user: PAnsiChar;
    user_length: NativeUInt;
    password: PAnsiChar;
    password_length: NativeUInt;
    policy: PAnsiChar;
    policy_length: NativeUInt;
    connect_timeout_ms: Cardinal;
    total_timeout_ms: Cardinal;
  end;
  PShohosenTsaOptions = ^ShohosenTsaOptions;

  ShohosenReadOptions = record
    struct_size: NativeUInt;
    jahis_in_utf8: Integer;
    encoding: Integer;
  end;
  PShohosenReadOptions = ^ShohosenReadOptions;

  ShohosenLintOptions = record
    struct_size: NativeUInt;
    strict_: Integer;
    before_issue: Integer;
    today: Cardinal;
    reserved: Cardinal;
    usages: PShohosenObject;
  end;
  PShohosenLintOptions = ^ShohosenLintOptions;

  ShohosenSignerOptions = record
    struct_size: NativeUInt;
    policy: PAnsiChar;
    policy_length: NativeUInt;
    permissions: Cardinal;
    common_prefixes: Integer;
    exclusive_transform: Integer;
    reserved: Cardinal;
    algorithm: PAnsiChar;
    algorithm_length: NativeUInt;
  end;
  PShohosenSignerOptions = ^ShohosenSignerOptions;

  ShohosenStoreOptions = record
    struct_size: NativeUInt;
    must_exist: Integer;
    busy_timeout_ms: Cardinal;
    max_bytes: UInt64;
  end;
  PShohosenStoreOptions = ^ShohosenStoreOptions;

  ShohosenAccess = record
    struct_size: NativeUInt;
    actor: PAnsiChar;
    actor_length: NativeUInt;
    purpose: PAnsiChar;
    purpose_length: NativeUInt;
    at: Int64;
  end;
  PShohosenAccess = ^ShohosenAccess;

  ShohosenVerifierOptions = record
    struct_size: NativeUInt;
    policy: PAnsiChar;
    policy_length: NativeUInt;
    allow_test_certificates: Integer;
    accept_scanned: Integer;
  end;
  PShohosenVerifierOptions = ^ShohosenVerifierOptions;

function shohosen_signer_unsigned_prescription(signer: PShohosenObject; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_unsigned_dispensing(signer: PShohosenObject; prescription: PAnsiChar; prescription_length: NativeUInt; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_adopt(signer: PShohosenObject; sent: PAnsiChar; sent_length: NativeUInt; answer: PAnsiChar; answer_length: NativeUInt; certificate: PAnsiChar; certificate_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_verify_many(verifier: PShohosenObject; documents: PShohosenDocument; documents_count: NativeUInt; at: Int64; threads: Cardinal; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_reports_free(reports: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_reports_count(reports: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_reports_report(reports: PShohosenObject; index: NativeUInt): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_reports_error(reports: PShohosenObject; index: NativeUInt): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_key_from_card(library_: PAnsiChar; library_length: NativeUInt; options: PShohosenCardOptions; pin: PAnsiChar; pin_length: NativeUInt; certificate: PAnsiChar; certificate_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_card_certificate(library_: PAnsiChar; library_length: NativeUInt; options: PShohosenCardOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_certificate_report_free(report: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_certificate_report_verdict(report: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_indication(report: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_sub_indication(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_signer(report: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_subject(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_issuer(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_serial(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_not_before(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_not_after(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_findings(report: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_certificate_report_json(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_checker_new(master: PShohosenObject; options: PShohosenCheckerOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_checker_free(checker: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_checker_check(checker: PShohosenObject; prescription: PShohosenObject; history: PShohosenObject; settings: PAnsiChar; settings_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_converted_free(converted: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_converted_file(converted: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_converted_findings(converted: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_master_drug(master: PShohosenObject; code: PAnsiChar; code_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_drug_free(drug: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_drug_name(drug: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_unit(drug: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_receipt_code(drug: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_yj_code(drug: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_price_list_code(drug: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_ingredient_count(drug: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_drug_ingredient(drug: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_drug_ingredients_complete(drug: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_error_free(error: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_error_status(error: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_error_code(error: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_error_message(error: PShohosenObject; language: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_error_remedy(error: PShohosenObject; language: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_error_findings(error: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_verifier_collect(verifier: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; external: PShohosenExternalData; external_count: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_read_facts(verifier: PShohosenObject; json: PAnsiChar; json_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_judge(verifier: PShohosenObject; facts: PShohosenObject; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_facts_json(facts: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
procedure shohosen_facts_free(facts: PShohosenObject); cdecl; external ShohosenLibrary;
procedure shohosen_findings_free(findings: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_findings_count(findings: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_findings_code(findings: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_findings_severity(findings: PShohosenObject; index: NativeUInt): Integer; cdecl; external ShohosenLibrary;
function shohosen_findings_signature(findings: PShohosenObject; index: NativeUInt): Int64; cdecl; external ShohosenLibrary;
function shohosen_findings_location(findings: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_findings_evidence_json(findings: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_findings_message(findings: PShohosenObject; index: NativeUInt; language: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_findings_remedy(findings: PShohosenObject; index: NativeUInt; language: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_findings_json(findings: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_history_new(out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_history_free(history: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_history_add(history: PShohosenObject; name: PAnsiChar; name_length: NativeUInt; document: PAnsiChar; document_length: NativeUInt; options: PShohosenHistoryOptions; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_history_add_facts(history: PShohosenObject; name: PAnsiChar; name_length: NativeUInt; document: PAnsiChar; document_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_history_count(history: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_history_json(history: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_history_not_checked_count(history: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_history_not_checked_json(history: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_prescription_read(document: PAnsiChar; document_length: NativeUInt; options: PShohosenHistoryOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_prescription_free(prescription: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_prescription_count(prescription: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_identity_common_name(identity: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_name_ja(identity: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_organization(identity: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_role_count(identity: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_identity_role(identity: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_role_ja(identity: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_certificate_sha256(identity: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_identity_licence_number(identity: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_key_from_pem_or_der(key: PAnsiChar; key_length: NativeUInt; certificate: PAnsiChar; certificate_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_key_from_encrypted(key: PAnsiChar; key_length: NativeUInt; password: PAnsiChar; password_length: NativeUInt; certificate: PAnsiChar; certificate_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_key_from_pkcs12(file_: PAnsiChar; file_length: NativeUInt; password: PAnsiChar; password_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_key_from_pkcs12_choosing(file_: PAnsiChar; file_length: NativeUInt; password: PAnsiChar; password_length: NativeUInt; options: PShohosenKeyOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_key_free(key: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_key_certificate(key: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_master_new(masters: PShohosenFile; masters_count: NativeUInt; ingredients: PShohosenFile; ingredients_count: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_master_free(master: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_master_count(master: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_master_cache(master: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_master_drug_json(master: PShohosenObject; query: PAnsiChar; query_length: NativeUInt; limit: Cardinal; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_master_statistics(master: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_octets_free(octets: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_octets_data(octets: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_orca_fetch(url: PAnsiChar; url_length: NativeUInt; prefix: PAnsiChar; prefix_length: NativeUInt; user: PAnsiChar; user_length: NativeUInt; password: PAnsiChar; password_length: NativeUInt; timeout: Cardinal; request: PAnsiChar; request_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_orca_records(answers: PShohosenFile; answers_count: NativeUInt; options: PAnsiChar; options_length: NativeUInt; master: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_history_add_orca(history: PShohosenObject; name: PAnsiChar; name_length: NativeUInt; answer: PAnsiChar; answer_length: NativeUInt; care_setting: Integer; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_outcome_free(outcome: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_outcome_status(outcome: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_outcome_findings(outcome: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_outcome_decisive(outcome: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_outcome_not_checked_count(outcome: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_outcome_not_checked_item(outcome: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_outcome_not_checked_code(outcome: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_outcome_not_checked_reason(outcome: PShohosenObject; index: NativeUInt; language: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_outcome_json(outcome: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_outcome_page(outcome: PShohosenObject; prescription: PShohosenObject; history: PShohosenObject; settings: PAnsiChar; settings_length: NativeUInt; language: Integer; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_prepared_from_json(json: PAnsiChar; json_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_prepared_free(prepared: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_prepared_octets(prepared: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_prepared_digest_info(prepared: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_prepared_algorithm(prepared: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_prepared_json(prepared: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_providers_new(out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_providers_free(providers: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_providers_set_tsa(providers: PShohosenObject; url: PAnsiChar; url_length: NativeUInt; options: PShohosenTsaOptions; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_providers_add_crl(providers: PShohosenObject; crl: PAnsiChar; crl_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_providers_fetch_crls(providers: PShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_records_read(file_: PAnsiChar; file_length: NativeUInt; options: PShohosenReadOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_records_merge(files: PShohosenDocument; files_count: NativeUInt; options: PShohosenReadOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_records_free(records: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_records_format(records: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_records_lint(records: PShohosenObject; options: PShohosenLintOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_records_convert(records: PShohosenObject; target: Integer; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_report_free(report: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_report_verdict(report: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_indication(report: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_sub_indication(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_verified_at(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_document_kind(report: PShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_document_id(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_signature_count(report: PShohosenObject): NativeUInt; cdecl; external ShohosenLibrary;
function shohosen_report_signature_position(report: PShohosenObject; index: NativeUInt): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_signature_level(report: PShohosenObject; index: NativeUInt): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_signature_verdict(report: PShohosenObject; index: NativeUInt): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_signature_indication(report: PShohosenObject; index: NativeUInt): Integer; cdecl; external ShohosenLibrary;
function shohosen_report_signature_sub_indication(report: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_signature_claimed_time(report: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_signature_proven_time(report: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_signature_signer(report: PShohosenObject; index: NativeUInt): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_report_signature_certificate(report: PShohosenObject; index: NativeUInt; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_payload(report: PShohosenObject; position: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_unverified_payload(report: PShohosenObject; position: Integer; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_report_findings(report: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_report_json(report: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
procedure shohosen_signed_free(signed_: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_signed_document(signed_: PShohosenObject; length: PNativeUInt): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_signed_report(signed_: PShohosenObject): PShohosenObject; cdecl; external ShohosenLibrary;
function shohosen_signer_new(trust_store: PShohosenObject; options: PShohosenSignerOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_signer_free(signer: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_signer_sign_prescription(signer: PShohosenObject; key: PShohosenObject; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_sign_dispensing(signer: PShohosenObject; key: PShohosenObject; prescription: PAnsiChar; prescription_length: NativeUInt; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_sign_document(signer: PShohosenObject; key: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_prepare_prescription(signer: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_prepare_dispensing(signer: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; prescription: PAnsiChar; prescription_length: NativeUInt; records: PAnsiChar; records_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_prepare_document(signer: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; document: PAnsiChar; document_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_finish(signer: PShohosenObject; prepared: PShohosenObject; value: PAnsiChar; value_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_signer_extend(signer: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; level: Integer; providers: PShohosenObject; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_open(path: PAnsiChar; path_length: NativeUInt; options: PShohosenStoreOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_store_free(store: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_store_import(store: PShohosenObject; patient: PAnsiChar; patient_length: NativeUInt; document_id: PAnsiChar; document_id_length: NativeUInt; document: PAnsiChar; document_length: NativeUInt; options: PShohosenHistoryOptions; access: PShohosenAccess; out_: PInteger; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_add_to_history(store: PShohosenObject; patient: PAnsiChar; patient_length: NativeUInt; first_day: Cardinal; last_day: Cardinal; access: PShohosenAccess; history: PShohosenObject; out_: PInteger; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_delete_patient(store: PShohosenObject; patient: PAnsiChar; patient_length: NativeUInt; access: PShohosenAccess; out_: PUInt64; erased: PInteger; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_verify(store: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_statistics(store: PShohosenObject; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_patients(store: PShohosenObject; after: PAnsiChar; after_length: NativeUInt; limit: Cardinal; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_store_access_log(store: PShohosenObject; patient: PAnsiChar; patient_length: NativeUInt; after: UInt64; limit: Cardinal; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_time_parse(time: PAnsiChar; time_length: NativeUInt; out_: PInt64; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_new(out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_new_empty(out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_trust_store_free(trust_store: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_anchor(trust_store: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_anchor_sha256(trust_store: PShohosenObject; sha256: PAnsiChar; sha256_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_tsa_anchor(trust_store: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_tsa_anchor_sha256(trust_store: PShohosenObject; sha256: PAnsiChar; sha256_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_intermediates(trust_store: PShohosenObject; certificates: PAnsiChar; certificates_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_crl(trust_store: PShohosenObject; crl: PAnsiChar; crl_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_trust_store_add_ocsp_response(trust_store: PShohosenObject; response: PAnsiChar; response_length: NativeUInt; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verdict_word(verdict: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_indication_word(indication: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_document_kind_word(kind: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_position_word(position: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_level_word(level: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_severity_word(severity: Integer): PAnsiChar; cdecl; external ShohosenLibrary;
function shohosen_verifier_new(trust_store: PShohosenObject; options: PShohosenVerifierOptions; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
procedure shohosen_verifier_free(verifier: PShohosenObject); cdecl; external ShohosenLibrary;
function shohosen_verifier_verify(verifier: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_verify_with(verifier: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; at: Int64; external: PShohosenExternalData; external_count: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_explain(verifier: PShohosenObject; document: PAnsiChar; document_length: NativeUInt; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_verifier_verify_certificate(verifier: PShohosenObject; certificate: PAnsiChar; certificate_length: NativeUInt; at: Int64; out_: PPShohosenObject; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_abi_version: Cardinal; cdecl; external ShohosenLibrary;
function shohosen_check_abi(abi_version: Cardinal; error: PPShohosenObject): Integer; cdecl; external ShohosenLibrary;
function shohosen_version: PAnsiChar; cdecl; external ShohosenLibrary;

implementation

end.
