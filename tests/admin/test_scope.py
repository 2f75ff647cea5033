"""Every address of the admin, walked as every role: what it shows, and what it refuses.

A row that is not there for a person must not be there anywhere: the walk goes through every list
that is registered, and a list without the rule, or an address that the walk does not know, fails.
"""

from copy import copy
from io import BytesIO

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import ModelChoiceField
from django.urls import path, reverse
from openpyxl import load_workbook

from recruitment.admin import scope
from recruitment.admin.rule import Ruled
from recruitment.models import (
    ActivityCount,
    AdmissionCount,
    Category,
    Committee,
    CommitteeKind,
    EntryWindow,
    FormerParent,
    MembershipCount,
    OrganisationCount,
    Remark,
    ReportingPeriod,
    Return,
    Source,
    StatedResult,
    Statement,
    Succession,
    Target,
)
from recruitment.models.versions import Versioned
from recruitment.permissions import Role
from tests.rows import (
    a_category,
    a_committee,
    a_count,
    a_number_of_units,
    a_period,
    a_source,
    a_stock,
    a_target,
    day,
)

from .conftest import BACKEND, QUARTER, TERM, a_person, address

# -- What each role may ----------------------------------------------------------------------------

FIGURES = [AdmissionCount, MembershipCount, ActivityCount, OrganisationCount, Target]
OF_COMMITTEES = [Committee, FormerParent, Succession, StatedResult, Statement]
SHARED = [Source, ReportingPeriod, Category, CommitteeKind, EntryWindow]
CLOSED = [Group, AccessAttempt, AccessLog, AccessFailureLog]
WORKBOOKS = [*FIGURES, Committee]

NOBODY = "administrator without a committee"
OF_ROOT = "administrator of the root"
ROLES = [*Role.values, OF_ROOT, NOBODY]
ALL = "view add change delete"
ADMINISTRATOR = [
    (FIGURES, f"{ALL} approve"),
    (OF_COMMITTEES, ALL),
    (SHARED, "view"),
    ([Return], "view"),
    ([User], ALL),
    (WORKBOOKS, "import export"),
]
READER = [([*FIGURES, *OF_COMMITTEES, *SHARED, Return], "view")]
MAY = {
    Role.READER: READER,
    Role.CLERK: [
        *READER,
        (FIGURES, "add change"),
        (WORKBOOKS, "export"),
        (FIGURES, "import"),
    ],
    Role.APPROVER: [*READER, (FIGURES, "approve"), (WORKBOOKS, "export")],
    Role.ADMINISTRATOR: ADMINISTRATOR,
    OF_ROOT: [*ADMINISTRATOR, (SHARED, ALL)],
    NOBODY: [],
}


def rights(role, model):
    return {word for models, words in MAY[role] if model in models for word in words.split()}


# -- Two trees that know nothing of each other -----------------------------------------------------


def a_tree(name, above):
    """A committee with a unit, and a row of every kind that belongs to it."""
    top = a_committee(name, above)
    unit = a_committee(f"{name}-unit", top)
    shared = {"committee": top, "source": a_source("paper")}
    period = a_period(*QUARTER)
    # Of another quarter than the return, which has the say over its own figures.
    count = a_count(top, "2022-04-01", "2022-06-30", 7, state="draft", note=f"note of {name}")
    stock = a_stock(top, "2022-06-30", 70)
    units = a_number_of_units(top, "2022-09-30", 1)
    target = a_target(top, 700, 700, *TERM)
    classes = ActivityCount(activity="awareness_class", value=4, period=period, **shared)
    said = Statement(text=f"{name} đạt.", **shared)
    result = StatedResult(
        kind="over_percent", value=9, period=period, category=a_category(), **shared
    )
    former = FormerParent(committee=unit, parent=top, ended_on=day("2019-12-31"))
    became = Succession(predecessor=unit, successor=top, on=day("2025-07-01"), kind="merge")
    report = Return(committee=top, period=period, reason=f"reason of {name}")
    made = [classes, said, result, former, became, report]
    for row in made:
        row.save()
    Remark(report=report, column="total", rule="far", value="7", note=f"remark of {name}").save()
    person = a_person(f"{name}-person", Role.CLERK, top)
    return {type(row): row for row in [top, count, stock, units, target, person, *made]}


@pytest.fixture
def inside(district):
    return a_tree("inside", district)


