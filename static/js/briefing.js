// How far a briefing is, without loading the page again and again.

const section = document.querySelector("[data-state]");
const sentence = section.querySelector(".lead");
const bar = section.querySelector("progress");
const note = section.querySelector(".note");
const spoken = section.querySelector("[role=status]");
const EVERY = 2000; // milliseconds
const SELDOM = 15000;
let quarter = "";
let timer;

function lookAfter(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(look, milliseconds);
}

/** Read out when it begins and at each quarter of the way, not at every step. */
function speak(found) {
  const reached = `${found.state} ${Math.floor((4 * found.done) / Math.max(1, found.total))}`;
  if (reached !== quarter) {
    quarter = reached;
    spoken.textContent = `${found.sentence} ${found.note}`.trim();
  }
}

async function look() {
  let found;
  try {
    const answer = await fetch(section.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.status === 404 || answer.redirected) {
      location.reload();
      return;
    }
    found = answer.ok ? await answer.json() : null;
  } catch {
    found = null;
  }
  if (found?.finished) {
    location.reload();
    return;
  }
  if (found) {
    sentence.textContent = found.sentence;
    note.textContent = found.note;
    bar.max = found.total;
    bar.value = found.done;
    speak(found);
  }
  // A server that does not answer, or a page that nobody looks at, is asked less often.
  lookAfter(found && !document.hidden ? EVERY : SELDOM);
}

lookAfter(EVERY);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    lookAfter(0);
  }
});
