"""The door for entry and administration: one admin a model, one base class for all."""

from . import (
    board,
    committees,
    figures,
    lists,
    people,
    returns,
    sheet,
    sheet_history,
    sheet_workbook,
    sources,
    target_sheet,
    targets,
)

__all__ = [
    "board",
    "committees",
    "figures",
    "lists",
    "people",
    "returns",
    "sheet",
    "sheet_history",
    "sheet_workbook",
    "sources",
    "target_sheet",
    "targets",
]
