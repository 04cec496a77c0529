/*
 * shohosen (処方箋): verify, sign and check Japanese electronic prescriptions. The interface for C.
 *
 * Generated from bindings/c/src by cbindgen. Do not edit: change the source and run
 * `cargo xtask header`.
 *
 * THE RULES, which hold for every function unless it says otherwise:
 *
 *  1. Calling convention: that of C (cdecl on 32-bit Windows). size_t has the width of a pointer.
 *
 *  2. Text is UTF-8, never the code page of the system, and comes as pointer and length in octets.
 *     Text that is handed in need not end with NUL. Text that is handed out has NUL after its last
 *     octet, which `*length` does not count; `length` may be NULL. Octets (const uint8_t *) that
 *     are handed out have nothing after the last one. NULL with length 0 stands for nothing.
 *
 *  3. Nothing that is handed in is consumed or kept: what is needed of it later is copied. It must
 *     not change while the call runs.
 *
 *  4. An object that a call puts into `*out` belongs to the caller and is freed once, by the _free
 *     of its type; NULL is allowed there. Objects may be freed in any order: none needs another one
 *     that it was made with.
 *
 *  5. Text, octets and objects (const) that a function *returns* are borrowed: they live as long as
 *     the object that they were asked of, and are not freed.
 *
 *  6. Calls that can fail return a ShohosenStatus. On failure `*out` is untouched, and `*error` is
 *     a new error object with code, text and remedy in Japanese and English, to be freed with
 *     shohosen_error_free; `error` may be NULL. On success `*error` is untouched.
 *
 *  7. Functions that only look something up cannot fail: for NULL, and beyond the end, they give
 *     NULL, 0 or what they say. No verdict is ever 0.
 *
 *  8. Objects are immutable, or locked inside where they can be added to: all may be used from
 *     several threads at the same time. Freeing is the exception: nobody may use the object then.
 *     There is nothing to initialise, and no thread stays behind. The only state beside objects:
 *     a PKCS#11 library is loaded once and stays loaded until the process ends.
 *
 *  9. Nothing unwinds into the caller: a fault of the library is SHOHOSEN_INTERNAL. Only memory or
 *     a stack that is exhausted ends the process.
 *
 * 10. A structure of options begins with its size. Fill it with zeros, set struct_size to its
 *     sizeof (SHOHOSEN_INIT does both), and set what is to differ: then programs and libraries
 *     of different releases work together. Fields called reserved stay 0. NULL stands for the
 *     defaults. Structures lie as the C compiler aligns them, never packed.
 *
 * 11. No clock is read: `at` is the time that counts, in seconds since 1970-01-01T00:00:00Z, such
 *     as time(NULL). Nothing is fetched and no file is opened unless the name of a function or its
 *     argument says so.
 *
 * 12. Call shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error) first.
 */


#ifndef SHOHOSEN_H
#define SHOHOSEN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* Sets a structure of options to the defaults: ShohosenVerifierOptions options; SHOHOSEN_INIT(options); */
#define SHOHOSEN_INIT(options) \
    ((void)memset(&(options), 0, sizeof(options)), (options).struct_size = sizeof(options))


// Done. A document that is INVALID is no failure: it has a report.
#define SHOHOSEN_OK 0

// A fault of the calling program: NULL where an object is needed, text that is not UTF-8 or too
// long, an unknown value, options that were not initialised.
#define SHOHOSEN_MISUSE 1

// Input that cannot be read at all: not XML, not a certificate, a wrong password of a PKCS#12.
#define SHOHOSEN_UNREADABLE 2

// Something is not signed, extended, converted, read or imported: it may not be, it does not
// verify, or a part of it would be lost. The findings are the reasons.
#define SHOHOSEN_REFUSED 3

// A card, a server or a store did not do what it was asked for.
#define SHOHOSEN_UNAVAILABLE 4

// A fault of the library.
#define SHOHOSEN_INTERNAL 5

// 院外処方
#define SHOHOSEN_CARE_OUTSIDE_PHARMACY 1

// 院内処方 of an outpatient
#define SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT 2

// 退院時の院内処方
#define SHOHOSEN_CARE_IN_HOUSE_DISCHARGE 3

// 入院中の院内処方: left out of the check
#define SHOHOSEN_CARE_IN_HOUSE_INPATIENT 4

// Nothing was found, and everything was checked.
#define SHOHOSEN_CHECK_NOTHING 1

// Something was found. Something may not have been checked, too.
#define SHOHOSEN_CHECK_FOUND 2

// Nothing was found, but something was not checked: this is not "nothing found".
#define SHOHOSEN_CHECK_NOT_CHECKED 3

// The records as JSON: every item by its name.
#define SHOHOSEN_TARGET_JSON 1

// SJ1, from JAHIS.
#define SHOHOSEN_TARGET_SJ1 2

// JAHIS10, from SJ1 or an older JAHIS.
#define SHOHOSEN_TARGET_JAHIS 3

// JAHISTC08, from CJ1.
#define SHOHOSEN_TARGET_JAHISTC 4

// A FHIR R4 bundle with JP Core identifiers.
#define SHOHOSEN_TARGET_FHIR 5

// As the format has it: UTF-8 for SJ1, CJ1, JSON and FHIR, Shift_JIS for JAHIS and JAHISTC. What is
// encoded otherwise is an error that names the encoding.
#define SHOHOSEN_ENCODING_STANDARD 0

// As the octets show: UTF-16, UTF-8, else Shift_JIS.
#define SHOHOSEN_ENCODING_AUTO 1

// UTF-8
#define SHOHOSEN_ENCODING_UTF_8 2

// Shift_JIS as Windows has it (CP932)
#define SHOHOSEN_ENCODING_SHIFT_JIS 3

// UTF-16 of either octet order
#define SHOHOSEN_ENCODING_UTF_16 4

// Permits signing with a certificate that has expired or is not valid yet.
#define SHOHOSEN_PERMIT_CERTIFICATE_OUTSIDE_VALIDITY 1

// Permits signing with a certificate of the test grade.
#define SHOHOSEN_PERMIT_TEST_CERTIFICATE 2

// Permits signing with a certificate for authentication.
#define SHOHOSEN_PERMIT_AUTHENTICATION_CERTIFICATE 4

// Permits signing with a role that may not sign the document, or with none.
#define SHOHOSEN_PERMIT_OTHER_ROLE 8

// Permits signing records that are not UTF-8 with LF, or do not begin with SJ1 or CJ1.
#define SHOHOSEN_PERMIT_OTHER_PAYLOAD 16

// Permits dispensing on a prescription that came out INDETERMINATE.
#define SHOHOSEN_PERMIT_INDETERMINATE_PRESCRIPTION 32

// It was new.
#define SHOHOSEN_IMPORT_ADDED 1

// It took the place of an earlier state.
#define SHOHOSEN_IMPORT_CORRECTED 2

// It was there already, the same.
#define SHOHOSEN_IMPORT_UNCHANGED 3

// It was corrected since: left out (unless `reinstate` of the options is set).
#define SHOHOSEN_IMPORT_OUTDATED 4

// There is no report (NULL was handed over).
#define SHOHOSEN_VERDICT_NONE 0

// Every check that the policy demands has passed.
#define SHOHOSEN_VERDICT_VALID 1

// A check has failed.
#define SHOHOSEN_VERDICT_INVALID 2

// Something that is needed to decide is missing.
#define SHOHOSEN_VERDICT_INDETERMINATE 3

// All checks succeeded.
#define SHOHOSEN_INDICATION_TOTAL_PASSED 1

// The signature is broken, or was made with a key that was provably not to be used.
#define SHOHOSEN_INDICATION_TOTAL_FAILED 2

// The available information does not suffice to decide.
#define SHOHOSEN_INDICATION_INDETERMINATE 3

// 処方箋: an electronic prescription.
#define SHOHOSEN_DOCUMENT_PRESCRIPTION 1

// 調剤情報: an electronic dispensing record.
#define SHOHOSEN_DOCUMENT_DISPENSING 2

// A signed scan of a paper prescription.
#define SHOHOSEN_DOCUMENT_SCANNED 3

// None of these.
#define SHOHOSEN_DOCUMENT_UNKNOWN 4

// The prescriber's, of a prescription.
#define SHOHOSEN_POSITION_PRESCRIPTION 1

// The pharmacist's, of a dispensing record.
#define SHOHOSEN_POSITION_DISPENSING 2

// The prescriber's, of the prescription inside a dispensing record.
#define SHOHOSEN_POSITION_REFERENCE_PRESCRIPTION 3

// Anywhere else.
#define SHOHOSEN_POSITION_UNKNOWN 4

// ES-BES: the signature with its signed properties.
#define SHOHOSEN_LEVEL_BES 1

// ES-T: with a signature time-stamp.
#define SHOHOSEN_LEVEL_T 2

// ES-XL: with certificates and revocation information.
#define SHOHOSEN_LEVEL_XL 3

// ES-A: with archive time-stamps.
#define SHOHOSEN_LEVEL_A 4

// Decisive.
#define SHOHOSEN_SEVERITY_ERROR 1

// Wrong or unusual, but not decisive.
#define SHOHOSEN_SEVERITY_WARNING 2

