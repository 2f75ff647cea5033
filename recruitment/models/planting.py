"""Many new committees at once, with the paths that `Committee.save` would give each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from . import tree
from .committees import Committee

BATCH = 1_000


def plant(rows: Sequence[Committee], write: Callable[[Sequence[Committee]], None]) -> None:
    """Insert the rows with ``write``, and place each below its parent, which may be among them.

    Level by level: 3 statements for each, and more only for thousands of rows. To be called
    within a transaction.
    """
    waiting = list(rows)
    for row in waiting:
        row.make_keys()
    while waiting:
        level = [row for row in waiting if row.parent is None or row.parent.pk]
        if not level:
            raise ValueError("committees that stand below one another")
        waiting = [row for row in waiting if not (row.parent is None or row.parent.pk)]
        write(level)
        above = _paths({row.parent_id for row in level if row.parent_id})
        for row in level:
            row.path = above.get(row.parent_id or 0, "") + tree.step(row.pk)
        Committee.objects.bulk_update(level, ["path"], batch_size=BATCH)


def _paths(ids: set[int]) -> dict[int, str]:
    """The paths of the parents, which nobody moves until the transaction ends."""
    rows = Committee.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return dict(rows.values_list("pk", "path"))
