// A cell's state, told by shape and word; and which rows hold something that is not saved.
import { read } from "./sheet-numbers.js";

const HEADING = "select, .sheet-report input";

export function boxesOf(root) {
  return root.querySelectorAll(".sheet-cell input");
}

/** Whether what stands in the box is other than what is on record. */
export function isChanged(box) {
  const value = read(box.value);
  return Number.isNaN(value) || value !== read(box.dataset.stored);
}

export function mark(box, state, word) {
  const cell = box.closest(".sheet-cell");
  cell.dataset.state = state;
  const sign = cell.querySelector(".sheet-mark");
  sign.title = word;
  sign.firstElementChild.textContent = word;
  box.toggleAttribute("aria-invalid", state === "error");
  if (state === "error") {
    box.setAttribute("aria-invalid", "true");
  }
}

/** The state after someone typed into the box. */
export function markTyped(box, words) {
  if (Number.isNaN(read(box.value))) {
    mark(box, "error", words.notNumber);
  } else if (isChanged(box)) {
    mark(box, "changed", words.states.changed);
  } else {
    const state = box.value.trim() === "" ? "" : "saved";
    mark(box, state, state && words.states.saved);
  }
}

/** What a row showed when it was loaded: "row" for itself, the others by column. */
export function loadedOf(body) {
  const field = body.querySelector("[name^=was-]");
  return field && new URLSearchParams(field.value);
}

export function setLoaded(body, loaded) {
  body.querySelector("[name^=was-]").value = loaded.toString();
}

/** The row's select and ticks as the hidden field writes them: reported.0.1 */
function headingOf(body) {
  const tick = (name) => (body.querySelector(`[name^=${name}-]`)?.checked ? 1 : 0);
  const standing = body.querySelector("[name^=standing-]").value;
  return `${standing}.${tick("cumulative")}.${tick("provisional")}`;
}

export function headingIsChanged(body) {
  return body.querySelector("select") !== null && loadedOf(body).get("row") !== headingOf(body);
}

export function headingFields(body) {
  return body.querySelectorAll(HEADING);
}

/** How many cells and rows of the table are not saved. */
export function countChanged(table) {
  let count = 0;
  for (const body of table.tBodies) {
    count += [...boxesOf(body)].filter(isChanged).length;
    count += headingIsChanged(body) ? 1 : 0;
  }
  return count;
}