// Worth knowing; changes nothing.
#define SHOHOSEN_SEVERITY_INFO 3

// The check was made and succeeded.
#define SHOHOSEN_SEVERITY_PASSED 4

// 日本語
#define SHOHOSEN_JAPANESE 1

// English
#define SHOHOSEN_ENGLISH 2

// The version of this interface. It changes when a function or structure changes or goes; what is
// only added leaves it as it is. It is the number in the library's file name, too
// (libshohosen.so.1).
#define SHOHOSEN_ABI_VERSION 1

// What was found about one certificate. Immutable.
typedef struct ShohosenCertificateReport ShohosenCertificateReport;

// Checks prescriptions: duplicates, contraindicated pairs, prescribing rules, and codes that do
// not belong to their drugs. Immutable and shared between threads.
typedef struct ShohosenChecker ShohosenChecker;

// Records in another format, and what was lost or changed. Immutable.
typedef struct ShohosenConverted ShohosenConverted;

// One drug of the masters. Immutable.
typedef struct ShohosenDrug ShohosenDrug;

// Why a call failed. Immutable.
typedef struct ShohosenError ShohosenError;

// What is true of a document, whatever the time, the trust and the policy: judged now or later, under
// other lists, at another time, by another policy. Immutable.
typedef struct ShohosenFacts ShohosenFacts;

// Findings. Immutable; their order is that of the checks.
typedef struct ShohosenFindings ShohosenFindings;

// What one patient takes, from any number of documents. It may be added to from several threads.
typedef struct ShohosenHistory ShohosenHistory;

// Who signed, as the certificate says it. Part of a report, and borrowed from it.
typedef struct ShohosenIdentity ShohosenIdentity;

// A private key, in memory or on a card, with the certificate of its holder. Immutable and shared
// between threads; a card makes one signature after the other. What is in memory is wiped when
// the key is freed.
typedef struct ShohosenKey ShohosenKey;

// The drugs of the official masters, by every code they have, and the check master, the disease
// master and the usage master that were read with them. Immutable and shared between threads.
typedef struct ShohosenMaster ShohosenMaster;

// Octets that a call has made: a certificate, JSON, a page. Immutable.
typedef struct ShohosenOctets ShohosenOctets;

// What a check came to. Immutable.
typedef struct ShohosenOutcome ShohosenOutcome;

// A document that lacks only the signature value. Immutable. It may be stored as JSON and finished
// in another process.
typedef struct ShohosenPrepared ShohosenPrepared;

// The prescription that is to be checked. Immutable.
typedef struct ShohosenPrescription ShohosenPrescription;

// Where time-stamps and revocation information come from when a signature is extended. It may be
// added to from several threads. Revocation lists of the trust store are used in any case.
typedef struct ShohosenProviders ShohosenProviders;

// The records of a file: SJ1, CJ1, JAHIS or JAHISTC. Immutable.
typedef struct ShohosenRecords ShohosenRecords;

// What the verification of one document found. Immutable.
typedef struct ShohosenReport ShohosenReport;

// What became of each of many documents, in their order. Immutable.
typedef struct ShohosenReports ShohosenReports;

// A document that was signed, and how it verifies. Immutable.
typedef struct ShohosenSigned ShohosenSigned;

// Signs prescriptions and dispensing records, and hands out only what it has verified. Immutable
// and shared between threads.
typedef struct ShohosenSigner ShohosenSigner;

// The shared medication history in one SQLite file. Threads that share one object take turns; any
// number of objects and programs may have the same file open.
typedef struct ShohosenStore ShohosenStore;

// Who is trusted, and the certificates and revocation lists at hand. It may be added to from
// several threads; verifiers and signers copy what is in it when they are made.
typedef struct ShohosenTrustStore ShohosenTrustStore;

// Verifies documents. Immutable and shared between threads; what was parsed and verified once
// (issuer certificates, revocation lists) is remembered within bounds.
typedef struct ShohosenVerifier ShohosenVerifier;

// How a call ended: SHOHOSEN_OK, or what kind of failure it was.
typedef int32_t ShohosenStatus;

// The octets of one document.
typedef struct {
    // The octets.
    const uint8_t *data;
    // How many.
    size_t length;
} ShohosenDocument;

// Which of several cards is meant. All zero but `struct_size`: whichever is there. Where several are
// left, the certificate decides, by what the cards show without a PIN.
typedef struct {
    // sizeof(ShohosenCardOptions)
    size_t struct_size;
    // The card with this label; NULL for any.
    const char *label;
    // Its length in octets.
    size_t label_length;
    // The card with this serial number; NULL for any. Give one of the two.
    const char *serial_number;
    // Its length in octets.
    size_t serial_number_length;
} ShohosenCardOptions;

// The conclusion of the Japanese requirements for verification (検証要件). Only
// SHOHOSEN_VERDICT_VALID means that a document may be used.
typedef int32_t ShohosenVerdict;

// The main status of ETSI EN 319 102-1; 0 where there is no report.
typedef int32_t ShohosenIndication;

// A file: what messages call it, and its octets. It is not opened: the caller has read it.
typedef struct {
    // What messages call it, such as its path.
    const char *name;
    // Its length in octets.
    size_t name_length;
    // The octets.
    const uint8_t *data;
    // How many.
    size_t data_length;
} ShohosenFile;

// What to check with. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenCheckerOptions)
    size_t struct_size;
    // Tables of contraindicated pairs: the check master of the 支払基金, or the simple CSV. NULL
    // for none: then contraindications come out as not checked.
    const ShohosenFile *pairs;
    // How many.
    size_t pairs_count;
    // Prescribing rules in JSON, in place of the built-in ones; NULL for those.
    const char *rules;
    // Its length in octets.
    size_t rules_length;
    // The table of classes (class,drug), of which there is one at most; NULL for none.
    const ShohosenFile *classes;
    // How many: 0 or 1.
    size_t classes_count;
} ShohosenCheckerOptions;

// The language of a text for people.
typedef int32_t ShohosenLanguage;

// Octets that lie outside the document: under the URI by which the document refers to them, or
// under the path of their file, by whose name they are found (a relative URI without ".."; of
// several files of one name the one whose folders agree; where that leaves a choice, none).
typedef struct {
    // The URI as it stands in the document, or the path of the file.
    const char *uri;
    // Its length in octets.
    size_t uri_length;
    // The octets.
    const uint8_t *data;
    // How many.
    size_t data_length;
} ShohosenExternalData;

// How much a finding matters; 0 where there is no such finding.
typedef int32_t ShohosenSeverity;

// Where a patient was treated; 0 where it is not known: documents do not say it.
typedef int32_t ShohosenCareSetting;

// How text is encoded.
typedef int32_t ShohosenEncoding;

// How documents are read. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenHistoryOptions)
    size_t struct_size;
    // What verifies signed documents; NULL: they are refused.
    const ShohosenVerifier *verifier;
    // As of when they are verified, in seconds since 1970-01-01T00:00:00Z.
    int64_t at;
    // Not 0: use signed documents that did not come out VALID, too. They may be forged.
    int32_t accept_unverified;
    // Where the patient was treated: SHOHOSEN_CARE_..., or 0.
    ShohosenCareSetting care_setting;
    // Not 0: as SHOHOSEN_ENCODING_UTF_8.
    int32_t jahis_in_utf8;
    // Not 0: shohosen_store_import imports a document although parts of it cannot be taken over.
    // A check against the store names these parts as not checked.
    int32_t partial;
    // Not 0: shohosen_store_import takes a state of a document again that was corrected since.
    int32_t reinstate;
    // Not 0: shohosen_store_import takes a document although name, sex or birth date differ from the
    // patient's documents in the store (a new name, a correction). From then on it is held to be of
    // this patient.
    int32_t accept_other_identity;
    // How the text of the documents is encoded: SHOHOSEN_ENCODING_...
    ShohosenEncoding encoding;
    // 0
    uint32_t reserved;
} ShohosenHistoryOptions;

// Which key of a PKCS#12 file with several. Give one of the three; all zero but `struct_size`: the
// only one whose certificate is for signatures.
typedef struct {
    // sizeof(ShohosenKeyOptions)
    size_t struct_size;
    // The key with this friendlyName; NULL for any.
    const char *friendly_name;
    // Its length in octets.
    size_t friendly_name_length;
    // The key with this localKeyId; NULL for any.
    const uint8_t *local_key_id;
    // Its length in octets.
    size_t local_key_id_length;
    // The key that this certificate (PEM or DER) was issued for; NULL for any.
    const uint8_t *certificate;
    // Its length in octets.
    size_t certificate_length;
} ShohosenKeyOptions;

// What a check came to; 0 where there is no outcome.
typedef int32_t ShohosenCheckStatus;

// How to ask a time-stamp authority. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenTsaOptions)
    size_t struct_size;
    // The user for basic authentication; NULL for none. The password travels unencrypted.
    const char *user;
    // Its length in octets.
    size_t user_length;
    // The password of this user; the caller wipes its own copy.
    const char *password;
    // Its length in octets.
    size_t password_length;
    // Demand time-stamps of this policy (an OID as in 1.2.3); NULL for any.
    const char *policy;
    // Its length in octets.
    size_t policy_length;
    // How long it may take until a connection stands, in milliseconds; 0 for 10 s.
    uint32_t connect_timeout_ms;
    // How long it may take until the whole answer is there, in milliseconds; 0 for 30 s.
    uint32_t total_timeout_ms;
} ShohosenTsaOptions;

