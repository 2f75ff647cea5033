"""A chart is handed on: its address, and a frame inside somebody else's page."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

PAGE = "/localities/o-mon/"


@pytest.fixture
def outside(visit, server):
    """``outside(host, frame)``: a page of another site that holds this frame."""
    shown = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = f"<!doctype html><title>Tin</title><h1>Tin</h1>{shown[-1]}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Nothing to say."""

    def show(host, frame):
        shown.append(frame)
        reader = visit()
        reader.page.goto(f"http://{host}:{server.outside_port}/tin.html")
        return reader

    with ThreadingHTTPServer(("127.0.0.1", server.outside_port), Page) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield show
        site.shutdown()


def test_link_and_frame_are_copied_and_the_frame_draws_elsewhere(visit, outside):
    reader = visit(PAGE, permissions=["clipboard-read", "clipboard-write"])
    menu = reader.page.locator("#chart-cumulative .menu--share")
    menu.locator("summary").click()
    link, frame = menu.locator("button").all()
    link.click()
    reader.page.get_by_text("Đã sao chép").wait_for()
    copied = "navigator.clipboard.readText()"
    assert reader.page.evaluate(copied).endswith("/localities/o-mon/#chart-cumulative")
    frame.click()
    menu.get_by_text("Đã sao chép").nth(1).wait_for()
    code = reader.page.evaluate(copied)
    assert reader.errors == []

    other = outside("localhost", code)
    framed = other.page.frame_locator("iframe")
    framed.locator(".chart--drawn").wait_for()
    assert framed.get_by_text("Đảng bộ quận Ô Môn").first.is_visible()
    assert framed.get_by_text("Nguồn:").is_visible()
    assert framed.get_by_text("Lưu").count() == 0


def test_a_site_that_is_not_named_shows_nothing(outside, server):
    code = f'<iframe src="{server.url}{PAGE}charts/cumulative/embed/"></iframe>'
    other = outside("127.0.0.1", code)
    assert other.page.frame_locator("iframe").locator(".chart").count() == 0
    assert any("frame-ancestors" in error for error in other.errors), other.errors
