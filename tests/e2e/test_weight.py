"""What a visit costs over the wire."""

from pathlib import Path

import pytest

from recruitment.staticfiles import basic_version, packaged_version

# Bytes, headers included. Without npm at build time the full plotly.js is served: 1.1 MB.
FIRST_VISIT = 600_000 if basic_version() == packaged_version() else 1_400_000
PAGE = 60_000  # the page and its tables, before any script


class Wire:
    """Everything that a page loads, by address, in bytes as sent."""

    def __init__(self, reader):
        self.sent, self.names, self.cached = {}, {}, set()
        wire = reader.context.new_cdp_session(reader.page)
        wire.on("Network.requestWillBeSent", self._named)
        wire.on("Network.requestServedFromCache", lambda e: self.cached.add(e["requestId"]))
        wire.on("Network.responseReceived", self._answered)
        wire.on("Network.loadingFinished", self._finished)
        wire.send("Network.enable")

    def _named(self, event):
        self.names[event["requestId"]] = event["request"]["url"]

    def _answered(self, event):
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finished(self, event):
        name = event["requestId"]
        size = 0 if name in self.cached else event["encodedDataLength"]
        self.sent[self.names.get(name, name)] = size


@pytest.mark.parametrize("address", ["/localities/o-mon/", "/localities/khoi-tuyen-quang/"])
def test_a_first_visit_is_light_and_a_second_one_brings_no_script(visit, address, server):
    reader = visit()
    first = Wire(reader)
    reader.open(address)
    reader.page.wait_for_load_state("networkidle")
    assert any("plotly" in name for name in first.sent)
    assert sum(first.sent.values()) <= FIRST_VISIT
    assert first.sent[server.url + address] <= PAGE
    again = Wire(reader)
    reader.open(address)
    reader.page.wait_for_load_state("networkidle")
    assets = {name: size for name, size in again.sent.items() if "/static/" in name}
    assert any("plotly" in name for name in assets)
    assert {name for name, size in assets.items() if size} == set()


def test_the_text_is_read_before_the_drawing_library_comes(visit):
    reader = visit()
    held = []

    def hold(route):
        held.append(route)

    reader.page.route("**/vendor/plotly*", hold)
    reader.page.goto("/localities/o-mon/", wait_until="domcontentloaded")
    assert "39,67%" in reader.page.locator(".lead").inner_text()
    reader.page.locator("#chart-cumulative").scroll_into_view_if_needed()
    reader.page.wait_for_timeout(200)
    plot = reader.page.locator("#chart-cumulative .chart__plot")
    room = plot.bounding_box()["height"]
    assert room > 200
    for route in held:
        route.continue_()
    reader.draw()
    assert plot.bounding_box()["height"] == pytest.approx(room, abs=1)


def test_what_has_a_hashed_name_is_kept_for_ever(server, visit):
    reader = visit("/localities/o-mon/")
    static = reader.page.evaluate(
        "() => performance.getEntriesByType('resource').map((e) => new URL(e.name).pathname)"
    )
    assert {Path(name).suffix for name in static} >= {".js", ".css"}
    for name in static:
        kept = server.get(name).headers["Cache-Control"]
        assert "immutable" in kept, name
        assert "max-age=315360000" in kept, name
