"""What a page says once, shortly, or not at all."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
LONG = "Nhiều cách làm sáng tạo trong công tác phát triển đảng viên"


@pytest.fixture
def articles(db):
    call_command("load_articles", verbosity=0)


@pytest.mark.usefixtures("articles")
def test_a_long_title_is_written_out_once(read):
    html = read("/localities/khoi-tuyen-quang/").content.decode()
    assert html.count(f"{LONG}</a>") == 1
    assert f'{LONG}">Đảng ủy Khối' in html


@pytest.mark.usefixtures("articles")
def test_two_targets_of_a_year_have_two_headings(read):
    html = read("/localities/lam-ha/").content.decode()
    assert "<h3>Chỉ tiêu năm 2024: từ 130 trở lên</h3>" in html
    assert "<h3>Chỉ tiêu năm 2024: 145</h3>" in html
    assert "<h3>Chỉ tiêu năm 2024 (học sinh)</h3>" in html


@pytest.mark.usefixtures("articles")
def test_references_of_which_nothing_can_be_computed_are_one_row(read):
    html = read("/localities/long-hung/").content.decode()
    assert "<h3>Tỷ lệ kết nạp năm 2022; năm 2021</h3>" in html
    assert html.count("Nghị quyết số 21-NQ/TW") == 1


@pytest.mark.usefixtures("articles")
def test_marks_are_explained_only_where_there_is_a_bar(read):
    assert "Vạch đậm" in read("/localities/o-mon/").text
    assert "Vạch đậm" not in read("/localities/mong-cai/").text
    assert "Cả thanh" in read("/localities/khoi-tuyen-quang/").text
    assert "Cả thanh" not in read("/localities/lam-ha/").text


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(("slug", "offered"), [("o-mon", True), ("cao-xanh", False)])
def test_a_term_is_chosen_only_where_there_is_something_to_choose_from(read, slug, offered):
    assert ("Chọn nhiệm kỳ" in read(f"/localities/{slug}/").text) is offered
