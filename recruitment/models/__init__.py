"""The rows: committees, periods, categories, sources, targets, figures."""

from .audience import Audience
from .categories import Category
from .committees import Committee, CommitteeKind
from .figures import (
    ActivityCount,
    AdmissionCount,
    Figure,
    Finality,
    MembershipCount,
    OrganisationCount,
    Qualifier,
)
from .lives import FormerParent, Succession
from .periods import PeriodKind, ReportingPeriod
from .sources import Source, StatedResult, Statement
from .targets import Target
from .versions import State

__all__ = [
    "ActivityCount",
    "AdmissionCount",
    "Audience",
    "Category",
    "Committee",
    "CommitteeKind",
    "Figure",
    "Finality",
    "FormerParent",
    "MembershipCount",
    "OrganisationCount",
    "PeriodKind",
    "Qualifier",
    "ReportingPeriod",
    "Source",
    "State",
    "StatedResult",
    "Statement",
    "Succession",
    "Target",
]
