// The host of the WebAssembly module: from JavaScript values to its buffers and back. Types and
// documentation are in shohosen.d.ts.

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export class ShohosenError extends Error {
  constructor(findings) {
    super(findings[0]?.message_en ?? "internal error");
    this.name = "ShohosenError";
    this.findings = findings;
    this.code = findings[0]?.code ?? null;
  }
}

// One call's octets, numbered as they come; buffer 0 is the request.
class Call {
  constructor(name) {
    this.request = { call: name };
    this.buffers = [];
  }

  // The number under which octets are handed over. Text counts as UTF-8.
  octets(value, argument) {
    this.buffers.push(bytes(value, argument));
    return this.buffers.length;
  }

  each(values, argument) {
    return [...(values ?? [])].map((value) => this.octets(value, argument));
  }

  // Files are { name, octets }.
  files(values, argument) {
    return [...(values ?? [])].map(({ name, octets }) => ({
      name: String(name),
      octets: this.octets(octets, argument),
    }));
  }
}

function bytes(value, argument) {
  if (typeof value === "string") return ENCODER.encode(value);
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`${argument} must be a string, an ArrayBuffer or a view of one`);
}

// A moment as RFC 3339 in UTC. Never the machine's zone: a text without one is refused by the module.
function moment(at) {
  if (at === undefined) return new Date().toISOString();
  return at instanceof Date ? at.toISOString() : String(at);
}

export class Shohosen {
  #module;
  #instance;

  constructor(module) {
    this.#module = module;
    this.#instance = new WebAssembly.Instance(module, {});
  }

  static async load(source = new URL("shohosen.wasm", import.meta.url)) {
    return new Shohosen(await compile(source));
  }

  get version() {
    return this.run(new Call("version")).json.version;
  }

  verifier(options = {}) {
    return new Verifier(this, options);
  }

  checker(options = {}) {
    return new Checker(this, options);
  }

  lint(records, options = {}) {
    const call = new Call("lint");
    const { utf8, strict, beforeIssue, today, ...rest } = options;
    known(rest, "lint");
    call.request.records = call.octets(records, "records");
    Object.assign(call.request, flags({ utf8, strict, before_issue: beforeIssue }));
    if (today !== undefined) call.request.today = String(today);
    return this.run(call).json.findings;
  }

  convert(records, to, options = {}) {
    const call = new Call("convert");
    const { utf8, ...rest } = options;
    known(rest, "convert");
    call.request.records = call.octets(records, "records");
    call.request.to = String(to);
    Object.assign(call.request, flags({ utf8 }));
    const { json, octets } = this.run(call);
    return { octets, findings: json.findings };
  }

  // Carries a call out. For the classes of this file.
  run(call) {
    if (this.#instance === null) {
      throw new Error("shohosen stopped at an internal error; load it anew");
    }
    const { exports } = this.#instance;
    try {
      const request = ENCODER.encode(JSON.stringify(call.request));
      [request, ...call.buffers].forEach((octets, number) => {
        const address = exports.shohosen_buffer(number, octets.length);
        if (address === 0) throw new RangeError(`${octets.length} octets, or ${number} inputs, are too many for one call`);
        new Uint8Array(exports.memory.buffer, address, octets.length).set(octets);
      });
      const refused = exports.shohosen_call() !== 0;
      const part = (number) => {
        const length = exports.shohosen_answer_length(number);
        if (length < 0) return null;
        return new Uint8Array(exports.memory.buffer, exports.shohosen_answer(number) >>> 0, length).slice();
      };
      const text = DECODER.decode(part(0));
      const json = JSON.parse(text);
      if (refused) throw new ShohosenError(json.findings);
      return { json, text, octets: part(1) };
    } catch (error) {
      // After a trap nothing in the instance can be relied on.
      if (error instanceof WebAssembly.RuntimeError) this.#instance = null;
      throw error;
    }
  }
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  if (source instanceof Response) return WebAssembly.compileStreaming(source);
  const url = new URL(source, import.meta.url);
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return WebAssembly.compile(await readFile(url));
  }
  return WebAssembly.compileStreaming(fetch(url));
}

