/*
 * Checks a prescription against what the patient takes: duplicates, contraindicated pairs and
 * prescribing rules. Prints the outcome as JSON, as a page with a timeline (HTML), or what was found
 * and what was not checked.
 *
 *   check --on YYYY-MM-DD --consent none|oral|given [--master FILE]... [--pairs FILE]...
 *         [--history FILE]... [--json | --html] PRESCRIPTION
 *
 * Ends with 0 (nothing found), 1 (something found), 2 (something was not checked).
 */

#include "example.h"

enum { FILES = 16 };

/* Files of one kind, as the library takes them. */
typedef struct {
    ShohosenFile files[FILES];
    size_t count;
} Files;

static void add(Files *files, const char *path) {
    File file = read_file(path);
    ShohosenFile *place = &files->files[files->count];
    if (files->count == FILES) {
        fprintf(stderr, "too many files\n");
        exit(64);
    }
    place->name = path;
    place->name_length = strlen(path);
    place->data = file.data;
    place->data_length = file.length;
    files->count++;
}

static void free_files(Files *files) {
    while (files->count > 0) {
        free((void *)files->files[--files->count].data);
    }
}

static void print(const ShohosenOutcome *outcome) {
    const ShohosenFindings *findings = shohosen_outcome_findings(outcome);
    size_t index;
    for (index = 0; index < shohosen_findings_count(findings); index++) {
        ShohosenSeverity severity = shohosen_findings_severity(findings, index);
        if (severity == SHOHOSEN_SEVERITY_ERROR || severity == SHOHOSEN_SEVERITY_WARNING) {
            printf("%s [%s]\n",
                   shohosen_findings_message(findings, index, SHOHOSEN_JAPANESE, NULL),
                   shohosen_findings_code(findings, index, NULL));
        }
    }
    for (index = 0; index < shohosen_outcome_not_checked_count(outcome); index++) {
        printf("not checked: %s %s: %s\n", shohosen_outcome_not_checked_item(outcome, index, NULL),
               shohosen_outcome_not_checked_code(outcome, index, NULL),
               shohosen_outcome_not_checked_reason(outcome, index, SHOHOSEN_JAPANESE, NULL));
    }
}

int main(int count, char **arguments) {
    ShohosenError *error = NULL;
    ShohosenMaster *master = NULL;
    ShohosenChecker *checker = NULL;
    ShohosenHistory *history = NULL;
    ShohosenPrescription *prescription = NULL;
    ShohosenOutcome *outcome = NULL;
    ShohosenOctets *page = NULL;
    ShohosenCheckerOptions options;
    ShohosenCheckStatus status;
    Files masters = {{{NULL, 0, NULL, 0}}, 0};
    Files pairs = {{{NULL, 0, NULL, 0}}, 0};
    File document;
    const char *on = "";
    const char *consent = "none";
    const char *path = NULL;
    char settings[256];
    int json = 0;
    int html = 0;
    int index;

    check("abi", shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error), &error);
    check("history", shohosen_history_new(&history, &error), &error);
    for (index = 1; index < count; index++) {
        const char *name = arguments[index];
        const char *value = index + 1 < count ? arguments[index + 1] : "";
        if (strcmp(name, "--json") == 0) {
            json = 1;
            continue;
        } else if (strcmp(name, "--html") == 0) {
            html = 1;
            continue;
        } else if (strcmp(name, "--on") == 0) {
            on = value;
        } else if (strcmp(name, "--consent") == 0) {
            consent = value;
        } else if (strcmp(name, "--master") == 0) {
            add(&masters, value);
        } else if (strcmp(name, "--pairs") == 0) {
            add(&pairs, value);
        } else if (strcmp(name, "--history") == 0) {
            File file = read_file(value);
            check(value,
                  shohosen_history_add(history, value, strlen(value), file.data, file.length, NULL,
                                       &error),
                  &error);
            free(file.data);
        } else {
            path = name;
            continue;
        }
        index++;
    }
    if (path == NULL) {
        fprintf(stderr, "usage: check --on YYYY-MM-DD --consent given [OPTIONS] PRESCRIPTION\n");
        return 64;
    }

    /* Once, for any number of prescriptions. */
    check("masters",
          shohosen_master_new(masters.files, masters.count, NULL, 0, &master, &error), &error);
    free_files(&masters);
    SHOHOSEN_INIT(options);
    options.pairs = pairs.files;
    options.pairs_count = pairs.count;
    check("checker", shohosen_checker_new(master, &options, &checker, &error), &error);
    shohosen_master_free(master);
    free_files(&pairs);

    document = read_file(path);
    check(path,
          shohosen_prescription_read(document.data, document.length, NULL, &prescription, &error),
          &error);
    free(document.data);
    snprintf(settings, sizeof settings, "{\"check_day\": \"%.10s\", \"consent\": \"%.10s\"}", on,
             consent);
    check("check",
          shohosen_checker_check(checker, prescription, history, settings, strlen(settings),
                                 &outcome, &error),
          &error);
    if (html) {
        check("page",
              shohosen_outcome_page(outcome, prescription, history, settings, strlen(settings),
                                    SHOHOSEN_JAPANESE, &page, &error),
              &error);
    }
    shohosen_prescription_free(prescription);
    shohosen_history_free(history);
    shohosen_checker_free(checker);

    status = shohosen_outcome_status(outcome);
    if (html) {
        fputs((const char *)shohosen_octets_data(page, NULL), stdout);
    } else if (json) {
        printf("%s\n", shohosen_outcome_json(outcome, NULL));
    } else {
        print(outcome);
    }
    shohosen_octets_free(page);
    shohosen_outcome_free(outcome);
    return status == SHOHOSEN_CHECK_NOTHING ? 0 : status == SHOHOSEN_CHECK_FOUND ? 1 : 2;
}
