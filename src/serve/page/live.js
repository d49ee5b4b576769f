// The page is whole without this script: it says how many updates there are, leads to them, and lets keys do what buttons do. One connection
// for all tabs: a SharedWorker holds the EventSource, since a browser opens six connections to a host. Words come with the page.
"use strict";
(() => {
  const box = document.querySelector(".live");
  const state = box && box.querySelector(".state"), pause = box && box.querySelector(".pause"), fresh = box && box.querySelector(".fresh");
  const arabic = document.documentElement.lang === "ar";
  let count = 0, paused = false, is = "wait";

  // Six forms in Arabic, two in English, parted by |.
  function plural(text, n) {
    const forms = text.split("|"), last = n % 100;
    const form = arabic ? (n <= 2 ? n : last >= 3 && last <= 10 ? 3 : last >= 11 ? 4 : 5) : n === 1 ? 0 : 1;
    return forms[Math.min(form, forms.length - 1)].replace("#", String(n));
  }

  function show() {
    const key = paused ? "paused" : is;
    box.dataset.is = key;
    if (state.textContent !== box.dataset[key]) state.textContent = box.dataset[key];
    pause.textContent = box.dataset[paused ? "resume" : "pause"];
    pause.hidden = is === "ended";
    fresh.hidden = paused || count === 0;
    if (!fresh.hidden) fresh.textContent = plural(box.dataset.new, count);
  }

  // An entry of the log may be of another coverage, or not pass the filter: the page's own rows since it was made say how many are. Tabs
  // of many readers do not ask at once.
  let asking = 0, newest = 0;
  async function ask() {
    const where = box.dataset.check, then = newest;
    try {
      const answer = await fetch(where + (where.includes("?") ? "&" : "?") + "since=" + box.dataset.since);
      if (answer.ok) count = (await answer.text()).split("\n").filter((line) => line).length;
    } catch { /* the next entry asks again */ }
    asking = newest > then ? later() : 0; /* what came meanwhile is not in it */
    show();
  }
  const later = () => setTimeout(ask, 100 + Math.random() * 600);

  function hear(message) {
    if (message.is) is = message.is;
    if (message.seq > newest) newest = message.seq;
    if (message.seq > Number(box.dataset.since) && !asking) asking = later();
    show();
  }

  function follow() {
    const address = "/events?since=" + box.dataset.since + (box.dataset.coverage ? "&c=" + encodeURIComponent(box.dataset.coverage) : "");
    try {
      const worker = new SharedWorker(box.dataset.worker, "isnad");
      worker.port.onmessage = (event) => hear(event.data);
      worker.port.postMessage({ address, coverage: box.dataset.coverage || "", since: Number(box.dataset.since) });
      addEventListener("pagehide", () => worker.port.postMessage({ bye: true }));
    } catch {
      const source = new EventSource(address); // no SharedWorker: a connection of its own
      source.onopen = () => hear({ is: "on" });
      source.onerror = () => hear({ is: source.readyState === EventSource.CLOSED ? "off" : "again" });
      for (const kind of ["incident", "update", "merge", "split", "retract"]) source.addEventListener(kind, (event) => hear({ seq: Number(event.lastEventId) }));
    }
  }

  if (box) {
    box.hidden = false;
    pause.addEventListener("click", () => { paused = !paused; show(); });
    fresh.addEventListener("click", () => location.reload());
    if (box.dataset.over) is = "ended";
    else follow();
    show();
  }

  // Physical keys (event.code): an Arabic layout has no j.
  const items = () => [...document.querySelectorAll(".entry h3 a, .queue li > a")];
  let at = -1;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (step) {
      const all = items();
      if (all.length === 0) return;
      at = Math.max(0, Math.min(all.length - 1, at + step));
      all[at].focus();
      event.preventDefault();
    } else if (event.code === "Slash") {
      const field = document.querySelector("input[type=search]");
      if (!field) return;
      const closed = field.closest("details:not([open])");
      if (closed) closed.open = true;
      field.focus();
      event.preventDefault();
    } else if (event.code === "KeyU" && fresh && !fresh.hidden) {
      fresh.click();
    } else {
      const button = document.querySelector('[data-key="' + event.code + '"]');
      if (!button) return;
      const field = button.form.querySelector("textarea, input:not([type=hidden])");
      if (field && field.type !== "checkbox" && !field.value) field.focus();
      else button.focus(); // the editor presses Enter: a key alone does nothing
      event.preventDefault();
    }
  });

  // An import that runs is looked at again, as long as its editor writes nothing.
  if (document.querySelector("#progress"))
    setInterval(() => { if (![...document.querySelectorAll("textarea, input[type=text]")].some((field) => field.value)) location.reload(); }, 1500);

  // What was closed on the screen is printed as well.
  addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((d) => { d.open = true; }));

  // A link to a claim opens what hides it.
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let d = target && target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
})();
