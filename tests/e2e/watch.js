// Runs before a page's own scripts: notes what a reader would never report.
globalThis.seen = { violations: [], shift: 0 };
addEventListener("securitypolicyviolation", (event) => {
  seen.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      seen.shift += entry.value;
    }
  }
}).observe({ type: "layout-shift", buffered: true });
