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
    if (draft) draft.fields.push(...(parse(sessionStorage.getItem(key)) || []));
    return draft;
  }

  // Only what differs from the page as it came, so that nothing changed by others meanwhile is typed over.
  function keep(form) {
    try {
      const key = keyOf(form), before = initial.get(form) || new Map(), old = new Map(read(key)?.fields);
      const changed = [...values(form)].filter(([name, now]) => name === "submission" || old.has(name) || String(now) !== String(before.get(name)));
      const open = changed.filter(([name]) => !isPrivate(form, name)), secret = changed.filter(([name]) => isPrivate(form, name));
      localStorage.setItem(key, JSON.stringify({ url: location.pathname, title: form.dataset.title, at: Date.now(), fields: open }));
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

  // Rows that were added are asked for again from the server, with what stood in them.
  function fillRows(form, fields) {
    const more = form.querySelector("button[name=more]");
    const counts = [...form.elements].filter(({ name }) => name.endsWith("-TOTAL_FORMS"));
    const grown = counts.filter((count) => Number(fields.get(count.name)?.[0] || 0) > Number(count.value));
    if (!more || !grown.length) return;
    for (const count of grown) count.value = fields.get(count.name)[0];
    const missing = [...fields].filter(([name]) => !form.elements[name]);
    for (const [name, typed] of missing) for (const value of typed) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    more.click();
  }

  function takeUp(form) {
    const draft = read(keyOf(form));
    if (!draft || !draft.fields.some(([name]) => name !== "submission")) return;
    const fields = new Map(draft.fields);
    fill(form, fields);
    form.dispatchEvent(new Event("input", { bubbles: true }));
    const notice = document.getElementById("form-draft").content.firstElementChild.cloneNode(true);
    notice.querySelector("[data-time]").textContent = clock(draft.at);
    notice.querySelector("button").addEventListener("click", () => { drop(keyOf(form)); location.replace(location.href); });
    form.before(notice);
    fillRows(form, fields);
  }

  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (target.id === "sign-out") forgetPrivate();
    if (defaultPrevented || !isKept(target)) return;
    keep(target);
    try { sessionStorage.setItem(SENT, JSON.stringify({ key: keyOf(target), signIn: target.dataset.signIn })); } catch { /* no storage */ }
  });
  for (const event of ["input", "change"]) document.addEventListener(event, ({ target }) => {
    const form = target.form || target.closest?.("form");
    if (form && isKept(form)) keep(form);
  });
  try {
    for (const form of document.querySelectorAll("form[data-keeps]")) {
      initial.set(form, values(form));
      if (isKept(form) && !document.getElementById("errors")) takeUp(form);
    }
  } catch { /* without storage nothing was kept */ }

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
