/*
 * What the generated program `torture.c` works with: one object of every type, octets of every
 * kind, and numbers that hurt. `torture.c` is generated from the header by tests/torture.rs, so
 * that no function is forgotten.
 */

#ifndef TORTURE_H
#define TORTURE_H

#include <shohosen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define THREAD_LOCAL thread_local
#else
#define THREAD_LOCAL _Thread_local
#endif

/* xorshift64*: the same numbers on every machine. */
typedef struct {
    uint64_t state;
} Random;

static inline uint64_t next_random(Random *random) {
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return random->state * UINT64_C(2685821657736338717);
}

static inline size_t below(Random *random, size_t limit) {
    return (size_t)(next_random(random) % limit);
}

/* Octets of a file, in a block of their very length: reading beyond is noticed. */
typedef struct {
    uint8_t *data;
    size_t length;
} Octets;

enum {
    DOCUMENT,
    STAMPED,
    CHANGED,
    RECORDS,
    CERTIFICATE,
    KEY,
    ROOT,
    TSA_ROOT,
    SIGN_CA,
    SIGN_CA_CRL,
    SARL,
    TIME_TEXT,
    OID_TEXT,
    TSA_URL,
    SETTINGS,
    HISTORY,
    PATIENT,
    FACTS,
    NAME,
    EMPTY,
    OCTETS
};

/* One object of every type, and octets. */
typedef struct {
    Octets octets[OCTETS];
    ShohosenTrustStore *trust_store;
    ShohosenVerifier *verifier;
    ShohosenFacts *facts;
    ShohosenReport *report;
    ShohosenReports *reports;
    ShohosenCertificateReport *certificate_report;
    ShohosenKey *key;
    ShohosenSigner *signer;
    ShohosenPrepared *prepared;
    ShohosenSigned *signed_document;
    ShohosenProviders *providers;
    ShohosenRecords *records;
    ShohosenFindings *findings;
    ShohosenConverted *converted;
    ShohosenOctets *made_octets;
    ShohosenMaster *master;
    ShohosenDrug *drug;
    ShohosenHistory *history;
    ShohosenPrescription *prescription;
    ShohosenChecker *checker;
    ShohosenOutcome *outcome;
    ShohosenStore *store;
    ShohosenError *error;
    const ShohosenIdentity *identity;
} World;

static const int64_t AT = INT64_C(1717459200); /* 2024-06-04T00:00:00Z */

