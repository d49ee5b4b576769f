// The pages as their readers meet them: a real server over the sample coverage, a real Chromium. node test/web/run.js BUILD_FOLDER [--pictures]
// Everything is on 127.0.0.1; what it starts it ends. WEB_ONLY=live runs one part. --pictures only renews the pictures: build/pictures and docs/coverage.png.
"use strict";
const { chromium } = require("playwright-core");
const { spawn, execFileSync } = require("child_process");
const fs = require("fs"), http = require("http"), net = require("net"), os = require("os"), path = require("path");
const root = path.join(__dirname, "../.."), build = path.resolve(process.argv[2] || "build"), only = process.argv.includes("--pictures");
const isnad = path.join(build, "isnad"), work = fs.mkdtempSync(path.join(os.tmpdir(), "isnad-web-")), store = path.join(work, "s.isnad");
const axeSource = fs.readFileSync(require.resolve("axe-core"), "utf8");
let passed = 0, failed = 0, port, base, server;

function check(name, good, detail) {
  if (good) return void passed++;
  failed++;
  console.log(`${name}${detail === undefined ? "" : ": " + (typeof detail === "string" ? detail : JSON.stringify(detail))}`);
}
const same = (name, got, wanted) => check(name, JSON.stringify(got) === JSON.stringify(wanted), { got, wanted });
async function step(name, test) {
  try { await test(); } catch (error) { check(name, false, String(error && error.stack || error).split("\n").slice(0, 4).join(" | ")); }
}
async function until(what, test, ms = 8000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await test();
    if (got) return got;
    if (Date.now() > end) throw new Error("waited in vain for " + what);
    await new Promise((go) => setTimeout(go, 40));
  }
}

// ---- The server ------------------------------------------------------------------------------------------------------------------

