// Runs in a world of its own beside the page: same document, but none of the page's functions.
(() => {
  "use strict";
  const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "HEAD", "TEXTAREA", "SELECT", "IFRAME", "SVG"]);
  const INLINE = new Set(
    ("A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I IMG INS KBD MARK Q S SAMP SMALL SPAN STRONG SUB " +
      "SUP TIME TT U VAR WBR").split(" "));
  const LONGEST = 2_000_000;
  const UNSEEN = /[\u00AD\u200B\u2060\uFEFF\uFE0F]/g;
  const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Component}]{1,20}$/u;
  const WORD = /[\p{L}\p{N}]/u;

  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

  // A picture that loads late begins to only once its place was drawn; a busy machine draws late itself.
  const drawn = () => Promise.race([new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), sleep(500)]);

  // The same folding stands in looks.py: canonical letters, plain quotes and dashes, nothing that is not seen.
  const fold = (text) => text.normalize("NFC").replace(UNSEEN, "").replace(/[’‘ʼ]/g, "'")
    .replace(/[“”„]/g, '"').replace(/…/g, "...").replace(/[–—]/g, "-").normalize("NFC");

  // The text under a node without its white space; `gaps` holds where some stood, or where a block begins or ends.
  function read(root) {
    const told = { pieces: [], length: 0, starts: [], nodes: [], gaps: new Set() };
    walk(root, told);
    told.text = told.pieces.join("");
    return told;
  }

  function walk(node, told) {
    if (told.length > LONGEST) return;
    if (node.nodeType === Node.TEXT_NODE) return add(node, node.data, told);
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    const name = (node.tagName || "").toUpperCase();
    if (SKIPPED.has(name)) return;
    if (name === "IMG" && EMOJI.test(node.alt || "")) return add(node, node.alt, told);
    const block = !INLINE.has(name);
    if (block) told.gaps.add(told.length);
    const inside = node.shadowRoot ? [node.shadowRoot] : node.childNodes;
    for (const child of inside) walk(child, told);
    if (block) told.gaps.add(told.length);
  }

  function add(node, text, told) {
    const start = told.length;
    const words = fold(text).split(/(\s+)/u);
    for (const word of words) {
      if (!word) continue;
      if (/^\s/u.test(word)) { told.gaps.add(told.length); continue; }
      told.pieces.push(word);
      told.length += word.length;
    }
    if (told.length > start) { told.starts.push(start); told.nodes.push(node); }
  }

  const compact = (text) => fold(text).replace(/\s+/gu, "").normalize("NFC");

  function whole(told, start, end) {
    const open = told.gaps.has(start) || start === 0 || !WORD.test(told.text[start - 1]) || !WORD.test(told.text[start]);
    const shut = told.gaps.has(end) || end === told.length || !WORD.test(told.text[end]) || !WORD.test(told.text[end - 1]);
    return open && shut;
  }

  function nodeAt(told, offset) {
    let low = 0, high = told.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (told.starts[middle] <= offset) low = middle; else high = middle - 1;
    }
    return told.nodes[low];
  }

  const up = (node) => node.parentElement || (node.getRootNode() || {}).host || null;

  function around(first, last) {
    const over = new Set();
    for (let node = first; node; node = up(node)) over.add(node);
    for (let node = last; node; node = up(node)) if (over.has(node) && node.nodeType === 1) return node;
    return null;
  }

  function box(element) {
    const seen = element.getBoundingClientRect();
    return { x: seen.left + scrollX, y: seen.top + scrollY, width: seen.width, height: seen.height };
  }

  function shown(element) {
    const seen = element.getBoundingClientRect();
    return seen.width >= 1 && seen.height >= 1 &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function places(told, needle) {
    const found = new Map();
    for (let at = told.text.indexOf(needle); at >= 0 && found.size < 20; at = told.text.indexOf(needle, at + 1)) {
      const end = at + needle.length;
      if (!whole(told, at, end)) continue;
      const element = around(nodeAt(told, at), nodeAt(told, end - 1));
      if (element && shown(element)) found.set(element, read(element).text === needle);
    }
    const exact = [...found].filter(([, same]) => same).map(([element]) => element);
    return exact.length === 1 ? exact : [...found.keys()];
  }

  let page = null;
  const elements = {};

  const named = (anchors) => anchors.map((anchor) => document.getElementById(anchor)).filter((one) => one);

  function holds(element, needle) {
    const told = read(element);
    for (let at = told.text.indexOf(needle); at >= 0; at = told.text.indexOf(needle, at + 1)) {
      if (whole(told, at, at + needle.length)) return true;
    }
    return false;
  }

  function pick(needle, anchors) {
    const there = named(anchors);
    const roots = there.filter((root) => shown(root));
    if (there.length && !roots.length) return { how: "absent", places: 0, element: null };
    const right = roots.find((root) => holds(root, needle));
    if (right) return { how: "anchor", places: 1, element: right };
    const free = needle ? places(page, needle) : [];
    if (roots.length) return { how: "differs", places: free.length, element: roots[0] };
    if (free.length === 1) return { how: "text", places: 1, element: free[0] };
    return { how: free.length ? "several" : "absent", places: free.length, element: null };
  }

  function look(key, text, anchors) {
    const { how, places, element } = pick(compact(text), anchors);
    if (!element) return { how, places };
    elements[key] = element;
    const images = [...element.querySelectorAll("img")].filter((one) => shown(one));
    return {
      how, places, box: box(element), seen: read(element).text.slice(0, 200_000),
      text: element.textContent.slice(0, 200_000), pending: images.filter((one) => !one.complete).length,
    };
  }

  async function scroll(milliseconds, limit) {
    const end = performance.now() + milliseconds;
    const root = document.scrollingElement || document.documentElement;
    let at = 0, moves = 0, grown = true;
    while (grown && performance.now() < end) {
      while (at + innerHeight < Math.min(root.scrollHeight, limit) && performance.now() < end) {
        at += Math.max(200, Math.floor(innerHeight * 0.9));
        scrollTo({ top: at, behavior: "instant" });
        moves += 1;
        await drawn();
        await sleep(20);
      }
      const before = root.scrollHeight;
      if (moves && before < limit) await sleep(150);
      grown = root.scrollHeight > before && root.scrollHeight < limit;
    }
    scrollTo({ top: 0, behavior: "instant" });
    const short = at + innerHeight < root.scrollHeight;
    return { height: root.scrollHeight, width: root.scrollWidth, moves, short };
  }

  async function images(milliseconds, limit) {
    const end = performance.now() + milliseconds;
    const all = [...document.images].filter((one) => shown(one) && box(one).y < limit);
    while (all.some((one) => !one.complete) && performance.now() < end) await sleep(30);
    const pending = all.filter((one) => !one.complete).length;
    const broken = all.filter((one) => one.complete && !one.naturalWidth && one.currentSrc).length;
    return { all: all.length, pending, broken };
  }

  const painted = (element) => {
    if (/^(IMG|CANVAS|VIDEO|IFRAME|DIALOG)$/.test(element.tagName)) return true;
    const style = getComputedStyle(element);
    const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(style.backgroundColor);
    return style.backgroundImage !== "none" || (style.backgroundColor !== "transparent" && (!alpha || alpha[1] > 0.05));
  };

  function overlayAt(x, y) {
    let paint = false;
    for (let node = document.elementFromPoint(x, y); node; node = up(node)) {
      paint = paint || painted(node);
      if (getComputedStyle(node).position === "fixed") return paint ? node : null;
    }
    return null;
  }

  // What lies over the page: the share of a grid of points, unless it is what holds most of the page's own words.
  function overlay() {
    const hits = new Map();
    const side = 10;
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const node = overlayAt(((column + 0.5) * innerWidth) / side, ((row + 0.5) * innerHeight) / side);
        if (node) hits.set(node, (hits.get(node) || 0) + 1);
      }
    }
    const over = [...hits].map(([node, count]) => ({ node, count, told: read(node) }))
      .filter((one) => one.told.length === 0 || one.told.length < page.length / 2 || page.length < 400);
    const words = over.map((one) => one.node.textContent).join(" ").slice(0, 4_000);
    return { cover: over.reduce((sum, one) => sum + one.count, 0) / (side * side), words };
  }

  function told() {
    page = read(document.body || document.documentElement);
    const head = document.querySelector("h1");
    const secret = [...document.querySelectorAll("input[type=password]")].some((one) => shown(one));
    return {
      url: document.URL, title: document.title.slice(0, 500), heading: head ? head.textContent.slice(0, 500) : "",
      letters: page.length, password: secret, overlay: overlay(),
      media: document.images.length + document.querySelectorAll("video,canvas,iframe").length,
    };
  }

  globalThis.detente = { scroll, images, told, look, element: (key) => elements[key] };
})();
