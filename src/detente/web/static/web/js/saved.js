// Saved replies in the composer: "/" and letters, arrows, Enter, Esc; or the button and the mouse. Text goes in where the
// cursor is and Ctrl Z takes it out again. Without this file, a list of plain buttons does it.
(() => {
  "use strict";
  const SLASH = /(?:^|[\s(«“"])\/([\p{L}\p{N}-]{0,40})$/u;
  let from = -1; // where what is replaced begins; -1 while the list is shut
  let left = -1; // the slash that Esc left alone

  const field = () => document.querySelector("form[data-composer][data-save] textarea[name=text]");
  const list = () => document.getElementById("slash");
  const shown = () => [...list().children].filter((one) => !one.hidden);
  const chosen = () => list().querySelector("[aria-selected=true]");
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const isOpen = () => from >= 0 && list() && !list().hidden;

  const mark = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field().setAttribute("aria-activedescendant", option.id);
  };

  const shut = () => {
    from = -1;
    if (list()) list().hidden = true;
    field()?.removeAttribute("aria-activedescendant");
  };

  const show = (start, letters) => {
    const box = list();
    const wanted = bare(letters);
    for (const one of box.children) {
      const words = bare(one.dataset.find).split(/[\s’'-]+/);
      one.hidden = !(bare(one.dataset.find).startsWith(wanted) || words.some((word) => word.startsWith(wanted)));
    }
    const [first] = shown();
    if (!first) { shut(); return; }
    from = start;
    box.hidden = false;
    mark(first);
  };

  const follow = () => {
    const box = list();
    const area = field();
    if (!box || !area) return;
    const found = area.selectionStart === area.selectionEnd && SLASH.exec(area.value.slice(0, area.selectionStart));
    const start = found ? area.selectionStart - found[1].length - 1 : -1;
    if (start !== left) left = -1;
    if (found && start !== left) show(start, found[1]);
    else shut();
  };

  const units = (text, count) => [...text].slice(0, count).join("").length;

  // The first field that nobody could fill is selected: the next words typed take its place.
  const put = (area, start, end, said) => {
    area.focus();
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, said.text)) {
      area.setRangeText(said.text, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const [open] = said.left;
    if (open) area.setSelectionRange(start + units(said.text, open[0]), start + units(said.text, open[1]));
    area.form.dispatchEvent(new CustomEvent("pen:keep"));
  };

  const tell = (words) => {
    const box = document.getElementById("saved");
    if (box) { box.textContent = words; box.classList.add("t-late"); }
  };

  const take = async (option) => {
    const area = field();
    const box = list();
    const [start, end] = [from, area.selectionEnd];
    const before = area.value.slice(0, end);
    shut();
    const body = new FormData(area.form);
    body.set("saved", option.dataset.id);
    let answer, said;
    try {
      answer = await fetch(box.dataset.take, { method: "POST", body, headers: { Accept: "application/json" } });
      said = await answer.json();
    } catch { tell(box.dataset.failed); return; }
    if (!answer.ok) { tell(said.said); return; }
    area.form.elements.came.value = option.dataset.id;
    const still = area.value.startsWith(before);
    put(area, still ? start : area.selectionStart, still ? end : area.selectionEnd, said);
  };

  document.addEventListener("input", (event) => { if (event.target === field()) follow(); });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field() || !isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const all = shown();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    else if (event.key === "Enter" || event.key === "Tab") take(chosen());
    else if (event.key === "Escape") { left = from; shut(); }
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("mousedown", (event) => { if (event.target.closest("#slash")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#slash [role=option]");
    if (option) { take(option); return; }
    if (event.target.closest("[data-slash]")) {
      const area = field();
      area.focus();
      if (isOpen()) shut();
      else show(area.selectionEnd, "");
    } else if (event.target !== field()) shut();
  });

  const dress = () => {
    const door = document.querySelector("[data-slash]");
    const plain = document.querySelector("[data-plain]");
    if (!door || !plain || plain.hidden) return;
    door.hidden = false;
    plain.hidden = true;
    const area = field();
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", "slash");
  };
  dress();
  document.addEventListener("htmx:afterSettle", dress);
  document.addEventListener("htmx:oobAfterSwap", dress);
})();