// How to read records. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenReadOptions)
    size_t struct_size;
    // Not 0: as SHOHOSEN_ENCODING_UTF_8.
    int32_t jahis_in_utf8;
    // How the text is encoded: SHOHOSEN_ENCODING_...
    ShohosenEncoding encoding;
} ShohosenReadOptions;

// How to check records. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenLintOptions)
    size_t struct_size;
    // Not 0: unknown records and sequence numbers are errors, too.
    int32_t strict;
    // Not 0: the content before it is issued, for the duplicate check (確定前処方箋情報).
    int32_t before_issue;
    // Today as YYYYMMDD, for dates in the future; 0: they are not checked.
    uint32_t today;
    // 0
    uint32_t reserved;
    // A master that holds the usage master: whether usage codes exist, are in force on the day of
    // issue (where the records say none: today, which must be given then), and go with dosage form
    // and text. NULL: they are not checked so far. Borrowed for the call.
    const ShohosenMaster *usages;
} ShohosenLintOptions;

// What records are converted to.
typedef int32_t ShohosenTarget;

// What a document is; 0 where there is no report.
typedef int32_t ShohosenDocumentKind;

// Where a signature stands; 0 where there is no such signature.
typedef int32_t ShohosenPosition;

// The XAdES level of a signature; 0 where there is no such signature.
typedef int32_t ShohosenLevel;

// How to sign. All zero but `struct_size` is the default: everything doubtful is refused, the
// signature looks as that of the management service.
typedef struct {
    // sizeof(ShohosenSignerOptions)
    size_t struct_size;
    // The policy by which is verified, in JSON; NULL for the default policy.
    const char *policy;
    // Its length in octets.
    size_t policy_length;
    // What is permitted: SHOHOSEN_PERMIT_... added up.
    uint32_t permissions;
    // Not 0: the prefixes ds, xades and xades141 in place of those of the service.
    int32_t common_prefixes;
    // Not 0: state exclusive canonicalization for the document, as some signing programs do.
    int32_t exclusive_transform;
    // 0
    uint32_t reserved;
    // The signature algorithm as its URI in XML; NULL for the usual one of the key.
    const char *algorithm;
    // Its length in octets.
    size_t algorithm_length;
} ShohosenSignerOptions;

// How a store is opened. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenStoreOptions)
    size_t struct_size;
    // Not 0: fail where there is no store; by default one is made.
    int32_t must_exist;
    // How long to wait for another writer, in milliseconds; 0 for 10 s.
    uint32_t busy_timeout_ms;
    // The store grows no larger than this; 0 for what the disk holds.
    uint64_t max_bytes;
} ShohosenStoreOptions;

// Who does something, when and why: written into the access log.
typedef struct {
    // sizeof(ShohosenAccess)
    size_t struct_size;
    // Who: a user, a terminal, a program.
    const char *actor;
    // Its length in octets.
    size_t actor_length;
    // Why, in words of the caller's own; may be empty.
    const char *purpose;
    // Its length in octets.
    size_t purpose_length;
    // When, in seconds since 1970-01-01T00:00:00Z.
    int64_t at;
} ShohosenAccess;

// What happened to a document that was imported.
typedef int32_t ShohosenImport;

// How to verify. All zero but `struct_size` is the default.
typedef struct {
    // sizeof(ShohosenVerifierOptions)
    size_t struct_size;
    // A policy in JSON (the keys are in the README); NULL for the default policy.
    const char *policy;
    // Its length in octets.
    size_t policy_length;
    // Not 0: accept certificates of the test grade (…1.5.1.1.0.1); the report says so.
    int32_t allow_test_certificates;
    // Not 0: judge signed scans of paper prescriptions by their signature.
    int32_t accept_scanned;
} ShohosenVerifierOptions;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The document of a prescription without its signature, for a service that signs whole documents:
// what it returns is for shohosen_signer_adopt. The records (SJ1, UTF-8, LF) are embedded octet for
// octet.
ShohosenStatus shohosen_signer_unsigned_prescription(const ShohosenSigner *signer,
                                                     const uint8_t *records,
                                                     size_t records_length,
                                                     int64_t at,
                                                     ShohosenOctets **out,
                                                     ShohosenError **error);

// The same for what was dispensed (CJ1) on a prescription (the signed document, which has to verify).
ShohosenStatus shohosen_signer_unsigned_dispensing(const ShohosenSigner *signer,
                                                   const uint8_t *prescription,
                                                   size_t prescription_length,
                                                   const uint8_t *records,
                                                   size_t records_length,
                                                   int64_t at,
                                                   ShohosenOctets **out,
                                                   ShohosenError **error);

// Takes a document that a remote signing service (HPKI second certificate) was sent without a
// signature and returned signed. It is taken as it stands, and only if it is what was sent and one
// signature more that verifies, by a certificate that may sign this at `at`, in seconds since
// 1970-01-01T00:00:00Z. `certificate` (PEM or DER) is the one that was to sign; NULL: any that leads
// to a trust anchor. For keys that sign a digest see shohosen_signer_prepare_prescription.
ShohosenStatus shohosen_signer_adopt(const ShohosenSigner *signer,
                                     const uint8_t *sent,
                                     size_t sent_length,
                                     const uint8_t *answer,
                                     size_t answer_length,
                                     const uint8_t *certificate,
                                     size_t certificate_length,
                                     int64_t at,
                                     ShohosenSigned **out,
                                     ShohosenError **error);

// Verifies many documents as of `at`, in seconds since 1970-01-01T00:00:00Z, on so many threads;
// 0 for one a core. All reports are held in memory: hand over large archives in parts.
ShohosenStatus shohosen_verifier_verify_many(const ShohosenVerifier *verifier,
                                             const ShohosenDocument *documents,
                                             size_t documents_count,
                                             int64_t at,
                                             uint32_t threads,
                                             ShohosenReports **out,
                                             ShohosenError **error);

// Frees the outcome with all its reports and errors. NULL is allowed.
void shohosen_reports_free(ShohosenReports *reports);

// How many documents there were; 0 for NULL.
size_t shohosen_reports_count(const ShohosenReports *reports);

// The report of a document; NULL if it could not be read. Borrowed from `reports`: do not free it.
const ShohosenReport *shohosen_reports_report(const ShohosenReports *reports, size_t index);

// Why a document could not be read; NULL if it has a report. Borrowed from `reports`: do not free
// it.
const ShohosenError *shohosen_reports_error(const ShohosenReports *reports, size_t index);

// Takes the key of the card in the reader. `library` is the path of the PKCS#11 library of the
// card's application for signatures (HpkiSigP11_....dll); it is loaded once and stays loaded.
// `certificate` (PEM or DER) says which key, and of several cards which one; NULL for the one of the
// card's own signature certificate. The PIN is not sent to the card here but with each signature; one that the card has
// refused is never sent again by this key. The caller wipes its own copy of the PIN.
ShohosenStatus shohosen_key_from_card(const char *library,
                                      size_t library_length,
                                      const ShohosenCardOptions *options,
                                      const char *pin,
                                      size_t pin_length,
                                      const uint8_t *certificate,
                                      size_t certificate_length,
                                      ShohosenKey **out,
                                      ShohosenError **error);

// Reads the signature certificate (DER) of the card in the reader. No PIN is needed.
ShohosenStatus shohosen_card_certificate(const char *library,
                                         size_t library_length,
                                         const ShohosenCardOptions *options,
                                         ShohosenOctets **out,
                                         ShohosenError **error);

// Frees a report on a certificate. NULL is allowed.
void shohosen_certificate_report_free(ShohosenCertificateReport *report);

// May its holder be trusted to have signed at this time? SHOHOSEN_VERDICT_NONE for NULL.
ShohosenVerdict shohosen_certificate_report_verdict(const ShohosenCertificateReport *report);

// The same in the terms of ETSI EN 319 102-1; 0 for NULL.
ShohosenIndication shohosen_certificate_report_indication(const ShohosenCertificateReport *report);

// Why the indication is not TOTAL-PASSED; NULL if it is. Borrowed from the report.
const char *shohosen_certificate_report_sub_indication(const ShohosenCertificateReport *report,
                                                       size_t *length);

// Whose certificate it is. Borrowed from the report.
const ShohosenIdentity *shohosen_certificate_report_signer(const ShohosenCertificateReport *report);

// The subject without its serialNumber (personal data), RFC 4514. Borrowed from the report.
const char *shohosen_certificate_report_subject(const ShohosenCertificateReport *report,
                                                size_t *length);

// The issuer, RFC 4514. Borrowed from the report.
const char *shohosen_certificate_report_issuer(const ShohosenCertificateReport *report,
                                               size_t *length);

// The serial number in hexadecimal. Borrowed from the report.
const char *shohosen_certificate_report_serial(const ShohosenCertificateReport *report,
                                               size_t *length);