function flags(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined).map(([name, value]) => {
    if (typeof value !== "boolean") throw new TypeError(`${name} must be true or false`);
    return [name, value];
  }));
}

// An option that is not known is refused: passed over in silence it would be worse than none.
function known(rest, what) {
  const [name] = Object.keys(rest);
  if (name !== undefined) throw new TypeError(`${what} has no option ${name}`);
}

// An object inside the module, by its number.
class Handle {
  #shohosen;
  #kind;
  #number;

  constructor(shohosen, kind, call) {
    this.#shohosen = shohosen;
    this.#kind = kind;
    this.#number = shohosen.run(call).json.handle;
  }

  get shohosen() {
    return this.#shohosen;
  }

  get number() {
    return this.#number;
  }

  free() {
    const call = new Call("release");
    Object.assign(call.request, { kind: this.#kind, handle: this.#number });
    this.#shohosen.run(call);
  }

  [Symbol.dispose ?? Symbol("dispose")]() {
    this.free();
  }
}

export class Verifier extends Handle {
  constructor(shohosen, options) {
    const { policy, anchors, onlyAnchors, tsaAnchors, intermediates, crls, allowTestCertificates, acceptScanned, ...rest } = options;
    known(rest, "verifier");
    const call = new Call("verifier");
    if (policy !== undefined) {
      call.request.policy = call.octets(typeof policy === "string" ? policy : JSON.stringify(policy), "policy");
    }
    call.request.anchors = call.each(anchors, "anchors");
    if (onlyAnchors !== undefined) call.request.only_anchors = call.each(onlyAnchors, "onlyAnchors");
    call.request.tsa_anchors = call.each(tsaAnchors, "tsaAnchors");
    call.request.intermediates = call.each(intermediates, "intermediates");
    call.request.crls = call.each(crls, "crls");
    Object.assign(call.request, flags({ allow_test_certificates: allowTestCertificates, accept_scanned: acceptScanned }));
    super(shohosen, "verifier", call);
  }

  verify(document, options = {}) {
    const { at, external, ...rest } = options;
    known(rest, "verify");
    const call = new Call("verify");
    Object.assign(call.request, {
      verifier: this.number,
      document: call.octets(document, "document"),
      at: moment(at),
      external: call.files(external, "external"),
    });
    const { json, text, octets } = this.shohosen.run(call);
    return { report: json, json: text, records: octets };
  }

  verifyCertificate(certificate, options = {}) {
    const { at, ...rest } = options;
    known(rest, "verifyCertificate");
    const call = new Call("certificate");
    Object.assign(call.request, {
      verifier: this.number,
      certificate: call.octets(certificate, "certificate"),
      at: moment(at),
    });
    return this.shohosen.run(call).json;
  }
}

export class Checker extends Handle {
  constructor(shohosen, options) {
    const { masters, pairs, ingredients, rules, ...rest } = options;
    known(rest, "checker");
    const call = new Call("checker");
    call.request.masters = call.files(masters, "masters");
    call.request.pairs = call.files(pairs, "pairs");
    call.request.ingredients = call.files(ingredients, "ingredients");
    if (rules !== undefined) {
      call.request.rules = call.octets(typeof rules === "string" ? rules : JSON.stringify(rules), "rules");
    }
    super(shohosen, "checker", call);
  }

  check(prescription, options) {
    const { history, settings, verifier, at, utf8, ...rest } = options ?? {};
    known(rest, "check");
    if (history === undefined) throw new TypeError("history is needed: files, or null where there is none");
    const call = new Call("check");
    Object.assign(call.request, {
      checker: this.number,
      prescription: call.octets(prescription, "prescription"),
      history: history === null ? null : call.files(history, "history"),
      settings: call.octets(typeof settings === "string" ? settings : JSON.stringify(settings ?? {}), "settings"),
      ...flags({ utf8 }),
    });
    if (verifier) Object.assign(call.request, { verifier: verifier.number, at: moment(at) });
    const { json, text } = this.shohosen.run(call);
    return { outcome: json, json: text };
  }
}