@pytest.fixture
def outside(district, inside):
    rows = a_tree("beyond9", district)
    # A name of the outside that a row inside could let slip.
    FormerParent(
        committee=inside[Committee], parent=rows[Committee], ended_on=day("2018-12-31")
    ).save()
    Succession(
        predecessor=rows[Committee], successor=inside[Committee], on=day("2026-07-01"), kind="merge"
    ).save()
    return rows


@pytest.fixture
def shared(inside):
    """A row of every kind that belongs to no committee."""
    where = {"ip_address": "10.0.0.1", "user_agent": "x", "username": "beyond9-person"}
    attempt = AccessAttempt.objects.create(**where, failures_since_start=1)
    window = EntryWindow(
        period=a_period(*QUARTER), opens_on=day("2022-09-01"), due_on=day("2022-10-05")
    )
    window.save()
    models = [Source, ReportingPeriod, Category, CommitteeKind, Group]
    rows = [attempt, window, AccessLog.objects.create(**where)]
    rows += [AccessFailureLog.objects.create(**where)]
    return {type(row): row for row in [*rows, *(model.objects.first() for model in models)]}


@pytest.fixture
def walker(client, inside, outside, shared, tmp_path, monkeypatch):
    """A client for each role; what it asks is looked through for names of the outside."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def enter(role):
        committees = {NOBODY: [], OF_ROOT: [Committee.objects.get(slug="root")]}
        code = Role.ADMINISTRATOR if role in committees else role
        user = a_person("walker", code, *committees.get(role, [inside[Committee]]))
        client.force_login(user, backend=BACKEND)
        return Walker(client, role, inside, outside, shared)

    return enter


class Walker:
    def __init__(self, client, role, inside, outside, shared):
        self.client, self.role = client, role
        self.inside, self.outside, self.shared = inside, outside, shared
        self.is_limited = role != OF_ROOT

    def may(self, model, action):
        return action in rights(self.role, model)

    def get(self, where, **query):
        return self.looked_through(self.client.get(where, query))

    def post(self, where, sent=None):
        return self.looked_through(self.client.post(where, sent or {}))

    def looked_through(self, answer):
        if self.is_limited and "text" in answer.headers.get("Content-Type", ""):
            assert "beyond9" not in answer.content.decode()
        return answer

    def row(self, model):
        """A row of the model that is there for the person, if anything is."""
        return self.inside.get(model) or self.shared[model]

    def is_there(self, model):
        """The row of the outside, where it is out of reach."""
        return self.outside.get(model) if self.is_limited else None


# -- The walk: one function a page -----------------------------------------------------------------

OPENED, REFUSED = 200, 403
# A row that is not there: Django's forms lead to the front page, its histories say 404.
NOT_THERE = {302, 403, 404}


def status(may):
    return OPENED if may else REFUSED


def filters(model, rows):
    """Whatever could be typed behind the address of a list, to find a row out of reach."""
    yield {"area": rows[Committee].slug}
    yield {"pk": rows[model].pk}
    yield {"id__exact": rows[model].pk}
    for field in model._meta.get_fields():
        related = rows.get(field.related_model) if field.is_relation else None
        if related is not None:
            yield {f"{field.name}__id__exact": related.pk}
            yield {f"{field.name}__path__startswith": "0"}
            yield {f"{field.name}__slug": "beyond9"}
            yield {f"{field.name}__committee__slug": "beyond9"}
    for spec in admin.site.get_model_admin(model).list_filter:
        yield {getattr(spec, "parameter_name", str(spec)): rows[Committee].slug}


def visit_list(walker, model):
    where = address(model, "changelist")
    listed = walker.get(where)
    assert listed.status_code == status(walker.may(model, "view"))
    if not walker.may(model, "view"):
        return
    hidden = walker.is_there(model)
    assert walker.row(model) in listed.context["cl"].result_list
    assert hidden is None or hidden not in listed.context["cl"].result_list
    for typed in filters(model, walker.outside) if hidden else ():
        # (The page repeats what was typed: only its rows are looked at.)
        answer = walker.client.get(where, typed)
        assert answer.status_code in {200, 302, 400}, typed
        if answer.status_code == 200:
            assert hidden not in answer.context["cl"].result_list, typed


def stored(row):
    return type(row).objects.filter(pk=row.pk).values().first()


def visit_actions(walker, model):
    """What the list does with chosen rows: nothing with rows out of reach."""
    where, hidden = address(model, "changelist"), walker.is_there(model)
    if hidden is not None:
        before = stored(hidden)
        for action in ("delete_selected", "approve_selected"):
            sent = {"action": action, "_selected_action": [hidden.pk], "post": "yes"}
            assert walker.post(where, sent).status_code in {200, 302, 403}
        assert stored(hidden) == before
    if model is AdmissionCount:
        mine = walker.inside[model]
        sent = {"action": "approve_selected", "_selected_action": [mine.pk]}
        walker.post(where, sent)
        mine.refresh_from_db()
        assert (mine.state == "approved") == walker.may(model, "approve")


def visit_add(walker, model):
    where, may = address(model, "add"), walker.may(model, "add")
    page = walker.get(where)
    assert page.status_code == status(may)
    if may:
        refuse_keys(walker, where, page)
    else:
        assert walker.post(where).status_code == REFUSED


def refuse_keys(walker, where, page):
    """A form neither offers nor takes a row out of reach."""
    forms = [page.context["adminform"].form]
    forms += [each.formset.empty_form for each in page.context["inline_admin_formsets"]]
    for form in forms:
        for name, field in form.fields.items():
            # (The number of an inline's own row is looked for among the rows of that inline.)
            if not isinstance(field, ModelChoiceField) or name == "id":
                continue
            hidden = walker.is_there(field.queryset.model)
            if hidden is None:
                continue
            assert hidden not in field.queryset, name
            if form is forms[0]:
                answer = walker.post(where, {name: hidden.pk})
                assert name in answer.context["adminform"].form.errors, name


def visit_change(walker, model):
    may = walker.may(model, "view")
    where = address(walker.row(model), "change")
    page = walker.get(where)
    assert page.status_code == status(may)
    if walker.may(model, "change") and page.context["has_change_permission"]:
        refuse_keys(walker, where, page)
    else:
        assert walker.post(where).status_code == REFUSED
    hidden = walker.is_there(model)
    if hidden is not None:
        where = address(hidden, "change")
        assert walker.get(where).status_code in NOT_THERE
        assert walker.get(where, _to_field="id", _popup=1).status_code in NOT_THERE
        assert walker.post(where).status_code in NOT_THERE


def visit_delete(walker, model):
    row = walker.row(model)
    page = walker.get(address(row, "delete"))
    expected = {REFUSED}
    if walker.may(model, "delete"):
        # What readers have seen stays: the person is led back to it, and told why.
        was_seen = isinstance(row, Versioned) and row.history.filter(state="approved").exists()
        expected = {302} if was_seen else {OPENED}
    assert page.status_code in expected
    hidden = walker.is_there(model)
    if hidden is not None:
        where = address(hidden, "delete")
        assert walker.get(where).status_code in NOT_THERE
        assert walker.post(where, {"post": "yes"}).status_code in NOT_THERE
        assert model.objects.filter(pk=hidden.pk).exists()


def visit_history(walker, model):
    page = walker.get(address(walker.row(model), "history"))
    assert page.status_code in ({OPENED} if walker.may(model, "view") else NOT_THERE)
    hidden = walker.is_there(model)
    if hidden is not None:
        assert walker.get(address(hidden, "history")).status_code in NOT_THERE


def visit_version(walker, model):
    row, hidden = walker.row(model), walker.is_there(model)
    if not row.history.exists():
        row.save()
    where = f"{address(row, 'history')}{row.history.first().pk}/"
    assert walker.get(where).status_code in ({OPENED} if walker.may(model, "view") else NOT_THERE)
    if hidden is not None:
        where = f"{address(hidden, 'history')}{hidden.history.first().pk}/"
        assert walker.get(where).status_code in NOT_THERE


def visit_import(walker, model):
    may = walker.may(model, "import")
    where = address(model, "import")
    assert walker.get(where).status_code == status(may)
    sheet = admin.site.get_model_admin(model).resource()
    hidden = model.objects.filter(pk=walker.outside[model].pk)
    data = export_of(sheet, hidden)
    sent = {"import_file": SimpleUploadedFile("x.xlsx", data), "format": "0", "resource": "0"}
    page = walker.client.post(where, sent)
    assert page.status_code == status(may)
    if may and walker.is_limited:
        assert page.context["result"].problems
        assert "confirm_form" not in page.context


def export_of(sheet, rows):
    (format_class,) = admin.site.get_model_admin(AdmissionCount).get_export_formats()
    return format_class().export_data(sheet.export(rows))


def visit_process_import(walker, model):
    may = walker.may(model, "import")
    answer = walker.post(address(model, "process_import"))
    assert answer.status_code == (302 if may else REFUSED)


def visit_export(walker, model):
    may = walker.may(model, "export")
    where = address(model, "export")
    assert walker.get(where).status_code == status(may)
    sent = {"format": "0", "resource": "0"}
    if not may:
        assert walker.post(where, sent).status_code == REFUSED
        return
    chosen = {**sent, "export_items": [walker.outside[model].pk]}
    texts = cells(walker.post(where, sent)) | cells(walker.post(where, chosen))
    assert any("inside" in text for text in texts)
    assert any("beyond9" in text for text in texts) != walker.is_limited


def cells(answer):
    if "sheet" not in answer.headers["Content-Type"]:
        return set()
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return {str(cell) for row in rows for cell in row}


def visit_password(walker, model):
    person, hidden = walker.row(model), walker.is_there(model)
    where = reverse("admin:auth_user_password_change", args=[person.pk])
    found = walker.get(where).status_code
    assert found in ({OPENED} if walker.may(model, "change") else NOT_THERE)
    if hidden is not None:
        where = reverse("admin:auth_user_password_change", args=[hidden.pk])
        for answer in (walker.get(where), walker.post(where, {"password": "of my own choice"})):
            assert answer.status_code in NOT_THERE
        assert User.objects.get(pk=hidden.pk).check_password("a long password")


def visit_short_address(walker, model):
    """An old form of a row's address leads to the present one, and says nothing."""
    row = walker.is_there(model) or walker.row(model)
    short = address(row, "change").removesuffix("change/")
    assert walker.get(short).status_code == 302


