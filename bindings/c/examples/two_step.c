/*
 * Signs in two steps, for a key that is elsewhere: a card server, an HSM, a remote signing service.
 *
 *   two_step prepare --cert FILE [--at TIME] [TRUST]... RECORDS STATE OCTETS
 *   two_step finish  --value FILE [--at TIME] [TRUST]... STATE OUT
 *
 * `prepare` writes a state and the octets that are to be signed, `finish` puts the signature value
 * in its place. TRUST are --anchor, --tsa-anchor, --intermediate and --crl FILE.
 */

#include "example.h"
#include <time.h>

static int prepare(const ShohosenSigner *signer, const char *certificate_path, char **paths,
                   int64_t at) {
    ShohosenError *error = NULL;
    ShohosenPrepared *prepared = NULL;
    File certificate = read_file(certificate_path);
    File records = read_file(paths[0]);
    size_t length;
    const char *state;
    const uint8_t *octets;
    check(paths[0],
          shohosen_signer_prepare_prescription(signer, certificate.data, certificate.length,
                                               records.data, records.length, at, &prepared, &error),
          &error);
    free(certificate.data);
    free(records.data);
    state = shohosen_prepared_json(prepared, &length);
    write_file(paths[1], state, length);
    octets = shohosen_prepared_octets(prepared, &length);
    write_file(paths[2], octets, length);
    printf("sign %s with %s\n", paths[2], shohosen_prepared_algorithm(prepared, NULL));
    shohosen_prepared_free(prepared);
    return 0;
}

static int finish(const ShohosenSigner *signer, const char *value_path, char **paths, int64_t at) {
    ShohosenError *error = NULL;
    ShohosenPrepared *prepared = NULL;
    ShohosenSigned *document = NULL;
    File state = read_file(paths[0]);
    File value = read_file(value_path);
    size_t length;
    const uint8_t *octets;
    check(paths[0],
          shohosen_prepared_from_json((const char *)state.data, state.length, &prepared, &error),
          &error);
    check(value_path,
          shohosen_signer_finish(signer, prepared, value.data, value.length, at, &document, &error),
          &error);
    free(state.data);
    free(value.data);
    shohosen_prepared_free(prepared);
    octets = shohosen_signed_document(document, &length);
    write_file(paths[1], octets, length);
    printf("%s\n", shohosen_report_json(shohosen_signed_report(document), NULL));
    shohosen_signed_free(document);
    return 0;
}

int main(int count, char **arguments) {
    ShohosenError *error = NULL;
    ShohosenTrustStore *trust = NULL;
    ShohosenSigner *signer = NULL;
    const char *step = count > 1 ? arguments[1] : "";
    const char *file = NULL;
    char *paths[3] = {NULL, NULL, NULL};
    size_t paths_count = 0;
    int64_t at = (int64_t)time(NULL);
    int index;
    int result = 64;

    check("abi", shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error), &error);
    check("trust", shohosen_trust_store_new(&trust, &error), &error);
    for (index = 2; index < count; index++) {
        const char *name = arguments[index];
        const char *value = index + 1 < count ? arguments[index + 1] : "";
        if (strcmp(name, "--cert") == 0 || strcmp(name, "--value") == 0) {
            file = value;
        } else if (strcmp(name, "--at") == 0) {
            check(name, shohosen_time_parse(value, strlen(value), &at, &error), &error);
        } else if (!trust_option(trust, name, value)) {
            if (paths_count < 3) {
                paths[paths_count++] = arguments[index];
            }
            continue;
        }
        index++;
    }
    check("signer", shohosen_signer_new(trust, NULL, &signer, &error), &error);
    shohosen_trust_store_free(trust);
    if (strcmp(step, "prepare") == 0 && file != NULL && paths_count == 3) {
        result = prepare(signer, file, paths, at);
    } else if (strcmp(step, "finish") == 0 && file != NULL && paths_count == 2) {
        result = finish(signer, file, paths, at);
    } else {
        fprintf(stderr, "usage: two_step prepare --cert FILE RECORDS STATE OCTETS\n"
                        "       two_step finish --value FILE STATE OUT\n");
    }
    shohosen_signer_free(signer);
    return result;
}
