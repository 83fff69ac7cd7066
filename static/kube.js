// Progressive enhancement: each page works without it. All texts come from the page, so that gettext translates them.
"use strict";

// Amounts as the server reads them (finance/forms/fields.py): dots or spaces only between groups of three digits.
const amounts = (() => {
  const TYPED = /^(?:Rp\.?\s*)?(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,(\d\d?))?$/i;
  const dots = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  function parse({ value, classList }) {  // [whole, hundredths]; null: not an amount, and a part only of a quantity
    const [, whole, part] = TYPED.exec(value.trim()) || [];
    return whole && (!+part || classList.contains("quantity")) ? [BigInt(whole.replace(/[. ]/g, "")), (part || "").padEnd(2, "0")] : null;
  }
  function dotted(field) {
    const [whole, part] = parse(field) || [];
    return part ? dots(whole) + `,${part}`.replace(/,?0*$/, "") : field.value;
  }
  const hundredths = (field) => BigInt((parse(field) || [0, "00"]).join(""));
  return { dots, dotted, hundredths, isAmount: (field) => parse(field) !== null, read: (field) => Number((parse(field) || [0])[0]) };
})();

(() => {
  const takesAmount = (element) => element.matches("input.amount, input.big-amount");

  // Amount fields: select on focus, add thousands dots on blur.
  document.addEventListener("focusin", ({ target }) => takesAmount(target) && target.select());
  document.addEventListener("focusout", ({ target }) => {
    if (takesAmount(target)) target.value = amounts.dotted(target);
  });

  // Enter in a field of a form that is sent goes to the next field that can be seen; from the last one it sends, or goes to the sheet's button.
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key !== "Enter" || event.isComposing || !target.matches("main form[method=post] input:not([type=submit], [type=file])")) return;
    const stops = [...target.form.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=date]), select, textarea, #save")];
    const next = stops.slice(stops.indexOf(target) + 1).find(isSeen);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  const isSeen = (element) => (element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0);

  // The tab of the page that is open is in sight, though the row of tabs is wider than a phone.
  const showTab = () => {
    for (const tab of document.querySelectorAll(".tabs [aria-current], .subnav [aria-current]"))
      tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
  };
  showTab();
  document.addEventListener("htmx:afterSettle", showTab);

  // <input data-day="Open the calendar">: a day as day/month/year; the browser's calendar, which would show it in the browser's own order, fills it in.
  const iso = (text) => text.trim().replace(/^(\d{1,2})[/. -]?(\d{1,2})[/. -]?(\d{4})$/, (_, day, month, year) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const offerCalendar = () => {
    for (const field of document.querySelectorAll("input[data-day]:not(.has-calendar)")) {
      const button = document.createElement("button"), picker = document.createElement("input"), place = document.createElement("span");
      Object.assign(picker, { type: "date", tabIndex: -1 });
      if (!picker.showPicker) return;
      picker.setAttribute("aria-hidden", "true");
      Object.assign(button, { type: "button", className: "btn btn-outline" });
      button.setAttribute("aria-label", field.dataset.day);
      button.append(document.querySelector("svg.icon").cloneNode(true));
      button.firstChild.setAttribute("class", "icon");  // the page's first is the mark, which has no stroke
      const icon = button.querySelector("use");
      icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, "#calendar"));
      place.className = "calendar";
      place.append(picker, button);
      field.classList.add("has-calendar");
      field.after(place);
      button.addEventListener("click", () => { picker.value = iso(field.value); picker.showPicker(); });
      picker.addEventListener("change", () => {
        field.value = picker.value.split("-").reverse().join("/");
        for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
      });
    }
  };
  offerCalendar();
  new MutationObserver(offerCalendar).observe(document.getElementById("main"), { childList: true, subtree: true });  // rows are added, lists replaced
  // <button type="button" data-print hidden>: shown if the browser can print.
  const offerPrint = () => { for (const button of document.querySelectorAll("[data-print]")) button.hidden = !window.print; };
  offerPrint();
  document.addEventListener("htmx:afterSettle", offerPrint);  // htmx replaces the main part of a list
  document.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());
  // <button type="button" data-position hidden>: fills in the phone's position on click.
  for (const button of document.querySelectorAll("[data-position]")) {
    button.hidden = !navigator.geolocation;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      for (const name of ["latitude", "longitude"]) button.form.elements[name].value = coords[name].toFixed(5);
    }, () => { button.hidden = true; }));
  }

  // A link to hand over: copied, or shared by what the phone offers.
  for (const button of document.querySelectorAll("[data-copy], [data-share-link]")) {
    const { copy, shareLink } = button.dataset;
    button.hidden = !(copy ? navigator.clipboard : navigator.share);
    button.addEventListener("click", () => {
      const done = copy ? navigator.clipboard.writeText(copy) : navigator.share({ text: shareLink });
      done.then(() => { if (copy) button.closest("[data-hand-over]").querySelector("[data-copied]").hidden = false; }).catch(() => {});
    });
  }
  // A passkey was refused or timed out.
  document.addEventListener("allauth.error", (event) => {
    const notice = document.getElementById("key-failed");
    if (!notice) return;
    event.preventDefault();
    notice.hidden = false;
  });

  // A failed htmx request shows an error in its target.
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
  function failed({ detail }) {
    const notice = document.getElementById("not-fetched");
    if (notice) detail.target.replaceChildren(notice.content.cloneNode(true));
  }
})();

