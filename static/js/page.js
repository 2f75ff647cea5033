// What every page does where scripts run: the theme switch, tables on paper, short addresses.
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
