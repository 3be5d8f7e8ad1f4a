// The page works without this: it only clears the box, shows the stop button and moves focus while an answer streams.
(() => {
  const form = document.getElementById("sporsmalsskjema");
  const box = document.getElementById("sporsmal");
  const stop = document.getElementById("stopp");
  let asking = null;

  const asked = () => document.querySelectorAll("#samtale .question");
  const finish = () => {
    stop.hidden = true;
    asking = null;
  };

  document.body.addEventListener("htmx:before:request", (event) => {
    asking = event.target;
    stop.hidden = false;
    document.getElementById("melding").textContent = "";
  });

  document.body.addEventListener("htmx:sse:after:message", () => {
    const questions = asked();
    const last = questions[questions.length - 1];
    if (!last || last.dataset.shown) return;
    last.dataset.shown = "true";
    if (!document.getElementById("feiltekst")) box.value = "";
    document.getElementById("start")?.remove();
    last.focus({ preventScroll: true });
    last.scrollIntoView({ block: "start" });
  });

  for (const over of ["htmx:sse:close", "htmx:after:request", "htmx:error", "htmx:abort"]) {
    document.body.addEventListener(over, finish);
  }

  stop.addEventListener("click", () => {
    if (asking) htmx.trigger(asking, "htmx:abort");
    finish();
    box.focus();
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