// The meeting sheet: running totals, changed lines, the difference of the count. The server computes them too.
const sheet = (() => {
  const $ = (id) => document.getElementById(id);
  const isEmpty = (field) => field.value.trim() === "";
  const { dots, hundredths, isAmount, read } = amounts;
  const rupiah = (n) => (n < 0 ? "−" : "") + "Rp" + dots(Math.abs(n));
  const show = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };  // unchanged text is not announced again by live regions

  function word(name, values = {}) {
    const found = $("words").content.querySelector(`[data-word="${name}"]`);
    return found.textContent.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  }

  function mark(name, amount) {
    const found = $("words").content.querySelector(`[data-match="${name}"]`).firstElementChild.cloneNode(true);
    found.lastChild.textContent = found.lastChild.textContent.replace("{amount}", amount);
    if ($("match").textContent.trim() !== found.textContent.trim()) $("match").replaceChildren(found);
  }

  const usual = (field) => Number(field.dataset.usual.replace(/\D/g, ""));
  const savingsOf = (row) => row.querySelector("[data-column=savings]");
  const partsOf = (row) => ["mandatory", "voluntary"].map((part) => row.querySelector(`[data-part=${part}]`));

  // The mandatory part of a member's savings: as typed, else as much as is owed.
  function mandatoryOf(row) {
    const savings = read(savingsOf(row));
    const [mandatory, voluntary] = partsOf(row);
    if (mandatory.value) return read(mandatory);
    return voluntary.value ? savings - read(voluntary) : Math.min(savings, Number(row.dataset.owed));
  }

  function divide(row) {
    const fold = row.querySelector(".division");
    const savings = read(savingsOf(row));
    const mandatory = mandatoryOf(row);
    const said = partsOf(row).some((part) => part.value);
    fold.hidden = !(said || fold.open || savings > usual(savingsOf(row)));
    show(fold.querySelector("summary span"), word("divided", { mandatory: dots(mandatory), voluntary: dots(savings - mandatory) }));
  }

  function totals(form) {
    const of = { in: 0, out: 0 };
    for (const row of form.querySelectorAll(".sheet-row")) {
      let sum = 0;
      let changed = !row.querySelector(".tick").checked;
      for (const field of row.querySelectorAll("[data-column]")) {
        const amount = read(field);
        of[field.dataset.column] = (of[field.dataset.column] || 0) + amount;
        sum += amount;
        changed = changed || amount !== usual(field);
      }
      of.in += sum;
      row.classList.toggle("changed", changed);
      show(row.querySelector(".sum span"), rupiah(sum));
      divide(row);
    }
    for (const field of form.querySelectorAll("#money-out .amount")) of.out += read(field);
    of.other = of.earned = [...form.querySelectorAll("#money-in .amount")].reduce((sum, field) => sum + read(field), 0);
    of.in += of.earned;
    of.box = of.out > of.in;
    of.all = of.in - of.out + (of.box ? Number(form.dataset.cash) : 0);
    of.minutes = [...form.querySelectorAll("#minutes input:not([type=hidden], [type=date], [data-day]), #minutes textarea")].some((field) => !isEmpty(field));
    of.noMinutes = !of.minutes;
    of.lack = of.all < 0 ? of.all + of.out : null;  // what there is, where more is paid out
    return of;
  }

  function add(form) {
    const of = totals(form);
    for (const place of form.querySelectorAll("[data-total]")) {
      const name = place.dataset.total;
      if (name === "word") show(place, word(of.box ? "whole-box" : "booked"));
      else if (name === "minus") show(place, rupiah(-of.out));
      else if (name === "out" || name === "earned") show(place, of[name] ? rupiah(of[name]) : word("nothing"));
      else show(place, rupiah(of[name] || 0));
    }
    for (const part of form.querySelectorAll("[data-if]")) part.hidden = !of[part.dataset.if];
    const ticks = [...form.querySelectorAll(".tick")];
    show($("present"), word("present", { present: ticks.filter((tick) => tick.checked).length, all: ticks.length }));
    const counted = isAmount(form.elements.counted) ? read(form.elements.counted) : null;
    const difference = counted === null ? null : counted - of.all;
    if (difference !== 0 || !$("difference").open) $("difference").hidden = !difference || of.lack !== null;
    mark(of.lack !== null ? "lack" : counted === null ? "none" : !difference ? "ok" : difference < 0 ? "short" : "over", rupiah(of.lack ?? Math.abs(difference || 0)));
    return { difference, lack: of.lack };
  }

  // Show the server's message for an impossible count at once; the server names any other amount it cannot read.
  function mistake(form) {
    const { difference, lack } = add(form);
    if (lack === null && (difference === 0 || (difference && form.elements.reason.value.trim()))) return false;
    if (difference && [...form.querySelectorAll("input.amount")].some((field) => !isEmpty(field) && !isAmount(field))) return false;
    const text = lack !== null ? word("lack", { amount: rupiah(lack) }) : difference === null ? word(isEmpty(form.elements.counted) ? "count-missing" : "count-unreadable")
      : word(difference < 0 ? "short" : "over", { amount: rupiah(Math.abs(difference)) });
    const old = $("errors");
    const notice = $("words").content.querySelector("#errors").cloneNode(true);
    notice.querySelector("a").textContent = text;
    if (old) old.replaceWith(notice); else document.querySelector("main h1").before(notice);
    form.elements.counted.setAttribute("aria-invalid", "true");
    if (lack !== null) notice.querySelector("a").href = "#money-out";
    if (difference && lack === null) $("difference").open = true;
    if (!document.title.startsWith(word("wrong"))) document.title = word("wrong") + document.title;
    notice.focus();
    return true;
  }

  function addRow(place, write = true) {
    const count = place.querySelector("[name$=TOTAL_FORMS]");
    const row = place.querySelector("template").content.firstElementChild.cloneNode(true);
    for (const element of [row, ...row.querySelectorAll("*")])
      for (const name of ["id", "for", "name", "aria-describedby"])
        if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace("__prefix__", count.value));
    count.value = Number(count.value) + 1;
    place.querySelector("button[name=more]").before(row);
    if (write) row.querySelector("input, select").focus();
  }

  function open(form) {
    form.addEventListener("input", ({ target }) => {
      const row = target.closest(".sheet-row");
      if (row && target.dataset.column && !row.querySelector(".tick").checked) row.querySelector("[name$=-sent]").value = "on";
      if (row && target.dataset.part) {
        const [mandatory, voluntary] = partsOf(row);
        if (mandatory.value && voluntary.value) savingsOf(row).value = dots(read(mandatory) + read(voluntary));
      } else if (row && target === savingsOf(row))
        for (const part of partsOf(row)) part.value = "";
      if (target.dataset.note) {
        const pieces = [...form.querySelectorAll("[data-note]")];
        form.elements.counted.value = dots(pieces.reduce((sum, piece) => sum + read(piece) * Number(piece.dataset.note), 0));
      }
      add(form);
    });
    form.addEventListener("focusout", () => add(form));
    // Set the amounts of an absent member to 0 (they can still be typed), and to the usual ones when present again.
    form.addEventListener("change", ({ target }) => {
      if (target.matches(".tick")) {
        const row = target.closest(".sheet-row");
        for (const field of row.querySelectorAll("[data-column]")) field.value = target.checked ? field.dataset.usual : "0";
        for (const part of partsOf(row)) part.value = "";
      }
      add(form);
    });
    form.addEventListener("toggle", ({ target }) => {
      if (!target.matches(".division") || !target.open) return;
      const row = target.closest(".sheet-row");
      const amount = mandatoryOf(row);
      const [mandatory, voluntary] = partsOf(row);
      mandatory.value = dots(amount);
      voluntary.value = dots(read(savingsOf(row)) - amount);
      add(form);
    }, true);
    add(form);
  }
  document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-rows] button[name=more]"); // elsewhere htmx fetches the row
    if (!more) return;
    event.preventDefault();
    addRow(more.closest("[data-rows]"));
  });

  // A budget plan: the difference between the grant and the lines paid from it. The server computes it too.
  function plan(form) {
    const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
    const rows = [...form.querySelectorAll("fieldset.added")].filter((row) => field(row, "source").value === "grant");
    const total = (row) => Number(hundredths(field(row, "quantity")) * hundredths(field(row, "price"))) / 10_000;
    const sum = rows.reduce((sum, row) => sum + total(row), 0), part = rows.find((row) => total(row) % 1);
    const rest = Number(form.dataset.plan) - sum;
    const place = form.querySelector("[data-exact]");
    place.hidden = !sum;
    const words = place.dataset[part ? "part" : rest === 0 ? "exact" : rest > 0 ? "missing" : "over"];
    show(place, words.replace("{sum}", rupiah(sum)).replace("{rest}", rupiah(Math.abs(rest))).replace("{item}", part && field(part, "item").value));
  }
  for (const form of document.querySelectorAll("form[data-plan]")) {
    for (const event of ["input", "change"]) form.addEventListener(event, () => plan(form));
    plan(form);
  }
  return { word, show, open, add, addRow, mistake };
})();

