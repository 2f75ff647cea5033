// What is typed and not saved, kept in this browser by person, committee and quarter.
import { forget, store, stored } from "./kept.js";
import { boxesOf, headingFields, headingIsChanged, isChanged, loadedOf, setLoaded } from "./sheet-cells.js";
import { read } from "./sheet-numbers.js";

// The rows of which this window has kept or restored something.
const mine = new Set();

const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

/** What a draft holds of a row that is locked now, but for what is on record. */
function waiting(body, draft) {
  const fields = Object.entries(draft?.fields ?? {}).filter(([name, value]) => {
    const cell = body.querySelector(`.sheet-fixed[id="${CSS.escape(name)}"]`);
    return cell && read(cell.dataset.stored) !== read(value);
  });
  return fields.length > 0 ? { ...draft, fields: Object.fromEntries(fields) } : null;
}

/** What is to be kept of a row, null where all of it is on record. */
function draftOf(body, before) {
  if (body.querySelector("select") === null) {
    // Someone sent the row meanwhile: what was typed comes back with the row.
    return waiting(body, before);
  }
  const fields = [...boxesOf(body)].filter(isChanged);
  const heading = headingIsChanged(body) ? [...headingFields(body)] : [];
  if (fields.length === 0 && heading.length === 0) {
    return null;
  }
  return {
    loaded: loadedOf(body).toString(),
    fields: Object.fromEntries([...fields, ...heading].map((each) => [each.name, valueOf(each)])),
  };
}

/** Keep what is not saved; nothing is kept where everything is. Rows of another window are left alone. */
export function keep(key, table) {
  const before = stored(key)?.rows ?? {};
  const rows = { ...before };
  for (const body of table.tBodies) {
    const draft = draftOf(body, before[body.dataset.row]);
    if (draft) {
      rows[body.dataset.row] = draft;
      mine.add(body.dataset.row);
    } else if (mine.delete(body.dataset.row)) {
      delete rows[body.dataset.row];
    }
  }
  if (Object.keys(rows).length === 0) {
    forget(key);
  } else {
    store(key, { at: Date.now(), rows });
  }
}

/** Put one row's fields back; gives the boxes and ticks that differ from what is on record. */
function restoreRow(body, draft) {
  const [now, then] = [loadedOf(body), new URLSearchParams(draft.loaded)];
  const back = [];
  for (const [name, value] of Object.entries(draft.fields)) {
    const field = body.querySelector(`[name="${CSS.escape(name)}"]`);
    const cell = field?.closest(".sheet-cell");
    const same = cell ? read(field.value) === read(value) : field && valueOf(field) === value;
    if (!field || same) {
      continue;
    }
    if (field.type === "checkbox") {
      field.checked = value;
    } else {
      field.value = value;
    }
    // Held against what was seen then: the server finds what someone else wrote since.
    const part = cell ? cell.dataset.column : "row";
    now.set(part, then.get(part) ?? "");
    back.push(field);
  }
  setLoaded(body, now);
  return back;
}

/** Put back what was not saved. Gives the fields, how many wait for a locked row, and when they were typed. */
export function restore(key, table) {
  const draft = stored(key);
  const fields = [];
  let locked = 0;
  for (const [pk, row] of Object.entries(draft?.rows ?? {})) {
    const body = table.querySelector(`tbody[data-row="${CSS.escape(pk)}"]`);
    if (body) {
      mine.add(pk);
    }
    if (body?.querySelector("select")) {
      fields.push(...restoreRow(body, row));
    } else if (body) {
      locked += Object.keys(waiting(body, row)?.fields ?? {}).length;
    }
  }
  return { fields, locked, at: new Date(draft?.at ?? 0) };
}
