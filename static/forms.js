"use strict";

// Forms of more than three fields: what is typed stays on this phone until the server confirms it, a national number only while the tab is open.
(() => {
  if (window.keepsForms) return;
  window.keepsForms = true;
  const PREFIX = "kube-form:", SENT = "kube-form-sent", LASTS = 7 * 24 * 3600 * 1000;
  const FIELDS = "input:not([type=hidden], [type=submit], [type=file]), select, textarea";
  const clock = (moment) => new Date(moment).toTimeString().slice(0, 5).replace(":", ".");
  const parse = (text) => { try { return JSON.parse(text); } catch { return null; } };
  const keyOf = (form) => `${PREFIX}${form.dataset.keeps}:${location.pathname}`;
  const isPrivate = (form, name) => [...form.elements].some((field) => field.name === name && "private" in field.dataset);
  const initial = new WeakMap();

  function isKept(form) {
    const names = [...form.elements].filter((field) => field.name && field.matches(FIELDS)).map(({ name }) => name);
    return Boolean(form.dataset.keeps) && new Set(names).size > 3 && !form.querySelector("[type=password]");
  }

  // The values of each name: an empty list where all boxes of a name are unticked.
  function values(form) {
    const found = new Map();
    for (const { name, type } of form.elements) if (name && type !== "submit" && type !== "file" && name !== "csrfmiddlewaretoken") found.set(name, []);
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && found.has(name)) found.get(name).push(value);
    return found;
  }

  function read(key) {
    const draft = parse(localStorage.getItem(key));
    if (draft && Date.now() - draft.at > LASTS) return drop(key);
    const secret = parse(sessionStorage.getItem(key));
    if (draft) Object.assign(draft, { fields: [...draft.fields, ...(secret || [])], lost: draft.numbers && !secret });
    return draft;
  }

  // Only what differs from the page as it came, so that nothing changed by others meanwhile is typed over; `since` it came, or none of it once sent.
  function keep(form, isSent = false) {
    try {
      const key = keyOf(form), before = initial.get(form) || new Map(), old = new Map(read(key)?.fields);
      const changed = [...values(form)].filter(([name, now]) => name === "submission" || old.has(name) || String(now) !== String(before.get(name)));
      const open = changed.filter(([name]) => !isPrivate(form, name)), secret = changed.filter(([name]) => isPrivate(form, name));
      const since = isSent ? [] : changed.map(([name]) => name).filter((name) => String(values(form).get(name)) !== String(before.get(name)));
      const numbers = secret.some(([, typed]) => String(typed));
      localStorage.setItem(key, JSON.stringify({ url: location.pathname, title: form.dataset.title, at: Date.now(), fields: open, since, numbers }));
      sessionStorage.setItem(key, JSON.stringify(secret));
    } catch { /* without storage nothing is kept */ }
  }

  function drop(key) {
    try { localStorage.removeItem(key); sessionStorage.removeItem(key); } catch { /* no storage */ }
    return null;
  }

  function all(user) {
    try {
      const mine = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${user}:`));
      return mine.map((key) => ({ key, ...read(key) })).filter(({ at }) => at).sort((one, other) => other.at - one.at);
    } catch { return []; }
  }

  function forgetPrivate() {
    try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key); } catch { /* no storage */ }
  }

  function fill(form, fields) {
    for (const field of form.elements) {
      if (!field.name || !fields.has(field.name) || !(field.matches(FIELDS) || field.name === "submission")) continue;
      const typed = fields.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = typed.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = typed.includes(option.value);
      else field.value = typed[0] ?? "";
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
  }

  function hidden(name, value) {
    const input = document.createElement("input");
    return Object.assign(input, { type: "hidden", name, value });
  }

  // Rows that were added are asked for again from the server, with what stood in them.
  function fillRows(form, fields) {
    const more = form.querySelector("button[name=more]");
    const counts = [...form.elements].filter(({ name }) => name.endsWith("-TOTAL_FORMS"));
    const grown = counts.filter((count) => Number(fields.get(count.name)?.[0] || 0) > Number(count.value));
    if (!more || !grown.length) return;
    for (const count of grown) count.value = fields.get(count.name)[0];
    const missing = [...fields].filter(([name]) => !form.elements[name]);
    for (const [name, typed] of missing) for (const value of typed) form.append(hidden(name, value));
    more.click();
  }

  // The places found are asked for again; until they are there, or without signal, the chosen one stands in hidden fields.
  function fillPlaces(form, fields) {
    for (const [name, [code]] of fields) {
      const place = name.endsWith("-chosen") && document.getElementById(name.replace(/chosen$/, "found"));
      if (!place || !code || place.querySelector(`[value="${CSS.escape(code)}"]`)) continue;
      const search = form.elements[name.replace(/-chosen$/, "")];
      const inputs = [[name, code], [`${search.name}-for`, search.value]].map(([key, value]) => hidden(key, value));
      place.replaceChildren();
      place.after(...inputs);
      place.addEventListener("htmx:afterSwap", () => {
        for (const input of inputs) input.remove();
        for (const radio of place.querySelectorAll("[type=radio]")) radio.checked = radio.value === code;
        keep(form);
      }, { once: true });
      addEventListener("load", () => window.htmx?.ajax("GET", search.getAttribute("hx-get"), { source: search, target: place }));
    }
  }

  // Of a page with mistakes only what was typed since it was sent: the rest stands there already.
  function takeUp(form) {
    const draft = read(keyOf(form)), isRefused = Boolean(document.getElementById("errors"));
    if (!draft || !draft.fields.some(([name]) => name !== "submission" && (!isRefused || draft.since?.includes(name)))) return;
    const fields = new Map(draft.fields.filter(([name]) => !isRefused || draft.since.includes(name)));
    fill(form, fields);
    fillPlaces(form, fields);
    form.dispatchEvent(new Event("input", { bubbles: true }));
    const notice = document.getElementById("form-draft").content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-time]").textContent = clock(draft.at);
    notice.querySelector("[data-lost]").hidden = !draft.lost;
    notice.querySelector("button").addEventListener("click", () => { drop(keyOf(form)); location.replace(location.href); });
    form.before(notice);
    fillRows(form, fields);
  }

  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (target.id === "sign-out") forgetPrivate();
    if (defaultPrevented || !isKept(target)) return;
    keep(target, true);
    try { sessionStorage.setItem(SENT, JSON.stringify({ key: keyOf(target), signIn: target.dataset.signIn })); } catch { /* no storage */ }
  });
  for (const event of ["input", "change"]) document.addEventListener(event, ({ target }) => {
    const form = target.form || target.closest?.("form");
    if (form && isKept(form)) keep(form);
  });
  // A form that sends its parts by itself (assess.js) has none left.
  document.addEventListener("kube-saved", ({ target }) => { initial.set(target, values(target)); drop(keyOf(target)); });
  try {
    for (const form of document.querySelectorAll("form[data-keeps]")) {
      initial.set(form, values(form));
      if (isKept(form)) takeUp(form);
    }
  } catch { /* without storage nothing was kept */ }

  // What is mended is no longer said to be wrong: at its field, and in the list at the top.
  function mended(field) {
    const line = field.id && document.querySelector(`#errors a[href="#${CSS.escape(field.id)}"]`)?.closest("li");
    if (!line) return;
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    line.remove();
    const list = document.getElementById("errors");
    if (!list.querySelector("li")) list.remove();
  }
  for (const event of ["input", "change"]) document.addEventListener(event, ({ target }) => mended(target));

  // Beside the sheets not sent yet, on the home page and before signing out.
  const place = document.getElementById("unsent");
  if (!place || !place.dataset.user) return;
  const list = place.querySelector("ul").cloneNode(false);
  place.querySelector("ul").after(list);
  const item = place.querySelector("template").content.firstElementChild;
  function show() {
    list.replaceChildren(...all(place.dataset.user).map((draft) => {
      const row = item.cloneNode(true);
      Object.assign(row.querySelector("a"), { textContent: draft.title, href: draft.url });
      row.querySelector("[data-time]").textContent = clock(draft.at);
      row.querySelector("[data-send]").remove();
      row.querySelector("[data-discard]").addEventListener("click", () => { drop(draft.key); show(); });
      return row;
    }));
    place.hidden = !place.querySelector("li");
  }
  show();
})();
