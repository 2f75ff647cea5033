"""Files made of reports: one writer a format, each ``(report) -> File``.

A writer computes nothing: what it writes stands in the report that the page shows, too.
"""
