"""Two people at one form: nothing is written over unseen, and nothing that was typed is lost."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from recruitment.models import AdmissionCount, Category, Committee, FormerParent, Target
from tests.rows import a_category, a_committee, a_count

from .conftest import BACKEND, QUARTER, a_person, address, fields_of


class Tab:
    """A form as somebody opened it; ``send`` posts it with what was typed since."""

    def __init__(self, client, row, language="vi"):
        self.client, self.where = client, address(row, "change", language)
        self.fields = fields_of(client.get(self.where))

    def send(self, **typed):
        answer = self.client.post(self.where, {**self.fields, **typed})
        answer.text = answer.content.decode() if answer.status_code == 200 else ""
        return answer


def kept(answer, name="value"):
    """What the form that came back holds."""
    return str(answer.context["adminform"].form[name].value())


@pytest.fixture
def colleague(district):
    """Another person at another browser."""
    client = Client()
    client.force_login(a_person("Lan", "administrator", district.parent), backend=BACKEND)
    return client


@pytest.fixture
def row(district):
    return a_count(district, *QUARTER, 77, state="draft")


def test_the_later_save_does_not_put_the_old_number_back(officer, colleague, row):
    mine, theirs = Tab(officer, row), Tab(colleague, row)
    assert theirs.send(value="80", change_reason="Gọi lại").status_code == 302
    answer = mine.send(note="Báo cáo qua điện thoại")
    row.refresh_from_db()
    assert (row.value, row.note) == (80, "")
    assert answer.status_code == 200
    for words in (
        "Mục này đã được sửa sau khi đồng chí mở",
        "Lan",
        "<del>77</del> → <ins>80</ins>",
    ):
        assert words in answer.text, words
    assert f'href="{mine.where}"' in answer.text
    assert kept(answer, "note") == "Báo cáo qua điện thoại"
    assert kept(answer) == "77"


def test_in_english_too(officer, colleague, row):
    mine = Tab(officer, row, "en")
    Tab(colleague, row).send(value="80")
    text = mine.send(value="81").text
    assert "This was changed after you opened it: nothing was saved." in text
    assert "Load again" in text


def test_who_insists_saves_over_what_was_seen_and_nothing_else(officer, colleague, row):
    mine = Tab(officer, row)
    Tab(colleague, row).send(value="80")
    shown = mine.send(value="81").context["adminform"].form.conflict.now
    Tab(colleague, row).send(value="82")
    again = mine.send(value="81", nevertheless=shown)
    assert "<del>80</del> → <ins>82</ins>" in again.text
    row.refresh_from_db()
    assert row.value == 82
    now = again.context["adminform"].form.conflict.now
    assert mine.send(value="81", nevertheless=now).status_code == 302
    row.refresh_from_db()
    assert row.value == 81


def test_after_loading_again_the_save_is_an_ordinary_one(officer, colleague, row):
    Tab(officer, row)
    Tab(colleague, row).send(value="80")
    assert Tab(officer, row).send(value="81").status_code == 302
    row.refresh_from_db()
    assert row.value == 81


def test_every_change_since_is_told_with_its_person(officer, colleague, row):
    mine = Tab(officer, row)
    Tab(colleague, row).send(value="78")
    Tab(colleague, row).send(value="80", finality="final")
    text = mine.send(value="81").text
    assert text.count("<td>Lan</td>") == 2
    for change in (
        "<del>77</del> → <ins>78</ins>",
        "<del>78</del> → <ins>80</ins>",
        "số chính thức",
    ):
        assert change in text


def test_the_same_request_twice_changes_nothing_more(officer, row):
    mine = Tab(officer, row)
    for _time in range(2):
        assert mine.send(value="80").status_code == 302
    row.refresh_from_db()
    assert (row.value, row.history.count()) == (80, 2)


def test_two_who_type_the_same_agree(officer, colleague, row):
    mine = Tab(officer, row)
    Tab(colleague, row).send(value="80")
    assert mine.send(value="80").status_code == 302
    assert row.history.count() == 2


def test_what_is_wrong_is_told_beside_what_was_changed(officer, colleague, row):
    mine = Tab(officer, row)
    Tab(colleague, row).send(value="80")
    answer = mine.send(value="mười")
    assert "không phải là số" in answer.text
    assert "<ins>80</ins>" in answer.text


def test_a_form_that_does_not_say_what_it_shows_saves_nothing(officer, row):
    mine = Tab(officer, row)
    for seen in ("", "x", "1.2.3"):
        answer = mine.send(value="81", seen=seen)
        assert answer.status_code == 200, seen
    row.refresh_from_db()
    assert row.value == 77


def test_a_save_that_changed_nothing_stands_in_nobodys_way(officer, colleague, row):
    mine = Tab(officer, row)
    Tab(colleague, row).send()
    assert mine.send(value="81").status_code == 302


def test_what_was_entered_on_the_sheet_is_a_change_too(officer, row):
    """A bulk path writes history, and by that it is noticed."""
    mine = Tab(officer, row)
    row.value = 80
    AdmissionCount.objects.filter(pk=row.pk).update(value=80)
    row.save()
    assert "<ins>80</ins>" in mine.send(value="81").text


@pytest.mark.parametrize(
    ("find", "typed", "other"),
    [
        (Target.objects.get, {"note": "a"}, {"note": "b"}),
        (Category.objects.get, {"name": "a"}, {"name": "b"}),
        (lambda: Committee.objects.get(slug="unit"), {"life_note": "a"}, {"life_note": "b"}),
    ],
    ids=["target", "category", "committee"],
)
def test_every_form_with_a_history_notices(officer, district, find, typed, other):
    first, second = Tab(officer, find()), Tab(officer, find())
    assert first.send(**typed).status_code == 302
    answer = second.send(**other)
    assert answer.status_code == 200
    assert "Đã có thay đổi" in answer.text


def test_a_row_in_a_list_below_the_form_is_noticed(officer, colleague, district):
    """Former parents stand in the committee's form, each with a history of its own."""
    mine = Tab(officer, district)
    before = a_committee("before", district.parent.parent)
    FormerParent.objects.create(
        committee=district, parent=before, started_on="2010-01-01", ended_on="2015-12-31"
    )
    answer = mine.send(life_note="x")
    assert answer.status_code == 200
    assert "cấp trên" in answer.text
    district.refresh_from_db()
    assert district.life_note == ""


def test_a_category_is_shared_and_its_form_as_well(officer, district):
    a_category("pupil")
    assert Tab(officer, Category.objects.get(code="pupil")).send(name="học sinh").status_code == 302


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_told():
    """Both forms show 77; whoever comes second waits, and then sees what the first saved."""
    row = a_count(a_committee("alone"), *QUARTER, 77, state="draft")
    together, answers = Barrier(2), {}

    def save(name, value):
        client = Client()
        user = get_user_model().objects.create_superuser(name, "", "a long password")
        client.force_login(user, backend=BACKEND)
        mine = Tab(client, row)
        together.wait()
        answers[value] = mine.send(value=str(value)).status_code
        connection.close()

    people = [Thread(target=save, args=each) for each in (("Lan", 80), ("Minh", 81))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    row.refresh_from_db()
    assert sorted(answers.values()) == [200, 302]
    assert answers[row.value] == 302
    assert row.history.count() == 2
