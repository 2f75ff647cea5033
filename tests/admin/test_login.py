"""The way in: our dress, both languages, and a lock that says so."""

import pytest
from django.contrib.auth import get_user_model

ADDRESSES = [("/admin/login/", "vi"), ("/en/admin/login/", "en")]


@pytest.mark.parametrize(("where", "language"), ADDRESSES)
def test_the_login_page_wears_our_dress(client, db, where, language):
    page = client.get(where).content.decode()
    assert "css/admin.css" in page
    assert ("Đăng nhập" in page) == (language == "vi")
    assert 'hreflang="en"' in page
    assert "Django" not in page


def test_the_policy_holds_in_the_admin(client, db):
    answer = client.get("/admin/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize(("where", "language"), ADDRESSES)
def test_too_many_wrong_passwords_are_answered_in_a_sentence(client, db, where, language):
    get_user_model().objects.create_superuser("officer", "", "a long password")
    wrong = {"username": "officer", "password": "wrong"}
    first = client.post(where, wrong).content.decode()
    assert ("Tên đăng nhập hoặc mật khẩu chưa đúng." in first) == (language == "vi")
    for _attempt in range(7):
        answer = client.post(where, wrong)
    assert answer.status_code == 429
    page = answer.content.decode()
    sentence = "Sai mật khẩu quá nhiều lần" if language == "vi" else "Too many wrong passwords"
    assert sentence in page
    assert "css/admin.css" in page
    # The right password is locked out, too; another name is not.
    right = {"username": "officer", "password": "a long password"}
    assert client.post(where, right).status_code == 429
    assert client.post(where, {**wrong, "username": "other"}).status_code == 200


def test_an_officer_is_not_spoken_to_as_a_customer(client, db):
    person = get_user_model().objects.create_user("officer", "", "a long password", is_staff=True)
    pages = [client.post("/admin/login/", {"username": "officer", "password": "wrong"})]
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    old, new = "a long password", "another long password"
    short = {"old_password": "wrong", "new_password1": "1", "new_password2": "1"}
    right = {"old_password": old, "new_password1": new, "new_password2": new}
    pages += [
        client.get("/admin/"),
        client.get("/admin/password_change/"),
        client.post("/admin/password_change/", short),
        client.post("/admin/password_change/", right, follow=True),
        client.post("/admin/logout/", follow=True),
    ]
    assert [page.status_code for page in pages] == [200] * len(pages)
    texts = [page.content.decode().lower() for page in pages]
    assert "mật khẩu quá ngắn: phải có ít nhất 12 ký tự." in texts[3]
    assert [
        word for text in texts for word in (" bạn ", ">bạn ", "chúng tôi") if word in text
    ] == []


def test_a_reader_without_rights_is_sent_to_the_login(client, db):
    user = get_user_model().objects.create_user("reader", "", "a long password")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/").status_code == 302
