// The decision and the counting window of a target sheet, kept in this browser until they are stored.
// The grid below them is driven by sheet.js.
import { store, stored } from "./kept.js";

const form = document.getElementById("sheet");
const key = `${form.dataset.key}:head`;
const fields = [...form.querySelectorAll(".targets-head input, .targets-head select")];
const valuesOf = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
const steps = document.getElementById("sheet-steps");
const loaded = () => steps.querySelector("[name=head]")?.value;

function keep() {
  store(key, { head: loaded(), values: valuesOf() });
}

/** Put back what was typed, where the head on record is still the one that it was typed over. */
function restore() {
  const draft = stored(key);
  if (draft?.head !== loaded() || draft === null) {
    return;
  }
  for (const field of fields) {
    field.value = draft.values[field.name] ?? field.value;
  }
}

for (const field of fields) {
  field.addEventListener("input", keep);
}
restore();
