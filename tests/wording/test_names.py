"""Names of committees where they stand in a sentence."""

import pytest
from django.utils.translation import override

from recruitment.progress.goals import Evidence
from recruitment.progress.locality import standing
from recruitment.wording.names import capitalised, in_text
from recruitment.wording.sentences import headline_sentence

from .situations import TERM_600, count


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Party Committee of Ô Môn District", "the Party Committee of Ô Môn District"),
        ("Party Cell of Tân Hà High School", "the Party Cell of Tân Hà High School"),
        ("Ô Môn District Party Committee", "the Ô Môn District Party Committee"),
        ("Communist Party of Vietnam", "the Communist Party of Vietnam"),
        ("Agencies Bloc of Tuyên Quang", "the Agencies Bloc of Tuyên Quang"),
        ("The Party Committee of X", "The Party Committee of X"),
        ("Ô Môn District", "Ô Môn District"),
        ("Quảng Ninh", "Quảng Ninh"),
        ("Đảng bộ quận Ô Môn", "Đảng bộ quận Ô Môn"),
        ("Cellular Works of Hạ Long", "Cellular Works of Hạ Long"),
    ],
)  # fmt: skip
def test_a_committee_has_its_article_in_english(name, english):
    with override("en"):
        assert in_text(name) == english
    with override("vi"):
        assert in_text(name) == name


@pytest.mark.parametrize(
    ("targets", "counts", "beginning"),
    [
        (
            [TERM_600],
            [count("2021-01-01", "2022-05-16", 238)],
            "By 16 May 2022, the Party Committee of X had admitted 238 members",
        ),
        ([TERM_600], [], "The Party Committee of X has a target for the 2020–2025 term"),
        (
            [],
            [],
            "There is no target and no figure of admissions of the Party Committee of X yet.",
        ),
    ],
)
def test_the_sentence_has_the_article_and_begins_with_a_capital(targets, counts, beginning):
    found = standing("x", targets, Evidence(tuple(counts), ()), {})
    with override("en"):
        sentence = headline_sentence("Party Committee of X", found)
    assert str(sentence).startswith(beginning)


def test_a_sentence_begins_with_a_capital_in_vietnamese_too():
    with override("vi"):
        said = headline_sentence("đảng bộ X", standing("x", [TERM_600], Evidence((), ()), {}))
    assert str(said).startswith("Đảng bộ X")
    assert capitalised("") == ""
