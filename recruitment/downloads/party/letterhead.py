"""Whose document it is: the bodies at its head, its number, its place, its signer's position."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from recruitment.downloads.briefing import Briefing
from recruitment.models import Committee

from .form import Kind, PartyForm, Texts

ORGANISATIONS = ("Đảng bộ", "Đảng ủy", "Đảng uỷ")
"""How the name of a committee begins before it says whose committee it is."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Every text is ready to print; ``symbol`` stands behind BC/ in the number."""

    superior: str
    issuer: str
    in_full: str
    number: str
    place_and_date: str
    annex_of: str
    authority: str
    position: str
    recipients: tuple[str, ...]


def letterhead(briefing: Briefing, form: PartyForm) -> Letterhead:
    """Of the committee's own commission or body; dots for whoever compares several."""
    if briefing.committee is None:
        return _of_several(briefing, form.texts[briefing.language])
    return _of_one(briefing.committee, briefing, form)


def _of_several(briefing: Briefing, texts: Texts) -> Letterhead:
    unknown = texts.unknown
    values = {"symbol": "…………", "year": _year(briefing), "seat": unknown, "issuer": unknown}
    return Letterhead(
        superior=unknown,
        issuer=unknown,
        in_full=unknown,
        number=texts.number.format_map(values),
        place_and_date=texts.place_and_date.format_map(values),
        annex_of=texts.annex_of.format_map(values),
        authority="",
        position=unknown,
        recipients=(unknown,),
    )


def _of_one(committee: Committee, briefing: Briefing, form: PartyForm) -> Letterhead:
    language, above = briefing.language, briefing.above
    texts = form.texts[language]
    kind = form.kind(committee.kind.code)
    issuer = form.issuers[kind.issuer]
    own = issuer.texts[language]
    bodies = {
        "body": body(committee, form, language),
        "above": _name(above, language) if above else texts.unknown,
        "above_body": body(above, form, language) if above else texts.unknown,
    }
    values = {
        "symbol": issuer.symbol.format(symbol=kind.symbol),
        "year": _year(briefing),
        "seat": seat(committee, above, form) or texts.unknown,
        "issuer": own.in_full.format_map(bodies),
    }
    return Letterhead(
        superior=own.superior.format_map(bodies).upper(),
        issuer=own.issuer.format_map(bodies).upper(),
        in_full=values["issuer"],
        number=texts.number.format_map(values),
        place_and_date=texts.place_and_date.format_map(values),
        annex_of=texts.annex_of.format_map(values),
        authority=own.authority.format_map(bodies),
        position=own.position.format_map(bodies),
        recipients=tuple(text.format_map(bodies) for text in own.recipients),
    )


def _year(briefing: Briefing) -> str:
    return str(briefing.selection.today.year)


def body(committee: Committee, form: PartyForm, language: str) -> str:
    """The executive body of a committee, in running text: Quận ủy Ô Môn."""
    kind = form.kind(committee.kind.code)
    pattern = kind.en if language == "en" else kind.vi
    return pattern.format(
        name=_name(committee, language),
        unit=unit(committee),
        place=place(committee, kind),
        above_seat="",
    )


def seat(committee: Committee, above: Committee | None, form: PartyForm) -> str:
    """Where its documents are made, as it stands before the day; empty where it is not known."""
    kind = form.kind(committee.kind.code)
    above_seat = ""
    if above is not None and "{above_seat}" in kind.seat:
        above_seat = seat(above, None, form)
    return kind.seat.format(
        name=committee.name,
        unit=unit(committee),
        place=place(committee, kind),
        above_seat=above_seat,
    )


def unit(committee: Committee) -> str:
    """The name without its first words: quận Ô Môn, Bệnh viện – Trung tâm Y tế quận Ô Môn."""
    return _without(committee.name, ORGANISATIONS)


def place(committee: Committee, kind: Kind) -> str:
    """The bare name: Ô Môn. A numbered district keeps its word: Quận 8."""
    whole = unit(committee)
    bare = _without(whole, kind.drop)
    return whole[:1].upper() + whole[1:] if bare.isdigit() else bare


def _without(name: str, words: tuple[str, ...]) -> str:
    text = unicodedata.normalize("NFC", name).strip()
    for word in words:
        start = f"{unicodedata.normalize('NFC', word)} "
        if text.casefold().startswith(start.casefold()):
            return text[len(start) :].strip() or text
    return text


def _name(committee: Committee, language: str) -> str:
    return committee.name_en or committee.name if language == "en" else committee.name