VISITS = {
    "changelist": [visit_list, visit_actions],
    "add": [visit_add],
    "change": [visit_change],
    "delete": [visit_delete],
    "history": [visit_history],
    "simple_history": [visit_version],
    "import": [visit_import],
    "process_import": [visit_process_import],
    "export": [visit_export],
    "password_change": [visit_password],
    "": [visit_short_address],
}


def pages(model_admin):
    """The addresses of a list, by the name that is left without the model's."""
    opts = model_admin.opts
    for pattern in model_admin.get_urls():
        yield (pattern.name or "").removeprefix(f"{opts.app_label}_{opts.model_name}_")


REGISTERED = sorted(admin.site._registry, key=lambda model: model.__name__)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_every_address_of_every_list(walker, model, role):
    walking = walker(role)
    # Last what changes a row.
    for page in sorted(set(pages(admin.site.get_model_admin(model))), key=list(VISITS).index):
        for visit in reversed(VISITS[page]):
            visit(walking, model)


# -- The addresses of the site itself --------------------------------------------------------------


def visit_front(walker):
    page = walker.get(reverse("admin:index"))
    assert page.status_code == OPENED
    assert bool(page.context["app_list"]) == (walker.role != NOBODY)


def visit_apps(walker):
    for label in sorted({model._meta.app_label for model in REGISTERED}):
        answer = walker.get(reverse("admin:app_list", args=[label]))
        models = [model for model in REGISTERED if model._meta.app_label == label]
        opened = any(walker.may(model, "view") for model in models)
        assert answer.status_code == (OPENED if opened else 404), label