// The beginning of the validity, in RFC 3339. Borrowed from the report.
const char *shohosen_certificate_report_not_before(const ShohosenCertificateReport *report,
                                                   size_t *length);

// The end of the validity, in RFC 3339. Borrowed from the report.
const char *shohosen_certificate_report_not_after(const ShohosenCertificateReport *report,
                                                  size_t *length);

// Everything that was checked. Borrowed from the report: do not free it.
const ShohosenFindings *shohosen_certificate_report_findings(const ShohosenCertificateReport *report);

// The whole report as JSON, on one line, as the command `cert` prints it. Borrowed from the
// report.
const char *shohosen_certificate_report_json(const ShohosenCertificateReport *report,
                                             size_t *length);

// Makes a checker. Without a master (NULL) drugs are told apart by their codes alone; what then
// cannot be checked comes out as not checked. `options` NULL: the default.
ShohosenStatus shohosen_checker_new(const ShohosenMaster *master,
                                    const ShohosenCheckerOptions *options,
                                    ShohosenChecker **out,
                                    ShohosenError **error);

// Frees a checker. NULL is allowed.
void shohosen_checker_free(ShohosenChecker *checker);

// Checks a prescription against a history (NULL: against nothing but itself). `settings` is JSON
// and says at least the day and the patient's consent (none, oral, given):
//
//   {"check_day": "2026-11-22", "consent": "given"}
//
// The other keys are in the README. A duplicate that is found is no failure.
ShohosenStatus shohosen_checker_check(const ShohosenChecker *checker,
                                      const ShohosenPrescription *prescription,
                                      const ShohosenHistory *history,
                                      const char *settings,
                                      size_t settings_length,
                                      ShohosenOutcome **out,
                                      ShohosenError **error);

// Frees it. NULL is allowed.
void shohosen_converted_free(ShohosenConverted *converted);

// The file, in the character set of its format (JAHIS: Shift_JIS). Nothing stands after the last
// octet. Borrowed from the object.
const uint8_t *shohosen_converted_file(const ShohosenConverted *converted, size_t *length);

// What was lost or changed. Borrowed from the object: do not free it.
const ShohosenFindings *shohosen_converted_findings(const ShohosenConverted *converted);

// Looks a drug up by one of its codes (レセ電, 薬価基準, YJ, HOT, GTIN); `code` is recognised by its form.
// Fails with SHOHOSEN_MISUSE if it is no code, or none of the master: shohosen_master_drug_json finds by
// name, too. Free the drug with shohosen_drug_free.
ShohosenStatus shohosen_master_drug(const ShohosenMaster *master,
                                    const char *code,
                                    size_t code_length,
                                    ShohosenDrug **out,
                                    ShohosenError **error);

// Frees a drug. NULL is allowed.
void shohosen_drug_free(ShohosenDrug *drug);

// The name of the master. Borrowed from the drug.
const char *shohosen_drug_name(const ShohosenDrug *drug, size_t *length);

// The unit of the price list (薬価単位). Borrowed from the drug.
const char *shohosen_drug_unit(const ShohosenDrug *drug, size_t *length);

// The レセプト電算処理コード; NULL if it has none. Borrowed from the drug.
const char *shohosen_drug_receipt_code(const ShohosenDrug *drug, size_t *length);

// The YJ code; NULL if it has none. Borrowed from the drug.
const char *shohosen_drug_yj_code(const ShohosenDrug *drug, size_t *length);

// The 薬価基準収載医薬品コード; NULL if it has none. Borrowed from the drug.
const char *shohosen_drug_price_list_code(const ShohosenDrug *drug, size_t *length);

// How many ingredients are known; 0 for NULL.
size_t shohosen_drug_ingredient_count(const ShohosenDrug *drug);

// The name of an ingredient, from 0; NULL beyond the last. Borrowed from the drug.
const char *shohosen_drug_ingredient(const ShohosenDrug *drug, size_t index, size_t *length);

// 1 if the ingredients that are known are all it has, else 0: of a combination (配合剤) the price list
// may not name them.
int32_t shohosen_drug_ingredients_complete(const ShohosenDrug *drug);

// Frees an error. NULL is allowed.
void shohosen_error_free(ShohosenError *error);

// The status that the call returned; SHOHOSEN_OK for NULL.
ShohosenStatus shohosen_error_status(const ShohosenError *error);

// The stable code of the (first) reason, such as "signing.key.other_certificate". Borrowed from
// the error.
const char *shohosen_error_code(const ShohosenError *error, size_t *length);

// The (first) reason as a sentence for people. Borrowed from the error.
const char *shohosen_error_message(const ShohosenError *error,
                                   ShohosenLanguage language,
                                   size_t *length);

// What to do about the (first) reason. Borrowed from the error.
const char *shohosen_error_remedy(const ShohosenError *error,
                                  ShohosenLanguage language,
                                  size_t *length);

// Every reason. Borrowed from the error: do not free it.
const ShohosenFindings *shohosen_error_findings(const ShohosenError *error);

// Collects the facts of a document (its octets as they were received), with data outside the document
// that it refers to (`external` NULL with `external_count` 0 where there is none). Of the verifier only
// the limits count: a certificate that the document names and does not carry is looked for when the
// facts are judged. Fails only if the octets are not XML that can be read.
ShohosenStatus shohosen_verifier_collect(const ShohosenVerifier *verifier,
                                         const uint8_t *document,
                                         size_t document_length,
                                         const ShohosenExternalData *external,
                                         size_t external_count,
                                         ShohosenFacts **out,
                                         ShohosenError **error);

// Reads facts that were stored as their JSON (shohosen_facts_json, or shohosen verify --facts-out).
// Digests are compared and signatures verified again, but facts are believed in what they say of the
// document: keep them where nobody changes them.
ShohosenStatus shohosen_verifier_read_facts(const ShohosenVerifier *verifier,
                                            const uint8_t *json,
                                            size_t json_length,
                                            ShohosenFacts **out,
                                            ShohosenError **error);

// Judges facts as of `at`, in seconds since 1970-01-01T00:00:00Z, by the verifier's trust and policy: the
// report is that of shohosen_verifier_verify for the document. It holds no records
// (shohosen_report_payload gives NULL): those are in the document.
ShohosenStatus shohosen_verifier_judge(const ShohosenVerifier *verifier,
                                       const ShohosenFacts *facts,
                                       int64_t at,
                                       ShohosenReport **out,
                                       ShohosenError **error);

// The facts as JSON on one line (facts.schema.json). They hold the records of the document: they are as
// confidential as the document itself. Borrowed from the facts.
const char *shohosen_facts_json(const ShohosenFacts *facts,
                                size_t *length);

// Frees facts. NULL is allowed. Their reports stay as they are.
void shohosen_facts_free(ShohosenFacts *facts);

// Frees findings that came from an `out` argument (not those borrowed from a report or an error).
// NULL is allowed.
void shohosen_findings_free(ShohosenFindings *findings);

// How many findings there are; 0 for NULL.
size_t shohosen_findings_count(const ShohosenFindings *findings);

// The stable code of a finding, such as "xmldsig.reference.digest_mismatch". NULL beyond the last
// one. Borrowed from the findings.
const char *shohosen_findings_code(const ShohosenFindings *findings, size_t index, size_t *length);

// How much a finding matters; 0 beyond the last one.
ShohosenSeverity shohosen_findings_severity(const ShohosenFindings *findings, size_t index);

// Which signature of the report a finding concerns (from 0); -1 if none in particular.
int64_t shohosen_findings_signature(const ShohosenFindings *findings, size_t index);

// Where it was found: a path in the document, "line 4 item 2" of records. NULL if nowhere in
// particular. Borrowed from the findings.
const char *shohosen_findings_location(const ShohosenFindings *findings,
                                       size_t index,
                                       size_t *length);

// What a finding rests on, as a JSON object. NULL beyond the last one. Borrowed from the findings.
const char *shohosen_findings_evidence_json(const ShohosenFindings *findings,
                                            size_t index,
                                            size_t *length);

// A finding as a sentence for people. NULL beyond the last one. Borrowed from the findings.
const char *shohosen_findings_message(const ShohosenFindings *findings,
                                      size_t index,
                                      ShohosenLanguage language,
                                      size_t *length);

// What to do about a finding; empty where there is nothing to do. NULL beyond the last one.
// Borrowed from the findings.
const char *shohosen_findings_remedy(const ShohosenFindings *findings,
                                     size_t index,
                                     ShohosenLanguage language,
                                     size_t *length);

// All findings as JSON, on one line: {"findings":[...],"schema_version":1}. Borrowed from the
// findings.
const char *shohosen_findings_json(const ShohosenFindings *findings, size_t *length);

// Makes a history without records. Until a document is added, a check against it comes out as not
// checked: that there is no history says NULL (shohosen_checker_check).
ShohosenStatus shohosen_history_new(ShohosenHistory **out, ShohosenError **error);

// Frees a history. NULL is allowed.
void shohosen_history_free(ShohosenHistory *history);

