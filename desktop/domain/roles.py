"""Who takes part in filling a job order, and on whose side."""

from enum import StrEnum

from desktop.i18n import N_


class Side(StrEnum):
    """The two parties. A step done by roles of both is shared."""

    AGENCY = "agency"
    CLIENT = "client"


class Role(StrEnum):
    """A part that a person plays in a job order. Order is that of columns on screen and paper."""

    RECRUITER = "recruiter"
    AGENCY_LEAD = "agency_lead"
    CLIENT_HR = "client_hr"
    HIRING_MANAGER = "hiring_manager"
    BUSINESS_LEADER = "business_leader"
    FINANCE = "finance"
    LEGAL = "legal"
    PROCUREMENT = "procurement"

    @property
    def side(self) -> Side:
        return Side.AGENCY if self in {Role.RECRUITER, Role.AGENCY_LEAD} else Side.CLIENT

    @property
    def label(self) -> str:
        """Its name, still to be translated."""
        return _LABELS[self]


_LABELS = {
    Role.RECRUITER: N_("Recruiter"),
    Role.AGENCY_LEAD: N_("Agency lead"),
    Role.CLIENT_HR: N_("Client HR"),
    Role.HIRING_MANAGER: N_("Hiring manager"),
    Role.BUSINESS_LEADER: N_("Business leader"),
    Role.FINANCE: N_("Finance"),
    Role.LEGAL: N_("Legal"),
    Role.PROCUREMENT: N_("Procurement"),
}

INVOLVED_ON_OCCASION = (Role.FINANCE, Role.LEGAL, Role.PROCUREMENT)
"""Roles for which a job order also says *when* and *how* they are involved."""


def sides(roles: tuple[Role, ...]) -> frozenset[Side]:
    """The sides that `roles` belong to."""
    return frozenset(role.side for role in roles)


def in_order(roles: set[Role] | frozenset[Role]) -> tuple[Role, ...]:
    """`roles` in column order."""
    return tuple(role for role in Role if role in roles)
