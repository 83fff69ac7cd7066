"use strict";

// An assessment a criterion at a time: each is sent by itself; what the line does not take waits on this phone, where forms.js keeps it.
(() => {
  const form = document.querySelector("form[data-one-by-one]");
  if (!form || document.getElementById("errors")) return;
  const panels = [...form.querySelectorAll("[data-criterion]")];
  const words = document.getElementById("criterion-words").content;
  const fields = (panel) => [...panel.querySelectorAll("input, textarea")];
  const hasLevel = (panel) => Boolean(panel.querySelector("[type=radio]:checked"));

  function say(panel, word) {
    panel.querySelector("[data-state]").replaceChildren(words.querySelector(`[data-word=${word}]`).firstElementChild.cloneNode(true));
  }

  const isChanged = (field) => (field.type === "file" ? field.files.length > 0 : field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  const isUnsent = (panel) => fields(panel).some(isChanged);

  function settle(panel) {
    for (const field of fields(panel)) {
      if (field.type === "file") field.value = "";
      else if (field.type === "radio") field.defaultChecked = field.checked;
      else field.defaultValue = field.value;
    }
  }

  async function send(panel) {
    if (!isUnsent(panel)) return true;
    if (!hasLevel(panel)) { say(panel, "choose"); return false; }
    const typed = fields(panel).map((field) => field.value + field.checked).join();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of fields(panel)) {
      if (field.type === "file") for (const file of field.files) body.append(field.name, file);
      else if (field.type !== "radio" || field.checked) body.append(field.name, field.value);
    }
    if (navigator.onLine === false) { say(panel, "kept"); return false; }
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Sent-By": "assess.js" } });
      if (answer.status !== 204) throw new Error(answer.status);
    } catch { say(panel, "kept"); return false; }
    if (typed === fields(panel).map((field) => field.value + field.checked).join()) settle(panel);
    say(panel, "saved");
    if (!panels.some(isUnsent)) form.dispatchEvent(new Event("kube-saved", { bubbles: true }));
    return true;
  }

  async function sendAll() {
    let all = true;
    for (const panel of panels) if (isUnsent(panel)) all = (await send(panel)) && all;
    return all;
  }

  function show(panel) {
    for (const each of panels) each.hidden = each !== panel;
    panel.querySelector("[data-back]").hidden = panel === panels[0];
    window.scrollTo(0, form.offsetTop);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const panel = event.submitter?.name === "criterion" && event.submitter.closest("[data-criterion]");
    if (panel) {
      if (!hasLevel(panel)) { say(panel, "choose"); return; }
      const next = panels[panels.indexOf(panel) + 1];
      send(panel).then((sent) => sent && sendAll());
      if (next) { show(next); next.querySelector("[type=radio]").focus(); }
      return;
    }
    if (await sendAll()) location.href = form.dataset.oneByOne;
    else show(panels.find(isUnsent) || panels[0]);
  }, true);
  for (const panel of panels) panel.querySelector("[data-back]").addEventListener("click", () => show(panels[panels.indexOf(panel) - 1]));
  addEventListener("online", sendAll);
  const asked = document.getElementById(location.hash.slice(1));
  show(panels.includes(asked) ? asked : panels.find((panel) => !panel.querySelector("[data-state] *")) || panels[0]);
  sendAll();
})();
