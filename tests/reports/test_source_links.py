"""How a source is called where there is little room."""

from datetime import date

import pytest
from django.utils.translation import override

from recruitment.models import Source
from recruitment.reports.source_links import source_link

LONG = (
    "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh: Nhiều cách làm sáng tạo trong công tác phát "
    "triển đảng viên"
)


@pytest.mark.parametrize(
    ("source", "short"),
    [
        (Source(title="Điểm sáng", published_on=date(2022, 5, 16)), "Điểm sáng, 16/5/2022"),
        (
            Source(title=LONG, publisher="Báo Tuyên Quang", published_on=date(2020, 7, 1)),
            "Báo Tuyên Quang, 1/7/2020",
        ),
        (Source(title=LONG), "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh"),
        (
            Source(title="Một tên bài không có dấu hai chấm mà vẫn dài hơn sáu mươi chữ cái"),
            "Một tên bài không có dấu hai chấm mà vẫn dài hơn sáu mươi…",
        ),
    ],
)
def test_a_caption_has_the_publisher_or_the_beginning_of_the_title_and_the_day(source, short):
    with override("vi"):
        link = source_link(source)
    assert link.short == short
    assert link.name == source.title
