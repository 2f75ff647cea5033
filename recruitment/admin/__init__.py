"""The door for entry and administration: one admin a model, one base class for all."""

from . import committees, figures, lists, sources, targets

__all__ = ["committees", "figures", "lists", "sources", "targets"]
