// The note beside an upload's preview is kept in this tab: the session may end before it is sent.
const note = document.getElementById("note");
const key = `note:${document.querySelector("[name=kept]").value}`;

if (note) {
  note.value ||= sessionStorage.getItem(key) ?? "";
  note.addEventListener("input", () => sessionStorage.setItem(key, note.value));
}
