"""What Excel is given to show, and never to run, refuse or mistake."""

import pytest

from recruitment.downloads.excel.inert import cell_text, footer_text, sheet_name, units


@pytest.mark.parametrize(
    ("wished", "given"),
    [
        ("Tóm tắt", "Tóm tắt"),
        ("Kết nạp [1/2]: a*b? \\c", "Kết nạp 1 2 a b c"),
        ("'=1'", "=1"),
        ("", "–"),
        ("[]:*?/\\", "–"),
        ("History", "History 1"),
        ("\x00\u202eTên", "Tên"),
        ("Kết nạp lũy kế so với chỉ tiêu nhiệm kỳ", "Kết nạp lũy kế so với chỉ tiêu…"),
        ("x" * 40, "x" * 30 + "…"),
    ],
)
def test_a_sheet_s_name_is_one_that_excel_takes(wished, given):
    assert sheet_name(wished, set()) == given
    assert units(given) <= 31


def test_no_two_sheets_have_one_name_in_whatever_letters():
    taken = set()
    names = [
        sheet_name(wished, taken) for wished in ("Goals", "GOALS", "goals", "y" * 40, "Y" * 40)
    ]
    assert names == ["Goals", "GOALS (2)", "goals (3)", "y" * 30 + "…", "Y" * 26 + "… (2)"]


def test_a_cell_holds_so_much_and_says_what_it_does_not():
    assert cell_text("Ô" * 32_767) == "Ô" * 32_767
    assert cell_text("Ô" * 32_768) == "Ô" * 32_766 + "…"
    # A sign outside the first 65,536 counts twice, and is never cut in half.
    assert cell_text("𝔸" * 20_000) == "𝔸" * 16_383 + "…"


def test_a_footer_gives_no_orders_and_keeps_its_length():
    assert footer_text("A & B\n&D", 50) == "A && B &&D"
    assert units(footer_text("&" * 300, 99)) <= 99
    assert footer_text("Nguồn: " + "x" * 300, 40).endswith("…")
