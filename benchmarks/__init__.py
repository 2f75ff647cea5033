"""Measurements: server time and queries of each page, bytes and drawing time in a browser.

``python -m benchmarks`` measures pages and browser on the five articles; ``pages``, ``browser``,
``tree`` and ``imports`` one part, the last on PostgreSQL only. Each run makes a database of its
own and drops it; nothing is written here.
"""
