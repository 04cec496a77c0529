/*
 * Signs the records of a prescription and prints how the document verifies.
 *
 *   sign --key FILE --cert FILE [--at TIME] [--anchor FILE]... [--tsa-anchor FILE]...
 *        [--intermediate FILE]... [--crl FILE]... RECORDS OUT
 *   sign --pkcs12 FILE --password TEXT ... RECORDS OUT
 *
 * Nothing is written unless it verifies. A password belongs on no command line: this is an example.
 */

#include "example.h"
#include <time.h>

int main(int count, char **arguments) {
    ShohosenError *error = NULL;
    ShohosenTrustStore *trust = NULL;
    ShohosenSigner *signer = NULL;
    ShohosenKey *key = NULL;
    ShohosenSigned *document = NULL;
    const char *key_path = NULL;
    const char *certificate_path = NULL;
    const char *pkcs12_path = NULL;
    const char *password = "";
    const char *records_path = NULL;
    const char *out_path = NULL;
    const uint8_t *octets;
    size_t length;
    File records;
    int64_t at = (int64_t)time(NULL);
    int index;

    check("abi", shohosen_check_abi(SHOHOSEN_ABI_VERSION, &error), &error);
    check("trust", shohosen_trust_store_new(&trust, &error), &error);
    for (index = 1; index < count; index++) {
        const char *name = arguments[index];
        const char *value = index + 1 < count ? arguments[index + 1] : "";
        if (strcmp(name, "--key") == 0) {
            key_path = value;
        } else if (strcmp(name, "--cert") == 0) {
            certificate_path = value;
        } else if (strcmp(name, "--pkcs12") == 0) {
            pkcs12_path = value;
        } else if (strcmp(name, "--password") == 0) {
            password = value;
        } else if (strcmp(name, "--at") == 0) {
            check(name, shohosen_time_parse(value, strlen(value), &at, &error), &error);
        } else if (!trust_option(trust, name, value)) {
            if (records_path == NULL) {
                records_path = name;
            } else {
                out_path = name;
            }
            continue;
        }
        index++;
    }
    if (out_path == NULL || (pkcs12_path == NULL && (key_path == NULL || certificate_path == NULL))) {
        fprintf(stderr, "usage: sign --key FILE --cert FILE [OPTIONS] RECORDS OUT\n");
        return 64;
    }

    if (pkcs12_path != NULL) {
        File file = read_file(pkcs12_path);
        check(pkcs12_path,
              shohosen_key_from_pkcs12(file.data, file.length, password, strlen(password), &key,
                                       &error),
              &error);
        free(file.data);
    } else {
        File file = read_file(key_path);
        File certificate = read_file(certificate_path);
        check(key_path,
              shohosen_key_from_pem_or_der(file.data, file.length, certificate.data,
                                           certificate.length, &key, &error),
              &error);
        memset(file.data, 0, file.length);
        free(file.data);
        free(certificate.data);
    }

    check("signer", shohosen_signer_new(trust, NULL, &signer, &error), &error);
    shohosen_trust_store_free(trust);
    records = read_file(records_path);
    check(records_path,
          shohosen_signer_sign_prescription(signer, key, records.data, records.length, at, &document,
                                            &error),
          &error);
    free(records.data);
    shohosen_key_free(key);
    shohosen_signer_free(signer);

    octets = shohosen_signed_document(document, &length);
    write_file(out_path, octets, length);
    printf("%s\n", shohosen_report_json(shohosen_signed_report(document), NULL));
    shohosen_signed_free(document);
    return 0;
}
