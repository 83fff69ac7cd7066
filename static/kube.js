// What makes pages quicker; each page works without it. No words here: they come from the page.
(() => {
  "use strict";

  const dotted = (text) => {
    const figures = text.replace(/^\s*rp\s*/i, "").replace(/[.\s]/g, "");
    return /^\d+$/.test(figures) ? String(BigInt(figures)).replace(/\B(?=(\d{3})+$)/g, ".") : text;
  };
  const isAmount = (element) => element.matches("input.amount, input.big-amount");

  // Amounts: ready to be written over when entered, with dots when left.
  document.addEventListener("focusin", ({ target }) => isAmount(target) && target.select());
  document.addEventListener("focusout", ({ target }) => {
    if (isAmount(target)) target.value = dotted(target.value);
  });

  // <button type="button" data-print hidden>: there only where a browser can print.
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = !window.print;
  document.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());

  // A key (passkey) that was refused or did not answer.
  document.addEventListener("allauth.error", (event) => {
    const notice = document.getElementById("key-failed");
    if (!notice) return;
    event.preventDefault();
    notice.hidden = false;
  });

  // A part that could not be fetched says so where the answer would be.
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  function failed({ detail }) {
    const notice = document.getElementById("not-fetched");
    if (notice) detail.target.replaceChildren(notice.content.cloneNode(true));
  }
})();