// Drafts in localStorage, kept until the server confirms the sheet or the user discards it.
const drafts = (() => {
  const PREFIX = "kube-sheet:";
  const parse = (text) => { try { return JSON.parse(text); } catch { return null; } };
  const clock = (moment) => new Date(moment).toTimeString().slice(0, 5).replace(":", ".");

  function all(user) {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        const draft = key.startsWith(PREFIX) && parse(localStorage.getItem(key));
        if (draft && String(draft.user) === String(user)) found.push(draft);
      }
    } catch { /* without localStorage there are no drafts */ }
    return found.sort((one, other) => other.at - one.at);
  }

  function keep(draft) {
    try { localStorage.setItem(PREFIX + draft.uuid, JSON.stringify(draft)); return true; } catch { return false; }
  }

  const drop = (uuid) => { try { localStorage.removeItem(PREFIX + uuid); } catch { /* no localStorage */ } };

  // Fetch the page for a fresh CSRF token; null if nobody or another user is signed in.
  async function token(draft) {
    const answer = await fetch(draft.url, { credentials: "same-origin" });
    if (answer.redirected && new URL(answer.url).pathname === draft.signIn) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.getElementById("meeting-sheet");
    if (!form || form.dataset.user !== String(draft.user)) return null;
    return form.elements.csrfmiddlewaretoken.value;
  }

  // Returns {receipt} | {signIn} | {status, page}; throws if the network fails.
  async function send(draft, csrf) {
    for (const again of [false, true]) {
      const key = csrf && !again ? csrf : await token(draft);
      if (!key) return { signIn: true };
      const body = new URLSearchParams(draft.fields);
      body.set("csrfmiddlewaretoken", key);
      const headers = { "X-Sent-By": "kube.js", "X-User": draft.user };
      const answer = await fetch(draft.url, { method: "POST", body, credentials: "same-origin", headers });
      if (answer.redirected && new URL(answer.url).pathname === draft.signIn) return { signIn: true };
      if (answer.status === 403 && !again) continue;  // the token or the user has changed
      if (answer.ok && (answer.headers.get("content-type") || "").includes("json")) {
        drop(draft.uuid);
        return await answer.json();
      }
      return { status: answer.status, page: await answer.text() };
    }
  }
  return { all, keep, drop, send, clock };
})();

