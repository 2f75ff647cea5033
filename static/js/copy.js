// Buttons that copy a text; where the browser has no clipboard for the page (plain http on another
// machine) they stay hidden, and the text beside them can be marked by hand.
const SHOWN = 2000; // milliseconds that "copied" is said

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const word = button.textContent;
  if (word !== button.dataset.copied) {
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = word;
    }, SHOWN);
  }
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
for (const field of document.querySelectorAll(".menu [readonly]")) {
  field.addEventListener("focus", () => field.select());
}
