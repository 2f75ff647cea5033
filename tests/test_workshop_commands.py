import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from recruitment.management import messages


def printed(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_administrator_is_told_the_password_once(django_user_model):
    password = printed("create_first_admin").split()[-1]
    assert django_user_model.objects.get().check_password(password)
    before = django_user_model.objects.get().password
    assert password not in printed("create_first_admin")
    assert django_user_model.objects.get().password == before


@pytest.mark.django_db
def test_a_name_that_is_taken_is_not_taken_over(django_user_model):
    django_user_model.objects.create_user("admin")
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("create_first_admin")
    assert not django_user_model.objects.get().is_superuser


def test_a_port_in_use_is_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=str(port)):
            call_command("serve", port=port)


def test_the_demonstration_listens_to_this_machine_only():
    with pytest.raises(CommandError, match="INSECURE_LOCAL"):
        call_command("serve", host="0.0.0.0")


def answer(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_served_without_its_database_it_is_alive_and_not_ready(pytestconfig):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": "postgres://nobody:hidden@127.0.0.1:9/d",
        "INSECURE_LOCAL": "1",
        "SECRET_KEY": "only-for-tests",
        "PORT": str(port),
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=pytestconfig.rootpath,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            deadline = time.monotonic() + 20
            while True:
                try:
                    alive = answer(f"http://127.0.0.1:{port}/healthz")
                    break
                except urllib.error.URLError:
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
            asked = time.monotonic()
            ready = answer(f"http://127.0.0.1:{port}/readyz")
            assert time.monotonic() - asked < 8
        finally:
            server.terminate()
            assert server.wait(10) == 0
    assert alive == (200, '{"status": "ok"}')
    assert ready == (503, '{"status": "unavailable", "reason": "database"}')


TEMPLATE = """{% load i18n %}<p class="it's">{% translate "Hello's (x)" %} {{ _("abc")|upper }}
{% blocktranslate trimmed with a=b count n=k %}
one ) {{ a }} "q"
{% plural %} many {{ n }}
{% endblocktranslate %} {% translate 'c' context "verb" %} {% if x == _("y") %}{% endif %}"""


def test_messages_of_a_template_are_found():
    found = {message for message, _line in messages.messages_in_template(TEMPLATE, "t")}
    assert found == {
        ("", "Hello's (x)", ""),
        ("", "abc", ""),
        ("", 'one ) %(a)s "q"', "many %(n)s"),
        ("verb", "c", ""),
        ("", "y", ""),
    }


def test_messages_of_code_are_found():
    code = 'a = _("x" "y"); b = translation.npgettext_lazy("c", "one", "more", n); d = _(e)'
    found = [message for message, _line in messages.messages_in_code(code)]
    assert found == [("", "xy", ""), ("c", "one", "more")]


def test_what_a_catalogue_lacks_is_named():
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="whole", msgstr="trọn"))
    catalogue.append(polib.POEntry(msgid="empty", msgstr=""))
    catalogue.append(polib.POEntry(msgid="fuzzy", msgstr="mờ", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="%(n)s days", msgstr="%(m)s ngày"))
    used = {
        ("", name, ""): f"x.py:{n}" for n, name in enumerate(["whole", "empty", "fuzzy", "new"])
    }
    found = list(messages.complaints(catalogue, used))
    assert len(found) == 4
    assert "%(n)s days" in found[0]
    assert found[1:] == [
        "x.py:1: not translated (or fuzzy): 'empty'",
        "x.py:2: not translated (or fuzzy): 'fuzzy'",
        "x.py:3: not in the catalogue: 'new'",
    ]
