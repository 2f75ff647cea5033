"""What is asked: kept apart from how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recruitment.models import Audience
from recruitment.progress.periods import Period
from recruitment.queries.scope import Scope


class UnknownSourceError(LookupError):
    """No source has this address name."""


@dataclass(frozen=True, slots=True)
class Selection:
    """``as_of``: figures up to this day (None: all). ``term``: targets and figures of this
    term (None: all). ``today`` only tells how old figures are.

    A question about which figures belongs here; one about order or width does not.
    """

    today: date
    as_of: date | None = None
    term: Period | None = None
    audience: Audience = Audience.PUBLIC

    @property
    def scope(self) -> Scope:
        return Scope(self.audience, self.as_of, self.term)

    @property
    def query(self) -> str:
        """The selection as the query part of an address, with its question mark; or nothing."""
        parts = []
        if self.as_of:
            parts.append(f"as_of={self.as_of.isoformat()}")
        if self.term:
            parts.append(f"term={self.term_code}")
        return "?" + "&".join(parts) if parts else ""

    @property
    def more_query(self) -> str:
        """The same behind another parameter of the address."""
        return self.query.replace("?", "&")

    @property
    def term_code(self) -> str:
        return term_code(self.term) if self.term else ""


def term_code(term: Period) -> str:
    """2020-2025, as it stands in addresses."""
    return f"{term.start.year}-{term.end.year}"
