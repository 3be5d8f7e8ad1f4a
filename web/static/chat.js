// What the conversation has beyond plain HTML: keys, stop, and that nothing is lost by leaving the page.
(() => {
  "use strict";
  const form = document.getElementById("spor");
  const field = document.getElementById("sporsmal");
  const stop = document.getElementById("stopp");
  const talk = document.getElementById("samtale");
  let asked = "";
  let shown = null;

  // The conversation's own address, so that a reload or a way back finds it.
  const conversation = () => form.querySelector("input[name=samtale]").value;
  const remember = () => { if (conversation()) history.replaceState(history.state, "", `/samtale/${conversation()}`); };
  const newest = () => talk.querySelector(".turn:last-of-type");

  function fault(text) {
    const box = document.createElement("div");
    box.className = "ds-alert fault";
    box.dataset.color = "danger";
    box.setAttribute("role", "alert");
    box.textContent = text;
    talk.append(box);
  }

  // A turn that will get no more: what it says it waits for is taken away.
  function endTurn(text) {
    const waiting = newest()?.querySelector(".waiting");
    if (waiting) waiting.textContent = text;
    waiting?.classList.remove("waiting");
  }

  form.addEventListener("htmx:before:request", () => {
    asked = field.value;
    shown = null;
    talk.querySelectorAll(".fault").forEach((box) => box.remove());
    stop.hidden = false;
  });
  form.addEventListener("htmx:sse:after:message", () => {
    const turn = newest();
    if (turn && turn !== shown) {
      shown = turn;
      turn.scrollIntoView({ block: "start" });
    }
  });
  form.addEventListener("done", () => {
    if (field.value === asked) field.value = "";
    remember();
  });
  form.addEventListener("htmx:finally:request", () => { stop.hidden = true; });
  form.addEventListener("htmx:error", () => { endTurn(form.dataset.stopped); fault(form.dataset.fault); });
  form.addEventListener("htmx:sse:error", () => { endTurn(form.dataset.stopped); fault(form.dataset.fault); });

  stop.addEventListener("click", () => {
    htmx.trigger(form, "htmx:abort");
    endTurn(form.dataset.stopped);
    stop.hidden = true;
    field.focus();
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
  });
})();
