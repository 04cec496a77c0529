// Every vector of the project in the module, against what the host's library says of it, octet for
// octet: node vectors.mjs PACKAGE CASES.json
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, list] = process.argv.slice(2);
const { Shohosen, ShohosenError } = await import(pathToFileURL(`${folder}/shohosen.js`));
const shohosen = await Shohosen.load();
let reports = 0;
let refused = 0;
for (const { id, document, at, expected, error, options } of JSON.parse(await readFile(list, "utf8"))) {
  const each = (paths) => Promise.all(paths.map((path) => readFile(path)));
  const verifier = shohosen.verifier({
    onlyAnchors: await each(options.anchors),
    tsaAnchors: await each(options.tsa_anchors),
    intermediates: await each(options.intermediates),
    crls: await each(options.crls),
    allowTestCertificates: options.allow_test_certificates,
  });
  const octets = await readFile(document);
  if (error) {
    assert.throws(() => verifier.verify(octets, { at }), (thrown) => thrown instanceof ShohosenError && thrown.code === error, id);
    refused += 1;
  } else {
    const verified = verifier.verify(octets, { at });
    assert.equal(verified.json, expected, id);
    assert.equal(verified.records !== null, verified.report.verdict === "VALID", id);
    reports += 1;
  }
  verifier.free();
}

// What the README shows. The expected values are those of the library's own tests: two drugs of one
// ingredient (1129009F) of which one was dispensed a week before.
const history = "kind,code_system,code,category,dispensed_on,days\ndispensed,yj,1129009F2021,oral,20261115,14\n";
const prescription = "SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x";
const settings = { check_day: "2026-11-22", consent: "given" };
const checker = shohosen.checker();
const { outcome } = checker.check(prescription, { history: [{ name: "history.csv", octets: history }], settings });
assert.equal(outcome.status, "found");
assert.ok(outcome.findings.some(({ code }) => code === "medication.duplicate.same_ingredient"));
assert.equal(checker.check(prescription, { history: null, settings }).outcome.status, "not_checked");
assert.throws(() => checker.check(prescription, { history: null, settings: { check_dai: "2026-11-22" } }), ShohosenError);
checker.free();
assert.ok(shohosen.lint(prescription).some(({ severity }) => severity === "error"));
assert.equal(JSON.parse(new TextDecoder().decode(shohosen.convert(prescription, "fhir").octets)).resourceType, "Bundle");
assert.throws(() => shohosen.lint("no records"), (thrown) => thrown.code.startsWith("records."));

// What does not hold is refused, and never passed over.
const verifier = shohosen.verifier();
assert.throws(() => shohosen.verifier({ anchor: [] }), TypeError);
assert.throws(() => shohosen.verifier({ allowTestCertificates: "no" }), TypeError);
assert.throws(() => verifier.verify("<a/>", { at: "2026-04-01T09:00:00" }), ShohosenError);
assert.throws(() => verifier.verify("not XML"), (thrown) => thrown.code.startsWith("xml."));
assert.throws(() => shohosen.checker().check("", { settings: {} }), TypeError);
verifier.free();
assert.throws(() => verifier.verify("<a/>"), ShohosenError);
assert.throws(() => verifier.free(), ShohosenError);
console.log(`${reports} reports equal, ${refused} refused alike`);
