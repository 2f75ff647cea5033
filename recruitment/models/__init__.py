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
from .orders import BriefingOrder, BriefingPiece, OrderState, Problem, Worker
from .people import Account, Assignment
from .periods import PeriodKind, ReportingPeriod
from .returns import EntryWindow, Remark, Return
from .sources import Source, StatedResult, Statement
from .targets import Target
from .tracking import Door, through
from .versions import State

__all__ = [
    "Account",
    "ActivityCount",
    "AdmissionCount",
    "Assignment",
    "Audience",
    "BriefingOrder",
    "BriefingPiece",
    "Category",
    "Committee",
    "CommitteeKind",
    "Door",
    "EntryWindow",
    "Figure",
    "Finality",
    "FormerParent",
    "MembershipCount",
    "OrderState",
    "OrganisationCount",
    "PeriodKind",
    "Problem",
    "Qualifier",
    "Remark",
    "ReportingPeriod",
    "Return",
    "Source",
    "State",
    "StatedResult",
    "Statement",
    "Succession",
    "Target",
    "Worker",
    "through",
]