def visit_choices(walker):
    """Search boxes: asked in the name of every column of every model that points anywhere."""
    everything = [*REGISTERED, *(field.related_model for field in User._meta.related_objects)]
    for model in set(everything):
        for field in (each for each in model._meta.fields if each.is_relation):
            asked = {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field.name,
            }
            where = reverse("admin:autocomplete")
            found = walker.client.get(where, {**asked, "term": ""})
            assert found.status_code in {200, 403, 404}
            if walker.is_limited:
                assert "beyond9" not in found.content.decode()
            if found.status_code == OPENED:
                assert walker.may(field.related_model, "view")


def visit_rows_own_pages(walker):
    for row in walker.outside.values():
        kind = ContentType.objects.get_for_model(row)
        assert walker.get(reverse("admin:view_on_site", args=[kind.pk, row.pk])).status_code == 404


def visit_own_password(walker):
    for name in ("password_change", "password_change_done", "jsi18n"):
        assert walker.client.get(reverse(f"admin:{name}")).status_code == OPENED
    assert walker.get(reverse("admin:login")).status_code == 302


def visit_board(walker):
    where, may = reverse("admin:entry_board"), bool(MAY[walker.role])
    assert walker.get(where).status_code in ({OPENED} if may else {OPENED, REFUSED})
    found = walker.client.get(where, {"committee": "beyond9"}).status_code
    assert found == (404 if walker.is_limited else OPENED)


