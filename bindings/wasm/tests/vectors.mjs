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