function bring(args) {
  return execFileSync(isnad, ["import", "--store", store, ...args], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
const freePort = () => new Promise((go) => { const s = net.createServer(); s.listen(0, "127.0.0.1", () => { const p = s.address().port; s.close(() => go(p)); }); });
const fetchRaw = (where, headers = {}) => new Promise((go, fail) => {
  http.get(base + where, { headers }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part)).on("end", () => go({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
  }).on("error", fail);
});
async function start() {
  server = spawn(isnad, ["serve", "--store", store, "--listen", `127.0.0.1:${port}`, "--coverages", path.join(root, "sample/coverages.tsv")], { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  server.said = "";
  server.stderr.on("data", (text) => { server.said += text; });
  await until("the server", () => fetchRaw("/healthz").then(() => true, () => false));
}
const stop = () => new Promise((go) => { server.once("exit", go); server.kill("SIGTERM"); });

// ---- Pages -----------------------------------------------------------------------------------------------------------------------

const said = []; // console messages, faults of pages, requests that leave the origin
function listen(page, name) {
  page.on("console", (message) => { if (!/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/.test(message.text())) said.push(`${name}: console: ${message.text()}`); });
  page.on("pageerror", (error) => said.push(`${name}: ${error.message}`));
  page.on("dialog", (dialog) => { said.push(`${name}: dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith(base + "/")) said.push(`${name}: request to ${request.url()}`); });
}
async function open(browser, where, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "ar", ...options });
  const page = await context.newPage();
  listen(page, where);
  await page.goto(base + where);
  return page;
}
const close = (page) => page.context().close();

// Rules of WCAG 2.2 A and AA.
async function accessible(page, name) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] }));
  check(`axe ${name}`, found.violations.length === 0, found.violations.map((v) => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary.slice(0, 200)]));
}

function addressesOf(list) {
  const incidents = JSON.parse(list).incidents;
  const most = incidents.reduce((a, b) => (b.origins > a.origins ? b : a)); // the one with most origins
  const coded = encodeURIComponent;
  return { incident: "/i/" + most.id, pages: ["/", "/c/kordofan", "/i/" + most.id, "/r/2", "/r/48", "/s/" + coded("وكالة النيلين للأخبار (عينة)"), "/o/" + coded(most.origin_list.find((o) => o.id).id),
    "/map", "/search?q=" + coded("الأبيض -بارا"), "/disputes", "/about", "/admin", "/admin/import", "/admin/sources", "/admin/searches", "/admin/log", "/nothing-here"] };
}

async function everyPage(browser, pages) {
  const at = (where, query) => where + (where.includes("?") ? "&" : "?") + query;
  await Promise.all(["ar", "en"].map(async (lang) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "ar" });
    const page = await context.newPage();
    for (const where of pages) {
      const name = `${where} ${lang}`;
      await step(name, async () => {
        page.removeAllListeners();
        listen(page, name);
        if (where === "/nothing-here") page.removeAllListeners("console"); // a 404 is told there
        await page.emulateMedia({ colorScheme: lang === "ar" ? "light" : "dark" });
        await page.goto(base + at(where, "lang=" + lang));
        same(`${name} direction`, await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), lang === "ar" ? ["ar", "rtl"] : ["en", "ltr"]);
        same(`${name} one h1`, await page.locator("h1").count(), 1);
        await accessible(page, name);
        if (lang === "ar") { // contrast of the other colours; the rest does not depend on them
          await page.emulateMedia({ colorScheme: "dark" });
          const found = await page.evaluate(() => axe.run(document, { runOnly: { type: "rule", values: ["color-contrast"] } }));
          check(`contrast ${name} dark`, found.violations.length === 0, found.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120))));
        }
        await page.setViewportSize({ width: 320, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        check(`${name} at 320`, wide <= 320, wide);
        await page.setViewportSize({ width: 640, height: 900 });
        await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
        const large = await page.evaluate(() => document.documentElement.scrollWidth);
        check(`${name} at 200%`, large <= 640, large);
        await page.setViewportSize({ width: 1280, height: 900 });
      });
    }
    await context.close();
  }));
}

async function withoutScript(browser, pages) {
  const page = await open(browser, "/", { javaScriptEnabled: false });
  for (const where of pages.slice(0, 11)) {
    await page.goto(base + where);
    check(`without script ${where}`, (await page.locator("main").innerText()).trim().length > 60);
    check(`nothing of the script ${where}`, !(await page.locator(".live").isVisible()));
  }
  await page.goto(base + "/c/kordofan");
  await page.locator(".filter summary").click();
  await page.fill("#f-place", "بارا");
  await page.click(".filter button");
  check("a filter is an address", decodeURIComponent(page.url()).includes("place=بارا"), page.url());
  const kickers = await page.locator(".entry .kicker").allInnerTexts();
  check("the filter narrows", kickers.length > 0 && kickers.every((text) => text.includes("بارا")), kickers);
  await page.click(".holding a");
  check("and is taken off", !page.url().includes("place="), page.url());
  await page.click("a.language");
  same("the language switches and stays", await page.evaluate(() => 1).catch(() => 1) && (await page.locator("html").getAttribute("lang")), "en");
  await page.goto(base + "/map");
  same("and is remembered", await page.locator("html").getAttribute("lang"), "en");
  await page.click(".sizes .size-3 >> nth=0");
  await page.goto(base + "/about");
  check("letters keep their size", (await page.locator("html").getAttribute("class")).includes("size-3"));
  await close(page);
}

// ---- Evidence --------------------------------------------------------------------------------------------------------------------

async function evidence(browser) {
  let claims = 0;
  const page = await open(browser, "/r/1");
  for (let id = 1; id <= 48; id++) {
    const report = JSON.parse((await fetchRaw(`/r/${id}.json`)).body), text = (await fetchRaw(`/r/${id}.txt`)).body;
    if (report.claims.length === 0) continue;
    await page.goto(`${base}/r/${id}`, { waitUntil: "domcontentloaded" });
    if (await page.locator(".received.source").count()) continue; // spans of a page count in its source
    const shown = await page.evaluate(() => [...document.querySelectorAll("[data-claim]")].map((clause) => {
      const n = clause.dataset.claim, copy = clause.cloneNode(true);
      copy.querySelectorAll(".label").forEach((label) => label.remove());
      const marks = [...document.querySelectorAll("mark[data-claims]")].filter((mark) => mark.dataset.claims.split(" ").includes(n));
      return { n: Number(n), clause: copy.textContent, marked: marks.map((mark) => mark.textContent).join("") };
    }));
    same(`claims of report ${id}`, shown.length, report.claims.length);
    for (const { n, clause, marked } of shown) {
      const [from, to] = report.claims[n - 1].evidence, bytes = text.subarray(from, to).toString();
      if (marked !== clause || marked !== bytes) check(`evidence ${n} of report ${id}`, false, { marked, clause, bytes });
      claims++;
    }
  }
  check("marked words are the bytes that spans name", claims > 80, claims);
  await close(page);
}

async function hostile(browser) {
  const list = JSON.parse((await fetchRaw("/index.json?q=" + encodeURIComponent("\"شبكة أطباء السودان\""))).body).incidents;
  const page = await open(browser, "/");
  for (const where of ["/r/46", "/r/47", "/search?q=" + encodeURIComponent("قصف"), ...list.map((i) => "/i/" + i.id), "/s/" + encodeURIComponent("<i>\"Outlet\"<~2Fi>")]) {
    await page.goto(base + where);
    same(`nothing planted lives at ${where}`, await page.evaluate(() => [...document.querySelectorAll("main script:not([type='application/ld+json']), main img, main b, main iframe, [onclick], [onerror], [onload], [onmouseover], [style]")].length), 0);
    check(`no address of it at ${where}`, await page.evaluate(() => [...document.querySelectorAll("[href]")].every((a) => /^https?:$/.test(new URL(a.href, location).protocol))));
  }
  await page.goto(base + "/r/46");
  check("planted markup is read as text", (await page.locator(".received").first().innerText()).includes('<script>alert("عنوان")</script>'));
  await close(page);
}

// ---- Live ------------------------------------------------------------------------------------------------------------------------

let brought = 0;
function news() { // one more report, of something new: days apart, so that nothing takes it for the same
  const places = ["الرهد", "النهود", "كادوقلي", "الدلنج", "أم روابة", "بابنوسة", "الفولة", "المجلد", "تندلتي", "كوستي"], place = places[brought % 10];
  const file = path.join(work, `news-${++brought}.txt`), day = new Date(Date.UTC(2025, 10, 6 + 5 * brought)).toISOString().slice(0, 10);
  fs.writeFileSync(file, `مقتل ${brought + 3} مدنيين في قصف على ${place}\n\nقتل ${brought + 3} مدنيين اليوم جراء قصف مدفعي على مدينة ${place} في كردفان، بحسب مصدر طبي.\n`);
  bring(["--published", day + "T10:00", "--outlet", "وكالة السهل للأنباء (عينة)", file]);
}
const state = (page) => page.locator(".live .state").innerText();
const fresh = (page) => page.locator(".live .fresh");

async function live(browser) {
  const page = await open(browser, "/c/kordofan");
  await until("the connection", async () => (await state(page)).startsWith("متصل"));
  const before = await page.locator("main").innerHTML(), y = await page.evaluate(() => scrollY);
  const started = Date.now();
  news();
  await fresh(page).waitFor({ state: "visible", timeout: 5000 });
  check("news within two seconds", Date.now() - started < 2000 + 1500, Date.now() - started); // importing under the sanitizers included
  same("one of them", await fresh(page).innerText(), "تحديث جديد واحد");
  same("the text does not move", [await page.locator("main").innerHTML() === before, await page.evaluate(() => scrollY)], [true, y]);
  news();
  await until("two", async () => (await fresh(page).innerText()) === "تحديثان جديدان");
  news();
  await until("three", async () => (await fresh(page).innerText()) === "3 تحديثات جديدة");
  const basra = await open(browser, "/c/basra"); // what is of another coverage is no news here
  await until("its connection", async () => (await state(basra)).startsWith("متصل"));
  news();
  await until("four", async () => (await fresh(page).innerText()) === "4 تحديثات جديدة");
  check("other coverages are not told", !(await fresh(basra).isVisible()));
  await close(basra);
  await page.click(".live .pause");
  same("paused, in words", [await state(page), await fresh(page).isVisible()], ["التحديثات متوقفة مؤقتاً", false]);
  await page.click(".live .pause");
  check("and on again", await fresh(page).isVisible());
  await stop();
  await until("the loss to be said", async () => (await state(page)).startsWith("انقطع"));
  news();
  await start();
  await until("what was missed", async () => (await fresh(page).innerText()) === "5 تحديثات جديدة", 15000);
  check("connected again", (await state(page)).startsWith("متصل"));
  await fresh(page).click();
  await page.waitForLoadState("load");
  check("the button brings them", (await page.locator(".stream").innerText()).includes("كادوقلي"));
  await until("the connection", async () => (await state(page)).startsWith("متصل"));
  check("nothing is new then", !(await fresh(page).isVisible()));
  await close(page);
}

async function eightTabs(browser) {
  const context = await browser.newContext({ locale: "ar" });
  const tabs = [];
  for (let i = 0; i < 8; i++) {
    const page = await context.newPage();
    listen(page, `tab ${i}`);
    await page.goto(base + (i % 2 ? "/c/kordofan" : "/c/kordofan?event=ASSAULT"), { timeout: 10000 });
    tabs.push(page);
  }
  for (const tab of tabs) await until("all tabs", async () => (await state(tab)).startsWith("متصل"));
  news();
  for (const tab of tabs) await fresh(tab).waitFor({ state: "visible", timeout: 6000 });
  const ninth = await context.newPage();
  await ninth.goto(base + "/about", { timeout: 5000 });
  check("a ninth page comes", (await ninth.title()).length > 3);
  const clients = Number(((await fetchRaw("/metrics")).body.toString().match(/^isnad\w*(?:clients|followers|events_clients)\w* (\d+)$/m) || [])[1] || 1);
  check("tabs share a connection", clients <= 2, clients);
  await context.close();
}

async function keyboard(browser, incident) {
  const page = await open(browser, "/c/kordofan");
  const devtools = await page.context().newCDPSession(page);
  const press = async (code, key, number) => { // as an Arabic layout sends it
    await devtools.send("Input.dispatchKeyEvent", { type: "keyDown", code, key, text: key, windowsVirtualKeyCode: number });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", code, key, windowsVirtualKeyCode: number });
  };
  await press("KeyJ", "ت", 74);
  await press("KeyJ", "ت", 74);
  await press("KeyK", "ن", 75);
  same("J and K on an Arabic layout", await page.evaluate(() => [...document.querySelectorAll(".entry h3 a")].indexOf(document.activeElement)), 0);
  await press("Slash", "ظ", 191);
  same("the search field", await page.evaluate(() => document.activeElement.id), "f-q");
  await page.goto(base + "/about");
  await page.keyboard.press("Tab");
  same("Tab begins with the way to the content", await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  same("and goes there", await page.evaluate(() => location.hash), "#main");
  await page.goto(base + "/admin"); // the desk opens here
  await page.goto(base + incident);
  await press("KeyN", "ى", 78);
  same("N is the editor's note", await page.evaluate(() => document.activeElement.id), "note-words");
  await close(page);
}

async function desk(browser, incident) {
  const page = await open(browser, "/admin");
  await page.goto(base + incident);
  await page.fill("#note-words", "ملاحظة <b>اختبار</b>");
  await page.click("[data-key=KeyN]");
  await page.waitForLoadState("load");
  await until("the note", async () => (await page.locator(".note").count()) === 1);
  check("a note stands on the incident, as text", (await page.locator(".note").innerText()).includes("<b>اختبار</b>"));
  await page.goto(base + "/admin/log");
  await page.locator(".history form button").first().click();
  await page.waitForLoadState("load");
  await page.goto(base + incident);
  same("and is taken back", await page.locator(".note").count(), 0);
  const near = (await Promise.all(JSON.parse((await fetchRaw("/index.json")).body).incidents.map(async (i) => [i.id, (await fetchRaw("/i/" + i.id)).body.includes('class="near"')]))).filter((i) => i[1]);
  check("there are near incidents", near.length > 0);
  await page.goto(base + "/i/" + near[0][0]);
  const other = await page.locator(".near li a").first().getAttribute("href");
  await page.locator(".near form button").first().click();
  await page.waitForLoadState("load");
  await until("the merger", async () => { await page.goto(base + other); return page.url() !== base + other || (await page.locator(".history").innerText()).includes("دمج"); });
  await page.goto(base + "/admin/log");
  await page.locator(".history form button").first().click();
  await page.waitForLoadState("load");
  await page.goto(base + other);
  check("a merger is undone", page.url() === base + other);
  await page.goto(base + "/admin/import");
  await page.fill("#import-text", "قتل 3 مدنيين جراء قصف على مدينة الأبيض، بحسب شبكة أطباء السودان.");
  await page.fill("#import-outlet", "عينة");
  await page.locator("button[data-key=KeyI]").click();
  await page.waitForLoadState("load");
  await until("the dry run", async () => { await page.goto(base + "/admin/import"); return (await page.locator("main").innerText()).includes("تجربة: لم يُكتب شيء"); });
  await close(page);
}

// ---- Media, sizes ------------------------------------------------------------------------------------------------------------------

async function media(browser, incident) {
  const page = await open(browser, incident);
  await page.emulateMedia({ media: "print" });
  same("what is not printed", await page.evaluate(() => [".sections", ".tools", ".live"].map((s) => getComputedStyle(document.querySelector(s)).display)), ["none", "none", "none"]);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  check("values are printed with their words", await page.locator(".value ul").first().isVisible());
  check("it prints", (await page.pdf({ format: "A4" })).length > 20000);
  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  const lines = await page.evaluate(() => [...document.querySelectorAll(".chart .line")].map((l) => getComputedStyle(l).stroke));
  check("lines are seen in forced colours", lines.length > 0 && lines.every((l) => l !== "none"), lines);
  await page.goto(base + "/map");
  check("circles are seen in forced colours", await page.evaluate(() => [...document.querySelectorAll("svg.map .at")].every((c) => getComputedStyle(c).stroke !== "none")));
  await close(page);
}

async function map(browser) {
  const page = await open(browser, "/map");
  const boxes = await page.evaluate(() => [...document.querySelectorAll("svg.map text.name, svg.map text.state")].map((t) => { const b = t.getBBox(); return [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3]; }));
  const overlaps = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]));
  check("names on the map do not lie on each other", boxes.length > 4 && overlaps.length === 0, overlaps);
  const listed = await page.locator(".map-list li").count(), all = JSON.parse((await fetchRaw("/map.json")).body).incidents.length;
  same("everything is in the list", listed, all);
  same("every circle is a link", await page.evaluate(() => [...document.querySelectorAll("svg.map .at")].filter((c) => !c.closest("a[href]")).length), 0);
  check("coasts are there", await page.evaluate(() => document.querySelector("svg.map .land").getAttribute("d").length) > 1000);
  await close(page);
}

async function sizes() {
  const packed = async (where) => (await fetchRaw(where, { "accept-encoding": "gzip" })).body.length;
  const load = async (where) => {
    const html = (await fetchRaw(where)).body.toString();
    const files = [...html.matchAll(/(?:href|src|data-worker)="(\/assets\/[^"]+)"/g)].map((m) => m[1]);
    return (await Promise.all([where, ...new Set(files)].map(packed))).reduce((a, b) => a + b);
  };
  for (const where of ["/", "/c/kordofan", "/map", "/disputes"]) {
    const full = await load(where), lite = await load(where + "?lite=1");
    check(`first load of ${where} under 75 KB`, full < 75000, full);
    check(`lite load of ${where} under 30 KB`, lite < 30000, lite);
  }
}

// ---- Pictures ------------------------------------------------------------------------------------------------------------------------

async function pictures(browser, incident) {
  const folder = path.join(build, "pictures");
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, where] of [["coverage", "/c/kordofan"], ["incident", incident], ["report", "/r/2"], ["map", "/map"]])
    for (const width of [320, 768, 1280])
      for (const lang of ["ar", "en"])
        for (const colorScheme of ["light", "dark"]) {
          const page = await open(browser, `${where}?lang=${lang}`, { viewport: { width, height: width === 320 ? 900 : 1000 }, colorScheme });
          await page.evaluate(() => document.fonts.ready);
          if (name === "coverage") await until("the connection", async () => /^(متصل|Connected)/.test(await state(page)));
          await page.screenshot({ path: path.join(folder, `${name}-${width}-${lang}-${colorScheme}.png`) });
          await close(page);
        }
  fs.copyFileSync(path.join(folder, "coverage-1280-ar-light.png"), path.join(root, "docs/coverage.png"));
  check("pictures", fs.readdirSync(folder).length >= 48);
}

// ---- All of it -----------------------------------------------------------------------------------------------------------------------

async function main() {
  bring(["sample/coverage"]);
  const hostileText = path.join(root, "test/page/hostile.txt"), page = path.join(work, "page.html");
  if (!only) {
    fs.writeFileSync(page, `<!doctype html><html><body><article><p onclick="alert(5)">${fs.readFileSync(hostileText)}</p></article></body></html>`);
    bring(["--published", "2025-11-02T11:00", "--outlet", '<i>"Outlet"</i>', hostileText]);
    bring(["--published", "2025-11-02T11:30", "--outlet", '<i>"Outlet"</i>', page]);
    news();
  }
  port = await freePort(), base = `http://127.0.0.1:${port}`;
  await start();
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const { pages, incident } = addressesOf((await fetchRaw("/c/kordofan.json")).body);
  if (only) {
    await step("pictures", () => pictures(browser, incident));
  } else {
    const times = [];
    for (const [name, test] of [["pages", () => everyPage(browser, pages)], ["without script", () => withoutScript(browser, pages)], ["evidence", () => evidence(browser)],
      ["hostile", () => hostile(browser)], ["map", () => map(browser)], ["sizes", sizes], ["media", () => media(browser, incident)], ["keyboard", () => keyboard(browser, incident)],
      ["desk", () => desk(browser, incident)], ["eight tabs", () => eightTabs(browser)], ["live", () => live(browser)]]) {
      if (process.env.WEB_ONLY && !name.includes(process.env.WEB_ONLY)) continue;
      const began = Date.now();
      await step(name, test);
      times.push(`${name} ${((Date.now() - began) / 1000).toFixed(1)}`);
    }
    same("no console message, no request elsewhere, no dialog", said, []);
    if (process.argv.includes("--times")) console.log(times.join(", "));
  }
  await browser.close();
  await stop();
}

main().catch((error) => check("the run", false, String(error.stack))).finally(() => {
  if (server && server.exitCode === null) server.kill("SIGKILL");
  fs.rmSync(work, { recursive: true, force: true });
  console.log(`web: ${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
});