def visit_sheets(walker):
    where, asked = reverse("admin:entry_sheet_choice"), {"quarter": "2022-q3"}
    assert walker.get(where).status_code in {OPENED, REFUSED}
    named = walker.client.get(where, {**asked, "committee": "beyond9"}).status_code
    assert (named == OPENED) == walker.is_limited
    where = reverse("admin:entry_sheet", args=["inside", 2022, 3])
    assert walker.get(where).status_code == (404 if walker.role == NOBODY else OPENED)
    sent = {"step": "save", f"v-{walker.inside[Committee].pk}-total": "8"}
    may_write = {Role.CLERK, Role.ADMINISTRATOR, OF_ROOT}
    assert (walker.post(where, sent).status_code < 400) == (walker.role in may_write)
    assert (walker.post(where, {"step": "approve"}).status_code == REFUSED) == (
        walker.role in {Role.READER, Role.CLERK}
    )
    if walker.is_limited:
        where = reverse("admin:entry_sheet", args=["beyond9", 2022, 3])
        assert walker.client.get(where).status_code == 404
        assert walker.client.post(where, sent).status_code == 404


def visit_sheet_workbooks(walker):
    where = ["inside", 2022, 3]
    template = reverse("admin:entry_sheet_template", args=where)
    upload = reverse("admin:entry_sheet_upload", args=where)
    may_export = {Role.CLERK, Role.APPROVER, Role.ADMINISTRATOR, OF_ROOT}
    may_write = {Role.CLERK, Role.ADMINISTRATOR, OF_ROOT}
    assert (walker.get(template).status_code == OPENED) == (walker.role in may_export)
    assert (walker.get(upload).status_code == OPENED) == (walker.role in may_write)
    if walker.is_limited:
        for name in ("entry_sheet_template", "entry_sheet_upload"):
            beyond = reverse(f"admin:{name}", args=["beyond9", 2022, 3])
            assert walker.client.get(beyond).status_code == 404
            assert walker.client.post(beyond).status_code in {404, 405}


def visit_row_histories(walker):
    where = reverse("admin:entry_sheet_history", args=["inside", 2022, 3])
    assert walker.get(where).status_code == (404 if walker.role == NOBODY else OPENED)
    assert walker.post(where).status_code == 405
    if walker.is_limited:
        beyond = reverse("admin:entry_sheet_history", args=["beyond9", 2022, 3])
        assert walker.client.get(beyond).status_code == 404


def visit_targets(walker):
    where = reverse("admin:entry_targets_choice")
    assert walker.get(where).status_code in {OPENED, REFUSED}
    named = walker.client.get(where, {"period": "2020-2025", "committee": "beyond9"}).status_code
    assert (named == OPENED) == walker.is_limited
    where = reverse("admin:entry_targets", args=["inside", "2020-2025"])
    assert walker.get(where).status_code == (404 if walker.role == NOBODY else OPENED)
    may_write = {Role.CLERK, Role.ADMINISTRATOR, OF_ROOT}
    assert (walker.post(where, {"step": "save"}).status_code < 400) == (walker.role in may_write)
    assert (walker.post(where, {"step": "approve"}).status_code == REFUSED) == (
        walker.role in {Role.READER, Role.CLERK}
    )
    if walker.is_limited:
        where = reverse("admin:entry_targets", args=["beyond9", "2020-2025"])
        assert walker.client.get(where).status_code == 404
        assert walker.client.post(where, {"step": "save"}).status_code == 404


def visit_nothing(walker):
    assert walker.get(f"{reverse('admin:index')}nothing/").status_code == 404


def leave(walker):
    assert walker.post(reverse("admin:logout")).status_code == OPENED


