// Words selected in the exact text become a choice of the annotation's list. Without this file, a sentence is chosen there.
(() => {
  "use strict";
  // Places are counted in code points, as the server counts them.
  const length = (range) => [...range.toString()].length;

  const place = (range, text) => {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = length(before);
    return `${start}-${start + length(range)}`;
  };

  const choose = () => {
    const list = document.querySelector("form[data-annotate] select[name=place]");
    const text = document.querySelector(".galley [data-text]");
    const selection = getSelection();
    if (!list || !text) return;
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const words = range.toString().trim();
    if (!words || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    let option = list.querySelector("option[data-own]");
    if (!option) {
      option = document.createElement("option");
      option.dataset.own = "";
      list.prepend(option);
    }
    option.value = place(range, text);
    option.textContent = `${list.dataset.chosen} ${words.length > 80 ? words.slice(0, 79) + "…" : words}`;
    list.value = option.value;
    const fold = list.closest("details");
    if (fold) fold.open = true;
  };
  document.addEventListener("selectionchange", choose);
})();