// Adds what a document says that the patient takes: SJ1, CJ1, JAHIS, JAHISTC, signed documents,
// FHIR R4, or the plain JSON and CSV. `name` is what the outcome of a check calls it. A signed
// document that does not verify is no failure: it is not used, and the outcome says so. `options`
// NULL: the default.
ShohosenStatus shohosen_history_add(const ShohosenHistory *history,
                                    const char *name,
                                    size_t name_length,
                                    const uint8_t *document,
                                    size_t document_length,
                                    const ShohosenHistoryOptions *options,
                                    ShohosenError **error);

// Adds what a document says of allergies, side effects and diseases: FHIR (AllergyIntolerance,
// Condition), or the plain JSON and CSV. `name` is what the outcome of a check calls it.
ShohosenStatus shohosen_history_add_facts(const ShohosenHistory *history,
                                          const char *name,
                                          size_t name_length,
                                          const uint8_t *document,
                                          size_t document_length,
                                          ShohosenError **error);

// How many records there are: one a drug that was prescribed or dispensed. 0 for NULL.
size_t shohosen_history_count(const ShohosenHistory *history);

// The records as the plain JSON that shohosen_history_add reads. It has the records alone: not what
// was not taken over of the documents (shohosen_history_not_checked_json), not their findings, and
// not which records belong to one prescription, which some prescribing rules need. What is read
// back therefore no longer says that something was not checked: to keep a history, keep the
// documents.
ShohosenStatus shohosen_history_json(const ShohosenHistory *history,
                                     ShohosenOctets **out,
                                     ShohosenError **error);

// How many things were not taken over of the documents, so that a check does not see them: every
// check against this history comes out as not checked, or found. 0 for NULL.
size_t shohosen_history_not_checked_count(const ShohosenHistory *history);

// What was not taken over of the documents, as a JSON array of objects: item (the name of the
// document and the place in it), code (of the drug; may be empty), reason, reason_ja, reason_en.
ShohosenStatus shohosen_history_not_checked_json(const ShohosenHistory *history,
                                                 ShohosenOctets **out,
                                                 ShohosenError **error);

// Reads the prescription that is to be checked: SJ1 or JAHIS, a signed document, FHIR
// MedicationRequests, or plain JSON. `options` NULL: the default. Fails if it is no prescription,
// or a signed one that does not verify.
ShohosenStatus shohosen_prescription_read(const uint8_t *document,
                                          size_t document_length,
                                          const ShohosenHistoryOptions *options,
                                          ShohosenPrescription **out,
                                          ShohosenError **error);

// Frees a prescription. NULL is allowed.
void shohosen_prescription_free(ShohosenPrescription *prescription);

// How many drugs it has; 0 for NULL.
size_t shohosen_prescription_count(const ShohosenPrescription *prescription);

// The name in Latin letters (subject CN); NULL if there is none. Borrowed from the report.
const char *shohosen_identity_common_name(const ShohosenIdentity *identity, size_t *length);

// The name in Japanese; NULL if there is none. Borrowed from the report.
const char *shohosen_identity_name_ja(const ShohosenIdentity *identity, size_t *length);

// The institution (subject O); NULL if there is none. Borrowed from the report.
const char *shohosen_identity_organization(const ShohosenIdentity *identity, size_t *length);

// How many qualifications (hcRole, 国家資格) the certificate names; 0 for NULL.
size_t shohosen_identity_role_count(const ShohosenIdentity *identity);

// A qualification as the certificate has it, such as "Medical Doctor". NULL beyond the last one.
// Borrowed from the report.
const char *shohosen_identity_role(const ShohosenIdentity *identity, size_t index, size_t *length);

// A qualification in Japanese, such as 医師. NULL if its name is not known. Borrowed from the
// report.
const char *shohosen_identity_role_ja(const ShohosenIdentity *identity,
                                      size_t index,
                                      size_t *length);

// SHA-256 of the certificate, in lower-case hexadecimal. Borrowed from the report.
const char *shohosen_identity_certificate_sha256(const ShohosenIdentity *identity, size_t *length);

// The registration number of the qualification (医籍登録番号 ...); NULL if there is none.
// Personal data: it is in no JSON. Borrowed from the report.
const char *shohosen_identity_licence_number(const ShohosenIdentity *identity, size_t *length);

// Takes a private key that is not encrypted (PKCS#8, PKCS#1 or SEC 1; PEM or DER) and the
// certificate of its holder (PEM or DER). The caller wipes its own copy.
ShohosenStatus shohosen_key_from_pem_or_der(const uint8_t *key,
                                            size_t key_length,
                                            const uint8_t *certificate,
                                            size_t certificate_length,
                                            ShohosenKey **out,
                                            ShohosenError **error);

// Takes an encrypted private key (PKCS#8 with PBES2; PEM or DER) and the certificate of its holder
// (PEM or DER). The caller wipes its own copy of the password.
ShohosenStatus shohosen_key_from_encrypted(const uint8_t *key,
                                           size_t key_length,
                                           const uint8_t *password,
                                           size_t password_length,
                                           const uint8_t *certificate,
                                           size_t certificate_length,
                                           ShohosenKey **out,
                                           ShohosenError **error);

// Takes the private key and the certificate of a PKCS#12 file; of several keys the only one whose
// certificate is for signatures. The caller wipes its own copy of the password.
ShohosenStatus shohosen_key_from_pkcs12(const uint8_t *file,
                                        size_t file_length,
                                        const char *password,
                                        size_t password_length,
                                        ShohosenKey **out,
                                        ShohosenError **error);

// As shohosen_key_from_pkcs12, with the key of this choice. Where it is not one key, the error lists
// those that could be meant.
ShohosenStatus shohosen_key_from_pkcs12_choosing(const uint8_t *file,
                                                 size_t file_length,
                                                 const char *password,
                                                 size_t password_length,
                                                 const ShohosenKeyOptions *options,
                                                 ShohosenKey **out,
                                                 ShohosenError **error);

// Frees a key and wipes it. NULL is allowed.
void shohosen_key_free(ShohosenKey *key);

// The certificate of the holder, DER. Borrowed from the key.
const uint8_t *shohosen_key_certificate(const ShohosenKey *key, size_t *length);

// Reads the official masters as they come (CSV, xlsx, zip; in any order), or one cached master of
// shohosen_master_cache; also the check master of the 支払基金 (its zip, or IY_... files), the disease
// master (b_..., z_...) and the usage master (電子処方箋用法マスタ, xlsx). `ingredients` are tables of components of the caller's own, which go
// before the built-in one; NULL for none.
ShohosenStatus shohosen_master_new(const ShohosenFile *masters,
                                   size_t masters_count,
                                   const ShohosenFile *ingredients,
                                   size_t ingredients_count,
                                   ShohosenMaster **out,
                                   ShohosenError **error);

// Frees a master. NULL is allowed.
void shohosen_master_free(ShohosenMaster *master);

// How many drugs there are; 0 for NULL.
size_t shohosen_master_count(const ShohosenMaster *master);

// The compact form, which is read in milliseconds: to be kept in a file and handed to
// shohosen_master_new of the same release.
ShohosenStatus shohosen_master_cache(const ShohosenMaster *master,
                                     ShohosenOctets **out,
                                     ShohosenError **error);

// Looks up a drug by any code (レセ電, 薬価基準, YJ, HOT, GTIN, 一般名) or a part of its name; of those
// whose name fits, at most `limit` (0 for 20). As the command `drug` prints it: JSON with
// schema_version, query, drugs (each with name, unit, its codes, ingredients, route,
// controlled_class and days), check_digit (expected and actual where that of the code is wrong,
// else null), malformed, and for a usage code (用法コード) usages (each with name, first, last, edition). A drug that is not in the master is no failure: there are no drugs then.
ShohosenStatus shohosen_master_drug_json(const ShohosenMaster *master,
                                         const char *query,
                                         size_t query_length,
                                         uint32_t limit,
                                         ShohosenOctets **out,
                                         ShohosenError **error);

// The files that the master was made of and what is in it: JSON with editions (texts) and statistics
// (how many drugs there are, with which codes and ingredients).
ShohosenStatus shohosen_master_statistics(const ShohosenMaster *master,
                                          ShohosenOctets **out,
                                          ShohosenError **error);

// Frees octets. NULL is allowed.
void shohosen_octets_free(ShohosenOctets *octets);

// The octets; NUL stands after the last one and is not counted. Borrowed from the object.
const uint8_t *shohosen_octets_data(const ShohosenOctets *octets, size_t *length);

// Asks ORCA, and gives its answer as JSON, if it did what was asked for: a file to keep for
// shohosen_orca_records and shohosen_history_add_orca. `url` is http:// only; what stands before the
// host in it stands in no message. `prefix` is "/api" for WebORCA, else "". The password travels
// unencrypted. `timeout` is in milliseconds; 0: ten seconds. `request` is JSON: {"request":
// "prescription"|"notebook", "patient": …, "invoice": …, "outside": true}, {"request": "visits",
// "patient": …, "month": "2026-11", "months": 3}, {"request": "treatment", "patient": …, "day": …,
// "department": …, "invoice": …}, {"request": "diseases", "patient": …, "month": …}, or {"request":
// "departments"|"doctors"|"institution"}. Free the answer with shohosen_octets_free.
ShohosenStatus shohosen_orca_fetch(const char *url,
                                   size_t url_length,
                                   const char *prefix,
                                   size_t prefix_length,
                                   const char *user,
                                   size_t user_length,
                                   const char *password,
                                   size_t password_length,
                                   uint32_t timeout,
                                   const char *request,
                                   size_t request_length,
                                   ShohosenOctets **out,
                                   ShohosenError **error);