static inline void must(int holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static inline Octets read_octets(const char *folder, const char *name) {
    char path[1024];
    Octets octets = {NULL, 0};
    FILE *stream;
    long length;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    stream = fopen(path, "rb");
    must(stream != NULL, path);
    fseek(stream, 0, SEEK_END);
    length = ftell(stream);
    rewind(stream);
    octets.length = (size_t)length;
    octets.data = (uint8_t *)malloc(octets.length > 0 ? octets.length : 1);
    must(fread(octets.data, 1, octets.length, stream) == octets.length, path);
    fclose(stream);
    return octets;
}

static inline Octets text_octets(const char *text) {
    Octets octets;
    octets.length = strlen(text);
    octets.data = (uint8_t *)malloc(octets.length > 0 ? octets.length : 1);
    memcpy(octets.data, text, octets.length);
    return octets;
}

#define TRY(call)                                                                                  \
    do {                                                                                           \
        ShohosenError *error_ = NULL;                                                              \
        ShohosenError **error = &error_;                                                           \
        must((call) == SHOHOSEN_OK && error_ == NULL, #call);                                      \
    } while (0)

#define TEXT(index) (const char *)world->octets[index].data, world->octets[index].length
#define OF(index) world->octets[index].data, world->octets[index].length

static inline void make_world(World *world, const char *folder, const char *store) {
    ShohosenDocument documents[2];
    memset(world, 0, sizeof *world);
    world->octets[DOCUMENT] = read_octets(folder, "verify/prescription-bes.xml");
    world->octets[STAMPED] = read_octets(folder, "verify/prescription-t.xml");
    world->octets[CHANGED] = read_octets(folder, "verify/changed-records.xml");
    world->octets[CERTIFICATE] = read_octets(folder, "pki/doctor.cer");
    world->octets[KEY] = read_octets(folder, "keys/doctor.pk8");
    world->octets[ROOT] = read_octets(folder, "pki/root.cer");
    world->octets[TSA_ROOT] = read_octets(folder, "pki/tsa-root.cer");
    world->octets[SIGN_CA] = read_octets(folder, "pki/sign-ca.cer");
    world->octets[SIGN_CA_CRL] = read_octets(folder, "pki/sign-ca.crl");
    world->octets[SARL] = read_octets(folder, "pki/sarl.crl");
    world->octets[TIME_TEXT] = text_octets("2026-04-01T00:00:00Z");
    world->octets[OID_TEXT] = text_octets("1.2.392.100495.1.5.1.1.0.1");
    /* The port for discarding: nobody listens there. */
    world->octets[TSA_URL] = text_octets("http://127.0.0.1:9/tsr");
    world->octets[SETTINGS] =
        text_octets("{\"check_day\":\"2026-11-22\",\"consent\":\"given\"}");
    world->octets[HISTORY] = text_octets("kind,code_system,code,category,dispensed_on,days\n"
                                         "dispensed,yj,1129009F2021,oral,20261115,14\n");
    world->octets[PATIENT] = text_octets("kind,system,code,text\nallergy,,,x\n");
    world->octets[NAME] = text_octets("patient-0042");
    world->octets[EMPTY] = text_octets("");

    TRY(shohosen_trust_store_new(&world->trust_store, error));
    TRY(shohosen_trust_store_add_anchor(world->trust_store, OF(ROOT), error));
    TRY(shohosen_trust_store_add_tsa_anchor(world->trust_store, OF(TSA_ROOT), error));
    TRY(shohosen_trust_store_add_intermediates(world->trust_store, OF(SIGN_CA), error));
    TRY(shohosen_trust_store_add_crl(world->trust_store, OF(SIGN_CA_CRL), error));
    TRY(shohosen_trust_store_add_crl(world->trust_store, OF(SARL), error));
    TRY(shohosen_verifier_new(world->trust_store, NULL, &world->verifier, error));
    TRY(shohosen_verifier_verify(world->verifier, OF(DOCUMENT), AT, &world->report, error));
    must(shohosen_report_verdict(world->report) == SHOHOSEN_VERDICT_VALID, "the document is VALID");
    TRY(shohosen_verifier_collect(world->verifier, OF(DOCUMENT), NULL, 0, &world->facts, error));
    world->octets[FACTS] = text_octets(shohosen_facts_json(world->facts, NULL));
    world->identity = shohosen_report_signature_signer(world->report, 0);
    must(world->identity != NULL, "the document has a signer");

    /* The records to be signed are those that were signed. */
    {
        Octets *records = &world->octets[RECORDS];
        const uint8_t *payload = shohosen_report_payload(
            world->report, SHOHOSEN_POSITION_PRESCRIPTION, &records->length);
        must(payload != NULL, "a VALID document has records");
        records->data = (uint8_t *)malloc(records->length);
        memcpy(records->data, payload, records->length);
    }
    documents[0].data = world->octets[DOCUMENT].data;
    documents[0].length = world->octets[DOCUMENT].length;
    documents[1].data = NULL;
    documents[1].length = 0;
    TRY(shohosen_verifier_verify_many(world->verifier, documents, 2, AT, 2, &world->reports, error));
    must(shohosen_reports_report(world->reports, 0) != NULL, "the first one has a report");
    must(shohosen_reports_error(world->reports, 1) != NULL, "the second one cannot be read");
    TRY(shohosen_verifier_verify_certificate(world->verifier, OF(CERTIFICATE), AT,
                                             &world->certificate_report, error));
    TRY(shohosen_verifier_explain(world->verifier, OF(CHANGED), &world->made_octets, error));
    TRY(shohosen_key_from_pem_or_der(OF(KEY), OF(CERTIFICATE), &world->key, error));
    TRY(shohosen_signer_new(world->trust_store, NULL, &world->signer, error));
    TRY(shohosen_signer_prepare_prescription(world->signer, OF(CERTIFICATE), OF(RECORDS), AT,
                                             &world->prepared, error));
    TRY(shohosen_signer_sign_prescription(world->signer, world->key, OF(RECORDS), AT,
                                          &world->signed_document, error));
    TRY(shohosen_providers_new(&world->providers, error));
    TRY(shohosen_records_read(OF(RECORDS), NULL, &world->records, error));
    {
        /* A notebook in two parts, the second first. */
        ShohosenDocument parts[2];
        ShohosenReadOptions reading;
        static const char one[] = "JAHISTC08,1\r\n1,A,1,19600229\r\n5,20261115\r\n"
                                  "911,12345678901234,2,1\r\n";
        static const char two[] = "JAHISTC08,1\r\n11,B,13,4,1354321\r\n911,12345678901234,2,2\r\n";
        ShohosenRecords *merged = NULL;
        parts[0].data = (const uint8_t *)two;
        parts[0].length = sizeof two - 1;
        parts[1].data = (const uint8_t *)one;
        parts[1].length = sizeof one - 1;
        reading.struct_size = sizeof reading;
        reading.jahis_in_utf8 = 0;
        reading.encoding = SHOHOSEN_ENCODING_AUTO;
        TRY(shohosen_records_merge(parts, 2, &reading, &merged, error));
        shohosen_records_free(merged);
    }
    TRY(shohosen_records_lint(world->records, NULL, &world->findings, error));
    TRY(shohosen_records_convert(world->records, SHOHOSEN_TARGET_JSON, &world->converted, error));
    {
        /* A row of the price list. */
        static const char prices[] =
            "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n"
            "内用薬,1129009F2021,ゾルピデム酒石酸塩,,マイスリー錠１０ｍｇ,,\n";
        ShohosenFile file;
        file.name = "tp.csv";
        file.name_length = strlen(file.name);
        file.data = (const uint8_t *)prices;
        file.data_length = sizeof prices - 1;
        TRY(shohosen_master_new(&file, 1, NULL, 0, &world->master, error));
        TRY(shohosen_master_drug(world->master, "1129009F2021", 12, &world->drug, error));
        must(shohosen_drug_ingredient_count(world->drug) == 1, "the drug has an ingredient");
    }
    TRY(shohosen_checker_new(world->master, NULL, &world->checker, error));
    TRY(shohosen_history_new(&world->history, error));
    TRY(shohosen_history_add(world->history, TEXT(NAME), OF(HISTORY), NULL, error));
    TRY(shohosen_history_add_facts(world->history, TEXT(NAME), OF(PATIENT), error));
    must(shohosen_history_count(world->history) == 1, "the history has a record");
    TRY(shohosen_prescription_read(OF(RECORDS), NULL, &world->prescription, error));
    must(shohosen_prescription_count(world->prescription) > 0, "the prescription has drugs");
    TRY(shohosen_checker_check(world->checker, world->prescription, world->history, TEXT(SETTINGS),
                               &world->outcome, error));
    must(shohosen_outcome_status(world->outcome) != 0, "a check comes to something");
    TRY(shohosen_store_open(store, strlen(store), NULL, &world->store, error));
    must(shohosen_check_abi(SHOHOSEN_ABI_VERSION + 1, &world->error) == SHOHOSEN_MISUSE,
         "another ABI is refused");
    must(world->error != NULL, "and the error says so");
}

static inline void free_world(World *world) {
    size_t index;
    /* What others were made of goes first: nothing needs what it was made with. */
    shohosen_trust_store_free(world->trust_store);
    shohosen_verifier_free(world->verifier);
    shohosen_key_free(world->key);
    shohosen_signer_free(world->signer);
    shohosen_providers_free(world->providers);
    shohosen_records_free(world->records);
    shohosen_master_free(world->master);
    must(shohosen_drug_ingredient(world->drug, 0, NULL) != NULL, "a drug outlives its master");
    shohosen_drug_free(world->drug);
    shohosen_checker_free(world->checker);
    shohosen_history_free(world->history);
    shohosen_prescription_free(world->prescription);
    must(shohosen_outcome_json(world->outcome, NULL) != NULL, "an outcome outlives its checker");
    shohosen_outcome_free(world->outcome);
    shohosen_store_free(world->store);
    must(shohosen_report_verdict(shohosen_signed_report(world->signed_document)) != 0,
         "a signed document outlives its signer");
    must(shohosen_findings_json(world->findings, NULL) != NULL, "findings outlive the records");
    must(shohosen_facts_json(world->facts, NULL) != NULL, "facts outlive their verifier");
    shohosen_facts_free(world->facts);
    shohosen_report_free(world->report);
    shohosen_reports_free(world->reports);
    shohosen_certificate_report_free(world->certificate_report);
    shohosen_prepared_free(world->prepared);
    shohosen_signed_free(world->signed_document);
    shohosen_findings_free(world->findings);
    shohosen_converted_free(world->converted);
    shohosen_octets_free(world->made_octets);
    shohosen_error_free(world->error);
    for (index = 0; index < OCTETS; index++) {
        free(world->octets[index].data);
    }
}

/* Octets for a call: one of the files, mostly; now and then a part of it, or one with an octet
 * changed. The block is of the very length. */
static inline Octets some_octets(Random *random, const World *world) {
    const Octets *from = &world->octets[below(random, OCTETS)];
    Octets octets;
    size_t kind = below(random, 8);
    if (kind == 0) {
        octets.data = NULL;
        octets.length = below(random, 2);
        return octets;
    }
    octets.length = kind == 1 && from->length > 0 ? below(random, from->length) : from->length;
    octets.data = (uint8_t *)malloc(octets.length > 0 ? octets.length : 1);
    memcpy(octets.data, from->data, octets.length);
    if (kind == 2 && octets.length > 0) {
        size_t changes = 1 + below(random, 4);
        while (changes-- > 0) {
            octets.data[below(random, octets.length)] = (uint8_t)next_random(random);
        }
    }
    return octets;
}

static inline int64_t some_number(Random *random) {
    static const int64_t numbers[] = {0,         1,         2,          3,         4,
                                      5,         -1,        255,        256,       20260401,
                                      INT32_MAX, INT32_MIN, UINT32_MAX, INT64_MAX, INT64_MIN,
                                      1717459200};
    size_t kind = below(random, 4);
    if (kind == 0) {
        return numbers[below(random, sizeof numbers / sizeof *numbers)];
    }
    return kind == 1 ? AT : (int64_t)below(random, 6);
}

/* A structure of options: of its size, of another one, or not initialised. */
#define SOME_OPTIONS(type, name)                                                                   \
    union {                                                                                        \
        type options;                                                                              \
        uint8_t room[512];                                                                         \
    } name;                                                                                        \
    memset(&name, 0, sizeof name);                                                                 \
    switch (below(random, 8)) {                                                                    \
    case 0: name.options.struct_size = 0; break;                                                   \
    case 1: name.options.struct_size = SIZE_MAX; break;                                            \
    case 2: name.options.struct_size = sizeof(size_t) + below(random, 400); break;                 \
    case 3: name.options.struct_size = 500; name.room[499] = 1; break;                             \
    case 4: /* A number in each place that is not a pointer or a length. */                        \
        name.options.struct_size = sizeof(type);                                                   \
        spoil_##type(random, &name.options);                                                       \
        break;                                                                                     \
    default: name.options.struct_size = sizeof(type); break;                                       \
    }

#endif