// Keep the sheet as a draft, send it by fetch and show the status; after a failure the draft stays.
(() => {
  const form = () => document.getElementById("meeting-sheet");
  if (!form()) return;
  const PATIENCE = 10000;
  let sending = 0;

  function typed() {
    const fields = [...new FormData(form()).entries()].filter(([name]) => name !== "csrfmiddlewaretoken");
    const { user, group, title, signIn } = form().dataset;
    return { uuid: form().elements.submission.value, user, group, title, signIn, url: location.pathname, at: Date.now(), fields };
  }

  function say(name, { acts = [], values = {} } = {}) {
    const place = document.getElementById("draft");
    place.hidden = false;
    sheet.show(place.querySelector("p span"), sheet.word(name, values));
    const bar = place.querySelector(".acts");
    for (const act of bar.children) act.hidden = !acts.some((name) => act.hasAttribute(`data-${name}`));
    bar.hidden = !acts.length;
  }

  function keep(more = {}) {
    const draft = { ...typed(), ...more };
    const kept = drafts.keep(draft);
    say(kept ? "kept" : "not-kept", { values: { time: drafts.clock(draft.at) } });
    return draft;
  }

  function takeUp(draft) {
    const day = form().elements.date.value;
    const values = new Map();
    for (const [name, value] of draft.fields) values.set(name, value);
    for (const place of form().querySelectorAll("[data-rows]")) {
      const sent = Number(values.get(`${place.dataset.rows}-TOTAL_FORMS`) || 0);
      while (place.querySelectorAll("fieldset").length < Math.min(sent, 50)) sheet.addRow(place, false);
    }
    for (const field of form().elements) {
      if (!field.name || /^csrf|_FORMS$/.test(field.name) || field.type === "submit") continue;
      const before = field.type === "checkbox" ? field.checked : field.value;
      if (field.type === "checkbox") field.checked = values.has(field.name) || !values.has(field.name.replace(/came$/, "savings"));
      else if (values.has(field.name)) field.value = values.get(field.name);
      if (before !== (field.type === "checkbox" ? field.checked : field.value))
        for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    }
    sheet.add(form());
    if (form().elements.date.value !== day) showDay(form());
    say("kept", { values: { time: drafts.clock(draft.at) }, acts: ["discard"] });
  }

  function answered(page, title) {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    document.title = fresh.title;
    document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
    if (form()) begin();
    (document.getElementById("errors") || document.querySelector("main")).focus();
    scrollTo(0, 0);
  }

  // Another day has other members, arrears and a next meeting: the server shows the sheet for it, with all that was typed.
  async function showDay(it) {
    const body = () => new URLSearchParams([...new FormData(it), ["more", "date"]]).toString();
    try {
      let sent, answer;
      do {  // again, if something was typed meanwhile
        sent = body();
        answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin" });
      } while (answer.ok && it.isConnected && sent !== body());
      if (!answer.ok || answer.redirected || !it.isConnected) return;
      answered(await answer.text());
      if (!form()) return;
      form().elements.date.focus();
      keep();
    } catch { /* no network: the server looks at the day when the sheet is sent */ }
  }

  async function send(csrf) {
    const mine = ++sending;
    const draft = keep({ pending: true });
    const button = document.getElementById("save");
    const name = button.dataset.name || (button.dataset.name = button.textContent);
    button.textContent = sheet.word("sending");
    button.disabled = true;
    say("sending");
    const late = setTimeout(() => mine === sending && unsent(), PATIENCE);
    const unsent = () => { button.textContent = name; button.disabled = false; say("unsent", { acts: ["send", "discard"] }); };
    try {
      const answer = await drafts.send(draft, csrf);
      if (mine !== sending) return;
      if (answer.receipt) return location.assign(answer.receipt);
      button.textContent = name;
      button.disabled = false;
      if (answer.signIn) return say("sign-in", { acts: ["sign-in"] });
      if (answer.status >= 500) return say("refused", { acts: ["send", "discard"] });
      drafts.keep({ ...draft, pending: false });
      answered(answer.page);
    } catch {
      if (mine === sending) unsent();
    } finally {
      clearTimeout(late);
    }
  }

  function begin() {
    const it = form();
    sheet.open(it);
    it.addEventListener("input", () => keep());
    it.addEventListener("change", () => keep());
    it.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!sheet.mistake(it)) send(it.elements.csrfmiddlewaretoken.value);
    });
    it.elements.date.addEventListener("change", () => showDay(it));
    const place = document.getElementById("draft");
    place.addEventListener("click", ({ target }) => {
      if (target.closest("[data-send]")) send();
      if (target.closest("[data-discard]")) {
        drafts.drop(it.elements.submission.value);
        location.replace(location.pathname);
      }
    });
  }

  begin();
  window.addEventListener("online", () => {
    if (!form()) return;
    const [draft] = drafts.all(form().dataset.user).filter(({ uuid }) => uuid === form().elements.submission.value);
    if (draft && draft.pending) send();
  });
  const [draft] = drafts.all(form().dataset.user).filter(({ group }) => group === form().dataset.group);
  if (draft && !("answered" in form().dataset)) {
    takeUp(draft);
    if (draft.pending) send();
  }
})();

