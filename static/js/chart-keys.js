// A chart in focus is walked through with the arrow keys: the value is shown and read aloud.

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Says something to those who listen; an equal text twice is said twice. */
export function announce(live, text) {
  if (live) {
    live.textContent = "";
    requestAnimationFrame(() => {
      live.textContent = text;
    });
  }
}

/** The points that have something to say, as plotly.js names them. */
function stops(canvas) {
  return canvas.data.flatMap((trace, curveNumber) =>
    trace.meta === "hit"
      ? trace.hovertext.flatMap((text, pointNumber) =>
          text ? [{ curveNumber, pointNumber, text }] : [],
        )
      : [],
  );
}

function spoken(text) {
  const plain = text.replaceAll("<br>", "; ");
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function listen(plot, canvas, live) {
  let at = -1;
  const leave = () => {
    at = -1;
    globalThis.Plotly.Fx.unhover(canvas);
  };
  plot.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.key === "Escape") {
      leave();
    }
    const found = step ? stops(canvas) : [];
    if (found.length === 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    at = at < 0 ? (step > 0 ? 0 : found.length - 1) : (at + step + found.length) % found.length;
    const { curveNumber, pointNumber, text } = found[at];
    globalThis.Plotly.Fx.hover(canvas, [{ curveNumber, pointNumber }]);
    announce(live, spoken(text));
  });
  plot.addEventListener("blur", leave);
}
