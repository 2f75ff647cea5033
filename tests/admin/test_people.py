"""Roles, the form that makes a person, and passwords that someone else chose."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from recruitment.admin.ranks import roles_given_by
from recruitment.models import Account, Assignment, Committee, Return
from recruitment.permissions import RIGHTS, Role, make_roles
from tests.rows import a_committee, a_count, a_period

from .conftest import BACKEND, QUARTER, a_person, address

NEW = address(User, "add")
OWN_PASSWORD = reverse("admin:password_change")
CHOSEN = {"new_password1": "hoa sen nở trắng", "new_password2": "hoa sen nở trắng"}


@pytest.fixture
def unit(district):
    return Committee.objects.get(slug="unit")


@pytest.fixture
def head(log_in, district):
    """A client logged in as the administrator of the district."""
    return log_in(Role.ADMINISTRATOR, district, name="head")


def make(client, committees, **changes):
    """Fill in the form for a new person; gives the errors and what was said."""
    sent = {
        "username": "lan",
        "email": "",
        "role": Role.CLERK,
        "committees": [committee.pk for committee in committees],
        "password": "",
        **changes,
    }
    page = client.post(NEW, sent, follow=True)
    refused = page.context["adminform"].form.errors if "adminform" in page.context else {}
    return refused, [str(message) for message in page.context["messages"]]


def rights_held(role):
    group = Group.objects.get(name=role)
    return set(group.permissions.values_list("content_type__app_label", "codename"))


# -- Roles -----------------------------------------------------------------------------------------


def test_every_migration_sets_the_roles_right(db):
    before = {role: rights_held(role) for role in Role}
    assert all(before.values())
    made = Group.objects.count(), Permission.objects.count()
    Group.objects.get(name=Role.READER).permissions.set(Permission.objects.all())
    Group.objects.get(name=Role.CLERK).delete()
    call_command("migrate", verbosity=0)
    assert {role: rights_held(role) for role in Role} == before
    make_roles()
    assert (Group.objects.count(), Permission.objects.count()) == made


def test_what_no_role_may(db):
    held = {role: {name for _app, name in rights_held(role)} for role in Role}
    assert held[Role.READER] < held[Role.CLERK] < held[Role.ADMINISTRATOR]
    assert held[Role.APPROVER] < held[Role.ADMINISTRATOR]
    assert {name.split("_")[0] for name in held[Role.READER]} == {"view"}
    assert {name.split("_")[0] for name in held[Role.APPROVER]} == {"view", "approve", "export"}
    assert not [name for name in held[Role.CLERK] if name.startswith(("approve", "delete"))]
    for role in (Role.READER, Role.CLERK, Role.APPROVER):
        assert not [name for name in held[role] if name.endswith(("user", "group", "assignment"))]
    assert not [name for name in held[Role.ADMINISTRATOR] if name.endswith(("group", "permission"))]
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize(("language", "name"), [("vi", "người nhập liệu"), ("en", "clerk")])
def test_roles_are_named_in_both_languages(officer, language, name):
    with translation.override(language):
        assert Role.CLERK.label == name
    page = officer.get(address(Group, "changelist", language)).content.decode()
    assert name in page
    assert name in officer.get(address(User, "add", language)).content.decode()


def test_roles_are_not_changed_by_hand(officer):
    role = Group.objects.get(name=Role.CLERK)
    assert officer.post(address(role, "change"), {"name": "x"}).status_code == 403
    assert officer.post(address(role, "delete"), {"post": "yes"}).status_code == 403


# -- One form makes a person -----------------------------------------------------------------------


def test_a_person_with_role_committees_and_a_made_up_password(head, unit, client):
    refused, said = make(head, [unit], email="lan@example.vn")
    assert refused == {}
    lan = User.objects.get(username="lan")
    assert (lan.is_staff, lan.is_superuser, lan.email) == (True, False, "lan@example.vn")
    assert [group.name for group in lan.groups.all()] == ["clerk"]
    assert [row.committee for row in lan.assignments.all()] == [unit]
    assert lan.assignments.get().history.get().door == "form"
    assert lan.account.password_is_temporary
    password = re.search(r"lan \(hãy ghi lại.*\): (\S+)", " ".join(said)).group(1)
    assert lan.check_password(password)
    client.logout()
    client.post("/admin/login/", {"username": "lan", "password": password})
    assert client.get("/admin/").headers["Location"] == OWN_PASSWORD


def test_a_typed_password_is_judged_and_not_repeated(head, unit):
    refused, _said = make(head, [unit], password="lan lan lan")
    assert "password" in refused
    refused, said = make(head, [unit], password="hoa sen nở hồng")
    assert refused == {}
    assert "hoa sen" not in " ".join(said)
    assert User.objects.get(username="lan").check_password("hoa sen nở hồng")


def test_the_committees_are_searched_for_within_reach(head, unit):
    a_committee("elsewhere", Committee.objects.get(slug="root"))
    page = head.get(NEW).content.decode()
    assert 'data-model-name="assignment"' in page
    asked = {"app_label": "recruitment", "model_name": "assignment", "field_name": "committee"}
    found = head.get("/admin/autocomplete/", {**asked, "term": ""}).json()["results"]
    assert {row["text"] for row in found} == {
        "Đảng bộ district · province",
        "Đảng bộ unit · district",
    }


def test_beyond_ones_own_reach_nobody_is_placed(head, district):
    for committees in ([], [district.parent], [district, district.parent]):
        assert "committees" in make(head, committees)[0]
    assert not User.objects.filter(username="lan").exists()


def test_nothing_is_given_that_the_giver_does_not_have(head, unit):
    """A role of wider rights, made by hand for one administrator less."""
    head.user.groups.clear()
    names = [f"{each}_user" for each in ("view", "add", "change")]
    own = Permission.objects.filter(codename__in=[*names, "view_committee"])
    head.user.user_permissions.set(own)
    assert roles_given_by(head.user) == []
    assert "role" in make(head, [unit])[0]
    head.user.user_permissions.add(*Group.objects.get(name=Role.READER).permissions.all())
    assert "role" in make(head, [unit], role=Role.CLERK)[0]
    assert make(head, [unit], role=Role.READER)[0] == {}


def test_rights_are_never_posted(head, unit):
    everything = [each.pk for each in Permission.objects.all()]
    smuggled = {"is_superuser": "on", "user_permissions": everything, "groups": [1, 2, 3, 4]}
    assert make(head, [unit], **smuggled)[0] == {}
    lan = User.objects.get(username="lan")
    assert not lan.is_superuser
    assert not lan.user_permissions.exists()
    assert [group.name for group in lan.groups.all()] == ["clerk"]


def test_a_name_that_differs_only_in_case_is_taken(head, unit):
    a_person("Lan", Role.READER, unit)
    assert "username" in make(head, [unit])[0]


def test_role_and_committees_change(head, enter_as, district, unit):
    lan = a_person("lan", Role.CLERK, unit)
    by_hand = Group.objects.create(name="chess club")
    lan.groups.add(by_hand)
    page = enter_as(head, lan, role=Role.APPROVER, committees=[district.pk])
    assert page.refused == {}
    assert {group.name for group in lan.groups.all()} == {"approver", "chess club"}
    assert [row.committee for row in lan.assignments.all()] == [district]
    kinds = Assignment.history.filter(person=lan).values_list("history_type", "door")
    assert set(kinds) == {("+", ""), ("-", "form"), ("+", "form")}
    told = head.get(address(lan, "history")).content.decode()
    assert "district" not in told


# -- Who changes whom ------------------------------------------------------------------------------


def may_change(client, person):
    page = client.get(address(person, "change"))
    return page.status_code == 200 and page.context["has_change_permission"]


def test_who_is_within_reach(head, district, unit):
    assert may_change(head, a_person("clerk", Role.CLERK, unit))
    assert may_change(head, a_person("second", Role.ADMINISTRATOR, district))
    assert not may_change(head, a_person("above", Role.READER, district.parent))
    assert not may_change(head, a_person("both", Role.READER, unit, district.parent))
    assert not may_change(head, a_person("nowhere", Role.READER))
    assert not may_change(head, a_person("root", Role.READER, unit, is_superuser=True))
    assert not may_change(head, head.user)
    wide = a_person("wide", Role.READER, unit)
    wide.user_permissions.add(Permission.objects.get(codename="change_group"))
    assert not may_change(head, wide)
    User.objects.filter(pk=wide.pk).update(is_active=False)
    assert not may_change(head, wide)
    listed = head.get(address(User, "changelist")).context["cl"].result_list
    assert {row.username for row in listed} == {"head", "clerk", "second", "wide"}


@pytest.mark.parametrize("role", [Role.READER, Role.CLERK, Role.APPROVER])
def test_below_an_administrator_nobody_sees_people(log_in, unit, role):
    client = log_in(role, unit)
    for page in ("changelist", "add"):
        assert client.get(address(User, page)).status_code == 403
    assert client.get(address(client.user, "change")).status_code == 403


def test_superusers_reach_everyone(officer, enter_as, unit):
    nobody = a_person("nobody", Role.READER)
    assert enter_as(officer, nobody, committees=[unit.pk]).refused == {}
    assert enter_as(officer, officer.user, email="officer@example.vn").refused == {}
    assert User.objects.get(username="officer").is_superuser


def test_whoever_has_logged_in_is_deactivated_not_deleted(head, enter_as, unit, client):
    lan = a_person("lan", Role.CLERK, unit)
    assert head.get(address(lan, "delete")).status_code == 200
    User.objects.filter(pk=lan.pk).update(last_login="2026-01-01T00:00Z")
    assert head.get(address(lan, "delete")).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [lan.pk], "post": "yes"}
    head.post(address(User, "changelist"), sent)
    assert User.objects.filter(pk=lan.pk).exists()
    assert enter_as(head, lan, is_active=None).refused == {}
    client.logout()
    right = {"username": "lan", "password": "a long password"}
    assert client.post("/admin/login/", right).status_code == 200


def test_a_person_never_used_is_deleted_with_the_assignments(head, unit):
    lan = a_person("lan", Role.CLERK, unit)
    head.post(address(lan, "delete"), {"post": "yes"})
    assert not User.objects.filter(username="lan").exists()
    assert unit.assignments.count() == 0


# -- A password that someone else chose ------------------------------------------------------------


@pytest.fixture
def newcomer(client, unit):
    """A client logged in with a password that someone else chose."""
    client.user = a_person("lan", Role.CLERK, unit)
    Account(person=client.user, password_is_temporary=True).save()
    client.force_login(client.user, backend=BACKEND)
    return client


@pytest.mark.parametrize("reading", ["public", "login"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_it_is_changed_before_anything_else(newcomer, settings, reading, prefix):
    settings.READING = reading
    for where in ("/", "/localities/district/", "/admin/", "/admin/recruitment/target/"):
        answer = newcomer.get(prefix + where)
        assert (answer.status_code, answer.headers.get("Location")) == (
            302,
            f"{prefix}{OWN_PASSWORD}",
        )
    assert newcomer.get("/api/v1/localities").status_code == 403
    assert newcomer.get(prefix + OWN_PASSWORD).status_code == 200
    assert newcomer.get("/healthz").status_code == 200
    assert newcomer.post(f"{prefix}/admin/logout/").status_code == 200


def test_nothing_is_written_before(newcomer, unit):
    row = a_count(unit, *QUARTER, 5, state="draft")
    assert newcomer.post(address(row, "change"), {"value": 6}).status_code == 302
    row.refresh_from_db()
    assert row.value == 5


def test_after_the_change_everything_is_open(newcomer):
    page = newcomer.get(OWN_PASSWORD).content.decode()
    assert "Mật khẩu này do người khác đặt" in page
    wrong = {"old_password": "x", **CHOSEN}
    assert newcomer.post(OWN_PASSWORD, wrong).status_code == 200
    same = dict.fromkeys(("old_password", *CHOSEN), "a long password")
    answer = newcomer.post(OWN_PASSWORD, same)
    assert "Mật khẩu mới phải khác mật khẩu hiện tại." in answer.content.decode()
    assert newcomer.get("/admin/").status_code == 302
    right = {"old_password": "a long password", **CHOSEN}
    assert newcomer.post(OWN_PASSWORD, right, follow=True).status_code == 200
    assert newcomer.get("/admin/").status_code == 200
    assert "Mật khẩu này do người khác đặt" not in newcomer.get(OWN_PASSWORD).content.decode()
    newcomer.user.account.refresh_from_db()
    assert not newcomer.user.account.password_is_temporary


def test_a_new_password_from_someone_else_is_temporary_again(head, unit):
    lan = a_person("lan", Role.CLERK, unit)
    Account(person=lan, password_is_temporary=False).save()
    where = reverse("admin:auth_user_password_change", args=[lan.pk])
    assert "password" in head.post(where, {"password": "123456789012"}).context["form"].errors
    said = head.post(where, {"password": ""}, follow=True).context["messages"]
    password = re.search(r"lan \(hãy ghi lại.*\): (\S+)", str(next(iter(said)))).group(1)
    lan.refresh_from_db()
    assert lan.check_password(password)
    assert lan.account.password_is_temporary


def test_ones_own_password_is_changed_where_the_old_one_is_asked_for(officer):
    where = reverse("admin:auth_user_password_change", args=[officer.user.pk])
    assert officer.get(where).headers["Location"] == OWN_PASSWORD
    officer.post(where, {"password": "hoa sen nở hồng"})
    officer.user.refresh_from_db()
    assert officer.user.check_password("a long password")
    assert not Account.objects.exists()


def test_the_first_administrator_keeps_the_printed_password(db, client, capsys):
    call_command("create_first_admin")
    password = capsys.readouterr().out.split()[-1]
    client.post("/admin/login/", {"username": "admin", "password": password})
    assert client.get("/admin/").status_code == 200


def test_a_new_password_lifts_the_lock_of_wrong_ones(head, unit, client):
    a_person("lan", Role.CLERK, unit)
    other = type(client)()
    wrong = {"username": "lan", "password": "x"}
    while other.post("/admin/login/", wrong).status_code == 200:
        pass
    where = reverse("admin:auth_user_password_change", args=[User.objects.get(username="lan").pk])
    head.post(where, {"password": "hoa sen nở hồng"})
    right = {"username": "lan", "password": "hoa sen nở hồng"}
    assert other.post("/admin/login/", right).status_code == 302


# -- What a person reads ---------------------------------------------------------------------------


def test_a_reader_reads_the_pages_that_are_closed_to_visitors(log_in, settings, unit):
    settings.READING = "login"
    client = log_in(Role.READER, unit)
    assert client.get("/localities/district/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_a_return_is_read_with_its_remarks(log_in, unit):
    report = Return(committee=unit, period=a_period(*QUARTER), reason="Nhầm hàng")
    report.save()
    report.remarks.create(column="total", rule="far", value="9", note="Đợt kết nạp 3/2")
    client = log_in(Role.CLERK, unit)
    page = client.get(address(report, "change")).content.decode()
    assert "Nhầm hàng" in page
    assert "Đợt kết nạp 3/2" in page
    assert client.post(address(report, "change"), {"state": "approved"}).status_code == 403
