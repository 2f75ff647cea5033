// The quarterly sheet: without this file it is a plain form; with it, it moves as one types.
import { forget } from "./kept.js";
import { boxesOf, countChanged, markTyped } from "./sheet-cells.js";
import { keep, restore } from "./sheet-draft.js";
import { listen } from "./sheet-keys.js";
import { grouped } from "./sheet-numbers.js";
import { keepReasons, restoreReasons } from "./sheet-reasons.js";
import { renewToken, save } from "./sheet-save.js";
import { totalColumns, totalRow } from "./sheet-totals.js";

const form = document.getElementById("sheet");
const table = form.querySelector(".sheet-grid");
const words = JSON.parse(document.getElementById("sheet-words").textContent);
const status = document.getElementById("sheet-status");
const notice = document.getElementById("sheet-notice");
const { key, login } = form.dataset;
const reasons = `${key}:reasons`;
// Where the server leads to once a step is done.
const DONE = "#done";
let saving = false;
let leaving = false;
let waiting = false;
let unsaved = 0;

function say(text) {
  status.textContent = text;
}

/** How much is not saved, where that is other than a moment ago. */
function sayUnsaved() {
  const count = countChanged(table);
  if (count === unsaved) {
    return;
  }
  unsaved = count;
  if (count > 0) {
    say(count === 1 ? words.unsavedOne : words.unsaved.replace("%(count)s", grouped(count)));
  } else {
    say(words.allSaved);
  }
}

/** A line above the sheet that stays until the next save, with something to do. */
function tell(text, ...actions) {
  notice.replaceChildren(text, ...actions.flatMap((action) => [" ", action]));
  notice.hidden = text === "";
}

function link(text, address) {
  const made = document.createElement("a");
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener";
  made.textContent = text;
  return made;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** After typing: sums at once, the draft when the browser has time. */
function typed(fields) {
  const bodies = new Set();
  for (const field of fields) {
    if (field.matches(".sheet-cell input")) {
      markTyped(field, words);
    }
    bodies.add(field.closest("tbody"));
  }
  for (const body of bodies) {
    totalRow(body, words);
  }
  soon();
}

/** A block of many cells is summed and kept once: behind the last of its events, before any paint. */
function soon() {
  if (!waiting) {
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      totalColumns(table, words);
      sayUnsaved();
    });
  }
  keepSoon();
}

let keeping = 0;
function keepSoon() {
  clearTimeout(keeping);
  keeping = setTimeout(keepAll, 150);
}

function keepAll() {
  keep(key, table);
  keepReasons(reasons, form);
}

/** What was wrong with a row and is not said again. */
function settle(rows) {
  for (const body of table.tBodies) {
    const said = body.querySelector(".sheet-problems");
    if (said && !(body.dataset.row in rows)) {
      said.remove();
      for (const box of boxesOf(body)) {
        markTyped(box, words);
      }
    }
  }
}

function put(answer) {
  settle(answer.rows);
  document.getElementById("sheet-summary").innerHTML = answer.summary;
  const steps = document.getElementById("sheet-steps");
  const pressed = steps.contains(document.activeElement);
  // Questions that are new may have their note already; a reason may have been typed meanwhile.
  restoreReasons(reasons, form);
  keepReasons(reasons, form);
  steps.innerHTML = answer.steps;
  restoreReasons(reasons, form);
  keepReasons(reasons, form, answer.complete);
  if (pressed) {
    steps.querySelector("button:not([hidden])")?.focus();
  }
  typed([...answer.typed, ...answer.bodies.flatMap((body) => [...body.querySelectorAll("select")])]);
}

async function send() {
  if (saving) {
    return;
  }
  saving = true;
  keepAll();
  say(words.saving);
  const answer = await save(form);
  saving = false;
  if (answer.problem) {
    say(words[answer.problem]);
    const actions = answer.problem === "expired" ? [link(words.login, login)] : [];
    tell(words[answer.problem], ...actions);
    return;
  }
  tell("");
  put(answer);
  totalColumns(table, words);
  keep(key, table);
  unsaved = countChanged(table);
  say(answer.message);
  if (!answer.complete) {
    document.querySelector("#sheet-summary section")?.focus();
  }
}

/** A time of today, or a day and a time. */
function moment(when) {
  const time = { hour: "2-digit", minute: "2-digit" };
  const isToday = when.toDateString() === new Date().toDateString();
  return when.toLocaleString("vi-VN", isToday ? time : { day: "numeric", month: "numeric", ...time });
}

function comeBack() {
  if (location.hash === DONE) {
    forget(reasons);
    history.replaceState(null, "", location.pathname + location.search);
  }
  const { fields, locked, at } = restore(key, table);
  const written = restoreReasons(reasons, form);
  if (fields.length === 0 && locked === 0 && written.count === 0) {
    keep(key, table);
    return;
  }
  const told = (sentence, count, when) =>
    count > 0 ? sentence.replace("%(count)s", grouped(count)).replace("%(time)s", moment(when)) : "";
  const text = [
    told(words.restored, fields.length, at),
    told(words.waiting, locked, at),
    told(words.reasonBack, written.count, new Date(written.at)),
  ].join(" ");
  const discard = button(words.discard, () => {
    clearTimeout(keeping);
    [key, reasons, `${key}:head`].forEach(forget);
    leaving = true;
    location.assign(form.action);
  });
  tell(text.trim(), discard);
  typed(fields);
}

form.addEventListener("input", ({ target }) => {
  if (target.closest("tbody") && target.closest(".sheet-cell, .sheet-report")) {
    typed([target]);
  } else {
    keepSoon();
  }
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.hidden) {
    event.preventDefault();
    return;
  }
  if ((event.submitter?.value ?? "save") === "save") {
    event.preventDefault();
    void send();
    return;
  }
  keepAll();
  renewToken(form);
  leaving = true;
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && boxesOf(table).length > 0) {
    event.preventDefault();
    void send();
  }
});
addEventListener("beforeunload", (event) => {
  if (leaving) {
    return;
  }
  keepAll();
  if (countChanged(table) > 0) {
    event.preventDefault();
  }
});
addEventListener("pageshow", () => {
  leaving = false;
});
listen(table, (filled, left) => {
  const text = left > 0 ? words.pastedPart : words.pasted;
  tell(text.replace("%(count)s", grouped(filled)).replace("%(left)s", grouped(left)));
});
comeBack();
totalColumns(table, words);
form.dataset.ready = "";