// A redirect, but not to signing in, is the server's word that the form sent last was taken: what forms.js keeps of it is dropped.
(() => {
  try {
    const sent = JSON.parse(sessionStorage.getItem("kube-form-sent"));
    if (!sent || location.pathname.startsWith(`${sent.signIn}again/`)) return;
    sessionStorage.removeItem("kube-form-sent");
    const [{ redirectCount }] = performance.getEntriesByType("navigation");
    if (redirectCount && !location.pathname.startsWith(sent.signIn)) for (const kept of [localStorage, sessionStorage]) kept.removeItem(sent.key);
  } catch { /* without storage nothing was kept */ }
})();

// Unsent sheets, on the home page and before signing out.
(() => {
  const place = document.getElementById("unsent");
  if (!place || !place.dataset.user) return;
  const list = place.querySelector("ul");
  const item = place.querySelector("template").content.firstElementChild;

  function show() {
    const mine = drafts.all(place.dataset.user);
    place.hidden = !mine.length && !place.querySelector("ul + ul > li");
    list.replaceChildren(...mine.map((draft) => {
      const row = item.cloneNode(true);
      const link = row.querySelector("a");
      link.textContent = draft.title;
      link.href = draft.url;
      row.querySelector("[data-time]").textContent = drafts.clock(draft.at);
      row.querySelector("[data-send]").addEventListener("click", () => send(draft, row));
      row.querySelector("[data-discard]").addEventListener("click", () => { drafts.drop(draft.uuid); show(); });
      return row;
    }));
  }

  async function send(draft, row) {
    const state = (name) => { for (const text of row.querySelectorAll("[data-state]")) text.hidden = text.dataset.state !== name; };
    state("sending");
    try {
      const answer = await drafts.send(draft);
      if (!answer.receipt) return answer.signIn ? state("sign-in") : refused(answer, row, state);
      if (document.getElementById("sign-out")) return show();
      location.assign(answer.receipt);
    } catch {
      state("unsent");
    }
  }

  // Recorded meanwhile, from this phone or another: nothing can be mended, only discarded.
  function refused({ status, page }, row, state) {
    const recorded = new DOMParser().parseFromString(page, "text/html").querySelector("[data-recorded]");
    const look = row.querySelector("[data-look]");
    look.hidden = !recorded;
    if (recorded) look.href = recorded.getAttribute("href");
    const isThere = recorded || status === 409;
    row.querySelector("[data-send]").hidden = isThere;
    state(isThere ? "recorded" : "mend");
  }

  show();
  const sendPending = () => [...list.children].forEach((row, number) => {
    const draft = drafts.all(place.dataset.user)[number];
    if (draft && draft.pending) send(draft, row);
  });
  window.addEventListener("online", sendPending);
  if (!document.getElementById("sign-out") && navigator.onLine) sendPending();
})();

