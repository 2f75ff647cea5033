"""Rows for tests: a few words each, valid by the models' own rules."""

from datetime import date

from recruitment.models import (
    AdmissionCount,
    Category,
    Committee,
    CommitteeKind,
    MembershipCount,
    OrganisationCount,
    ReportingPeriod,
    Source,
    Target,
)
from recruitment.models.periods import kinds_of


def day(text):
    return date.fromisoformat(text)


def a_category(code="total"):
    group = "total" if code == "total" else "overlap"
    found, _ = Category.objects.get_or_create(code=code, defaults={"name": code, "group": group})
    return found


def a_source(slug="nhap-lieu", *, published="2022-01-01"):
    kind = "entry" if slug == "nhap-lieu" else "article"
    return Source.objects.get_or_create(
        slug=slug, defaults={"kind": kind, "title": slug, "published_on": day(published)}
    )[0]


def a_period(start, end):
    kind = kinds_of(day(start), day(end))[0]
    return ReportingPeriod.objects.get_or_create(
        starts_on=day(start), ends_on=day(end), defaults={"kind": kind}
    )[0]


def a_committee(slug, parent=None, **fields):
    kind, _ = CommitteeKind.objects.get_or_create(code="ward", defaults={"name": "phường"})
    row = Committee(
        slug=slug, kind=kind, parent=parent, name=f"Đảng bộ {slug}", short_name=slug, **fields
    )
    row.full_clean()
    row.save()
    return row


def a_count(committee, start, end, value, *, category="total", source="nhap-lieu", **fields):
    row = AdmissionCount(
        committee=committee,
        period=a_period(start, end),
        category=a_category(category),
        source=a_source(source),
        value=value,
        **{"state": "approved", **fields},
    )
    row.full_clean()
    row.save()
    return row


def a_stock(committee, on, value, **fields):
    row = MembershipCount(
        committee=committee,
        on=day(on),
        category=a_category(),
        value=value,
        **{"state": "approved", "source": a_source(), **fields},
    )
    row.full_clean()
    row.save()
    return row


def a_number_of_units(committee, on, value):
    row = OrganisationCount(
        committee=committee,
        on=day(on),
        measure="direct_unit",
        source=a_source(),
        value=value,
        state="approved",
    )
    row.full_clean()
    row.save()
    return row


def a_target(committee, low, high, start, end, **fields):
    row = Target(
        committee=committee,
        category=a_category(fields.pop("category", "total")),
        source=a_source(fields.pop("source", "nhap-lieu")),
        low=low,
        high=high,
        period=a_period(start, end),
        window_from=day(start),
        window_to=day(end),
        **{"state": "approved", **fields},
    )
    row.full_clean()
    row.save()
    return row
