"""Median server time and queries of each page, asked in this process without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .table import show

SECONDS = 10  # for one page
ADDRESSES = (
    "/",
    "/localities/",
    "/localities/o-mon/",
    "/localities/quang-ninh/",
    "/localities/khoi-tuyen-quang/",
    "/localities/lam-ha/",
    "/compare/?locality=o-mon&locality=ha-long&locality=long-hung",
    "/sources/",
    "/sources/o-mon-2022/",
    "/method/",
    "/en/localities/o-mon/",
    "/localities/o-mon/data.csv",
    "/localities/o-mon/data.json",
    "/api/v1/localities",
    "/api/v1/localities/o-mon/progress",
    "/api/v1/localities/o-mon/figures",
    "/api/v1/sources",
    "/api/v1/sources/o-mon-2022",
)
HEAD = ("page", "median ms", "p90 ms", "queries", "SQL ms", "kB")


@dataclass(frozen=True, slots=True)
class Measured:
    """Times in milliseconds, size in bytes before compression."""

    times: list[float]
    queries: int
    sql: float
    size: int

    @property
    def cells(self) -> list[str]:
        p90 = quantiles(self.times, n=10)[-1] if len(self.times) > 1 else self.times[0]
        return [
            f"{median(self.times):.1f}",
            f"{p90:.1f}",
            str(self.queries),
            f"{self.sql:.1f}",
            f"{self.size / 1000:.1f}",
        ]


def measure(address: str, requests: int) -> Measured:
    """Ask so many times, or as often as the seconds allow, once at least.

    Raises RuntimeError where the page does not answer 200.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    # First with its queries kept, which costs time of its own; it also fills the caches.
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        msg = f"{address}: {response.status_code}"
        raise RuntimeError(msg)
    # Read now: the next request empties the log.
    queries = captured.captured_queries
    sql = 1000 * sum(float(query["time"]) for query in queries)
    times: list[float] = []
    while len(times) < requests and (not times or sum(times) < 1000 * SECONDS):
        start = perf_counter()
        client.get(address)
        times.append(1000 * (perf_counter() - start))
    return Measured(times, len(queries), sql, len(response.content))


def report(requests: int, addresses: Sequence[str] = ADDRESSES, title: str = "Server") -> None:
    rows = [[address, *measure(address, requests).cells] for address in addresses]
    show(title, HEAD, rows)
