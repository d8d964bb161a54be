"""One assignment to fill."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from desktop.domain.roles import Role
from desktop.domain.text import LINE, NOTES, PARAGRAPH, Problems, problem
from desktop.i18n import N_, _

HIGHEST_PAY = Decimal(1_000_000_000)
MOST_OPENINGS = 10_000


class JobType(StrEnum):
    PERMANENT = "permanent"
    CONTRACT = "contract"
    TEMPORARY = "temporary"

    @property
    def label(self) -> str:
        return {"permanent": N_("Permanent"), "contract": N_("Contract"), "temporary": N_("Temporary")}[self]


class JobState(StrEnum):
    DRAFT = "draft"
    AGREEING = "agreeing"
    OPEN = "open"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    LOST = "lost"
    PASSED = "passed"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def is_closed(self) -> bool:
        return self in {JobState.FILLED, JobState.LOST, JobState.PASSED}


_STATES = {
    JobState.DRAFT: N_("Draft"),
    JobState.AGREEING: N_("Agreeing"),
    JobState.OPEN: N_("Open"),
    JobState.ON_HOLD: N_("On hold"),
    JobState.FILLED: N_("Filled"),
    JobState.LOST: N_("Lost"),
    JobState.PASSED: N_("Passed"),
}


class Priority(StrEnum):
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def label(self) -> str:
        return {"high": N_("High"), "normal": N_("Normal"), "low": N_("Low")}[self]


class PayPeriod(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"

    @property
    def label(self) -> str:
        return {"year": N_("a year"), "month": N_("a month"), "day": N_("a day"), "hour": N_("an hour")}[self]


@dataclass(frozen=True, kw_only=True)
class Pay:
    """The pay range, in whole or decimal units of `currency` (ISO 4217), per `period`."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    currency: str = ""
    period: PayPeriod = PayPeriod.YEAR


@dataclass(frozen=True, kw_only=True)
class TermsOfBusiness:
    """The commercial contract, only referred to: a process agreement changes nothing in it."""

    reference: str = ""
    dated: date | None = None
    fee_percent: Decimal | None = None
    payment_days: int | None = None
    rebate: str = ""
    ownership_months: int | None = None
    exclusivity_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class Involvement:
    """Who plays a role in a job order, who stands in, and for finance, legal and procurement when and how."""

    role: Role
    person_id: UUID | None = None
    deputy_id: UUID | None = None
    when: str = ""
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class JobOrder:
    """A job order as it is edited. Its process, agreement versions and history hang on its id."""

    id: UUID = field(default_factory=uuid4)
    number: int = 0
    """Given by the database when first saved; shown as `reference`."""
    client_id: UUID
    title: str
    job_type: JobType = JobType.PERMANENT
    openings: int = 1
    location: str = ""
    pay: Pay = Pay()
    work_pattern: str = ""
    start_on: date | None = None
    end_on: date | None = None
    """Last day of a contract or temporary job."""
    priority: Priority = Priority.NORMAL
    terms_of_business: TermsOfBusiness = TermsOfBusiness()
    brief: str = ""
    private_notes: str = ""
    state: JobState = JobState.DRAFT
    received_on: date | None = None
    without_agreement: str = ""
    """Why the search was opened without a signed agreement; empty if it was not."""
    passed_because: str = ""
    imported_from: str = ""
    """Where an import found it (system and its id): a second import of the same row changes nothing."""
    pay_confirmed: bool = False
    """Whether the client has confirmed the pay range. This and the next two count for the grade."""
    slots_booked: bool = False
    """Whether interview slots are booked already."""
    manager_access: bool = False
    """Whether we may talk to the hiring manager directly."""
    involved: tuple[Involvement, ...] = ()
    """In the roles' own order, and without any that say nothing: two that name the same people are equal."""
    revision: int = 0

    def __post_init__(self) -> None:
        said = (one for one in self.involved if one != Involvement(role=one.role))
        object.__setattr__(self, "involved", tuple(sorted(said, key=lambda one: list(Role).index(one.role))))

    @property
    def reference(self) -> str:
        return reference(self.number)

    def involvement(self, role: Role) -> Involvement | None:
        return next((i for i in self.involved if i.role == role), None)

    def problems(self) -> Problems:
        found = Problems()
        found.add("title", problem(self.title, required=True))
        for name in ("location", "work_pattern"):
            found.add(name, problem(getattr(self, name)))
        for name in ("brief", "private_notes"):
            found.add(name, problem(getattr(self, name), longest=NOTES, lines=True))
        for name in ("without_agreement", "passed_because"):
            found.add(name, problem(getattr(self, name), longest=PARAGRAPH, lines=True))
        if not 1 <= self.openings <= MOST_OPENINGS:
            found.add("openings", _("Please give a number of openings from 1 to {most}.").format(most=MOST_OPENINGS))
        if self.start_on and self.end_on and self.end_on < self.start_on:
            found.add("end_on", _("The end is before the start. Please correct one of the two dates."))
        _check_pay(self.pay, found)
        _check_terms_of_business(self.terms_of_business, found)
        for one in self.involved:
            for name in ("when", "how"):
                found.add(f"involved.{one.role}.{name}", problem(getattr(one, name), longest=PARAGRAPH))
            if one.person_id and one.person_id == one.deputy_id:
                found.add(f"involved.{one.role}.deputy_id", _("The deputy must be another person. Please choose one."))
        return found


def reference(number: int) -> str:
    """How a job order's number is written: JO-0142."""
    return f"JO-{number:04d}"


def _check_pay(pay: Pay, found: Problems) -> None:
    for name in ("lowest", "highest"):
        amount = getattr(pay, name)
        if amount is not None and not (amount.is_finite() and 0 <= amount <= HIGHEST_PAY):
            found.add(f"pay.{name}", _("Please give an amount of 0 or more that fits a pay slip."))
    if pay.lowest is not None and pay.highest is not None and pay.highest < pay.lowest:
        found.add("pay.highest", _("The highest pay is below the lowest. Please correct one of the two."))
    if pay.currency and not (len(pay.currency) == 3 and pay.currency.isascii() and pay.currency.isalpha()):
        found.add("pay.currency", _("Please give the currency as three letters, such as EUR."))


def _check_terms_of_business(terms: TermsOfBusiness, found: Problems) -> None:
    found.add("terms_of_business.reference", problem(terms.reference))
    found.add("terms_of_business.rebate", problem(terms.rebate, longest=LINE))
    if terms.fee_percent is not None and not (terms.fee_percent.is_finite() and 0 <= terms.fee_percent <= 100):
        found.add("terms_of_business.fee_percent", _("Please give a fee from 0 to 100 per cent."))
    for name, most in (("payment_days", 365), ("ownership_months", 120), ("exclusivity_days", 3650)):
        value = getattr(terms, name)
        if value is not None and not 0 <= value <= most:
            found.add(f"terms_of_business.{name}", _("Please give a number from 0 to {most}.").format(most=most))
