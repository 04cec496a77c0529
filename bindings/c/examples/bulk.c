/*
 * Verifies many documents: on the library's threads, and on threads of the program's own that share
 * one verifier. Prints a line a document, and whether both ways agree.
 *
 *   bulk [--at TIME] [--anchor FILE]... [--tsa-anchor FILE]... [--intermediate FILE]...
 *        [--crl FILE]... DOCUMENT...
 */

#include "example.h"
#include <pthread.h>
#include <time.h>

enum { THREADS = 4 };

/* What one thread does: every THREADS-th document, with the verifier that all share. */
typedef struct {
    const ShohosenVerifier *verifier;
    const ShohosenDocument *documents;
    ShohosenVerdict *verdicts;
    size_t count;
    size_t first;
    int64_t at;
} Share;

static void *verify_share(void *argument) {
    Share *share = (Share *)argument;
    size_t index;
    for (index = share->first; index < share->count; index += THREADS) {
        const ShohosenDocument *document = &share->documents[index];
        ShohosenReport *report = NULL;
        /* The error is of no interest here: a document without a report has no verdict. */
        shohosen_verifier_verify(share->verifier, document->data, document->length, share->at,
                                 &report, NULL);
        share->verdicts[index] = shohosen_report_verdict(report);
        shohosen_report_free(report);
    }
    return NULL;
}

int main(int count, char **arguments) {
    ShohosenError *error = NULL;
    ShohosenTrustStore *trust = NULL;
    ShohosenVerifier *verifier = NULL;
    ShohosenReports *reports = NULL;
    ShohosenDocument *documents = (ShohosenDocument *)calloc((size_t)count, sizeof *documents);
    ShohosenVerdict *verdicts = (ShohosenVerdict *)calloc((size_t)count, sizeof *verdicts);
    const char **paths = (const char **)calloc((size_t)count, sizeof *paths);
    pthread_t threads[THREADS];
    Share shares[THREADS];
    size_t documents_count = 0;
    size_t differences = 0;
    size_t number;
    int64_t at = (int64_t)time(NULL);
    int index;

    if (documents == NULL || verdicts == NULL || paths == NULL) {
        return 70;
    }
    check("abi", shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error), &error);
    check("trust", shohosen_trust_store_new(&trust, &error), &error);
    for (index = 1; index < count; index++) {
        const char *name = arguments[index];
        const char *value = index + 1 < count ? arguments[index + 1] : "";
        if (strcmp(name, "--at") == 0) {
            check(name, shohosen_time_parse(value, strlen(value), &at, &error), &error);
            index++;
        } else if (trust_option(trust, name, value)) {
            index++;
        } else {
            File file = read_file(name);
            documents[documents_count].data = file.data;
            documents[documents_count].length = file.length;
            paths[documents_count] = name;
            documents_count++;
        }
    }
    check("verifier", shohosen_verifier_new(trust, NULL, &verifier, &error), &error);
    shohosen_trust_store_free(trust);

    /* The library's threads, one a core. */
    check("bulk",
          shohosen_verifier_verify_many(verifier, documents, documents_count, at, 0, &reports,
                                        &error),
          &error);

    /* Threads of our own. */
    for (number = 0; number < THREADS; number++) {
        Share share = {verifier, documents, verdicts, documents_count, number, at};
        shares[number] = share;
        if (pthread_create(&threads[number], NULL, verify_share, &shares[number]) != 0) {
            return 70;
        }
    }
    for (number = 0; number < THREADS; number++) {
        pthread_join(threads[number], NULL);
    }

    for (number = 0; number < documents_count; number++) {
        const ShohosenReport *report = shohosen_reports_report(reports, number);
        const ShohosenError *unread = shohosen_reports_error(reports, number);
        if (report != NULL) {
            printf("%s: %s\n", paths[number],
                   shohosen_verdict_word(shohosen_report_verdict(report)));
        } else {
            printf("%s: [%s]\n", paths[number], shohosen_error_code(unread, NULL));
        }
        differences += shohosen_report_verdict(report) != verdicts[number];
        free((void *)documents[number].data);
    }
    printf("%lu documents, %lu differences\n", (unsigned long)documents_count,
           (unsigned long)differences);
    shohosen_reports_free(reports);
    shohosen_verifier_free(verifier);
    free(documents);
    free(verdicts);
    free((void *)paths);
    return differences == 0 ? 0 : 70;
}
