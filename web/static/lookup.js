// What Oppslag has beyond plain HTML: keys, the address following along, and one polite announcement.
(() => {
  "use strict";
  const form = document.getElementById("oppslag");
  const field = document.getElementById("q");
  const hits = document.getElementById("treff");
  const detail = document.getElementById("detalj");
  const said = document.getElementById("kunngjoring");
  const keys = document.getElementById("hurtigtaster");
  const KEPT = "tuki.hurtigtaster";
  const PAUSE = 800; // ms without typing: the count is told once, not for each letter
  let announcing = 0;
  let opensFirst = false;

  const links = () => [...hits.querySelectorAll("a.hit")];
  const found = () => hits.querySelector("[data-found]");
  const trimmed = (text) => text.split(/\s+/).filter(Boolean).join(" ");
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]");
  const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey || event.isComposing;

  // Single keys can be turned off (WCAG 2.1.4).
  keys.checked = localStorage.getItem(KEPT) !== "0";
  const setKeys = () => document.documentElement.classList.toggle("without-keys", !keys.checked);
  setKeys();
  keys.addEventListener("change", () => {
    localStorage.setItem(KEPT, keys.checked ? "1" : "0");
    setKeys();
  });

  function announce(text, pause) {
    clearTimeout(announcing);
    announcing = setTimeout(() => { said.textContent = text; }, pause);
  }

  function remember(address) {
    history.replaceState(history.state, "", address);
    // The links to other languages lead to what is shown now.
    for (const link of document.querySelectorAll("footer a[hreflang]")) {
      const there = new URL(address, location.href);
      there.searchParams.set("lang", link.hreflang);
      there.hash = "";
      link.href = there.pathname + there.search;
    }
  }

  // What was found is for the words in the field, and not for some that were typed before.
  const isUpToDate = () => trimmed(field.value) === found()?.dataset.typed;

  function focusField() {
    field.focus();
    field.select();
    form.scrollIntoView({ block: "nearest" });
  }

  function mark(link) {
    for (const each of links()) each.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
  }

  form.addEventListener("input", () => { clearTimeout(announcing); });

  document.addEventListener("htmx:after:swap", () => {
    const results = found();
    if (results && results.dataset.typed === undefined) {
      results.dataset.typed = trimmed(field.value);
      remember(results.dataset.found);
      announce(results.dataset.said, PAUSE);
      if (opensFirst) { opensFirst = false; links()[0]?.click(); }
    }
    const opened = detail.querySelector("[data-opened]");
    if (opened && !opened.dataset.seen) {
      opened.dataset.seen = "1";
      detail.scrollTop = 0;
      const title = document.getElementById("detalj-tittel");
      title.focus({ preventScroll: true });
      const { top } = detail.getBoundingClientRect();
      if (top < 0 || top > innerHeight * 0.6) detail.scrollIntoView({ block: "start" });
      // What must be read out with a clause is seen at once, also on a low screen.
      else document.getElementById("horer-med")?.parentElement.scrollIntoView({ block: "nearest" });
    }
  });

  const fault = () => { opensFirst = false; announce(form.dataset.fault, 0); };
  document.addEventListener("htmx:error", fault);
  document.addEventListener("htmx:response:error", fault);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[hx-get]");
    if (link && !event.ctrlKey && !event.metaKey) {
      if (link.matches(".hit")) mark(link);
      else mark(links().find((each) => each.getAttribute("hx-get") === link.getAttribute("hx-get")));
      remember(link.getAttribute("hx-get"));
    }
    const mail = event.target.closest("a[data-mail]");
    if (mail) take(mail);
    const copy = event.target.closest("[data-copy]");
    if (copy) tell(copy.dataset.copied);
  });

  function tell(text) {
    const place = detail.querySelector("[data-done-here]");
    if (!place) return;
    place.textContent = text;
    place.dataset.told = "";
  }

  // The mail program is opened by the link itself; the text is copied too, for those that have none that listens.
  function take(link) {
    const lang = link.dataset.mail;
    const text = document.getElementById(`epost-${lang}-tekst`).content.textContent;
    const shown = document.getElementById(`epost-${lang}`);
    shown.open = true;
    shown.scrollIntoView({ block: "nearest" });
    navigator.clipboard?.writeText(text).catch(() => {});
    tell(link.dataset.done);
  }

  field.addEventListener("keydown", (event) => {
    if (hasModifier(event)) return;
    if (event.key === "ArrowDown") { event.preventDefault(); links()[0]?.focus(); }
    if (event.key === "Enter") {
      event.preventDefault();
      if (isUpToDate()) { links()[0]?.click(); return; }
      opensFirst = true;
      htmx.trigger(form, "input");
    }
  });

  hits.addEventListener("keydown", (event) => {
    if (hasModifier(event) || !event.target.closest("a.hit")) return;
    const all = links();
    const at = all.indexOf(event.target.closest("a.hit"));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) focusField();
    else all[Math.min(next, all.length - 1)].focus();
  });

  // Letters work only while the panel has the focus.
  detail.addEventListener("keydown", (event) => {
    if (!keys.checked || hasModifier(event) || event.repeat || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (!/^[a-z]$/.test(key)) return;
    const does = detail.querySelector(`[data-key="${key}"]`);
    if (!does) return;
    event.preventDefault();
    does.click();
  });

  document.addEventListener("keydown", (event) => {
    if (hasModifier(event)) return;
    if (event.key === "/" && keys.checked && !isTyping(event.target)) {
      event.preventDefault();
      focusField();
    }
    if (event.key === "Escape" && event.target.closest("#treff, #detalj")) {
      event.preventDefault();
      focusField();
    }
  });

  if (found()) found().dataset.typed = trimmed(field.value);
  const opened = detail.querySelector("[data-opened]");
  if (opened) {
    opened.dataset.seen = "1";
    document.getElementById("detalj-tittel").focus({ preventScroll: true });
  }
})();
