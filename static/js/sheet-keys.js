// Moving between cells, and pasting a block from Excel.
import { tidy } from "./sheet-numbers.js";

/** The cells as a grid of rows and columns; a locked cell has no box, and is stepped over. */
function gridOf(table) {
  return [...table.tBodies].map((body) =>
    [...body.querySelectorAll(".sheet-cell")].map((cell) => cell.querySelector("input")),
  );
}

function placeOf(grid, box) {
  const row = grid.findIndex((boxes) => boxes.includes(box));
  return row < 0 ? null : [row, grid[row].indexOf(box)];
}

function step(grid, [row, column], down, across) {
  for (;;) {
    row += down;
    column += across;
    if (row < 0 || row >= grid.length || column < 0 || column >= grid[row].length) {
      return null;
    }
    if (grid[row][column]) {
      return grid[row][column];
    }
  }
}

const DIRECTIONS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Left and right leave a cell only at the end of its text, or with all of it selected. */
function leaves(box, across) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const all = from === 0 && to === value.length;
  return across === 0 || all || (from === to && from === (across < 0 ? 0 : value.length));
}

function direction(event) {
  if (event.key === "Enter") {
    return event.shiftKey ? [-1, 0] : [1, 0];
  }
  return event.shiftKey ? null : DIRECTIONS[event.key];
}

function move(table, event) {
  const box = event.target;
  if (!box.matches(".sheet-cell input") || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const found = direction(event);
  if (!found || event.isComposing || !leaves(box, found[1])) {
    return;
  }
  event.preventDefault();
  const grid = gridOf(table);
  step(grid, placeOf(grid, box), ...found)?.focus();
}

/** The lines and cells of what Excel copies; a line's end behind the last one is none of its own. */
function block(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t").map((cell) => tidy(cell.replace(/^"(.*)"$/, "$1"))));
}

function paste(table, event, pasted) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!event.target.matches(".sheet-cell input") || !/[\t\n\r]/.test(text)) {
    return;
  }
  event.preventDefault();
  const grid = gridOf(table);
  const [row, column] = placeOf(grid, event.target);
  let filled = 0;
  let left = 0;
  block(text).forEach((line, down) => {
    line.forEach((value, across) => {
      const box = grid[row + down]?.[column + across];
      if (box) {
        box.value = value;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        filled += 1;
      } else if (value !== "") {
        left += 1;
      }
    });
  });
  pasted(filled, left);
}

/** ``pasted`` hears how many cells a block has filled, and how many of its values found none. */
export function listen(table, pasted) {
  table.addEventListener("keydown", (event) => move(table, event));
  table.addEventListener("paste", (event) => paste(table, event, pasted));
  table.addEventListener("focusin", ({ target }) => {
    if (target.matches(".sheet-cell input")) {
      target.select();
    }
  });
}
