// Two people on one case see each other: the open page says every ten seconds that it is looked at, or typed in.
// Without this file nobody is shown; nothing that anybody wrote depends on it.
(() => {
  "use strict";
  const BEAT = 10000;
  const TYPING = 15000;
  const box = () => document.getElementById("presence");
  let typedAt = -Infinity;
  let shown = null;

  const body = (fields) => {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };

  const beat = async () => {
    const line = box();
    if (!line || document.hidden) return;
    const writing = performance.now() - typedAt < TYPING ? line.dataset.writing : "";
    try {
      const answer = await fetch(line.dataset.here, { method: "POST", body: body({ writing }) });
      if (!answer.ok || answer.redirected) return;
      const said = (await answer.text()).trim();
      if (said === shown) return;
      shown = said;
      if (box()) window.htmx.swap(box(), said, { swapStyle: window.htmx.config.defaultSwapStyle });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // no connection: the next beat tries again
    }
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches("form[data-composer] textarea[name=text]")) return;
    const began = performance.now() - typedAt >= TYPING;
    typedAt = performance.now();
    if (began) beat();
  });
  document.addEventListener("visibilitychange", beat);
  addEventListener("pagehide", () => { if (box()) navigator.sendBeacon(box().dataset.here, body({ gone: "1" })); });
  setInterval(beat, BEAT);
  beat();
})();