// The records (SJ1) of the one prescription form among these answers, checked. The others (lists of
// departments and doctors, the institution, the patient) complete it; notebooks, treatments, visits and
// diseases are left alone. Fails with everything that is missing at once, each finding with where to
// get it and the option that takes it. `options` is JSON with these names (usages, department_name,
// doctor_name, overrides, …; see docs); NULL for none. `master` finds codes of generic names; NULL for
// none. Free the records with shohosen_octets_free.
ShohosenStatus shohosen_orca_records(const ShohosenFile *answers,
                                     size_t answers_count,
                                     const char *options,
                                     size_t options_length,
                                     const ShohosenMaster *master,
                                     ShohosenOctets **out,
                                     ShohosenError **error);

// Adds an answer of ORCA to a history: a notebook (medicinenotebookv2), what was given at a visit
// (medicalgetv2, class 02), or the registered diseases (diseasegetv2). A record that lacks the code of
// the institution is of the one that prescribes, where the name agrees or none is named. `care_setting`
// says where the drugs of a notebook were handed out, SHOHOSEN_CARE_OUTSIDE_PHARMACY or
// SHOHOSEN_CARE_IN_HOUSE_OUTPATIENT; 0: what shohosen_orca_fetch asked for, else outside.
ShohosenStatus shohosen_history_add_orca(const ShohosenHistory *history,
                                         const char *name,
                                         size_t name_length,
                                         const uint8_t *answer,
                                         size_t answer_length,
                                         ShohosenCareSetting care_setting,
                                         ShohosenError **error);

// Frees an outcome. NULL is allowed.
void shohosen_outcome_free(ShohosenOutcome *outcome);

// What the check came to; 0 for NULL.
ShohosenCheckStatus shohosen_outcome_status(const ShohosenOutcome *outcome);

// What was found. Borrowed from the outcome: do not free it.
const ShohosenFindings *shohosen_outcome_findings(const ShohosenOutcome *outcome);

// Those of the findings that decide: what makes the outcome SHOHOSEN_CHECK_FOUND. Borrowed from the
// outcome: do not free it.
const ShohosenFindings *shohosen_outcome_decisive(const ShohosenOutcome *outcome);

// How many things were not checked, or not fully; 0 for NULL.
size_t shohosen_outcome_not_checked_count(const ShohosenOutcome *outcome);

// What was not checked, such as "RP1-1" or "history 3". NULL beyond the last one. Borrowed from
// the outcome.
const char *shohosen_outcome_not_checked_item(const ShohosenOutcome *outcome,
                                              size_t index,
                                              size_t *length);

// The code of the drug that was not checked; empty if it has none. NULL beyond the last one.
// Borrowed from the outcome.
const char *shohosen_outcome_not_checked_code(const ShohosenOutcome *outcome,
                                              size_t index,
                                              size_t *length);

// Why it was not checked, as a sentence for people. NULL beyond the last one. Borrowed from the
// outcome.
const char *shohosen_outcome_not_checked_reason(const ShohosenOutcome *outcome,
                                                size_t index,
                                                ShohosenLanguage language,
                                                size_t *length);

// The whole outcome as JSON, on one line, as the command `check` prints it (schema:
// check.schema.json). Borrowed from the outcome.
const char *shohosen_outcome_json(const ShohosenOutcome *outcome, size_t *length);

// The outcome as a page for a screen or a printer: one HTML file in UTF-8 with a timeline of what
// is taken when, without script and without anything from outside. `prescription`, `history` (NULL:
// none) and `settings` are those of the check.
ShohosenStatus shohosen_outcome_page(const ShohosenOutcome *outcome,
                                     const ShohosenPrescription *prescription,
                                     const ShohosenHistory *history,
                                     const char *settings,
                                     size_t settings_length,
                                     ShohosenLanguage language,
                                     ShohosenOctets **out,
                                     ShohosenError **error);

// Reads the JSON that shohosen_prepared_json gave.
ShohosenStatus shohosen_prepared_from_json(const char *json,
                                           size_t json_length,
                                           ShohosenPrepared **out,
                                           ShohosenError **error);

// Frees it. NULL is allowed.
void shohosen_prepared_free(ShohosenPrepared *prepared);

// The octets to be signed (SignedInfo in its canonical form); whoever signs digests them. Borrowed
// from the object.
const uint8_t *shohosen_prepared_octets(const ShohosenPrepared *prepared, size_t *length);

// The DER of the DigestInfo of the octets (RFC 8017 §9.2), for a signer that only pads, such as
// CKM_RSA_PKCS. Borrowed from the object.
const uint8_t *shohosen_prepared_digest_info(const ShohosenPrepared *prepared, size_t *length);

// The algorithm that the value must be of, as its URI in XML. Borrowed from the object.
const char *shohosen_prepared_algorithm(const ShohosenPrepared *prepared, size_t *length);

// The state as JSON, to be stored. Borrowed from the object.
const char *shohosen_prepared_json(const ShohosenPrepared *prepared, size_t *length);

// Makes providers that provide nothing yet.
ShohosenStatus shohosen_providers_new(ShohosenProviders **out, ShohosenError **error);

// Frees providers. NULL is allowed.
void shohosen_providers_free(ShohosenProviders *providers);

// Takes time-stamps from the authority (RFC 3161) at this http:// URL; it is not asked yet.
// `options` NULL: the default.
ShohosenStatus shohosen_providers_set_tsa(const ShohosenProviders *providers,
                                          const char *url,
                                          size_t url_length,
                                          const ShohosenTsaOptions *options,
                                          ShohosenError **error);

// Adds a revocation list (DER), or every one of PEM text, to what is put into signatures.
ShohosenStatus shohosen_providers_add_crl(const ShohosenProviders *providers,
                                          const uint8_t *crl,
                                          size_t crl_length,
                                          ShohosenError **error);

// Fetches revocation lists from where the certificates say (http:// only), when they are needed.
// Where that fails, those of shohosen_providers_add_crl are used if they suffice.
ShohosenStatus shohosen_providers_fetch_crls(const ShohosenProviders *providers,
                                             ShohosenError **error);

// Reads records. The first line says the format, the format the character set. The parts of a split
// notebook (分割制御) in one file are one document. Fails if there are
// no records to check; anything else is for shohosen_records_lint. `options` NULL: the default.
ShohosenStatus shohosen_records_read(const uint8_t *file,
                                     size_t file_length,
                                     const ShohosenReadOptions *options,
                                     ShohosenRecords **out,
                                     ShohosenError **error);

// Reads the parts of a split notebook (分割制御), in any order, as one document. Several parts may
// stand in one file. `options` NULL: the default.
ShohosenStatus shohosen_records_merge(const ShohosenDocument *files,
                                      size_t files_count,
                                      const ShohosenReadOptions *options,
                                      ShohosenRecords **out,
                                      ShohosenError **error);

// Frees records. NULL is allowed.
void shohosen_records_free(ShohosenRecords *records);

// The format, such as "SJ1" or "JAHIS10". Borrowed from the records.
const char *shohosen_records_format(const ShohosenRecords *records, size_t *length);

// Checks records by the rules of their format. `options` NULL: the default. Free the findings with
// shohosen_findings_free.
ShohosenStatus shohosen_records_lint(const ShohosenRecords *records,
                                     const ShohosenLintOptions *options,
                                     ShohosenFindings **out,
                                     ShohosenError **error);

// Converts records. What was lost or changed is said in the findings of the result; with an error
// among them the result is not a valid file of the format.
ShohosenStatus shohosen_records_convert(const ShohosenRecords *records,
                                        ShohosenTarget target,
                                        ShohosenConverted **out,
                                        ShohosenError **error);

// Frees a report that came from an `out` argument (not one borrowed from another object). NULL is
// allowed.
void shohosen_report_free(ShohosenReport *report);

// The conclusion over the whole document; SHOHOSEN_VERDICT_NONE for NULL.
ShohosenVerdict shohosen_report_verdict(const ShohosenReport *report);

// The conclusion in the terms of ETSI EN 319 102-1; 0 for NULL.
ShohosenIndication shohosen_report_indication(const ShohosenReport *report);

// Why the indication is not TOTAL-PASSED, such as "HASH_FAILURE"; NULL if it is. Borrowed from
// the report.
const char *shohosen_report_sub_indication(const ShohosenReport *report, size_t *length);

// The moment as of which was judged, in RFC 3339. Borrowed from the report.
const char *shohosen_report_verified_at(const ShohosenReport *report, size_t *length);

// What the document is; 0 for NULL.
ShohosenDocumentKind shohosen_report_document_kind(const ShohosenReport *report);

// PrescriptionId or DispensingId; NULL if there is none. The prescriber's signature does not cover
// it. Borrowed from the report.
const char *shohosen_report_document_id(const ShohosenReport *report, size_t *length);

// How many signatures the document has; 0 for NULL.
size_t shohosen_report_signature_count(const ShohosenReport *report);

