"""Form fields that read numbers as people here write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from recruitment.entry import typed


class NumberInput(forms.TextInput):
    """A text box: a browser's own number box refuses 1.464 and 39,67."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"class": "vIntegerField", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(attrs={**usual, **(attrs or {})})


class NoteField(forms.CharField):
    """A few sentences in a box that shows them all; they stay one paragraph."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class WholeNumberField(forms.IntegerField):
    widget = NumberInput

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        return typed.whole_number(str(value))


class DecimalNumberField(forms.DecimalField):
    widget = NumberInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        return value if isinstance(value, Decimal) else typed.decimal_number(str(value))

    def prepare_value(self, value: Any) -> Any:
        """39,67 for 39.670: what is shown can be sent back, and means the same."""
        if isinstance(value, Decimal):
            return typed.written(value)
        return value
