/*
 * Verifies a document and prints its report: the JSON of `shohosen verify --json`, or the signers.
 *
 *   verify [--at TIME] [--anchor FILE]... [--tsa-anchor FILE]... [--intermediate FILE]...
 *          [--crl FILE]... [--policy FILE] [--allow-test-certificates] [--only-anchors]
 *          [--json] DOCUMENT
 *
 * Ends with 0 (VALID), 1 (INVALID), 2 (INDETERMINATE), 65 (not readable).
 */

#include "example.h"
#include <time.h>

/* One line a signature. */
static void print_signatures(const ShohosenReport *report) {
    size_t index;
    for (index = 0; index < shohosen_report_signature_count(report); index++) {
        const ShohosenIdentity *signer = shohosen_report_signature_signer(report, index);
        const char *name = shohosen_identity_common_name(signer, NULL);
        const char *role = shohosen_identity_role(signer, 0, NULL);
        const char *time = shohosen_report_signature_proven_time(report, index, NULL);
        printf("  %s: %s, ES-%s, %s (%s), %s\n",
               shohosen_position_word(shohosen_report_signature_position(report, index)),
               shohosen_verdict_word(shohosen_report_signature_verdict(report, index)),
               shohosen_level_word(shohosen_report_signature_level(report, index)),
               name != NULL ? name : "nobody known", role != NULL ? role : "no role",
               time != NULL ? time : "no proven time");
    }
}

/* What is wrong, and what to do about it. */
static void print_errors(const ShohosenReport *report) {
    const ShohosenFindings *findings = shohosen_report_findings(report);
    size_t index;
    for (index = 0; index < shohosen_findings_count(findings); index++) {
        if (shohosen_findings_severity(findings, index) == SHOHOSEN_SEVERITY_ERROR) {
            printf("  %s [%s]\n    -> %s\n",
                   shohosen_findings_message(findings, index, SHOHOSEN_JAPANESE, NULL),
                   shohosen_findings_code(findings, index, NULL),
                   shohosen_findings_remedy(findings, index, SHOHOSEN_JAPANESE, NULL));
        }
    }
}

int main(int count, char **arguments) {
    ShohosenError *error = NULL;
    ShohosenTrustStore *trust = NULL;
    ShohosenVerifier *verifier = NULL;
    ShohosenReport *report = NULL;
    ShohosenVerifierOptions options;
    ShohosenVerdict verdict;
    File policy = {NULL, 0};
    File document;
    const char *path = NULL;
    int64_t at = (int64_t)time(NULL);
    int json = 0;
    int only_anchors = 0;
    int index;

    check("abi", shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error), &error);
    for (index = 1; index < count; index++) {
        only_anchors |= strcmp(arguments[index], "--only-anchors") == 0;
    }
    /* With the national root, or with nobody yet. */
    check("trust",
          only_anchors ? shohosen_trust_store_new_empty(&trust, &error)
                       : shohosen_trust_store_new(&trust, &error),
          &error);
    SHOHOSEN_INIT(options);
    for (index = 1; index < count; index++) {
        const char *name = arguments[index];
        const char *value = index + 1 < count ? arguments[index + 1] : "";
        if (strcmp(name, "--json") == 0) {
            json = 1;
        } else if (strcmp(name, "--only-anchors") == 0) {
            continue;
        } else if (strcmp(name, "--allow-test-certificates") == 0) {
            options.allow_test_certificates = 1;
        } else if (strcmp(name, "--at") == 0) {
            check(name, shohosen_time_parse(value, strlen(value), &at, &error), &error);
            index++;
        } else if (strcmp(name, "--policy") == 0) {
            policy = read_file(value);
            options.policy = (const char *)policy.data;
            options.policy_length = policy.length;
            index++;
        } else if (trust_option(trust, name, value)) {
            index++;
        } else {
            path = name;
        }
    }
    if (path == NULL) {
        fprintf(stderr, "usage: verify [OPTIONS] DOCUMENT\n");
        return 64;
    }
    check("verifier", shohosen_verifier_new(trust, &options, &verifier, &error), &error);
    shohosen_trust_store_free(trust);
    free(policy.data);

    document = read_file(path);
    if (shohosen_verifier_verify(verifier, document.data, document.length, at, &report, &error) !=
        SHOHOSEN_OK) {
        if (json) {
            printf("%s\n", shohosen_findings_json(shohosen_error_findings(error), NULL));
        }
        fail(path, error);
    }
    free(document.data);

    verdict = shohosen_report_verdict(report);
    if (json) {
        printf("%s\n", shohosen_report_json(report, NULL));
    } else {
        printf("%s: %s\n", path, shohosen_verdict_word(verdict));
        print_signatures(report);
        print_errors(report);
    }
    shohosen_report_free(report);
    shohosen_verifier_free(verifier);
    return verdict == SHOHOSEN_VERDICT_VALID ? 0 : verdict == SHOHOSEN_VERDICT_INVALID ? 1 : 2;
}
