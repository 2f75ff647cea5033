"""Which committee a search means: the order of what it finds."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Length, Substr
from django.utils.text import slugify

from recruitment.models.text import fold, sort_key

SPACE = Value(" ")


def best_first(committees: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The very name, its beginning, its end, whole words, beginnings of words, then the others.

    The end, because a short name begins with its kind: “phường Long Hưng” is Long Hưng.
    Among equals the shorter name, then the alphabet. The folded short name is read out of
    ``search_key``, where it follows the name; where a name has signs that folding drops, a row
    only loses a place. Adds no query.
    """
    wanted = fold(text)
    after_name = Length("name") + 2
    named = Q(sort_key=sort_key(text)) | Q(slug=slugify(wanted)) | Q(code__iexact=text.strip())
    rank = Case(
        When(named | Q(own_name=wanted), then=0),
        When(Q(search_key__startswith=wanted) | Q(from_short_name__startswith=wanted), then=1),
        When(own_name__endswith=f" {wanted}", then=2),
        When(words__contains=f" {wanted} ", then=3),
        When(words__contains=f" {wanted}", then=4),
        default=5,
        output_field=IntegerField(),
    )
    ranked: QuerySet[Any] = committees.alias(
        own_name=Substr("search_key", after_name, Length("short_name")),
        from_short_name=Substr("search_key", after_name),
        words=Concat(SPACE, "search_key", SPACE),
    )
    return ranked.order_by(rank, Length("short_name"), "sort_key", "path")
