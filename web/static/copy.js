// Copies an answer with its sources, and prints one answer alone.
(() => {
  "use strict";
  document.documentElement.classList.add("with-script");

  // A browser has a clipboard only over https or on the same machine; the older way works everywhere.
  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copy]");
    if (button) {
      await copy(document.getElementById(button.dataset.copy).content.textContent);
      const said = button.textContent;
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = said; }, 2500);
      button.focus();
    }
    const print = target.closest("[data-print]");
    if (print) {
      const only = document.getElementById(print.dataset.print);
      only?.classList.add("printed");
      document.documentElement.classList.add("print-one");
      window.print();
      only?.classList.remove("printed");
      document.documentElement.classList.remove("print-one");
    }
  });
})();
