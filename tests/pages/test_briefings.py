"""Pages about an order: the form, how far the work is, the file; and who may see them."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.timezone import now

from recruitment.briefings.jobs import claim
from recruitment.models import BriefingOrder, BriefingPiece, Problem, Worker
from tests.briefings.conftest import work

from .test_queries import tables

FORM = "/briefings/new/"
WISH = {"parent": "province", "format": "xlsx"}


@pytest.fixture
def order(client, district):
    client.post(FORM, WISH)
    return BriefingOrder.objects.get()


def address(order, rest=""):
    return f"/briefings/{order.key}/{rest}"


def alive(name):
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now()})


def finish(order, body=b"PK"):
    order.refresh_from_db()
    order.state, order.done, order.size = "done", order.total, 2 * len(body)
    order.file_name, order.ascii_name = "Tiến độ.zip", "province-briefing.zip"
    order.content_type = "application/zip"
    order.save()
    for number in (1, 0):
        BriefingPiece.objects.create(order=order, number=number, body=body + bytes([number]))
    order.size = sum(len(piece.body) for piece in order.pieces.all())
    order.save()


def test_pages_that_list_localities_below_lead_to_the_form(read, district):
    for page in ("/?parent=province", "/localities/district/?term=2020-2025"):
        links = [link for link in read(page).links if FORM in link]
        assert len(links) == 1, page
        assert read(links[0]).context["offer"].refusal == "", page
    assert links == [f"{FORM}?parent=district&term=2020-2025"]
    assert not [link for link in read("/").links if FORM in link]
    assert not [link for link in read("/localities/unit/").links if FORM in link]
    # Its units have names only.
    assert not [link for link in read("/localities/root/").links if FORM in link]


def test_the_form_says_what_the_document_holds_and_is_kept_by_no_cache(read, district):
    page = read(FORM, parent="province")
    assert "Đảng bộ province" in page.text
    assert "1 đơn vị trực thuộc" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "csrftoken" in page.cookies


def test_an_order_leads_to_its_page(client, read, district):
    answer = client.post(FORM, WISH | {"as_of": "16/5/2022", "term": "2020-2025"})
    order = BriefingOrder.objects.get()
    assert answer.headers["Location"] == address(order)
    page = read(address(order))
    assert "sắp đến lượt" in page.text
    assert "số liệu đến 16/5/2022 · nhiệm kỳ 2020–2025" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert b'<noscript><meta http-equiv="refresh" content="5"></noscript>' in page.content
    # The same again is the same order; in English it is another.
    assert client.post(FORM, WISH | {"as_of": "2022-05-16", "term": "2020-2025"}).url == answer.url
    other = client.post("/en" + FORM, WISH)
    assert other.url.startswith("/en/briefings/")
    assert set(BriefingOrder.objects.values_list("language", flat=True)) == {"vi", "en"}


def test_an_order_needs_the_token_of_the_form(district):
    assert Client(enforce_csrf_checks=True).post(FORM, WISH).status_code == 403
    assert not BriefingOrder.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"parent": ""}, "parent"),
        ({"parent": "nowhere"}, "nowhere"),
        ({"parent": "x\0"}, "parent"),
        ({"format": "exe"}, "exe"),
        ({"as_of": "31/2/2022"}, "31/2/2022"),
        ({"term": "<script>"}, "&lt;script&gt;"),
    ],
)
def test_what_means_nothing_is_named(client, district, wrong, says):
    answer = client.post(FORM, WISH | wrong)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not BriefingOrder.objects.exists()


def test_a_committee_without_localities_is_refused_with_the_way_on(client, read, district):
    page = read(FORM, parent="unit")
    assert "Chưa có đơn vị trực thuộc" in page.text
    assert b'method="post"' not in page.content
    assert "/localities/unit/" in page.links
    assert client.post(FORM, WISH | {"parent": "unit"}).status_code == 409
    assert not BriefingOrder.objects.exists()


def test_too_many_at_once_is_one_sentence(client, district, settings):
    settings.BRIEFINGS_UNFINISHED = 1
    client.post(FORM, WISH)
    full = client.post(FORM, WISH | {"as_of": "2022-05-16"})
    assert full.status_code == 429
    assert full.headers["Retry-After"] == "60"
    assert "Hệ thống đang tạo 1 tài liệu" in full.content.decode()
    settings.BRIEFINGS_UNFINISHED = 9
    for day in (14, 15):
        client.post(FORM, WISH | {"as_of": f"2022-05-{day}"})
    own = client.post(FORM, WISH | {"as_of": "2022-05-16"})
    assert own.status_code == 429
    assert "Còn 3 tài liệu yêu cầu từ đây" in own.content.decode()
    assert client.post(FORM, WISH, REMOTE_ADDR="10.0.0.9").status_code == 302


def state(client, order):
    answer = client.get(address(order, "state.json"))
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.json()


def test_a_reader_sees_how_far_it_is(client, order):
    BriefingOrder.objects.update(created_at=now() - timedelta(minutes=3))
    waiting = state(client, order)
    assert (waiting["state"], waiting["finished"]) == ("waiting", False)
    assert "đã chờ 3 phút" in waiting["note"]
    alive("worker")
    assert state(client, order)["note"] == ""
    claim(order.pk, "worker")
    BriefingOrder.objects.update(done=1)
    working = state(client, order)
    assert (working["done"], working["total"]) == (1, 2)
    assert working["sentence"] == "Đang tạo: xong 1/2 địa phương."
    Worker.objects.update(seen_at=now() - timedelta(minutes=2))
    assert "không còn phản hồi" in state(client, order)["note"]
    alive("worker")
    BriefingOrder.objects.update(attempts=2)
    assert "lần 2 trong tối đa 3 lần" in state(client, order)["note"]


def test_an_order_behind_others_says_how_many(client, order):
    client.post(FORM, WISH | {"as_of": "2022-05-16"})
    last = BriefingOrder.objects.latest("pk")
    assert state(client, last)["sentence"] == "Đang chờ: còn 1 tài liệu phía trước."


def test_the_file_is_sent_as_it_was_made(client, read, order):
    assert client.get(address(order, "file")).status_code == 404
    finish(order)
    page = read(address(order))
    assert address(order, "file") in page.links
    assert b"http-equiv" not in page.content
    assert state(client, order)["finished"] is True
    sent = client.get(address(order, "file"))
    assert b"".join(sent.streaming_content) == b"PK\0PK\1"
    assert sent.headers["Content-Length"] == "6"
    assert sent.headers["Content-Disposition"] == (
        'attachment; filename="province-briefing.zip"; '
        "filename*=UTF-8''Ti%E1%BA%BFn%20%C4%91%E1%BB%99.zip"
    )
    assert "no-store" in sent.headers["Cache-Control"]


@pytest.mark.parametrize("problem", Problem.values)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_failure_says_why_and_offers_another_attempt(client, read, order, problem, prefix):
    BriefingOrder.objects.update(state="failed", problem=problem, attempts=3)
    page = read(prefix + address(order))
    assert "%(" not in page.text
    assert ("Try again" if prefix else "Thử lại") in page.text
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.content.decode()))
    sent.pop("csrfmiddlewaretoken")
    assert sent == WISH
    again = client.post(prefix + FORM, sent)
    assert again.status_code == 302
    assert str(order.key) not in again.url


def test_an_unknown_order_is_not_there(client, order):
    unknown = "/briefings/00000000-0000-4000-8000-000000000000/"
    for rest in ("", "state.json", "file"):
        assert client.get(unknown + rest).status_code == 404
    assert client.get("/briefings/1/").status_code == 404
    assert client.post(address(order)).status_code == 405


def test_with_reading_by_login_nothing_is_open(client, order, settings):
    finish(order)
    settings.READING = "login"
    for where in (FORM, address(order), address(order, "state.json"), address(order, "file")):
        answer = client.get(where, WISH)
        assert answer.status_code == 302, where
        assert "/admin/login/" in answer.url, where


MEMBERS = [("the committee", "committee"), ("its localities", "committee")]
ORDER = ("the order", "briefingorder")
AHEAD = ("those before it", "briefingorder")
WORKERS = ("whether its worker lives", "worker")


def named(queries):
    return [table for _name, table in queries]


def test_queries_of_each_page_are_named(client, order):
    form = [("whether there is one", "committee"), *MEMBERS]
    assert tables(client, f"{FORM}?parent=province") == named(form)
    assert tables(client, address(order)) == named([ORDER, AHEAD])
    BriefingOrder.objects.update(created_at=now() - timedelta(minutes=1))
    assert tables(client, address(order, "state.json")) == named([ORDER, AHEAD, WORKERS])
    claim(order.pk, "worker")
    assert tables(client, address(order, "state.json")) == named([ORDER, WORKERS])
    finish(order)
    assert tables(client, address(order)) == named([ORDER])


def test_an_order_costs_as_many_queries_however_many_localities(
    client, district, django_assert_num_queries
):
    # The parameter; twice the committee and its localities, for the page and for the order;
    # the lock, the newest history entries, the same order, two bounds; the order, its task and
    # what connects them; two savepoints, since the test is a transaction itself.
    with django_assert_num_queries(15):
        client.post(FORM, WISH)


# A worker's heart beats on a connection of its own, which sees only what is committed.
@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_hostile_name_is_harmless(client, district):
    district.parent.name = '=HYPERLINK("x")<script>\r\n"; /../'
    district.parent.save()
    client.post(FORM, WISH)
    work()
    order = BriefingOrder.objects.get()
    assert order.state == "done"
    sent = client.get(address(order, "file"))
    assert "\n" not in sent.headers["Content-Disposition"]
    plain = 'filename="province-localities-briefing.xlsx"'
    assert plain in sent.headers["Content-Disposition"]
    assert ZipFile(BytesIO(b"".join(sent.streaming_content))).testzip() is None
    page = client.get(address(order)).content.decode()
    assert "<script>\r" not in page
    assert "&lt;script&gt;" in page
