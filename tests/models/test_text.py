import sys
import unicodedata

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from recruitment.models import Category
from recruitment.models.text import fold, localized, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ quận Ô Môn", "dang bo quan o mon"),
        ("  Thới   Hòa ", "thoi hoa"),
        ("Bệnh viện – Trung tâm", "benh vien trung tam"),
        ("ƯỚC", "uoc"),
        ("", ""),
    ],
)
def test_text_is_searched_without_accents_and_case(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
@example("𝑨")
def test_folding_is_ascii_and_settled_at_once(text):
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_folding_is_settled_for_every_character():
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    unsettled = [char for char in characters if fold(fold(char)) != fold(char)]
    assert unsettled == []


def test_names_stand_in_vietnamese_order():
    ordered = [
        "An Lễ",
        "Ăn",
        "Âu Cơ",
        "Da",
        "Đa",
        "E",
        "Ê",
        "Ô Môn",
        "Ơ",
        "Quảng Ninh",
        "Thái Bình",
        "Thới An",
        "Thới Hòa",
        "Thới Long",
        "U Minh",
        "Ư",
        "Yên",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_tones_decide_only_between_words_of_equal_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=sort_key) == tones
    assert sorted(["má b", "mà c", "ma"], key=sort_key) == ["ma", "má b", "mà c"]


def test_a_short_name_stands_before_the_longer_one_that_begins_with_it():
    names = ["Thới", "Thới An", "Thới Ân", "Thớihòa"]
    assert sorted(set(names), key=sort_key) == names


@given(st.text())
def test_the_key_is_plain_and_the_same_for_decomposed_text(text):
    key = sort_key(text)
    assert key.isascii()
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(
        unicodedata.normalize("NFC", text)
    )


def test_english_where_it_is_given_else_vietnamese():
    named, unnamed = Category(name="học sinh", name_en="pupils"), Category(name="sinh viên")
    with translation.override("en"):
        assert (localized(named, "name"), localized(unnamed, "name")) == ("pupils", "sinh viên")
    with translation.override("vi"):
        assert localized(named, "name") == "học sinh"
