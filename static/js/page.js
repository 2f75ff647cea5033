// What every page does where scripts run: the theme switch, tables on paper, short addresses,
// menus that close, texts to copy.
import "./copy.js";
import "./theme.js";

const opened = new Set();

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    // A chart that is drawn stands for its table; an undrawn one would leave nothing.
    if (!details.closest(".chart--drawn, .screen")) {
      details.open = true;
      opened.add(details);
    }
  }
});
addEventListener("afterprint", () => {
  for (const details of opened) {
    details.open = false;
  }
  opened.clear();
});

// A menu closes when something else is chosen, or by Escape, which leaves the reader on its word.
addEventListener("click", ({ target }) => {
  const menu = document.querySelector(".menu[open]");
  if (menu && !menu.contains(target)) {
    menu.open = false;
  }
});
addEventListener("keydown", ({ key }) => {
  const menu = document.querySelector(".menu[open]");
  if (menu && key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A choice left empty need not stand in the address.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "") {
        formData.delete(name);
      }
    }
  });
}
