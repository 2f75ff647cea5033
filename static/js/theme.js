// The theme switch: automatic, light, dark. It appears only where scripts run.

const NEXT = { auto: "light", light: "dark", dark: "auto" };

function remembered() {
  return document.documentElement.dataset.theme ?? "auto";
}

function show(button) {
  const now = remembered();
  button.dataset.now = now;
  const words = `${button.dataset.label}: ${button.dataset[now]}`;
  button.setAttribute("aria-label", words);
  button.title = words;
}

function choose(theme) {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Not remembered, but chosen for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  show(button);
  button.hidden = false;
  button.addEventListener("click", () => {
    choose(NEXT[remembered()]);
    show(button);
  });
}
