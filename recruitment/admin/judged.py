"""The form of a figure that the rules of entry judge: what is wrong, and what is unlikely."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recruitment.entry.answers import answer, question, unanswered
from recruitment.entry.approval import REASON_LENGTH
from recruitment.entry.cells import Figure
from recruitment.entry.findings import Finding, Level
from recruitment.entry.judgement_figures import Written, is_cell, judge_figures, sheet_of
from recruitment.models import Audience
from recruitment.models.committees import CommitteeQuerySet
from recruitment.models.versions import VersionedQuerySet

from .base import REASON
from .versions import VersionedForm

# Of these, any change makes another number of the cell.
ABOUT = {"committee", "period", "on", "category", "activity", "source", "value", "qualifier"}
NOTE_LENGTH = 500


class JudgedForm(VersionedForm):
    """An error refuses the figure; a warning is shown, and waits for a yes and a note.

    ``asked`` names the warnings that the answer is about, so that none is confirmed unseen.
    """

    # The committees that the person may see; set for each person by the list.
    reach: CommitteeQuerySet

    is_right = forms.BooleanField(label=_("Yes, the figure is right"), required=False)
    why_right = forms.CharField(
        label=_("Why it is right"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[Finding] = []

    @property
    def asking(self) -> str:
        """The warnings that are shown, as the answer names them."""
        return "|".join(sorted(":".join(map(str, question(found))) for found in self.warnings))

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors and is_cell(self.instance):
            self._judge(self.instance)

    def _judge(self, figure: Figure) -> None:
        typed = self.instance._state.adding or not ABOUT.isdisjoint(self.changed_data)
        written = Written(figure, self._before(), typed)
        found = [each for _written, each in judge_figures([written], self.reach)]
        errors = [each.text for each in found if each.level is Level.ERROR]
        if errors:
            self.add_error("value", ValidationError(errors))
            return
        self.warnings = unanswered(found, sheet_of(figure)[0])
        if self.warnings:
            self._wait_for_an_answer()

    def _before(self) -> int | None:
        """The number that the cell holds now; None for nothing."""
        beside = cast("VersionedQuerySet[Any]", type(self.instance)._default_manager)
        same = {name: getattr(self.instance, name) for name in self.instance.cell_columns()}
        newest = beside.filter(**same).visible_to(Audience.PREVIEW).first()
        return None if newest is None else int(newest.value)

    def _wait_for_an_answer(self) -> None:
        is_right = self.cleaned_data["is_right"] and self.cleaned_data["asked"] == self.asking
        if is_right and self.cleaned_data["why_right"]:
            return
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("asked")] = self.asking
        if not is_right:
            # A yes to other warnings is none to these.
            data.pop(self.add_prefix("is_right"), None)
        else:
            said = gettext("Say in a few words why it is right.")
            self.add_error("why_right", ValidationError(said))
        self.data = data
        self.add_error(
            None,
            ValidationError(
                gettext(
                    "Nothing is saved yet: something about this figure is unlikely. Check it, or "
                    "confirm it below and say why."
                )
            ),
        )

    def note_reason(self) -> None:
        """What was answered is the reason for the change, unless another was given."""
        if self.warnings and not self.cleaned_data.get(REASON):
            self.cleaned_data[REASON] = self.cleaned_data["why_right"][:REASON_LENGTH]

    def keep_answer(self, by: User) -> None:
        """With the return that the figure belongs to, where there is one."""
        if self.warnings:
            note = self.cleaned_data["why_right"]
            answer(self.warnings, sheet_of(self.instance)[0], note, by)
