/* What the examples have in common: reading a file whole, and saying why a call failed. */

#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <shohosen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint8_t *data;
    size_t length;
} File;

/* Reads a file; to be freed with free(file.data). Ends the program if it cannot be read. */
static inline File read_file(const char *path) {
    File file = {NULL, 0};
    FILE *stream = fopen(path, "rb");
    size_t room = 0;
    if (stream == NULL) {
        perror(path);
        exit(65);
    }
    for (;;) {
        if (file.length == room) {
            uint8_t *larger;
            room = room == 0 ? 65536 : room * 2;
            larger = (uint8_t *)realloc(file.data, room);
            if (larger == NULL) {
                fprintf(stderr, "%s: out of memory\n", path);
                exit(70);
            }
            file.data = larger;
        }
        size_t count = fread(file.data + file.length, 1, room - file.length, stream);
        file.length += count;
        if (count == 0) {
            break;
        }
    }
    if (ferror(stream)) {
        perror(path);
        exit(65);
    }
    fclose(stream);
    return file;
}

/* Writes a file. Ends the program if that fails. */
static inline void write_file(const char *path, const void *data, size_t length) {
    FILE *stream = fopen(path, "wb");
    if (stream == NULL || fwrite(data, 1, length, stream) != length || fclose(stream) != 0) {
        perror(path);
        exit(70);
    }
}

/* Says every reason why a call failed, frees the error, and ends the program. */
static inline void fail(const char *what, ShohosenError *error) {
    const ShohosenFindings *findings = shohosen_error_findings(error);
    ShohosenStatus status = shohosen_error_status(error);
    size_t index;
    for (index = 0; index < shohosen_findings_count(findings); index++) {
        fprintf(stderr, "%s: %s [%s]\n  %s\n  -> %s\n", what,
                shohosen_findings_message(findings, index, SHOHOSEN_JAPANESE, NULL),
                shohosen_findings_code(findings, index, NULL),
                shohosen_findings_message(findings, index, SHOHOSEN_ENGLISH, NULL),
                shohosen_findings_remedy(findings, index, SHOHOSEN_ENGLISH, NULL));
    }
    shohosen_error_free(error);
    exit(status == SHOHOSEN_REFUSED ? 1 : status == SHOHOSEN_INTERNAL ? 70 : 65);
}

/* Ends the program with the reasons unless a call succeeded. Takes the address of the error: the
 * error itself would be looked at before the call that is the argument beside it. */
static inline void check(const char *what, ShohosenStatus status, ShohosenError **error) {
    if (status != SHOHOSEN_OK) {
        fail(what, *error);
    }
}

/* Adds what a file holds to a trust store: the function says as what. */
typedef ShohosenStatus (*AddToTrust)(const ShohosenTrustStore *, const uint8_t *, size_t,
                                     ShohosenError **);

static inline void add_to_trust(AddToTrust add, const ShohosenTrustStore *trust, const char *path) {
    ShohosenError *error = NULL;
    File file = read_file(path);
    check(path, add(trust, file.data, file.length, &error), &error);
    free(file.data);
}

/* Takes an option that is about trust, such as --anchor FILE; says whether it was one. */
static inline int trust_option(const ShohosenTrustStore *trust, const char *name,
                               const char *value) {
    if (strcmp(name, "--anchor") == 0) {
        add_to_trust(shohosen_trust_store_add_anchor, trust, value);
    } else if (strcmp(name, "--tsa-anchor") == 0) {
        add_to_trust(shohosen_trust_store_add_tsa_anchor, trust, value);
    } else if (strcmp(name, "--intermediate") == 0) {
        add_to_trust(shohosen_trust_store_add_intermediates, trust, value);
    } else if (strcmp(name, "--crl") == 0) {
        add_to_trust(shohosen_trust_store_add_crl, trust, value);
    } else {
        return 0;
    }
    return 1;
}

#endif