SITE = {
    "index": visit_front,
    "app_list": visit_apps,
    "autocomplete": visit_choices,
    "view_on_site": visit_rows_own_pages,
    "password_change": visit_own_password,
    "password_change_done": visit_own_password,
    "jsi18n": visit_own_password,
    "login": visit_own_password,
    "entry_board": visit_board,
    "entry_sheet_choice": visit_sheets,
    "entry_sheet": visit_sheets,
    "entry_sheet_history": visit_row_histories,
    "entry_sheet_template": visit_sheet_workbooks,
    "entry_sheet_upload": visit_sheet_workbooks,
    "entry_targets_choice": visit_targets,
    "entry_targets": visit_targets,
    "": visit_nothing,
    "logout": leave,
}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_the_site(walker, role):
    walking = walker(role)
    for visit in dict.fromkeys(SITE.values()):
        visit(walking)


# -- The walk is complete --------------------------------------------------------------------------


def unruled(site):
    """Lists that do not hold the rule."""
    return {model for model, each in site._registry.items() if not isinstance(each, Ruled)}


def unvisited(site):
    """Addresses that the walk does not know."""
    of_lists = {page for each in site._registry.values() for page in pages(each)}
    of_site = {each.name or "" for each in site.get_urls() if not hasattr(each, "url_patterns")}
    return (of_lists - set(VISITS)) | (of_site - set(SITE))


def test_every_list_holds_the_rule_and_every_address_is_walked():
    assert unruled(admin.site) == set()
    assert unvisited(admin.site) == set()
    told = {model for words in MAY.values() for models, _words in words for model in models}
    assert told | set(CLOSED) == set(REGISTERED)


def test_what_is_added_without_the_rule_is_noticed():
    class WithPage(admin.ModelAdmin):
        def get_urls(self):
            return [path("x/", self.changelist_view, name="one_more"), *super().get_urls()]

    site = admin.AdminSite()
    site.register(Committee, WithPage)
    assert unruled(site) == {Committee}
    assert unvisited(site) == {"one_more"}


# -- What the walk does not see --------------------------------------------------------------------


def test_areas_begin_where_the_reach_begins(log_in, inside, outside):
    client = log_in(Role.READER, inside[Committee], outside[Committee])
    page = client.get(address(AdmissionCount, "changelist"), {"area": "inside"})
    area = next(spec for spec in page.context["cl"].filter_specs if spec.title == "địa bàn")
    assert [name for _slug, name in area.lookup_choices] == ["inside", "· inside-unit"]
    page = client.get(address(AdmissionCount, "changelist"))
    area = next(spec for spec in page.context["cl"].filter_specs if spec.title == "địa bàn")
    assert [name for _slug, name in area.lookup_choices] == ["beyond9", "inside"]


def test_a_committee_and_one_below_it_are_one_reach(log_in, inside):
    client = log_in(Role.READER, Committee.objects.get(slug="inside-unit"), inside[Committee])
    listed = client.get(address(Committee, "changelist")).context["cl"].result_list
    assert {row.slug for row in listed} == {"inside", "inside-unit"}


def test_one_query_says_how_far_a_person_reaches(
    log_in, inside, outside, django_assert_max_num_queries
):
    client = log_in(Role.CLERK, inside[Committee], outside[Committee])
    where = address(AdmissionCount, "changelist")
    client.get(where)
    with django_assert_max_num_queries(20) as made:
        client.get(where)
    assigned = [each for each in made.captured_queries if "recruitment_assignment" in each["sql"]]
    assert len(assigned) == 1


@pytest.mark.sqlite
def test_a_reach_is_a_range_of_an_index(rf, inside):
    request = rf.get("/")
    request.user = a_person("colleague", Role.READER, inside[Committee])
    rows = scope.reachable(request, AdmissionCount.objects.all(), ("committee",))
    assert "(path>? AND path<?)" in rows.explain()


def test_a_person_who_was_made_inactive_is_out(log_in, inside):
    client = log_in(Role.CLERK, inside[Committee])
    User.objects.filter(pk=client.user.pk).update(is_active=False)
    assert client.get(address(AdmissionCount, "changelist")).status_code == 302


def test_what_is_deleted_outside_keeps_its_history_closed(log_in, inside, outside):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    where = address(outside[AdmissionCount], "history")
    outside[AdmissionCount].delete()
    assert client.get(where).status_code == 404


