// The page: files in, what shohosen says of them out. All text goes in as text, never as markup.
import { Shohosen, ShohosenError } from "./shohosen.js";

const byId = (id) => document.getElementById(id);
const WORDS = {
  VALID: { ja: "有効（VALID）", en: "VALID", kind: "valid" },
  INVALID: { ja: "無効（INVALID）", en: "INVALID", kind: "invalid" },
  INDETERMINATE: { ja: "判定できません（INDETERMINATE）", en: "INDETERMINATE", kind: "open" },
  unreadable: { ja: "読み取れません", en: "Cannot be read", kind: "invalid" },
  clean: { ja: "記録の形式に問題は見つかりませんでした", en: "No fault was found in the form of the records", kind: "valid" },
  faulty: { ja: "記録の形式に問題があります", en: "The form of the records has faults", kind: "invalid" },
  signer: { ja: "署名者", en: "Signer" },
  roles: { ja: "資格", en: "Qualification" },
  level: { ja: "署名の形式", en: "Level" },
  claimed: { ja: "署名者が示す時刻", en: "Claimed time" },
  proven: { ja: "証明された時刻", en: "Proven time" },
  none: { ja: "なし", en: "none" },
  passed: { ja: "合格した検査・情報", en: "Checks passed, and information" },
  records: { ja: "記録の検査", en: "The records" },
  code: { ja: "検査コード", en: "code" },
};
const ROLES = { "Medical Doctor": "医師", Dentist: "歯科医師", Pharmacist: "薬剤師" };

let language = navigator.language?.startsWith("ja") ? "ja" : "en";
let shown = [];

// An element with text and children.
function element(name, { text, kind } = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  made.append(...children.filter(Boolean));
  return made;
}

const word = (name) => WORDS[name][language];

// Japanese readers get the time of Japan, others that of their machine, each with its zone.
function moment(text) {
  if (!text) return word("none");
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" };
  const zone = language === "ja" ? { timeZone: "Asia/Tokyo" } : {};
  return new Intl.DateTimeFormat(language, { ...parts, ...zone }).format(new Date(text));
}

function findings(all) {
  const rank = ["error", "warning", "info", "passed"];
  const sorted = [...all].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity));
  const line = (finding) => element("li", { kind: finding.severity },
    element("span", { kind: "what", text: finding[`message_${language}`] }),
    rank.indexOf(finding.severity) < 2 && finding[`remedy_${language}`]
      ? element("span", { kind: "remedy", text: `→ ${finding[`remedy_${language}`]}` }) : null,
    element("code", { text: finding.code }));
  const loud = sorted.filter((finding) => rank.indexOf(finding.severity) < 2);
  const quiet = sorted.filter((finding) => rank.indexOf(finding.severity) >= 2);
  const parts = [];
  if (loud.length) parts.push(element("ul", {}, ...loud.map(line)));
  if (quiet.length) {
    parts.push(element("details", {}, element("summary", { text: `${word("passed")} (${quiet.length})` }), element("ul", {}, ...quiet.map(line))));
  }
  return parts;
}

function signature(report) {
  const signer = report.signer ?? {};
  const name = [signer.name_ja, signer.common_name].filter(Boolean).join(" / ") || word("none");
  const roles = (signer.hc_roles ?? []).map((role) => (language === "ja" ? ROLES[role] ?? role : role)).join("、") || word("none");
  const row = (what, text) => element("tr", {}, element("th", { text: word(what) }), element("td", { text }));
  return element("table", {}, row("signer", name), row("roles", roles), row("level", report.level ? `ES-${report.level}` : word("none")),
    row("claimed", moment(report.claimed_time)), row("proven", moment(report.proven_time)));
}

function article({ name, report, lint, refused }) {
  const outcome = refused ? "unreadable" : report ? report.verdict : lint.some(({ severity }) => severity === "error") ? "faulty" : "clean";
  const made = element("article", { kind: WORDS[outcome].kind },
    element("h2", { text: name }), element("p", { kind: "verdict", text: word(outcome) }));
  made.dataset.outcome = outcome;
  if (report) made.append(...report.signatures.map(signature), ...findings(report.findings));
  if (lint) {
    if (report) made.append(element("h2", { text: word("records") }));
    made.append(...findings(lint));
  }
  if (refused) made.append(...findings(refused));
  return made;
}

function draw() {
  document.documentElement.lang = language;
  for (const labelled of document.querySelectorAll("[data-ja]")) labelled.textContent = labelled.dataset[language];
  byId("results").replaceChildren(...shown.map(article));
}

const octets = async (input) => Promise.all([...byId(input).files].map((file) => file.arrayBuffer()));

async function judge(shohosen, verifier, file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const shownAs = { name: file.name };
  try {
    if (/\.(csv|txt)$/i.test(file.name)) return { ...shownAs, lint: shohosen.lint(bytes) };
    const at = byId("at").value.trim();
    const { report, records } = verifier.verify(bytes, at ? { at } : {});
    return { ...shownAs, report, lint: records && shohosen.lint(records) };
  } catch (error) {
    if (error instanceof ShohosenError) return { ...shownAs, refused: error.findings };
    throw error;
  }
}

async function run(shohosen, files) {
  let verifier;
  try {
    verifier = shohosen.verifier({
      anchors: await octets("anchors"), tsaAnchors: await octets("tsa-anchors"), crls: await octets("crls"),
      intermediates: await octets("intermediates"), allowTestCertificates: byId("test-certificates").checked,
    });
  } catch (error) {
    if (!(error instanceof ShohosenError)) throw error;
    shown = [{ name: byId("trust").querySelector("summary").textContent, refused: error.findings }];
    return draw();
  }
  shown = [];
  for (const file of files) {
    shown.push(await judge(shohosen, verifier, file));
    draw();
  }
  verifier.free();
}

// The single file has the module inside; else it lies beside.
async function load() {
  const inside = byId("module");
  if (!inside) return Shohosen.load();
  return Shohosen.load(Uint8Array.from(atob(inside.textContent.trim()), (letter) => letter.charCodeAt(0)));
}

byId("language").addEventListener("click", () => {
  language = language === "ja" ? "en" : "ja";
  draw();
});
draw();
const shohosen = await load();
byId("loading").remove();
byId("version").textContent = `shohosen ${shohosen.version}`;
const again = (files) => run(shohosen, files).catch((error) => {
  shown = [{ name: "shohosen", refused: [{ code: "", severity: "error", evidence: {}, message_ja: `内部エラー：${error.message}`, message_en: `Internal error: ${error.message}`, remedy_ja: "ページを再読み込みしてください。", remedy_en: "Reload the page." }] }];
  draw();
});
let last = [];
const take = (files) => {
  last = [...files];
  return again(last);
};
byId("documents").addEventListener("change", (event) => take(event.target.files));
byId("trust").addEventListener("change", () => last.length && again(last));
const drop = byId("drop");
for (const kind of ["dragover", "dragenter", "dragleave", "drop"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover" || kind === "dragenter");
    if (kind === "drop") take(event.dataTransfer.files);
  });
}
document.documentElement.dataset.ready = "yes";
