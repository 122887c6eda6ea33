// Comfort only: every page reads and works without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- Theme: shown at once, then kept with the person.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form) return;
    event.preventDefault();
    const asked = event.submitter && event.submitter.value;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const theme = asked && asked !== "toggle" ? asked : dark ? "light" : "dark";
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    all("[data-theme-form] button[name=theme]").forEach((button) => {
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(button.value === theme));
    });
    const body = new FormData(form);
    body.set("theme", theme);
    fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
  });

  // ---- Clocks: `data-deadline` is an instant, `data-total` seconds of the whole. Text only, nothing blinks.
  const words = (seconds) => {
    const s = Math.abs(seconds);
    const two = (n) => String(n).padStart(2, "0");
    const days = root.lang === "fr" ? " j" : " d";
    const face = s >= 172800 ? Math.floor(s / 86400) + days
      : s >= 6000 ? Math.floor(s / 3600) + " h " + two(Math.floor((s % 3600) / 60))
      : two(Math.floor(s / 60)) + ":" + two(s % 60);
    return (seconds < 0 ? "−" : "") + face;
  };
  const look = (left) => (left < 0 ? "late" : left <= 1800 ? "warn" : "calm");
  const tick = () => {
    all("[data-deadline]").forEach((text) => {
      const left = Math.floor((Date.parse(text.dataset.deadline) - Date.now()) / 1000);
      const shown = words(left);
      if (text.textContent !== shown) text.textContent = shown;
      const box = text.closest(".clock, .hour");
      if (!box || text.dataset.look === "still") return;
      box.classList.remove("calm", "warn", "late");
      box.classList.add(look(left));
      const arc = box.querySelector(".arc");
      const share = Math.min(1, Math.max(0, left / (text.dataset.total || 3600)));
      if (arc) arc.setAttribute("stroke-dasharray", (left < 0 ? 15.71 : (15.71 * share).toFixed(2)) + " 15.71");
    });
  };
  setInterval(tick, 1000);
  document.addEventListener("DOMContentLoaded", tick);
  document.addEventListener("htmx:afterSwap", tick);

  // ---- Keys: never while typing.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const rows = all(".case-row a.t");
    const at = rows.indexOf(document.activeElement);
    if (event.key === "j") rows[Math.min(at + 1, rows.length - 1)]?.focus();
    if (event.key === "k") rows[Math.max(at - 1, 0)]?.focus();
    if (event.key === "a") document.querySelector("a[data-add]")?.click();
    if (event.key === "/") {
      const field = document.querySelector(".search input");
      if (field) { event.preventDefault(); field.focus(); }
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // ---- Small helps: printing, copying a link, submitting a field as soon as it changes.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const field = document.getElementById(copy.dataset.copy);
      field.select();
      navigator.clipboard?.writeText(field.value);
      copy.textContent = copy.dataset.done;
    }
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-select-all]")) event.target.select(); });

  // ---- Live: one stream a page. `desk` says that something changed, `beat` that the stream is alive (a missed word is
  // caught up then), `bye` that the session is over. Elements ask again with hx-trigger="live:desk from:body".
  // A page in a hidden tab lets its stream go: browsers allow six connections to a desk, and a tab that comes back asks anew.
  const live = document.querySelector("[data-live]");
  if (live && "EventSource" in window) {
    let source = null;
    const tell = (name) => document.body.dispatchEvent(new CustomEvent("live:" + name));
    // A word that comes while an answer is on its way, or being put in place, is passed on after it: the answer may be older.
    let heard = 0;
    let asked = 0;
    const catchUp = () => { if (heard > asked) tell("desk"); };
    document.addEventListener("htmx:beforeSend", () => { asked = heard; });
    document.addEventListener("htmx:afterRequest", () => setTimeout(catchUp, 60));
    const listen = () => {
      source = new EventSource(live.dataset.live);
      source.addEventListener("desk", () => { heard += 1; tell("desk"); });
      source.addEventListener("beat", () => tell("beat"));
      source.addEventListener("bye", () => { source.close(); tell("bye"); });
    };
    const leave = () => { source?.close(); source = null; };
    const follow = () => { if (document.hidden) leave(); else if (!source) listen(); };
    document.addEventListener("visibilitychange", follow);
    addEventListener("pageshow", follow);
    addEventListener("pagehide", leave);
    follow();
  }

  // ---- What is being saved says so; what failed says so too and keeps the text where it is.
  const say = (form, name) => all("[data-saved]", form).forEach((box) => { box.textContent = box.dataset[name] || ""; });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (form) say(form, "saving");
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (form) say(form, "failed");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.target.closest("[data-autosave]");
    if (form) say(form, "failed");
  });

  // ---- The first form proposes the zone of the reader's own clock.
  all("[data-own-zone]").forEach((select) => {
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some((option) => option.value === mine)) select.value = mine;
  });
})();