def test_a_row_that_came_from_outside_does_not_say_from_where(log_in, inside, outside):
    moved = Committee.objects.get(slug="beyond9-unit")
    moved.parent = inside[Committee]
    moved.name = moved.short_name = "newcomer"
    moved.save()
    client = log_in(Role.READER, inside[Committee])
    page = client.get(address(moved, "history")).content.decode()
    assert "<del>cấp ủy ngoài phạm vi của đồng chí</del> → <ins>Đảng bộ inside</ins>" in page
    assert "Đảng bộ beyond9<" not in page
    oldest = moved.history.last()
    version = client.get(f"{address(moved, 'history')}{oldest.pk}/").content.decode()
    assert "cấp ủy ngoài phạm vi của đồng chí" in version
    assert "<td>Đảng bộ beyond9</td>" not in version


def test_a_committee_stays_below_what_its_people_do_not_reach(log_in, inside, enter_as):
    top = inside[Committee]
    client = log_in(Role.ADMINISTRATOR, top)
    assert "parent" not in client.get(address(top, "change")).context["adminform"].form.fields
    assert enter_as(client, top, short_name="renamed").refused == {}
    again = Committee.objects.get(pk=top.pk)
    assert (again.short_name, again.parent) == ("renamed", top.parent)
    assert "parent" in enter_as(client, Committee, kind=top.kind, name="x", short_name="x").refused


def test_what_goes_along_out_of_reach_is_told_by_kind_and_stays(log_in, inside, outside):
    """The former parent of a unit inside, out of reach because it names a committee outside."""
    unit = a_committee("inside-new", inside[Committee])
    FormerParent(committee=unit, parent=outside[Committee], ended_on=day("2019-12-31")).save()
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    page = client.get(address(unit, "delete")).content.decode()
    assert "Cấp trên trước đây" in page
    assert "beyond9" not in page
    assert client.post(address(unit, "delete"), {"post": "yes"}).status_code == 403
    assert Committee.objects.filter(pk=unit.pk).exists()


def test_what_stands_in_the_way_out_of_reach_is_told_by_kind(log_in, inside, outside):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    page = client.get(address(inside[Committee], "delete")).content.decode()
    assert "beyond9" not in page
    client.post(address(inside[Committee], "delete"), {"post": "yes"})
    assert Committee.objects.filter(slug="inside").exists()


def test_the_front_page_forgets_what_is_out_of_reach(log_in, inside, outside):
    client = log_in(Role.CLERK, inside[Committee])
    for rows in (inside, outside):
        LogEntry.objects.log_actions(
            client.user.pk, [rows[AdmissionCount]], CHANGE, "x", single_object=True
        )
    page = client.get(reverse("admin:index")).content.decode()
    assert "Đảng bộ inside" in page
    assert "beyond9" not in page


def test_a_posted_key_in_an_inline_is_refused(log_in, inside, outside, enter_as):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    given = {
        "former_parents-TOTAL_FORMS": 1,
        "former_parents-INITIAL_FORMS": 0,
        "former_parents-0-parent": outside[Committee],
        "former_parents-0-ended_on": "31/12/2018",
    }
    assert "parent" in enter_as(client, inside[Committee], **given).refused
    theirs = stored(outside[FormerParent])
    given |= {
        "former_parents-INITIAL_FORMS": 1,
        "former_parents-0-id": theirs["id"],
        "former_parents-0-parent": Committee.objects.get(slug="inside-unit"),
    }
    enter_as(client, inside[Committee], **given)
    assert stored(outside[FormerParent]) == theirs


def test_shared_rows_are_kept_by_those_who_reach_a_whole_tree(log_in, inside, shared, enter_as):
    client = log_in(Role.ADMINISTRATOR, Committee.objects.get(slug="root"))
    year = {"kind": "year", "starts_on": "1/1/2031", "ends_on": "31/12/2031"}
    assert enter_as(client, ReportingPeriod, **year).refused == {}


# -- Approving -------------------------------------------------------------------------------------


@pytest.fixture
def clerk(log_in, inside):
    return log_in(Role.CLERK, inside[Committee])


