// The inbox and the case: keys, and fresh parts that never disturb what somebody is doing. Comfort only.
(() => {
  "use strict";
  const typing = (target) => target.closest && target.closest("input, textarea, select");

  // ---- Keys: the table of keys, the next and the previous case.
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const page = document.querySelector("main[data-before], main[data-after]");
      const to = page && { j: page.dataset.after, k: page.dataset.before }[event.key.toLowerCase()];
      if (to) { event.preventDefault(); location.assign(to); }
      return;
    }
    if (event.key === "?" && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
      const table = document.getElementById("keys");
      if (table && !table.open) table.showModal();
    }
  });

  // ---- The writer's own re-read: the button opens when the time has passed. The server counts too.
  const button = document.querySelector("[data-wait]");
  const said = document.getElementById("wait");
  if (button && said && Number(button.dataset.wait) > 0) {
    const until = Date.now() + 1000 * Number(button.dataset.wait);
    button.setAttribute("aria-disabled", "true");
    const count = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) { said.textContent = said.dataset.waitLeft.replace("{s}", left); setTimeout(count, 250); return; }
      button.removeAttribute("aria-disabled");
      said.textContent = said.dataset.waitOver;
    };
    count();
    button.addEventListener("click", (event) => { if (button.hasAttribute("aria-disabled")) event.preventDefault(); });
  }

  // ---- An approved text on its way out: how many seconds are left to call it back. The server counts too.
  const leaving = () => {
    document.querySelectorAll("[data-leaves]").forEach((said) => {
      const left = Math.ceil((Date.parse(said.dataset.leaves) - Date.now()) / 1000);
      const shown = left > 0 ? said.dataset.left.replace("{s}", left) : said.dataset.over;
      if (said.textContent !== shown) said.textContent = shown;
    });
  };
  leaving();
  setInterval(leaving, 500);
  document.addEventListener("htmx:afterSwap", leaving);

  // ---- A button that waits for something far away says so, and what is typed meanwhile is not lost: nothing can be.
  document.addEventListener("submit", (event) => {
    const asked = event.submitter;
    if (event.defaultPrevented || !asked || !asked.dataset.waits) return;
    const area = event.target.querySelector("textarea[name=text]");
    if (area) area.readOnly = true;
    asked.textContent = asked.dataset.waits;
    asked.setAttribute("aria-disabled", "true");
    addEventListener("pageshow", () => { if (area) area.readOnly = false; }, { once: true });
  });

  // ---- Fresh parts wait while their words are selected or a field in them is in use.
  const selected = (box) => {
    const selection = getSelection();
    return selection && !selection.isCollapsed && box.contains(selection.anchorNode);
  };
  const inUse = (box) => {
    const active = document.activeElement;
    return (box.contains(active) && typing(active)) || box.querySelector("details.fold[open]") || selected(box);
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    const list = event.target.closest("#desk");
    if (list && event.target === list && (selected(list) || list.querySelector("dialog[open]"))) event.preventDefault();
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const box = event.detail.target;
    const annotating = box.querySelector("[data-annotate] textarea")?.value;
    if (annotating || (box.id !== "composer" && inUse(box))) event.detail.shouldSwap = false;
  });
})();
