from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from recruitment.models import Assignment, Source
from tests.rows import a_committee, a_count, a_number_of_units, a_source, a_stock, a_target

BACKEND = "django.contrib.auth.backends.ModelBackend"
TERM = ("2020-01-01", "2025-12-31")
QUARTER = ("2022-07-01", "2022-09-30")


def address(row_or_model, page, language="vi"):
    """Where the admin's page is: a row's change, history and delete, a model's list and add."""
    opts = row_or_model._meta
    args = [] if isinstance(row_or_model, type) else [row_or_model.pk]
    found = reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)
    return found if language == "vi" else f"/{language}{found}"


@pytest.fixture
def officer(client, db):
    """A client logged in as an administrator."""
    user = get_user_model().objects.create_superuser("officer", "", "a long password")
    client.force_login(user, backend=BACKEND)
    client.user = user
    return client


@pytest.fixture
def district(db):
    """Root, province, district and unit, with a target, a count, members and organisations."""
    a_source(Source.ENTRY_SLUG)
    root = a_committee("root", name_en="Root committee")
    province = a_committee("province", root, name_en="Province committee")
    district = a_committee("district", province, name_en="District committee")
    a_committee("unit", district, name_en="Unit committee")
    a_target(district, 600, 600, *TERM)
    a_count(district, "2020-01-01", "2022-05-16", 238)
    a_stock(district, "2019-12-31", 4000)
    a_number_of_units(district, "2022-05-16", 40)
    return district


def fields_of(page):
    """The fields that a form of the admin would send back unchanged."""
    form = page.context["adminform"].form
    sent = {name: _sent(form[name]) for name in form.fields if _sent(form[name]) is not None}
    for inline in page.context["inline_admin_formsets"]:
        for part in [inline.formset.management_form, *inline.formset.forms]:
            sent |= {
                part.add_prefix(name): _sent(part[name])
                for name in part.fields
                if _sent(part[name]) is not None
            }
    return sent


def _sent(bound):
    value = bound.value()
    if value is None or value is False:
        return None
    if value is True:
        return "on"
    if hasattr(value, "pk"):
        return value.pk
    formatted = bound.field.widget.format_value(value)
    return (formatted or None) if isinstance(formatted, list) else formatted


def errors_of(page):
    """Every sentence of a form that was refused, by field."""
    form = page.context["adminform"].form
    found = {name: " ".join(errors) for name, errors in form.errors.items()}
    for inline in page.context["inline_admin_formsets"]:
        for each in inline.formset.errors:
            found |= {name: " ".join(errors) for name, errors in each.items()}
    return found


@pytest.fixture
def enter_as():
    """Fill in an admin form over HTTP; gives the page that follows and its errors."""

    def fill(client, row_or_model, language="vi", query="", **changes):
        page = "add" if isinstance(row_or_model, type) else "change"
        where = address(row_or_model, page, language) + query
        sent = fields_of(client.get(where))
        for name, value in changes.items():
            sent[name] = getattr(value, "pk", value)
        sent = {name: value for name, value in sent.items() if value is not None}
        answer = client.post(where, sent, follow=True)
        assert answer.status_code == 200
        answer.refused = errors_of(answer) if "adminform" in answer.context else {}
        answer.said = [str(message) for message in answer.context["messages"]]
        return answer

    return fill


@pytest.fixture
def enter(officer, enter_as):
    """The same as an administrator of everything."""
    return partial(enter_as, officer)


def a_person(name, role, *committees, **fields):
    """Someone with a role, who works for the committees."""
    user = get_user_model().objects.create_user(
        name, "", "a long password", **{"is_staff": True, **fields}
    )
    user.groups.set(Group.objects.filter(name=role))
    for committee in committees:
        Assignment(person=user, committee=committee).save()
    return user


@pytest.fixture
def log_in(client, db):
    """The client, logged in as someone with a role who works for the committees."""

    def enter(role, *committees, name="colleague"):
        client.user = a_person(name, role, *committees)
        client.force_login(client.user, backend=BACKEND)
        return client

    return enter
