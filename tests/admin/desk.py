"""A person at the quarterly sheet over HTTP: the form is read from the page, as a browser does."""

import re
from html.parser import HTMLParser

from django.contrib.auth.models import Group
from django.test import Client

from recruitment.models import Assignment

from .conftest import BACKEND

ADDRESS = "/admin/entry/sheet/{}/2022-q3/"


class Form(HTMLParser):
    """The fields that a page's sheet would send, and the texts of its elements by id."""

    def __init__(self, html):
        super().__init__()
        self.fields, self.names, self.inside, self.select = {}, set(), False, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == "sheet"
        name = given.get("name")
        if tag == "select":
            self.select = name
        if not self.inside:
            return
        if tag == "option" and "selected" in given:
            self.fields[self.select] = given["value"]
        if tag == "input" and name:
            self.names.add(name)
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.fields[name] = given.get("value", "on")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


def first_button(html):
    """What Enter presses in a field of the sheet."""
    return re.search(r'<button[^>]*type="submit"[^>]*>', html.partition(' id="sheet"')[2]).group()


class Desk:
    """``open`` loads the sheet; ``type`` and ``press`` send what was loaded, with changes."""

    def __init__(self, person, committee):
        self.client, self.person = Client(), person
        self.client.force_login(person, backend=BACKEND)
        self.address = ADDRESS.format(committee)

    def open(self):
        return self._read(self.client.get(self.address))

    def name(self, committee, column="admitted"):
        return f"v-{committee.pk}-{column}"

    def fill(self, cells):
        """Type into cells, given as {(committee, column) or name: text}."""
        for place, text in cells.items():
            name = place if isinstance(place, str) else self.name(*place)
            self.fields[name] = text

    def press(self, step="save", *, follow=True, **more):
        """Send the form as it stands; what it leads to becomes the form."""
        answer = self.client.post(
            self.address, {**self.fields, "step": step, **more}, follow=follow
        )
        return self._read(answer) if answer.status_code == 200 else answer

    def send(self, **more):
        """As the script does: gives the answer in JSON."""
        answer = self.client.post(
            self.address, {**self.fields, **more}, headers={"Accept": "application/json"}
        )
        return answer.json() if answer.status_code == 200 else answer

    def _read(self, answer):
        self.html = answer.content.decode()
        form = Form(self.html)
        self.fields, self.names = form.fields, form.names
        self.page = answer.context["page"] if answer.context and "page" in answer.context else None
        said = answer.context["messages"] if answer.context else ()
        self.said = [str(message) for message in said]
        return answer

    def row(self, committee):
        return next(row for row in self.page.rows if row.row.committee == committee)

    def cell(self, committee, column="admitted"):
        return next(each for each in self.row(committee).cells if each.column.code == column)

    def sum(self, column="admitted"):
        return next(each for each in self.page.sums if each.column.code == column)


def give(person, role, *committees):
    """A role, and the committees that it is for."""
    person.is_staff = True
    person.save()
    person.groups.add(Group.objects.get(name=role))
    for committee in committees:
        Assignment.objects.create(person=person, committee=committee)
    return person
