// What sticks out of the screen, what a drawing cuts off, which of its labels collide. Gives a list of sentences.
() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth}`);
  }
  const named = (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    const classes = element.getAttribute("class") ?? "";
    return `<${element.tagName.toLowerCase()} class="${classes}"> “${text}”`;
  };
  const aside = (element) => {
    const { clip, clipPath } = getComputedStyle(element);
    const above = element.parentElement;
    return clip !== "auto" || clipPath !== "none" || (above !== null && aside(above));
  };
  // Not seen: what is only read aloud, what waits for the keyboard, where plotly.js measures text.
  const hidden = (element) =>
    element.closest(".skip, #js-plotly-tester") ||
    !element.checkVisibility({ visibilityProperty: true }) ||
    aside(element);
  for (const element of document.body.querySelectorAll("*:not(svg *)")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || hidden(element)) {
      continue;
    }
    if (box.right > root.clientWidth + 0.5 || box.left < -0.5) {
      found.push(`${named(element)} from ${box.left.toFixed(0)} to ${box.right.toFixed(0)} px`);
    }
    const clips = getComputedStyle(element).overflowX !== "visible";
    if (clips && element.scrollWidth > element.clientWidth + 1 && !element.matches("input, select")) {
      found.push(`${named(element)} cuts off ${element.scrollWidth - element.clientWidth} px`);
    }
  }
  for (const plot of document.querySelectorAll(".chart__plot")) {
    const frame = plot.getBoundingClientRect();
    for (const text of plot.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (
        box.width > 0 &&
        (box.left < frame.left - 1 || box.right > frame.right + 1 ||
          box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
      ) {
        const name = plot.closest("figure").id;
        found.push(`${name}: “${text.textContent}” is cut off by the edge of the drawing`);
      }
    }
  }
  for (const drawing of document.querySelectorAll(".chart__plot, svg.axis")) {
    const labels = [...drawing.querySelectorAll("text")]
      .map((text) => [text.textContent.trim(), text.getBoundingClientRect()])
      .filter(([text, box]) => text !== "" && box.width > 0);
    labels.forEach(([text, a], at) => {
      for (const [other, b] of labels.slice(at + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1.5 && down > 3) {
          found.push(`“${text}” and “${other}” lie upon each other`);
        }
      }
    });
  }
  return found;
}