// Where a signature stands (`index` from 0, in the order of the document); 0 beyond the last one.
ShohosenPosition shohosen_report_signature_position(const ShohosenReport *report, size_t index);

// The level of a signature; 0 where its structure fails, so that it has none, and beyond the last
// one.
ShohosenLevel shohosen_report_signature_level(const ShohosenReport *report, size_t index);

// The conclusion on one signature; SHOHOSEN_VERDICT_NONE beyond the last one.
ShohosenVerdict shohosen_report_signature_verdict(const ShohosenReport *report, size_t index);

// The conclusion on one signature in the terms of ETSI EN 319 102-1; 0 beyond the last one.
ShohosenIndication shohosen_report_signature_indication(const ShohosenReport *report, size_t index);

// Why the indication of a signature is not TOTAL-PASSED; NULL if it is. Borrowed from the report.
const char *shohosen_report_signature_sub_indication(const ShohosenReport *report,
                                                     size_t index,
                                                     size_t *length);

// When the signer says to have signed, in RFC 3339: a claim, nothing more. NULL if there is none.
// Borrowed from the report.
const char *shohosen_report_signature_claimed_time(const ShohosenReport *report,
                                                   size_t index,
                                                   size_t *length);

// When the signature provably existed, in RFC 3339, by the oldest valid time-stamp. NULL if
// nothing proves it. Borrowed from the report.
const char *shohosen_report_signature_proven_time(const ShohosenReport *report,
                                                  size_t index,
                                                  size_t *length);

// Who made a signature; NULL if the certificate was not found. Borrowed from the report.
const ShohosenIdentity *shohosen_report_signature_signer(const ShohosenReport *report,
                                                         size_t index);

// The certificate (DER) that a signature was made with; NULL if the document does not have it, and in
// the report of judged facts. Whether it is trusted says the report. Borrowed from the report.
const uint8_t *shohosen_report_signature_certificate(const ShohosenReport *report,
                                                     size_t index,
                                                     size_t *length);

// The records (SJ1 or CJ1, UTF-8) that the signature at a position covers, exactly as signed;
// NULL unless the document is VALID. Nothing stands after the last octet. Borrowed from the
// report.
const uint8_t *shohosen_report_payload(const ShohosenReport *report,
                                       ShohosenPosition position,
                                       size_t *length);

// The same records whatever the verdict, to show to a person together with the report. They may
// be forged: never dispense or store by them. Borrowed from the report.
const uint8_t *shohosen_report_unverified_payload(const ShohosenReport *report,
                                                  ShohosenPosition position,
                                                  size_t *length);

// Everything that was checked. Borrowed from the report: do not free it.
const ShohosenFindings *shohosen_report_findings(const ShohosenReport *report);

// The whole report as JSON, on one line, as the command prints it (schema:
// report.schema.json). Borrowed from the report.
const char *shohosen_report_json(const ShohosenReport *report, size_t *length);

// Frees it. NULL is allowed.
void shohosen_signed_free(ShohosenSigned *signed_);

// The document. Nothing stands after the last octet. Borrowed from the object.
const uint8_t *shohosen_signed_document(const ShohosenSigned *signed_, size_t *length);

// How the document verifies. A signature without revocation information (ES-BES) comes out
// INDETERMINATE: whether the certificate was revoked is not known yet. Borrowed from the object: do
// not free it.
const ShohosenReport *shohosen_signed_report(const ShohosenSigned *signed_);

// Makes a signer. What it signs is verified by `trust_store` (NULL: the MHLW HPKI Root CA V2
// alone) before it is handed out. `options` NULL: the default.
ShohosenStatus shohosen_signer_new(const ShohosenTrustStore *trust_store,
                                   const ShohosenSignerOptions *options,
                                   ShohosenSigner **out,
                                   ShohosenError **error);

// Frees a signer. NULL is allowed.
void shohosen_signer_free(ShohosenSigner *signer);

// Signs the records of a prescription (SJ1, UTF-8, LF) at `at`, in seconds since
// 1970-01-01T00:00:00Z. Nothing comes out that does not verify.
ShohosenStatus shohosen_signer_sign_prescription(const ShohosenSigner *signer,
                                                 const ShohosenKey *key,
                                                 const uint8_t *records,
                                                 size_t records_length,
                                                 int64_t at,
                                                 ShohosenSigned **out,
                                                 ShohosenError **error);

// Signs the records of what was dispensed (CJ1, UTF-8, LF) on a prescription (the signed
// document, which has to verify) at `at`, in seconds since 1970-01-01T00:00:00Z.
ShohosenStatus shohosen_signer_sign_dispensing(const ShohosenSigner *signer,
                                               const ShohosenKey *key,
                                               const uint8_t *prescription,
                                               size_t prescription_length,
                                               const uint8_t *records,
                                               size_t records_length,
                                               int64_t at,
                                               ShohosenSigned **out,
                                               ShohosenError **error);

// Signs a document (XML) that somebody else has built and that lacks only its signature. Its octets
// are kept.
ShohosenStatus shohosen_signer_sign_document(const ShohosenSigner *signer,
                                             const ShohosenKey *key,
                                             const uint8_t *document,
                                             size_t document_length,
                                             int64_t at,
                                             ShohosenSigned **out,
                                             ShohosenError **error);

// The first of two steps, for a signer elsewhere: everything of a signed prescription but the
// signature value. `certificate` (PEM or DER) is that of the signer.
ShohosenStatus shohosen_signer_prepare_prescription(const ShohosenSigner *signer,
                                                    const uint8_t *certificate,
                                                    size_t certificate_length,
                                                    const uint8_t *records,
                                                    size_t records_length,
                                                    int64_t at,
                                                    ShohosenPrepared **out,
                                                    ShohosenError **error);

// The first of two steps for a dispensing record, as shohosen_signer_prepare_prescription.
ShohosenStatus shohosen_signer_prepare_dispensing(const ShohosenSigner *signer,
                                                  const uint8_t *certificate,
                                                  size_t certificate_length,
                                                  const uint8_t *prescription,
                                                  size_t prescription_length,
                                                  const uint8_t *records,
                                                  size_t records_length,
                                                  int64_t at,
                                                  ShohosenPrepared **out,
                                                  ShohosenError **error);

// The first of two steps for a document (XML) that somebody else has built and that lacks only its
// signature, as shohosen_signer_prepare_prescription.
ShohosenStatus shohosen_signer_prepare_document(const ShohosenSigner *signer,
                                                const uint8_t *certificate,
                                                size_t certificate_length,
                                                const uint8_t *document,
                                                size_t document_length,
                                                int64_t at,
                                                ShohosenPrepared **out,
                                                ShohosenError **error);

// The second step: puts the signature value in its place (RSA: as it is; ECDSA: r and s one after
// the other) and verifies the document. Nothing in `prepared` is believed.
ShohosenStatus shohosen_signer_finish(const ShohosenSigner *signer,
                                      const ShohosenPrepared *prepared,
                                      const uint8_t *value,
                                      size_t value_length,
                                      int64_t at,
                                      ShohosenSigned **out,
                                      ShohosenError **error);

// Raises the level of the signature of a document, whoever made it: the prescriber's of a
// prescription, the pharmacist's of a dispensing record. Every level on the way is added. No
// signed octet changes. `at` is the time now, in seconds since 1970-01-01T00:00:00Z.
ShohosenStatus shohosen_signer_extend(const ShohosenSigner *signer,
                                      const uint8_t *document,
                                      size_t document_length,
                                      ShohosenLevel level,
                                      const ShohosenProviders *providers,
                                      int64_t at,
                                      ShohosenSigned **out,
                                      ShohosenError **error);

// Opens the store at this path, or makes one. Where the library was built with the feature `postgres`,
// `path` may be the URL of a server (postgresql://USER@HOST/DATABASE). `options` NULL: the default.
ShohosenStatus shohosen_store_open(const char *path,
                                   size_t path_length,
                                   const ShohosenStoreOptions *options,
                                   ShohosenStore **out,
                                   ShohosenError **error);

// Closes and frees a store. NULL is allowed.
void shohosen_store_free(ShohosenStore *store);

// Imports what a document says that a patient takes. `patient` is a pseudonymous id;
// `document_id` is what the source calls the document, and still calls it when it is corrected
// (NULL: its digest). The same again changes nothing. `*out` says what happened:
// SHOHOSEN_IMPORT_....
//
// SHOHOSEN_REFUSED, with the reasons, if a part of the document cannot be taken over (unless
// `partial` of the options is set), if nothing of it can, if it is signed and does not verify, or if
// it names another patient than the documents in the store (unless `accept_other_identity` is set).
// What is stored then stays as it is.
ShohosenStatus shohosen_store_import(const ShohosenStore *store,
                                     const char *patient,
                                     size_t patient_length,
                                     const char *document_id,
                                     size_t document_id_length,
                                     const uint8_t *document,
                                     size_t document_length,
                                     const ShohosenHistoryOptions *options,
                                     const ShohosenAccess *access,
                                     ShohosenImport *out,
                                     ShohosenError **error);

