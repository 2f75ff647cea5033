"""What the source asks to have translated, and what a catalogue still owes it.

GNU gettext is not on every machine, so the source is read by Python's own parser and templates
by Django's `templatize`, which rewrites them as the calls that they stand for.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

# (context, msgid, plural): "" where there is none.
Message = tuple[str, str, str]

# Where in a call's arguments stand the context, the msgid and the plural.
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL_IN_TEMPLATE = re.compile(r"(?:\b(?:n|p|np)?gettext|(?<!\w)_)\(")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w*)[^{}]*\}")


def called(call: ast.Call) -> str:
    """The plain name of the function: `translation.gettext_lazy` is `gettext`."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return str(name).removesuffix("_lazy").removesuffix("_noop")


def messages_in_code(code: str) -> Iterator[tuple[Message, int]]:
    """Find each message of a Python text, with its line; only literal texts can be found."""
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call) or called(call) not in PLACES:
            continue
        texts = [
            None if place is None else call.args[place] if place < len(call.args) else None
            for place in PLACES[called(call)]
        ]
        context, text, plural = (
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""
            for part in texts
        )
        if text:
            yield (context, text, plural), call.lineno


def messages_in_template(text: str, name: str) -> Iterator[tuple[Message, int]]:
    """Find each message of a template, with its line."""
    calls = templatize(text, name)
    for start in CALL_IN_TEMPLATE.finditer(calls):
        line = calls.count("\n", 0, start.start()) + 1
        # What surrounds a call is no Python; its end is the first place where the call parses.
        for end in re.finditer(r"\)", calls[start.start() :]):
            candidate = calls[start.start() : start.start() + end.end()]
            try:
                found = list(messages_in_code(candidate))
            except SyntaxError:
                continue
            yield from ((message, line) for message, _line in found)
            break


def messages_used(base: Path) -> dict[Message, str]:
    """Every message of the application and the templates, with one place ("file:line") each."""
    used: dict[Message, str] = {}
    for path in sorted((base / "recruitment").rglob("*.py")):
        for message, line in messages_in_code(path.read_text(encoding="utf-8")):
            used.setdefault(message, f"{path.relative_to(base)}:{line}")
    for folder in (base / "templates", base / "recruitment" / "templates"):
        for path in sorted(folder.rglob("*.*")):
            for message, line in messages_in_template(path.read_text("utf-8"), str(path)):
                used.setdefault(message, f"{path.relative_to(base)}:{line}")
    return used


def placeholders(text: str) -> set[str]:
    """The names that a text leaves open: `%(name)s`, `{name}`."""
    return {found[1] or found[2] or "" for found in PLACEHOLDER.finditer(text)}


def key(entry: polib.POEntry) -> Message:
    """Name an entry as the source does."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def complaints(catalogue: polib.POFile, used: dict[Message, str]) -> Iterator[str]:
    """Say what the catalogue lacks: one line for each message missing, empty, fuzzy or unlike."""
    entries: dict[Message, polib.POEntry] = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        if key(entry) in entries:
            yield f"line {entry.linenum}: twice in the catalogue: {entry.msgid!r}"
        entries[key(entry)] = entry
        # A plural form may leave out the number ("one day"), never invent a name.
        known = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not placeholders(text) <= known:
                yield f"line {entry.linenum}: placeholders differ: {entry.msgid!r}"
    for message, place in used.items():
        found = entries.get(message)
        if found is None:
            yield f"{place}: not in the catalogue: {message[1]!r}"
        elif not found.translated():
            yield f"{place}: not translated (or fuzzy): {message[1]!r}"
