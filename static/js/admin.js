// In every form of the admin: a second click sends nothing again, and search boxes have a name.

// A form comes back as it was left when the reader goes back: it can then be sent again.
const sent = new Set();

addEventListener("pageshow", () => sent.clear());
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) {
    return;
  }
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
});

// A file that the server would not even read is refused before it is sent.
document.addEventListener("change", ({ target }) => {
  if (target.matches("input[type=file][data-most-bytes]")) {
    const isTooLarge = [...target.files].some(({ size }) => size > Number(target.dataset.mostBytes));
    target.setCustomValidity(isTooLarge ? target.dataset.tooLarge : "");
    target.reportValidity();
  }
});

// select2 draws a box of its own after the hidden list and leaves it without the list's label.
function name(box) {
  const list = box.previousElementSibling;
  const label = document.querySelector(`label[for="${CSS.escape(list.id)}"]`);
  const column = list.closest("td")?.cellIndex;
  const heading = list.closest("table")?.tHead?.rows[0].cells[column];
  const text = (label ?? heading)?.textContent.trim().replace(/:$/, "");
  if (text) {
    const parts = ".select2-selection, .select2-selection__rendered, .select2-search__field";
    for (const part of box.querySelectorAll(parts)) {
      part.setAttribute("aria-label", text);
    }
  }
}

const drawn = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node.previousElementSibling?.matches("select.admin-autocomplete")) {
        name(node);
      }
    }
  }
});
drawn.observe(document, { childList: true, subtree: true });