def test_a_clerk_enters_and_sends_but_does_not_approve(clerk, inside, enter_as):
    row = inside[AdmissionCount]
    offered = clerk.get(address(row, "change")).context["adminform"].form.fields["state"].choices
    assert [code for code, _word in offered] == ["draft", "submitted"]
    for state in ("approved", "returned", "superseded"):
        refused = enter_as(clerk, row, state=state).refused["state"]
        assert "Trạng thái này do người có quyền duyệt quyết định." in refused
        given = {"committee": inside[Committee], "period": a_period("2023-01-01", "2023-03-31")}
        assert "state" in enter_as(clerk, AdmissionCount, value=3, state=state, **given).refused
    assert not AdmissionCount.objects.filter(value=3).exists()
    assert enter_as(clerk, row, value=8, state="submitted").refused == {}
    row.refresh_from_db()
    assert (row.value, row.state) == (8, "submitted")


def test_a_clerk_does_not_change_what_is_public_but_adds_a_version(clerk, inside, enter_as):
    public = inside[Target]
    page = clerk.get(address(public, "change"))
    assert not page.context["has_change_permission"]
    assert f"?version_after={public.pk}" in page.content.decode()
    assert clerk.post(address(public, "change"), {"low": "1"}).status_code == 403
    later = enter_as(clerk, Target, query=f"?version_after={public.pk}", low="650", high="650")
    assert later.refused == {}
    assert Target.objects.get(version=2).state == "draft"


def test_a_clerk_does_not_approve_in_the_list(clerk, inside):
    row = inside[AdmissionCount]
    page = clerk.get(address(AdmissionCount, "changelist"))
    assert "approve_selected" not in page.content.decode()
    sent = {"action": "approve_selected", "_selected_action": [row.pk]}
    clerk.post(address(AdmissionCount, "changelist"), sent)
    row.refresh_from_db()
    assert row.state == "draft"


@pytest.fixture
def preview(inside, tmp_path, monkeypatch):
    """Upload rows on record, changed in some columns, as the client's person."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def send(client, row, **changes):
        sheet, changed = admin.site.get_model_admin(type(row)).resource(), copy(row)
        with transaction.atomic():
            for name, value in changes.items():
                setattr(changed, name, value)
            changed.save()
            data = export_of(sheet, type(row).objects.filter(pk=changed.pk))
            transaction.set_rollback(True)
        sent = {"import_file": SimpleUploadedFile("x.xlsx", data), "format": "0", "resource": "0"}
        return client.post(address(type(row), "import"), sent)

    return send


def sentences(page):
    assert "confirm_form" not in page.context
    return " ".join(sentence for _row, _heading, sentence in page.context["result"].problems)


def test_a_clerk_does_not_approve_by_a_workbook(clerk, inside, preview):
    approved = preview(clerk, inside[AdmissionCount], state="approved")
    assert "Trạng thái này do người có quyền duyệt quyết định." in sentences(approved)
    changed = preview(clerk, inside[Target], low=710, high=710)
    assert "chỉ người có quyền duyệt mới sửa được" in sentences(changed)
    assert preview(clerk, inside[Target]).context["confirm_form"]
    assert preview(clerk, inside[AdmissionCount], state="submitted").context["confirm_form"]


def test_an_administrator_approves_by_a_workbook(log_in, inside, preview):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    assert "confirm_form" in preview(client, inside[AdmissionCount], state="approved").context


def test_a_workbook_keeps_a_committee_below_what_its_people_do_not_reach(
    log_in, inside, outside, preview
):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    top = inside[Committee]
    assert preview(client, top, name="Đảng bộ inside mới").context["confirm_form"]
    for parent in (None, outside[Committee], Committee.objects.get(slug="province")):
        assert preview(client, top, parent=parent).context["result"].problems, parent
    new = Committee(code="new", slug="new", kind=top.kind, name="New", short_name="new")
    assert "thuộc phạm vi của đồng chí" in sentences(preview(client, new))
    assert preview(client, new, parent=top).context["confirm_form"]


def test_an_approver_approves_without_changing(log_in, inside):
    client, row = log_in(Role.APPROVER, inside[Committee]), inside[AdmissionCount]
    assert client.post(address(row, "change"), {"value": 1}).status_code == 403
    sent = {"action": "approve_selected", "_selected_action": [row.pk]}
    client.post(address(AdmissionCount, "changelist"), sent)
    row.refresh_from_db()
    assert (row.value, row.state) == (7, "approved")


def test_what_an_administrator_approves_is_public_at_once(log_in, inside, enter_as):
    client = log_in(Role.ADMINISTRATOR, inside[Committee])
    assert enter_as(client, inside[AdmissionCount], value=1464, state="approved").refused == {}
    assert "1.464" in client.get("/localities/inside/").content.decode()