// The receipt: read aloud, and shared as text.
(() => {
  const receipt = document.getElementById("receipt-words");
  if (!receipt) return;
  const listen = document.querySelector("[data-listen]");
  const share = document.querySelector("[data-share]");
  const voice = () => speechSynthesis.getVoices().find(({ lang }) => lang.replace("_", "-").toLowerCase().startsWith("id"));
  const offer = () => {
    listen.hidden = !voice();
    document.querySelector("[data-no-voice]").hidden = !listen.hidden;
  };
  if ("speechSynthesis" in window) {
    offer();
    speechSynthesis.addEventListener?.("voiceschanged", offer);
    listen.addEventListener("click", () => {
      if (speechSynthesis.speaking) return speechSynthesis.cancel();
      for (const line of receipt.value.replace(/Rp([\d.]+)/g, (_all, figures) => figures.replace(/\./g, "") + " rupiah").split("\n")) {
        const said = new SpeechSynthesisUtterance(line);
        said.voice = voice();
        said.lang = "id-ID";
        speechSynthesis.speak(said);
      }
    });
  }
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ text: receipt.value }).catch(() => {}));
  }
})();

// Money between meetings: the balances after the amount typed.
(() => {
  "use strict";
  const amount = document.getElementById("id_amount");
  const facts = document.querySelectorAll("[data-change]");
  if (!amount || !facts.length) return;
  const rupiah = (figure) => `${figure < 0 ? "−" : ""}Rp${String(Math.abs(figure)).replace(/\B(?=(\d{3})+$)/g, ".")}`;

  function show() {
    const typed = Number(amount.value.replace(/\D/g, ""));
    const account = amount.form.querySelector("[name=account]:checked");
    const chosen = amount.form.querySelector("[name=membership] option:checked");
    for (const fact of facts) {
      const { change, account: own, ofMember } = fact.dataset;
      const now = ofMember === undefined ? Number(fact.dataset.now) : Number(chosen?.dataset.saved);
      if (ofMember !== undefined) {
        fact.parentElement.hidden = !chosen?.dataset.saved;
        fact.querySelector("[data-saved-now]").textContent = rupiah(now);
      }
      const after = fact.querySelector("small");
      after.hidden = !typed || (account && account.value !== own);
      after.querySelector("[data-after]").textContent = rupiah(now + typed * Number(change));
    }
  }

  amount.form.addEventListener("input", show);
  show();
})();

// Scale photos down before upload; a file that cannot be decoded is sent unchanged.
(() => {
  "use strict";
  const ENOUGH = 300 * 1024, LONGEST = 1600;

  async function smaller(file) {
    if (file.size <= ENOUGH || !file.type.startsWith("image/")) return file;
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of [.8, .6, .4]) {
      const packed = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (packed && (packed.size <= ENOUGH || quality === .4)) return new File([packed], "photo.jpg", { type: "image/jpeg" });
    }
    return file;
  }

  document.addEventListener("change", async ({ target }) => {
    if (!target.matches("input[data-photo]") || !window.createImageBitmap) return;
    const chosen = [...target.files], sent = new DataTransfer();
    for (const file of chosen) sent.items.add(await smaller(file).catch(() => file));
    if (chosen.every((file, place) => file === target.files[place])) target.files = sent.files;  // unless another file was chosen meanwhile
  });
})();