// Adds what a patient takes to a history, from `first_day` to `last_day` as YYYYMMDD (0: without
// a bound), and writes into the access log that it is checked (`access`). `*out` is 1, or 0 if the
// patient is not known here, which is not the same as a patient who takes nothing: perhaps the id
// is wrong.
ShohosenStatus shohosen_store_add_to_history(const ShohosenStore *store,
                                             const char *patient,
                                             size_t patient_length,
                                             uint32_t first_day,
                                             uint32_t last_day,
                                             const ShohosenAccess *access,
                                             const ShohosenHistory *history,
                                             int32_t *out,
                                             ShohosenError **error);

// Removes a patient with all documents and overwrites the bytes. `*out` is how many documents
// went; 0: there was no such patient here, perhaps the id is wrong. `*erased` (NULL: not asked) is 1
// if the bytes are overwritten by now, and 0 if another program was reading just then: they are
// overwritten when the last program closes the store. That it happened stays in the access log.
ShohosenStatus shohosen_store_delete_patient(const ShohosenStore *store,
                                             const char *patient,
                                             size_t patient_length,
                                             const ShohosenAccess *access,
                                             uint64_t *out,
                                             int32_t *erased,
                                             ShohosenError **error);

// Looks at everything in the store, as the command `history verify` does: JSON with holds (true: every
// document is as it was written, and none is missing), what was looked at as in
// shohosen_store_statistics, findings, and in more how many are not among these. Damage is no error
// of the call.
ShohosenStatus shohosen_store_verify(const ShohosenStore *store,
                                     ShohosenOctets **out,
                                     ShohosenError **error);

// What is in the store, as the command `history stats` prints it: JSON with schema_version,
// patients, documents, events, first and last (days as YYYY-MM-DD; null without events),
// log_entries, bytes (on disk).
ShohosenStatus shohosen_store_statistics(const ShohosenStore *store,
                                         ShohosenOctets **out,
                                         ShohosenError **error);

// The pseudonymous ids of the patients in the store as a JSON array, in their order: those after `after`
// (NULL: from the first), at most `limit`.
ShohosenStatus shohosen_store_patients(const ShohosenStore *store,
                                       const char *after,
                                       size_t after_length,
                                       uint32_t limit,
                                       ShohosenOctets **out,
                                       ShohosenError **error);

// The access log as a JSON array, the earliest entry first: those of a patient (NULL: of all) with
// a larger number than `after`, at most `limit`. Each entry is an object as the command
// `history log` prints it: schema_version, number, at (RFC 3339), actor, purpose, action (import,
// delete, show, check, read_log), patient (null: no single one), documents, events.
ShohosenStatus shohosen_store_access_log(const ShohosenStore *store,
                                         const char *patient,
                                         size_t patient_length,
                                         uint64_t after,
                                         uint32_t limit,
                                         ShohosenOctets **out,
                                         ShohosenError **error);

// The second of a moment in RFC 3339, such as "2026-04-01T09:00:00+09:00", since
// 1970-01-01T00:00:00Z; a fraction is cut off.
ShohosenStatus shohosen_time_parse(const char *time,
                                   size_t time_length,
                                   int64_t *out,
                                   ShohosenError **error);

// Makes a trust store that trusts the MHLW HPKI Root CA V2 for signers, and nobody for
// time-stamps.
ShohosenStatus shohosen_trust_store_new(ShohosenTrustStore **out, ShohosenError **error);

// Makes a trust store that trusts nobody.
ShohosenStatus shohosen_trust_store_new_empty(ShohosenTrustStore **out, ShohosenError **error);

// Frees a trust store. NULL is allowed. What was made of it stays as it is.
void shohosen_trust_store_free(ShohosenTrustStore *trust_store);

// Trusts this certificate (PEM or DER) for signers.
ShohosenStatus shohosen_trust_store_add_anchor(const ShohosenTrustStore *trust_store,
                                               const uint8_t *certificate,
                                               size_t certificate_length,
                                               ShohosenError **error);

// Trusts the certificate with this SHA-256 (64 hexadecimal digits, colons allowed) for signers.
ShohosenStatus shohosen_trust_store_add_anchor_sha256(const ShohosenTrustStore *trust_store,
                                                      const char *sha256,
                                                      size_t sha256_length,
                                                      ShohosenError **error);

// Trusts this certificate (PEM or DER) for time-stamps.
ShohosenStatus shohosen_trust_store_add_tsa_anchor(const ShohosenTrustStore *trust_store,
                                                   const uint8_t *certificate,
                                                   size_t certificate_length,
                                                   ShohosenError **error);

// Trusts the certificate with this SHA-256 (64 hexadecimal digits, colons allowed) for
// time-stamps.
ShohosenStatus shohosen_trust_store_add_tsa_anchor_sha256(const ShohosenTrustStore *trust_store,
                                                          const char *sha256,
                                                          size_t sha256_length,
                                                          ShohosenError **error);

// Adds certificates (PEM, one or several, or DER) that may be needed for a path. They are not
// trusted for being here.
ShohosenStatus shohosen_trust_store_add_intermediates(const ShohosenTrustStore *trust_store,
                                                      const uint8_t *certificates,
                                                      size_t certificates_length,
                                                      ShohosenError **error);

// Adds a certificate revocation list (DER), or every one of PEM text.
ShohosenStatus shohosen_trust_store_add_crl(const ShohosenTrustStore *trust_store,
                                            const uint8_t *crl,
                                            size_t crl_length,
                                            ShohosenError **error);

// Adds an OCSP response (DER).
ShohosenStatus shohosen_trust_store_add_ocsp_response(const ShohosenTrustStore *trust_store,
                                                      const uint8_t *response,
                                                      size_t response_length,
                                                      ShohosenError **error);

// The word for a verdict, as in JSON: "VALID". NULL if there is none. The text lives for ever, as
// that of the other words.
const char *shohosen_verdict_word(ShohosenVerdict verdict);

// The word for an indication, as in JSON: "TOTAL-PASSED".
const char *shohosen_indication_word(ShohosenIndication indication);

// The word for a kind of document, as in JSON: "prescription".
const char *shohosen_document_kind_word(ShohosenDocumentKind kind);

// The word for the position of a signature, as in JSON: "reference_prescription".
const char *shohosen_position_word(ShohosenPosition position);

// The word for a level, as in JSON: "BES".
const char *shohosen_level_word(ShohosenLevel level);

// The word for a severity, as in JSON: "error".
const char *shohosen_severity_word(ShohosenSeverity severity);

// Makes a verifier. `trust_store` NULL: the MHLW HPKI Root CA V2 is trusted for signers, nobody
// for time-stamps. `options` NULL: the default.
ShohosenStatus shohosen_verifier_new(const ShohosenTrustStore *trust_store,
                                     const ShohosenVerifierOptions *options,
                                     ShohosenVerifier **out,
                                     ShohosenError **error);

// Frees a verifier. NULL is allowed. Its reports stay as they are.
void shohosen_verifier_free(ShohosenVerifier *verifier);

// Verifies a document (its octets as they were received) as of `at`, in seconds since
// 1970-01-01T00:00:00Z. Fails only if the octets are not XML that can be read; anything wrong
// with the signature is in the report.
ShohosenStatus shohosen_verifier_verify(const ShohosenVerifier *verifier,
                                        const uint8_t *document,
                                        size_t document_length,
                                        int64_t at,
                                        ShohosenReport **out,
                                        ShohosenError **error);

// As shohosen_verifier_verify, with data outside the document that it refers to (the manifest of
// a signed scan). Nothing is ever fetched.
ShohosenStatus shohosen_verifier_verify_with(const ShohosenVerifier *verifier,
                                             const uint8_t *document,
                                             size_t document_length,
                                             int64_t at,
                                             const ShohosenExternalData *external,
                                             size_t external_count,
                                             ShohosenReport **out,
                                             ShohosenError **error);

// Says for each reference of a document that does not match what was digested and the likely
// cause, as a JSON array of objects: schema_version, path and uri of the reference, octets (what was
// digested, as text), expected and actual (the digests, in hexadecimal), cause_ja, cause_en.
ShohosenStatus shohosen_verifier_explain(const ShohosenVerifier *verifier,
                                         const uint8_t *document,
                                         size_t document_length,
                                         ShohosenOctets **out,
                                         ShohosenError **error);

// Judges a certificate (PEM or DER) as of `at`, in seconds since 1970-01-01T00:00:00Z: path,
// revocation, policies, key usage, and whether it names a qualification.
ShohosenStatus shohosen_verifier_verify_certificate(const ShohosenVerifier *verifier,
                                                    const uint8_t *certificate,
                                                    size_t certificate_length,
                                                    int64_t at,
                                                    ShohosenCertificateReport **out,
                                                    ShohosenError **error);

// SHOHOSEN_ABI_VERSION of the library that is loaded, to be compared with that of the header.
uint32_t shohosen_abi_version(void);

// Call it first, with SHOHOSEN_ABI_VERSION: fails if the library that is loaded is not of the
// interface that the program was compiled for.
ShohosenStatus shohosen_check_abi(uint32_t abi_version, ShohosenError **error);

// The version of the library, such as "0.1.0". The text lives for ever.
const char *shohosen_version(void);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* SHOHOSEN_H */
