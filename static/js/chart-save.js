// A chart as a file, made here: title, subtitle and source inside the picture, on white.

const SCALE = 2;
const TYPES = { png: "image/png", svg: "image/svg+xml" };

/** The wide chart with room around it, and the texts that the page shows beside it. */
function picture(sent) {
  const { layout, data } = sent.wide;
  const { top, bottom, edge, ground, width, annotations } = sent.picture;
  const { margin } = layout;
  return {
    data,
    config: sent.config,
    layout: {
      ...layout,
      width,
      height: layout.height + top + bottom,
      autosize: false,
      paper_bgcolor: ground,
      margin: {
        ...margin,
        l: margin.l + edge,
        r: margin.r + edge,
        t: margin.t + top,
        b: margin.b + bottom,
      },
      annotations: [...(layout.annotations ?? []), ...annotations],
    },
  };
}

/** The bytes of a data address, without a request that the page's policy would refuse. */
function bytesOf(address, format) {
  const [head, body] = [address.slice(0, address.indexOf(",")), address.slice(address.indexOf(",") + 1)];
  if (!head.endsWith(";base64")) {
    return new Blob([decodeURIComponent(body)], { type: TYPES[format] });
  }
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: TYPES[format] });
}

export async function save(sent, format, summary) {
  const made = picture(sent);
  const address = await globalThis.Plotly.toImage(made, {
    format,
    width: made.layout.width,
    height: made.layout.height,
    scale: format === "png" ? SCALE : 1,
  });
  let blob = bytesOf(address, format);
  if (format === "svg" && summary) {
    blob = new Blob([titled(await blob.text(), summary)], { type: TYPES.svg });
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${sent.name}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * The summary as the drawing's own title, for those who cannot see it. As text: a parser would
 * apply the drawing's inline styles, which the page's policy refuses.
 */
function titled(svg, summary) {
  const text = summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return svg.replace(/<svg[^>]*>/, (start) => `${start}<title>${text}</title>`);
}
