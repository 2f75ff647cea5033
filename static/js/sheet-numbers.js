// Numbers as people type them, read as recruitment/entry/typed.py does; and as the page writes them.

const WHOLE = /^(?:[0-9]+|[1-9][0-9]{0,2}(?:[. ][0-9]{3})+)$/;
const MOST_DIGITS = 9;
const AT_LEAST = "≥\u00a0";

/** In composed form, without spaces at its ends and of no unusual kind. */
export function tidy(text) {
  return text.normalize("NFC").replaceAll("\u200b", "").split(/\s+/u).filter(Boolean).join(" ");
}

/** The number, null for an empty text, NaN for what is no whole number. */
export function read(text) {
  const tidied = tidy(text);
  if (tidied === "") {
    return null;
  }
  const digits = tidied.replace(/[. ]/g, "");
  const fits = digits.replace(/^0+/, "").length <= MOST_DIGITS;
  return WHOLE.test(tidied) && fits ? Number(digits) : Number.NaN;
}

/** 1.464, −20 and 39,67: two decimals at most. */
export function grouped(value, decimals = 0) {
  const scale = 10 ** decimals;
  const scaled = Math.floor(Math.abs(value) * scale + 0.5);
  const whole = String(Math.floor(scaled / scale)).replace(/\B(?=(\d{3})+$)/g, ".");
  const part = decimals ? String(scaled % scale).padStart(decimals, "0").replace(/0+$/, "") : "";
  return (value < 0 && scaled > 0 ? "−" : "") + whole + (part && `,${part}`);
}

/** An interval [low, high]: 238, ≥ 238 where it is open (high null), 12–17. */
export function said([low, high], decimals = 0, unit = "") {
  const first = grouped(low, decimals);
  if (high === null) {
    return AT_LEAST + first + unit;
  }
  const last = grouped(high, decimals);
  return first === last ? first + unit : `${first}–${last}${unit}`;
}
