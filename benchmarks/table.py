"""A plain table on the terminal."""

from __future__ import annotations

from collections.abc import Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the first column to the left, numbers to the right."""
    widths = [max(len(row[index]) for row in [head, *rows]) for index in range(len(head))]
    print(title)
    for row in [head, ["-" * width for width in widths], *rows]:
        first, *rest = (
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([first, *rest]).rstrip())
    print(flush=True)
