// Reasons and notes that are typed and not sent, kept in this browser as the cells are.
import { forget, store, stored } from "./kept.js";

const WRITTEN = ".sheet-reason input, .sheet-answer input[type=text]";
const REASON = "reason";
// The fields of which this window has kept or restored something.
const mine = new Set();

const ticksOf = (form) => [...form.querySelectorAll("[name=row]")];

/**
 * Keep what is written. A note whose question is not on the page waits for it, unless everything was
 * stored (`answered`). A reason is kept with the rows it was written for. What another window has
 * written is left alone.
 */
export function keepReasons(key, form, answered = false) {
  const before = stored(key);
  const fields = { ...before?.fields };
  let at = before?.at;
  if (answered) {
    mine.forEach((name) => delete fields[name]);
  }
  for (const { name, value } of form.querySelectorAll(WRITTEN)) {
    if (value.trim() !== "") {
      at = value === before?.fields[name] ? at : Date.now();
      fields[name] = value;
      mine.add(name);
    } else if (mine.delete(name)) {
      delete fields[name];
    }
  }
  if (Object.keys(fields).length === 0) {
    forget(key);
  } else {
    const ticks = ticksOf(form).filter((tick) => tick.checked);
    store(key, { at, fields, rows: ticks.map((tick) => tick.value) });
  }
}

/** Tick the rows that a reason was written for; whether it still has any of them. */
function tickAgain(form, rows) {
  const ticks = ticksOf(form).filter((tick) => rows.includes(tick.value));
  for (const tick of ticks) {
    tick.checked = true;
  }
  return rows.length === 0 || ticks.length > 0;
}

/** Put back what was written, where nothing stands; gives how many came back, and from when. */
export function restoreReasons(key, form) {
  const kept = stored(key);
  let count = 0;
  for (const field of form.querySelectorAll(WRITTEN)) {
    const text = kept?.fields[field.name];
    // A reason for some rows must not become one for the whole sheet.
    if (text && field.value === "" && (field.name !== REASON || tickAgain(form, kept.rows))) {
      field.value = text;
      mine.add(field.name);
      count += 1;
    }
  }
  return { count, at: kept?.at ?? 0 };
}
