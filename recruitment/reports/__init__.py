"""All that a page, a file or a JSON answer shows, made once.

A report is asked for by a ``Selection`` and holds engine values beside the texts made of
them; whoever receives it only lays it out.
"""
