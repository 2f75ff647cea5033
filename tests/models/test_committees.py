import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from recruitment.models import Committee, CommitteeKind, FormerParent, Succession
from tests.rows import a_committee


def kind(name):
    return CommitteeKind.objects.get_or_create(code=name, defaults={"name": name})[0]


def named(short_name, kind_name="phường", parent=None, **fields):
    row = Committee(
        kind=kind(kind_name), parent=parent, name=short_name, short_name=short_name, **fields
    )
    row.full_clean()
    row.save()
    return row


def refused(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


@pytest.mark.django_db
def test_an_address_name_is_made_and_tells_namesakes_apart():
    district = named("Quận Ô Môn", "quận")
    assert (district.slug, district.code) == ("o-mon", "o-mon")
    assert named("Phường Ô Môn", parent=district).slug == "phuong-o-mon"
    assert named("Phường Ô Môn", parent=district).slug == "phuong-o-mon-o-mon"
    assert named("Phường Ô Môn", parent=district).slug == "phuong-o-mon-o-mon-2"
    assert named("Phường Ô Môn").slug == "phuong-o-mon-2"


@pytest.mark.django_db
def test_a_name_without_letters_or_only_a_kind_still_has_an_address():
    assert named("???").slug
    assert named("Phường").slug == "phuong"


@pytest.mark.django_db
def test_a_long_name_has_an_address_that_fits():
    rows = [named("x" * 120, name_en="y" * 255) for _ in range(3)]
    assert len({row.slug for row in rows}) == 3
    assert max(len(row.slug) for row in rows) <= 120


@pytest.mark.django_db
def test_a_published_address_cannot_be_changed():
    row = a_committee("o-mon")
    row.slug = "o-mon-moi"
    messages = refused(row)
    assert list(messages) == ["slug"]
    assert "o-mon" in messages["slug"][0]
    with pytest.raises(ValidationError):
        row.save()
    assert Committee.objects.get().slug == "o-mon"


@pytest.mark.django_db
def test_a_code_identifies_one_committee():
    a_committee("o-mon", code="CT-03")
    row = Committee(slug="other", code="CT-03", kind=kind("phường"), name="x", short_name="x")
    assert list(refused(row)) == ["code"]


@pytest.mark.django_db
def test_an_end_before_the_start_is_refused_by_form_and_database():
    row = a_committee("o-mon", started_on=date(2020, 1, 1))
    row.ended_on = date(2019, 12, 31)
    messages = refused(row)
    assert list(messages) == ["ended_on"]
    assert len(messages["ended_on"]) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["ô môn", "o mon", "MON Ô", "Dang bo", "ct-03", "Party o mon"])
def test_search_needs_no_accents_and_no_order(text):
    row = named("Quận Ô Môn", "quận", code="CT-03", name_en="Party Committee of Ô Môn")
    named("Phường Long Hưng")
    row.name = "Đảng bộ quận Ô Môn"
    row.save()
    for typed in (text, unicodedata.normalize("NFD", text)):
        assert list(Committee.objects.all().matching(typed)) == [row]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["%", "_", "o%n", "' OR 1=1", "!!!", "😀", "→ 😀"])
def test_search_takes_signs_as_they_are(text):
    named("Quận Ô Môn", "quận")
    assert not Committee.objects.all().matching(text).exists()


@pytest.mark.django_db
def test_an_empty_search_finds_everything():
    named("Quận Ô Môn", "quận")
    assert Committee.objects.all().matching("  ").count() == 1


@pytest.mark.django_db
def test_lists_are_in_vietnamese_order():
    names = ["Ban", "Châu", "Đa", "Êa", "Ô Môn", "Thới An", "Thới Ấn", "Ưng"]
    for name in reversed(names):
        named(name)
    assert [row.short_name for row in Committee.objects.all().in_vietnamese_order()] == names


@pytest.mark.django_db
def test_who_was_alive_on_a_day():
    a_committee("always")
    a_committee("ended", ended_on=date(2025, 6, 30))
    a_committee("began", started_on=date(2025, 7, 1))

    def alive(day):
        return set(Committee.objects.all().alive_on(day).values_list("slug", flat=True))

    assert alive(date(2025, 6, 30)) == {"always", "ended"}
    assert alive(date(2025, 7, 1)) == {"always", "began"}


@pytest.mark.django_db
def test_former_parents_and_successions_speak_when_wrong():
    old, new = a_committee("old"), a_committee("new")
    own = FormerParent(committee=old, parent=old, ended_on=date(2020, 1, 1))
    assert "parent" in refused(own)
    early = FormerParent(
        committee=old, parent=new, started_on=date(2021, 1, 1), ended_on=date(2020, 1, 1)
    )
    assert list(refused(early)) == ["ended_on"]
    to_itself = Succession(predecessor=old, successor=old, on=date(2025, 7, 1), kind="split")
    assert "successor" in refused(to_itself)


@pytest.mark.django_db
def test_shares_of_one_predecessor_are_at_most_the_whole():
    old, on = a_committee("old"), date(2025, 7, 1)
    for slug in ("a", "b"):
        row = Succession(
            predecessor=old, successor=a_committee(slug), on=on, kind="split", share=Decimal("0.4")
        )
        row.full_clean()
        row.save()
    row.full_clean()
    third = Succession(
        predecessor=old, successor=a_committee("c"), on=on, kind="split", share=Decimal("0.3")
    )
    assert list(refused(third)) == ["share"]
    third.share = Decimal("1.5")
    assert len(refused(third)["share"]) == 1
    third.share = None
    third.full_clean()


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200f", "\x07", "\n"])
@pytest.mark.django_db
def test_a_name_holds_no_sign_that_nobody_sees(sign):
    """One that turns the direction would turn the digits of the sentence behind it, too."""
    row = Committee(kind=kind("phường"), name=f"Đảng bộ {sign}1.464", short_name="Ô Môn")
    assert "không nhìn thấy được" in refused(row)["name"][0]
    assert named("Đảng bộ 👨\u200d👩\u200d👧 Ô Môn").pk
