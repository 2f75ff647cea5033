"""For whom figures are read."""

from __future__ import annotations

from enum import Enum


class Audience(Enum):
    """PUBLIC sees what is approved; PREVIEW sees what would be, were everything approved."""

    PUBLIC = "public"
    PREVIEW = "preview"
