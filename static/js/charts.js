// Draws the charts of a page: each when it comes near the window, for the width and theme it has,
// and before printing all of them, for paper.
//
// The server sends a chart as a block of JSON, twice (wide and narrow) and in light colours; the
// address of plotly.js stands in the attribute data-plotly-src of some element. Everything that a
// chart says stands in the page's text and tables as well.
import { announce, listen } from "./chart-keys.js";
import { save } from "./chart-save.js";

const WIDE_FROM = 640;
const NEAR = "600px 0px";
const PAPER = 648; // an A4 page between its margins and those of a card

const darkSystem = matchMedia("(prefers-color-scheme: dark)");
const charts = new Map();

let library;
let printing = false;

/** Loads plotly.js, once. */
function plotly() {
  library ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = document.querySelector("[data-plotly-src]").dataset.plotlySrc;
    script.addEventListener("load", () => loaded(globalThis.Plotly));
    script.addEventListener("error", () => failed(new Error("plotly.js did not load")));
    keepStylesOut();
    document.head.append(script);
  });
  return library;
}

/**
 * The full bundle's map part adds a style element unless one with this id is there; our policy
 * would refuse it and report it. (The chart styles themselves: see css/charts.css.)
 */
function keepStylesOut() {
  const stand = document.createElement("template");
  stand.id = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
  document.head.append(stand);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : darkSystem.matches;
}

/** The chart as sent, or with each light colour exchanged for its dark one. */
function parsed(text, dark) {
  const sent = JSON.parse(text);
  if (!dark) {
    return sent;
  }
  return JSON.parse(text, (_key, value) =>
    typeof value === "string" && Object.hasOwn(sent.dark, value) ? sent.dark[value] : value,
  );
}

function draw(chart, { width = chart.plot.clientWidth, dark = isDark() } = {}) {
  if (!width) {
    return Promise.resolve();
  }
  const sent = parsed(chart.text, dark);
  const shape = width >= WIDE_FROM ? sent.wide : sent.narrow;
  chart.drawn = { width, dark };
  const layout = { ...shape.layout, width, autosize: false };
  return globalThis.Plotly.react(chart.canvas, shape.data, layout, sent.config);
}

/** Again, if the width or the theme is another than the one it was drawn for. */
function refresh(chart) {
  const width = chart.plot.clientWidth;
  const dark = isDark();
  if (chart.drawn && !printing && (chart.drawn.width !== width || chart.drawn.dark !== dark)) {
    draw(chart, { width, dark });
  }
}

/** The first drawing of a chart; plotly.js is there. */
function open(chart, as) {
  chart.canvas = document.createElement("div");
  chart.canvas.className = "chart__canvas";
  chart.plot.append(chart.canvas);
  return draw(chart, as);
}

function finish(chart) {
  chart.figure.classList.add("chart--drawn");
  listen(chart.plot, chart.canvas, chart.live);
  sizes.observe(chart.plot);
}

async function start(chart) {
  chart.started ??= (async () => {
    await Promise.all([plotly(), document.fonts.ready]);
    if (!chart.canvas) {
      await open(chart);
      finish(chart);
    }
  })();
  return chart.started;
}

const sizes = new ResizeObserver((entries) => {
  // After this frame: drawing inside the observer would notify it again.
  requestAnimationFrame(() => {
    for (const entry of entries) {
      refresh(charts.get(entry.target));
    }
  });
});

const near = new IntersectionObserver(
  (entries) => {
    for (const entry of entries.filter((seen) => seen.isIntersecting)) {
      near.unobserve(entry.target);
      begin(charts.get(entry.target));
    }
  },
  { rootMargin: NEAR },
);

/** A chart that cannot be drawn leaves no hole: the table beside it holds the same numbers. */
function begin(chart) {
  return start(chart).catch((error) => {
    chart.figure.classList.add("chart--failed");
    console.error(error);
  });
}

function setUp(figure) {
  const plot = figure.querySelector(".chart__plot");
  const text = figure.querySelector('script[type="application/json"]').textContent;
  const chart = { figure, plot, text, live: figure.querySelector(".chart__live") };
  charts.set(plot, chart);
  near.observe(plot);
  offer(figure, async (format) => {
    await begin(chart);
    if (chart.canvas) {
      await save(parsed(text, false), format, plot.getAttribute("aria-label"));
    }
    return chart.canvas && chart.live;
  });
}

/** Shows the buttons that save; `make` gives the line that says it to those who cannot see it. */
function offer(place, make) {
  for (const button of place.querySelectorAll("[data-save]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      announce(await make(button.dataset.save), button.dataset.saved ?? "");
    });
  }
}

/** What the page shows in bars of its own is drawn only to be saved. */
function setUpUndrawn(tools) {
  const held = tools.querySelector('script[type="application/json"]');
  offer(tools, async (format) => {
    await Promise.all([plotly(), document.fonts.ready]);
    await save(parsed(held.textContent, false), format, held.dataset.summary);
    return tools.querySelector(":scope > [aria-live]");
  });
}

for (const figure of document.querySelectorAll("figure.chart")) {
  setUp(figure);
}
for (const tools of document.querySelectorAll(".card > header > .tools:has(script)")) {
  setUpUndrawn(tools);
}
if (charts.size > 0) {
  // At once, so that it is there when the page is printed before anyone has scrolled.
  plotly().catch(() => {}); // each chart says it for itself
}

const refreshAll = () => {
  for (const chart of charts.values()) {
    refresh(chart);
  }
};
darkSystem.addEventListener("change", refreshAll);
new MutationObserver(refreshAll).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ["data-theme"],
});

// Paper is white and as wide as it is, whatever the screen. Before page.js, which comes after this
// script, unfolds the tables of the charts that could not be drawn.
const paper = { width: PAPER, dark: false };
addEventListener("beforeprint", () => {
  printing = true;
  for (const chart of globalThis.Plotly ? charts.values() : []) {
    if (chart.canvas) {
      draw(chart, paper);
    } else {
      open(chart, paper);
      finish(chart);
    }
  }
});
addEventListener("afterprint", () => {
  printing = false;
  for (const chart of charts.values()) {
    if (chart.canvas) {
      draw(chart);
    }
  }
});
