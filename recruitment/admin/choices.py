"""Search boxes for related rows, which name their present choice without asking for it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db.models import Model

from .generics import ModelForm

# An attribute of a loaded row: whether the choice in a column is one that may be chosen.
WITHIN_REACH = "%s_is_within_reach"


class PresentChoice(AutocompleteSelect):
    """``present`` is the row chosen on record, where it is loaded already."""

    present: Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """Only the chosen row: the others are searched for. One query where it is not present."""
        row = self.present
        if row is None or [str(each) for each in value] != [str(row.pk)]:
            return super().optgroups(name, value, attr)
        labelled: Any = self.choices
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = labelled.field.label_from_instance(row)
        options.append(self.create_option(name, row.pk, label, True, len(options)))
        return [(None, options, 0)]


class PresentForm(ModelForm):
    """A row whose related rows were loaded with it, as `BaseInline` does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget: Any = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            if isinstance(widget, PresentChoice) and getattr(
                self.instance, WITHIN_REACH % name, False
            ):
                widget.present = getattr(self.instance, name)
