"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const translations = JSON.parse(byId("translations").textContent);
  let language = "en";

  const remembered = (key) => { try { return localStorage.getItem(`aicheck-${key}`); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(`aicheck-${key}`, value); } catch { /* a page without storage */ } };
  const say = (words) => translations[language][words] ?? words;

  // The page's own words: each node keeps its English text, the key of its translations, also when it is copied.
  const attributes = { label: "aria-label", placeholder: "placeholder" };
  function translate(within) {
    for (const node of all("[data-t]", within)) node.textContent = say(node.dataset.t ||= node.textContent);
    for (const [kind, name] of Object.entries(attributes)) {
      for (const node of all(`[data-t-${kind}]`, within)) {
        const key = `data-t-${kind}`;
        if (!node.getAttribute(key)) node.setAttribute(key, node.getAttribute(name));
        node.setAttribute(name, say(node.getAttribute(key)));
      }
    }
  }
  const figures = all("[data-in]").map((node) => ({ node, text: node.textContent }));
  function speak(chosen) {
    language = chosen in translations ? chosen : "en";
    root.lang = language;
    translate(document);
    for (const { node, text } of figures) node.textContent = node.getAttribute(`data-in-${language}`) ?? text;
    document.title = say("Discrepancies");
    byId("language").value = language;
    count();
  }

  function paint(theme) {
    root.dataset.theme = theme;
    byId("theme").value = theme;
  }

  // The filters: a finding is shown where it fits one choice of each kind that has any, and holds every word.
  const form = byId("filters");
  const cards = all("article.card").map((node) => ({
    node, text: null, s: [node.dataset.s], r: [node.dataset.r], d: node.dataset.d.split(" "),
  }));
  const groups = all("section.group").map((node) => ({ node, cards: all("article.card", node) }));
  let shown = cards.length;
  function count() {
    if (!form) return;
    const words = shown === cards.length ? "{all} findings" : "Showing {shown} of {all}";
    const number = new Intl.NumberFormat(language);
    byId("shown").textContent = say(words).replace("{shown}", number.format(shown)).replace("{all}", number.format(cards.length));
  }
  function filter() {
    const chosen = ["s", "d", "r"].map((kind) => [kind, new Set(all(`input[name=${kind}]:checked`, form).map((box) => box.value))])
      .filter(([, values]) => values.size);
    const words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = 0;
    for (const card of cards) {
      if (words.length) card.text ??= card.node.textContent.toLowerCase();
      const fits = chosen.every(([kind, values]) => card[kind].some((value) => values.has(value)))
        && words.every((word) => card.text.includes(word));
      if (card.node.hidden === fits) card.node.hidden = !fits;
      shown += fits;
    }
    for (const group of groups) group.node.hidden = group.cards.every((card) => card.hidden);
    byId("nothing").hidden = shown > 0;
    count();
  }

  // A link to a place that is folded in or filtered out brings it into view.
  function reveal() {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    if (target.hidden) { form.reset(); filter(); }
    const fold = target.closest("details") ?? target.querySelector(":scope > details");
    if (fold && target.matches("li")) fold.open = true;
    target.scrollIntoView();
    requestAnimationFrame(() => target.scrollIntoView()); // what was not laid out before may have moved it
  }

  // A rule is explained once, in its own section; a finding that is asked about it shows a copy.
  for (const fold of all("details.why")) {
    fold.addEventListener("toggle", () => {
      const told = document.querySelector(`#r${fold.dataset.rule} .told`);
      if (fold.open && told && !fold.querySelector(".told")) fold.append(told.cloneNode(true));
    });
  }

  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    if (matchMedia("(max-width: 860px)").matches) all("details.facets", form)[0].open = false;
  }
  byId("language").addEventListener("change", (event) => { speak(event.target.value); remember("language", language); });
  byId("theme").addEventListener("change", (event) => { paint(event.target.value); remember("theme", event.target.value); });
  addEventListener("hashchange", reveal);
  root.classList.add("live");
  paint(remembered("theme") ?? "auto");
  speak(remembered("language") ?? navigator.language.split("-")[0]);
  reveal();
})();
