// What the numbers come to while one types; recruitment/admin/sheet_totals.py says the same when
// the page is made.
import { grouped, read, said } from "./sheet-numbers.js";

const UNKNOWN = [0, null];
const ADMITTED = "admitted";

const plus = (a, b) => [a[0] + b[0], a[1] === null || b[1] === null ? null : a[1] + b[1]];
const isExact = (interval) => interval !== null && interval[0] === interval[1];

/** "12 17" or "12 " (open), as the page writes the ends of an interval. */
function ends(text) {
  const [low, high] = text.split(" ");
  return [Number(low), high === "" || high === undefined ? null : Number(high)];
}

export function textOf(cell) {
  return cell.querySelector("input")?.value ?? cell.querySelector(".sheet-fixed").dataset.value;
}

/** A cell's number; null for an empty cell and for what cannot be read. */
function valueOf(cell) {
  const value = read(textOf(cell));
  return Number.isNaN(value) ? null : value;
}

const isCumulative = (body) =>
  body.querySelector("[name^=cumulative-]")?.checked ?? body.hasAttribute("data-cumulative");
const standingOf = (body) =>
  body.querySelector("[name^=standing-]")?.value ?? body.dataset.standing;

/** The cell's number with what is needed to read it for the quarter or for the year. */
function counted(body, cell) {
  return {
    value: valueOf(cell),
    cumulative: isCumulative(body) && cell.hasAttribute("data-flows"),
    before: ends(cell.dataset.before),
  };
}

function quarterOf({ value, cumulative, before }) {
  if (value === null) {
    return UNKNOWN;
  }
  if (!cumulative) {
    return [value, value];
  }
  if (before[0] > value) {
    return null;
  }
  return [before[1] === null ? 0 : Math.max(0, value - before[1]), value - before[0]];
}

function yearOf({ value, cumulative, before }) {
  if (value === null) {
    return [before[0], null];
  }
  return cumulative ? [value, value] : plus(before, [value, value]);
}

function reached(body, count) {
  const given = body.dataset.targetBefore;
  if (!given) {
    return yearOf(count);
  }
  const before = ends(given);
  const quarter = quarterOf(count);
  const found = quarter === null ? [before[0], null] : plus(before, quarter);
  const least = count.cumulative ? yearOf(count)[0] : 0;
  return found[0] < least ? [least, null] : found;
}

function countedAs(count, cumulative) {
  const found = cumulative ? yearOf(count) : quarterOf(count);
  return count.value !== null && isExact(found) ? found[0] : null;
}

function show(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

function isUnknown(interval) {
  return interval[0] === 0 && interval[1] === null;
}

/** The year, the percent, and below each cell the quarter that a cumulative number implies. */
export function totalRow(body, words) {
  for (const cell of body.querySelectorAll(".sheet-cell")) {
    const count = counted(body, cell);
    let text = "";
    if (count.cumulative && count.value !== null) {
      const quarter = quarterOf(count);
      text =
        quarter === null
          ? words.lessThanBefore.replace("%(before)s", said(count.before))
          : words.quarter.replace("%(number)s", said(quarter));
    }
    show(cell.querySelector(".sheet-implied"), text);
    if (cell.dataset.column === ADMITTED) {
      const year = yearOf(count);
      show(body.querySelector("[data-sum=year]"), isUnknown(year) ? "" : said(year));
      const target = Number(body.dataset.target);
      const amount = reached(body, count);
      const percent = amount.map((end) => (end === null ? null : (end * 100) / target));
      const known = target > 0 && !isUnknown(amount);
      show(body.querySelector("[data-sum=percent]"), known ? said(percent, 2, "%") : "");
    }
  }
}

/** The foot: each column's sum over the units, beside the committee's own number. */
export function totalColumns(table, words) {
  const bodies = [...table.tBodies];
  const own = bodies.find((body) => body.hasAttribute("data-own"));
  const units = bodies.filter(
    (body) => body !== own && standingOf(body) !== "not_applicable",
  );
  for (const foot of table.querySelectorAll("[data-sum-of]")) {
    const column = foot.dataset.sumOf;
    const cellOf = (body) => body.querySelector(`[data-column="${column}"]`);
    const whole = own ? counted(own, cellOf(own)) : null;
    const found = units
      .map((body) => countedAs(counted(body, cellOf(body)), whole?.cumulative ?? false))
      .filter((value) => value !== null);
    const sum = found.reduce((total, value) => total + value, 0);
    show(foot.querySelector("[data-sum=amount]"), found.length > 0 ? grouped(sum) : "");
    const text = words.ofUnits.replace("%(counted)s", grouped(found.length));
    show(foot.querySelector("[data-sum=of-units]"), text.replace("%(expected)s", grouped(units.length)));
    const rest = table.querySelector(`[data-remainder-of="${column}"]`);
    const has = found.length > 0 && whole !== null && whole.value !== null;
    show(rest.querySelector("[data-sum=remainder]"), has ? grouped(whole.value - sum) : "");
    rest.toggleAttribute("data-above", has && whole.value < sum);
  }
}
