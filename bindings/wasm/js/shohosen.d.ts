/**
 * Verifies, lints and checks Japanese electronic prescriptions (電子処方箋) where they are: in a
 * browser or in node. The module has no imports, so that nothing can leave the machine.
 *
 * Moments are a `Date` or RFC 3339 with a zone; without one they are now. Octets are a view of a
 * buffer, a buffer, or a string (UTF-8). A document that is INVALID and a duplicate that is found are
 * results; `ShohosenError` is thrown where there is none. Codes, evidence and JSON are those of every
 * other surface; `report.schema.json` describes them whole.
 */

export type Octets = string | ArrayBuffer | ArrayBufferView;
export type Moment = Date | string;

/** A file: the outcome calls it by its name. */
export interface NamedOctets {
  name: string;
  octets: Octets;
}

export type Verdict = "VALID" | "INVALID" | "INDETERMINATE";
export type Indication = "TOTAL-PASSED" | "TOTAL-FAILED" | "INDETERMINATE";
export type Severity = "error" | "warning" | "info" | "passed";

/** What was checked, how it came out, and why. */
export interface Finding {
  code: string;
  severity: Severity;
  /** Which signature it is about, counted from 0. */
  signature?: number | null;
  location?: string | null;
  evidence: Record<string, unknown>;
  message_ja: string;
  message_en: string;
  remedy_ja: string;
  remedy_en: string;
}

export interface SignerIdentity {
  common_name: string | null;
  name_ja: string | null;
  /** hcRole, such as "Medical Doctor". */
  hc_roles: string[];
  certificate_sha256: string | null;
  [key: string]: unknown;
}

export interface SignatureReport {
  position: "prescription" | "dispensing" | "reference_prescription" | "unknown";
  level: "BES" | "T" | "XL" | "A" | null;
  verdict: Verdict;
  indication: Indication;
  sub_indication: string | null;
  /** RFC 3339, UTC. */
  claimed_time: string | null;
  proven_time: string | null;
  signer: SignerIdentity | null;
  [key: string]: unknown;
}

export interface Report {
  schema_version: number;
  verdict: Verdict;
  indication: Indication;
  sub_indication: string | null;
  document: { kind: "prescription" | "dispensing" | "scanned" | "unknown"; id: string | null; [key: string]: unknown };
  signatures: SignatureReport[];
  findings: Finding[];
}

export interface Verified {
  report: Report;
  /** The report as the command prints it with `--json`, octet for octet. */
  json: string;
  /** The records that the signature covers, exactly as signed; null unless VALID. */
  records: Uint8Array | null;
}

export interface CheckOutcome {
  schema_version: number;
  status: "nothing" | "found" | "not_checked";
  findings: Finding[];
  not_checked: { item: string; code: string; reason: string; [key: string]: unknown }[];
  [key: string]: unknown;
}

export interface VerifierOptions {
  /** A policy: an object, or its JSON. */
  policy?: object | string;
  /** Roots of signers (PEM or DER), beside the built-in MHLW HPKI Root CA V2. */
  anchors?: Iterable<Octets>;
  /** Roots of signers instead of the built-in one. */
  onlyAnchors?: Iterable<Octets>;
  /** Roots of time-stamp authorities; none is built in. */
  tsaAnchors?: Iterable<Octets>;
  /** Certificates between signer and root; they are not trusted for being here. */
  intermediates?: Iterable<Octets>;
  /** Revocation lists beside those in the document. */
  crls?: Iterable<Octets>;
  /** Accept certificates of the test grade; the report says so. Off by default. */
  allowTestCertificates?: boolean;
  /** Judge signed scans of paper prescriptions by their signature. Off by default. */
  acceptScanned?: boolean;
}

/** There is no result: the findings say why. */
export class ShohosenError extends Error {
  readonly code: string | null;
  readonly findings: Finding[];
}

/** The module. One instance serves a page; it runs on the thread that calls it. */
export class Shohosen {
  constructor(module: WebAssembly.Module);
  /** Loads the module; by default the `shohosen.wasm` beside the script. */
  static load(source?: URL | string | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module): Promise<Shohosen>;
  readonly version: string;
  /** @throws ShohosenError if a certificate, a list or the policy cannot be read. */
  verifier(options?: VerifierOptions): Verifier;
  /** @throws ShohosenError if a table cannot be read. */
  checker(options?: CheckerOptions): Checker;
  /**
   * Checks records (SJ1, CJ1, JAHIS, JAHISTC) by the rules of their format.
   * @throws ShohosenError if there are no records.
   */
  lint(records: Octets, options?: LintOptions): Finding[];
  /**
   * Converts records. With an error among the findings the octets are no valid file of the format.
   * @throws ShohosenError if there are no records, or they cannot become this format.
   */
  convert(records: Octets, to: "json" | "sj1" | "jahis" | "jahistc" | "fhir", options?: { utf8?: boolean }): { octets: Uint8Array; findings: Finding[] };
}

export interface LintOptions {
  /** Read JAHIS and JAHISTC as UTF-8 and not as Shift_JIS. Never guessed. */
  utf8?: boolean;
  /** Unknown records and sequence numbers are errors, too. */
  strict?: boolean;
  /** The content before it is issued (確定前処方箋情報). */
  beforeIssue?: boolean;
  /** YYYY-MM-DD; without it dates in the future are not looked for. */
  today?: string;
}

/** Verifies documents and certificates. Remembers, within bounds, what it parsed. */
export class Verifier {
  /** @throws ShohosenError if the octets are not XML that can be read. */
  verify(document: Octets, options?: { at?: Moment; external?: Iterable<NamedOctets> }): Verified;
  /** @throws ShohosenError if it is no certificate. */
  verifyCertificate(certificate: Octets, options?: { at?: Moment }): object;
  /** Lets it go; 64 may live at once. */
  free(): void;
}

export interface CheckerOptions {
  /** Drug masters as published, or cached by `shohosen master`. */
  masters?: Iterable<NamedOctets>;
  /** Tables of contraindicated pairs. */
  pairs?: Iterable<NamedOctets>;
  /** Tables of ingredients. */
  ingredients?: Iterable<NamedOctets>;
  /** Prescribing rules: an object, or its JSON. */
  rules?: object | string;
}

/** Checks prescriptions against what a patient takes. */
export class Checker {
  /** @throws ShohosenError if prescription, history or settings cannot be read. */
  check(
    prescription: Octets,
    options: {
      /** What the patient takes; null says that there is no history, [] that none was handed over. */
      history: Iterable<NamedOctets> | null;
      /** At least `check_day` (YYYY-MM-DD) and `consent` (none, oral, given). */
      settings: { check_day: string; consent: "none" | "oral" | "given"; [key: string]: unknown } | string;
      /** What verifies signed documents, as of `at`; without it they are refused. */
      verifier?: Verifier;
      at?: Moment;
      utf8?: boolean;
    },
  ): { outcome: CheckOutcome; json: string };
  free(): void;
}
