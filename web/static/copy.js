// Copies an answer with its sources, and prints one answer alone.
(() => {
  "use strict";
  document.documentElement.classList.add("with-script");
  document.addEventListener("click", async ({ target }) => {
    const copy = target.closest("[data-copy]");
    if (copy) {
      await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).content.textContent);
      const said = copy.textContent;
      copy.textContent = copy.dataset.copied;
      setTimeout(() => { copy.textContent = said; }, 2500);
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
