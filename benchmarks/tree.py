"""The same pages on trees of two sizes: queries stay, times must not run away."""

from __future__ import annotations

from time import perf_counter

from django.db import connection

from .generate import Made, generate
from .pages import HEAD, measure
from .table import show


def report(committees: int, quarters: int, requests: int) -> None:
    """Measure on the articles alone, then with a made-up tree of this size beside them."""
    before = {
        name: measure(address, requests).cells for name, address in _addresses("o-mon").items()
    }
    start = perf_counter()
    made = generate(committees, quarters)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    seconds = perf_counter() - start
    print(f"{made.committees} committees, {made.figures} figures, made in {seconds:.0f} s\n")
    rows = [[f"{name}: articles", *cells] for name, cells in before.items()]
    for name, address in {**_addresses("o-mon"), **_places(made)}.items():
        rows.append([f"{name}: tree", *measure(address, requests).cells])
    show("Server, with a made-up tree", HEAD, sorted(rows))


def _addresses(slug: str) -> dict[str, str]:
    return {
        "overview": "/",
        "localities": "/localities/",
        "search": "/localities/?q=long",
        "locality": f"/localities/{slug}/",
        "JSON progress": f"/api/v1/localities/{slug}/progress",
        "JSON list": "/api/v1/localities?q=long&limit=200",
    }


def _places(made: Made) -> dict[str, str]:
    return {
        "overview, page 2": "/?page=2",
        "overview, by name": "/?sort=name",
        "overview, one province": f"/?parent={made.province.slug}",
        "made-up province": f"/localities/{made.province.slug}/",
        "made-up commune": f"/localities/{made.commune.slug}/",
        "made-up unit": f"/localities/{made.unit.slug}/",
    }
