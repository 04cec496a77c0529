// The page in one file as a person uses it: a document is chosen, the verdict stands there. Speaks
// with the browser by its debugging pipe: node page.mjs BROWSER PAGE.html FOLDER DOCUMENT TRUST...
// Each TRUST is INPUT=FILE. Writes FOLDER/page-WIDTH.png, prints what the page shows as JSON.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [browser, page, folder, document, at, ...trust] = process.argv.slice(2);
const child = spawn(browser, [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
  `--user-data-dir=${folder}/profile`, "--remote-debugging-pipe", "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const limit = setTimeout(() => { child.kill(); throw new Error("the browser did not answer"); }, 120_000);

let number = 0;
let rest = "";
const waiting = new Map();
const requests = [];
child.stdio[4].setEncoding("utf8");
child.stdio[4].on("data", (text) => {
  const messages = (rest + text).split("\0");
  rest = messages.pop();
  for (const message of messages.map((each) => JSON.parse(each))) {
    if (message.method === "Network.requestWillBeSent") requests.push(message.params.request.url);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  }
});
function send(method, params = {}, sessionId = undefined) {
  number += 1;
  const id = number;
  child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  return new Promise((resolve, reject) => waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result))));
}

const { targetId } = await send("Target.createTarget", { url: "about:blank" });
const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
const tab = (method, params) => send(method, params, sessionId);
async function evaluate(expression) {
  const { result, exceptionDetails } = await tab("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
async function until(expression) {
  for (let tries = 0; tries < 600; tries += 1) {
    // While the page is being loaded there may be no document yet.
    if (await evaluate(expression).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${expression}\n${await evaluate("document.body.innerText")}`);
}
await tab("Network.enable");
await tab("DOM.enable");
await tab("Page.enable");
await tab("Emulation.setLocaleOverride", { locale: "ja-JP" });
await tab("Page.navigate", { url: pathToFileURL(page).href });
await until("document.documentElement.dataset.ready === 'yes'");
async function choose(id, files) {
  const { root } = await tab("DOM.getDocument");
  const { nodeId } = await tab("DOM.querySelector", { nodeId: root.nodeId, selector: `#${id}` });
  await tab("DOM.setFileInputFiles", { nodeId, files });
}
for (const given of trust) {
  const [id, ...files] = given.split("=");
  await choose(id, files[0].split(","));
}
await evaluate(`document.getElementById("at").value = ${JSON.stringify(at)}; if (document.documentElement.lang !== "ja") document.getElementById("language").click();`);
await choose("documents", [document]);
await until("document.querySelector('article')");
await evaluate("document.getElementById('trust').open = false");
for (const width of [375, 1280]) {
  await tab("Emulation.setDeviceMetricsOverride", { width, height: 1400, deviceScaleFactor: 1, mobile: false });
  const { data } = await tab("Page.captureScreenshot", { format: "png" });
  await writeFile(`${folder}/page-${width}.png`, Buffer.from(data, "base64"));
}
const shown = await evaluate(`({
  outcome: document.querySelector("article").dataset.outcome,
  text: document.body.innerText,
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  sent: await fetch("https://example.invalid/").then(() => true, () => false),
})`.replace(/^/, "(async () => ").concat(")()"));
console.log(JSON.stringify({ ...shown, requests }));
clearTimeout(limit);
await send("Browser.close").catch(() => {});
child.kill();
