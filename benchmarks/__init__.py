"""Measurements: server time and queries of each page, bytes and drawing time in a browser.

``python -m benchmarks`` measures everything on the five articles; ``pages``, ``browser`` and
``tree`` one part. Each run makes a database of its own and drops it; nothing is written here.
"""
