// What the form has beyond plain HTML: rows added in place, faults shown at their field, and that nothing is lost.
(() => {
  "use strict";
  const form = document.getElementById("skjema");
  const results = document.getElementById("resultat");
  const unsaved = document.getElementById("ulagret");
  const said = document.getElementById("kunngjoring");
  const secret = () => document.querySelector("input[name=utkast]").value;
  const key = () => `tuki.utkast.${secret()}`;
  // Counts what is typed, so that the answer to an earlier request does not pass for that of the last one.
  let typed = 0;
  let sent = 0;
  let kept = 0;

  // So that an earlier request that comes in late does not undo a later one.
  const own = new Set(["utkast", "vindu", "tastet"]);
  const count = form.elements.namedItem("tastet");
  count.value = 0; // a browser may have put an old one back
  form.elements.namedItem("vindu").value = crypto.randomUUID?.() ?? String(Math.random());
  const entered = () => [...new FormData(form)].filter(([name]) => !own.has(name));

  function faults() {
    const found = new Map([...results.querySelectorAll("template[data-fault]")].map((each) => [each.dataset.fault, each.innerHTML]));
    for (const message of form.querySelectorAll("[data-fault-of]")) {
      const field = document.getElementById(message.dataset.faultOf);
      const text = found.get(message.dataset.faultOf);
      message.textContent = text ?? "";
      message.hidden = text === undefined;
      if (field?.matches("input, textarea, select")) {
        if (text === undefined) field.removeAttribute("aria-invalid");
        else field.setAttribute("aria-invalid", "true");
      }
    }
    if (!found.size) form.querySelector(".ds-error-summary")?.remove();
  }

  function settle() {
    kept = sent;
    if (kept === typed) sessionStorage.removeItem(key());
    unsaved.hidden = true;
    faults();
    const news = results.querySelector("[data-said]")?.textContent ?? "";
    if (news !== said.textContent) said.textContent = news;
    history.replaceState(history.state, "", `/sjekk/u/${secret()}`);
  }

  function lost() {
    sessionStorage.setItem(key(), JSON.stringify(entered()));
    unsaved.textContent = form.dataset.unsaved;
    unsaved.hidden = false;
  }

  const type = () => { typed += 1; count.value = typed; };
  form.addEventListener("input", type);
  form.addEventListener("htmx:before:request", () => { sent = typed; });
  document.addEventListener("htmx:after:swap", () => { if (results.querySelector("[data-said]")) settle(); });
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:response:error", lost);

  // What was typed since the last time it was kept goes along when the page is left, and stays here until it is kept.
  addEventListener("pagehide", () => {
    if (typed === kept) return;
    sessionStorage.setItem(key(), JSON.stringify(entered()));
    navigator.sendBeacon("/sjekk/resultat", new FormData(form));
  });
  // Sent as a whole, or deleted: nothing is left to be kept.
  document.addEventListener("submit", ({ target }) => { if (target === form || target.action.endsWith("/slett")) kept = typed; });

  // After a reload, what the server may never have got is typed in again.
  addEventListener("load", () => {
    const left = sessionStorage.getItem(key());
    if (!left) return;
    const texts = new Map();
    for (const [name, text] of JSON.parse(left)) texts.set(name, [...(texts.get(name) ?? []), text]);
    for (const name of texts.keys()) addRowsFor(name);
    for (const field of form.elements) {
      if (!field.name || own.has(field.name)) continue;
      const values = texts.get(field.name) ?? [];
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
      else if (field.matches("input, textarea, select")) field.value = values[0] ?? "";
    }
    type();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Told before it is sent: a page that refuses a large body has no form in it.
  const file = document.getElementById("fil");
  // A part of the form only when it is sent: not each time that what is typed is kept.
  const name = file.name;
  file.removeAttribute("name");
  document.querySelector("[formaction='/sjekk/apne']").addEventListener("click", () => { file.name = name; });
  file.addEventListener("change", () => {
    const tooLarge = [...file.files].some((each) => each.size > Number(file.dataset.largest));
    file.setCustomValidity(tooLarge ? file.dataset.tooLarge : "");
    file.reportValidity();
    if (tooLarge) file.value = "";
  });

  function addRowsFor(name) {
    const rows = form.querySelector(`[data-rows="${name.split("[")[0]}"]`);
    for (let added = 0; rows && added < 50 && !form.elements.namedItem(name); added += 1) addRow(rows.querySelector("[data-more]"));
  }

  // One more row, as a copy of the last one.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more]");
    if (!button) return;
    event.preventDefault();
    addRow(button).querySelector("input").focus();
  });

  function addRow(button) {
    const last = [...button.parentElement.querySelectorAll(":scope > .row")].at(-1);
    const number = Number(/\[(\d+)\]/.exec(last.querySelector("[name]").name)[1]);
    const copy = last.cloneNode(true);
    for (const each of copy.querySelectorAll("*")) {
      for (const attribute of ["id", "for", "name", "aria-describedby", "data-fault-of"]) {
        const value = each.getAttribute(attribute);
        if (value) each.setAttribute(attribute, value.replaceAll(`[${number}]`, `[${number + 1}]`).replaceAll(`-${number}-`, `-${number + 1}-`));
      }
    }
    copy.querySelector("legend").textContent = last.querySelector("legend").textContent.replace(String(number + 1), String(number + 2));
    for (const field of copy.querySelectorAll("input, textarea")) field.value = "";
    for (const field of copy.querySelectorAll("select")) field.selectedIndex = 0;
    for (const message of copy.querySelectorAll("[data-fault-of]")) message.hidden = true;
    last.after(copy);
    return copy;
  }

  // A link to a field puts the caret there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#f-']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    (field.matches("fieldset") ? field.querySelector("input, select, textarea") ?? field : field).focus({ preventScroll: true });
  });
})();
