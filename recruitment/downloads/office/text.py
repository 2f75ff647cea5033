"""Text that may stand in XML and in a cell, whatever somebody once typed."""

from __future__ import annotations

import re

# What XML 1.0 forbids, and the signs that turn the direction of the text behind them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

TICK = "✓"
"""A sign of statuses that neither Arial nor Times New Roman has."""


def printable(text: str) -> str:
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
