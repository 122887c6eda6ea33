// The composer: kept while one types, checked while one types, never sent from here. Without this file, its buttons do it.
(() => {
  "use strict";
  const KEEP = 900;
  const LONGEST = 3000; // somebody who never pauses is kept all the same
  const LOOK = 350;
  const AGAIN = 4000;
  let pen = null;

  // Places are counted in code points, as the server counts them.
  const points = (text) => [...text];

  class Pen {
    constructor(form) {
      this.form = form;
      this.area = form.querySelector("textarea[name=text]");
      this.under = form.querySelector(".under");
      this.status = form.querySelector("[data-saved]");
      this.kept = this.area.value;
      this.unanswered = null;
      this.busy = null;
      this.frozen = false;
      form.querySelector(".pen").classList.remove("no-script");
      this.marks = this.readMarks();
      this.area.addEventListener("input", () => this.typed());
      form.addEventListener("change", (event) => { if (event.target !== this.area) this.lookSoon(); });
      form.addEventListener("pen:keep", () => this.keep());
      form.addEventListener("submit", (event) => this.submit(event));
      this.paint();
    }

    get text() { return this.area.value; }
    get dirty() { return !this.frozen && this.form.dataset.save && (this.text !== this.kept || this.unanswered !== null); }

    typed() {
      this.paint();
      this.since ??= performance.now();
      clearTimeout(this.keepTimer);
      this.keepTimer = setTimeout(() => this.keep(), Math.max(0, Math.min(KEEP, LONGEST - (performance.now() - this.since))));
      this.lookSoon();
    }

    lookSoon() {
      if (!this.form.dataset.check) return;
      clearTimeout(this.lookTimer);
      this.lookTimer = setTimeout(() => this.look(), LOOK);
    }

    // ---- Kept: one request at a time. A text whose answer was lost is sent again first, unchanged: that is harmless.
    keep() {
      if (!this.dirty) return this.busy || Promise.resolve();
      if (!this.busy) this.busy = this.keepNow().finally(() => { this.busy = null; });
      return this.busy;
    }

    async keepNow() {
      const text = this.unanswered ?? this.text;
      this.since = null;
      const body = new FormData(this.form);
      const came = body.get("came");
      body.set("text", text);
      this.say(this.form.dataset.saving);
      this.unanswered = text;
      let answer, said;
      try {
        answer = await fetch(this.form.dataset.save, { method: "POST", body, headers: { Accept: "application/json" } });
        if (answer.status === 401) { this.ended(); return; }
        said = await answer.json();
      } catch {
        this.say(this.form.dataset.failed, true);
        this.keepTimer = setTimeout(() => this.keep(), AGAIN);
        return;
      }
      this.unanswered = null;
      this.say(said.said, !answer.ok);
      if (!answer.ok) { this.frozen = answer.status === 409; this.showBoth(said); return; }
      this.form.querySelector("[name=seen]").value = said.seen;
      if (came && this.form.elements.came.value === came) this.form.elements.came.value = "";
      this.kept = text;
      if (this.dirty) await this.keepNow();
    }

    // A colleague saved meanwhile: both texts are shown, and nothing is kept until somebody chooses.
    showBoth(said) {
      const box = this.form.querySelector("#two-texts");
      if (!said.box || !box) return;
      this.theirs = said;
      window.htmx.swap(box, said.box, { swapStyle: window.htmx.config.defaultSwapStyle });
    }

    // Theirs takes the place of the typed words, so that Ctrl Z brings those back.
    takeTheirs() {
      const { theirs, their_seen: seen } = this.theirs;
      this.theirs = null;
      this.form.querySelector("#two-texts").replaceChildren();
      this.form.querySelector("[name=seen]").value = seen;
      this.kept = theirs;
      this.frozen = false;
      this.area.focus();
      this.area.select();
      if (!document.execCommand("insertText", false, theirs)) { this.area.value = theirs; this.typed(); }
    }

    // The session is over: trying again cannot help. Signing in goes through the form, which carries the text along.
    ended() {
      this.unanswered = null;
      this.say(this.form.dataset.ended, true);
      const door = this.form.querySelector("[data-sign-in]");
      if (door) door.hidden = false;
    }

    say(words, wrong = false) {
      if (!this.status || !words) return;
      this.status.textContent = words;
      this.status.classList.toggle("t-late", wrong);
    }

    async submit(event) {
      if (!this.busy) { this.frozen = true; return; }
      event.preventDefault();
      const button = event.submitter;
      await this.busy;
      clearTimeout(this.keepTimer);
      this.form.requestSubmit(button);
    }

    // ---- Checked: the latest question only; an older answer is thrown away.
    async look() {
      this.asking?.abort();
      this.asking = new AbortController();
      try {
        const request = { method: "POST", body: new FormData(this.form), signal: this.asking.signal };
        const answer = await fetch(this.form.dataset.check, { ...request, headers: { Accept: "application/json" } });
        if (answer.ok) this.show(await answer.json());
      } catch (error) {
        if (error.name !== "AbortError" && !(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
      }
    }

    show(parts) {
      for (const name of ["checks", "length", "need"]) {
        const box = this.form.querySelector("#" + name);
        if (!box.contains(document.activeElement)) window.htmx.swap(box, parts[name], { swapStyle: window.htmx.config.defaultSwapStyle });
      }
      this.form.querySelector("[data-main] span").textContent = parts.label;
      this.marks = this.readMarks();
      this.paint();
    }

    // ---- Marked: the words at fault, under the text; the value is never touched.
    readMarks() {
      const box = this.form.querySelector("[data-marks]");
      const all = points(this.text);
      const found = box ? JSON.parse(box.dataset.marks) : [];
      return found.map(([start, end, look]) => ({ start, look, words: all.slice(start, end).join("") }));
    }

    paint() {
      if (!this.under) return;
      const text = this.text;
      const pieces = [];
      let at = 0;
      for (const mark of this.marks) {
        const place = mark.words ? text.indexOf(mark.words, at) : -1;
        if (place < 0) continue;
        const box = document.createElement("mark");
        box.className = mark.look;
        box.textContent = mark.words;
        pieces.push(text.slice(at, place), box);
        at = place + mark.words.length;
      }
      this.under.replaceChildren(...pieces, text.slice(at) + "\n");
    }
  }

  const begin = () => {
    const form = document.querySelector("form[data-composer]");
    if (!form || (pen && pen.form === form)) return;
    pen = new Pen(form);
  };
  begin();
  document.addEventListener("htmx:afterSettle", begin);
  document.addEventListener("htmx:oobAfterSwap", begin);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theirs]") || !pen || !pen.theirs) return;
    event.preventDefault();
    pen.takeTheirs();
  });

  // ---- Tabs: what was typed is kept first. Arrows walk them, Alt L H P open them.
  const leave = async (link) => {
    if (pen && pen.dirty) await pen.keep();
    if (!pen || !pen.dirty || pen.frozen) { if (pen) pen.frozen = true; location.assign(link.href); }
    if (new URL(link.href).pathname + new URL(link.href).search === location.pathname + location.search) location.reload();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".tabs a[data-tab]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-current")) leave(link);
  });
  document.addEventListener("keydown", (event) => {
    const link = event.target.closest && event.target.closest(".tabs a[data-tab]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (link && step) {
      const all = [...link.parentElement.querySelectorAll("a[data-tab]")];
      all[(all.indexOf(link) + step + all.length) % all.length].focus();
      event.preventDefault();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = event.target.closest && event.target.closest("form[data-composer], form[data-review]");
      const main = form && form.querySelector("[data-main]");
      if (main) { event.preventDefault(); main.click(); }
    }
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const tab = { l: "reply", h: "holding", p: "note" }[event.key.toLowerCase()];
      const to = tab && document.querySelector(`.tabs a[data-tab=${tab}]`);
      if (to) { event.preventDefault(); if (to.hasAttribute("aria-current")) document.getElementById("text")?.focus(); else to.click(); }
    }
  });

  // ---- Leaving with unkept words: kept on the way out, and asked when that cannot be.
  document.addEventListener("visibilitychange", () => { if (document.hidden && pen) pen.keep(); });
  addEventListener("beforeunload", (event) => { if (pen && pen.dirty) event.preventDefault(); });
})();
