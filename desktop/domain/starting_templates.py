"""The process templates that ship with the program, from the starting values read from real agreements (agreement.md).

Each can be edited like any other. A search for an executive takes longer and asks more people; volume hiring and
temporary work are quicker and count in hours.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.process import ProcessTemplate, copied, fresh
from desktop.domain.roles import Role
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.domain.terms import Goal, StayInTouch, Terms
from desktop.i18n import N_, _

R, L, HR, HM, BL = Role.RECRUITER, Role.AGENCY_LEAD, Role.CLIENT_HR, Role.HIRING_MANAGER, Role.BUSINESS_LEADER
FINANCE, LEGAL, PROCUREMENT = Role.FINANCE, Role.LEGAL, Role.PROCUREMENT

SLIDE, RELEASE = IfMissed(Consequence.DATES_SLIDE), IfMissed(Consequence.CANDIDATE_RELEASED)
TALK, PASS = IfMissed(Consequence.PEOPLE_TALK), IfMissed(Consequence.WE_PASS)
JOB, SIGNED = CountedFrom(Origin.JOB_ORDER_RECEIVED), CountedFrom(Origin.AGREEMENT_SIGNED)


def days(amount: int) -> Within:
    return Within(amount, Unit.WORKING_DAYS)


def hours(amount: int) -> Within:
    return Within(amount, Unit.WORKING_HOURS)


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"countersign:step:{key}")


def after(key: str) -> CountedFrom:
    return CountedFrom.step(_id(key))


def each(event: CandidateEvent) -> CountedFrom:
    return CountedFrom.each(event)


def _step(  # noqa: PLR0913 - one row of the table in agreement.md
    key: str,
    title: str,
    done_when: str,
    within: Within,
    counted_from: CountedFrom,
    does: Role,
    answers: Role,
    *,
    asked: tuple[Role, ...] = (),
    told: tuple[Role, ...] = (),
    missed: IfMissed = SLIDE,
    per_candidate: bool = False,
) -> tuple[str, Step]:
    step = Step(
        id=_id(key),
        title=title,
        done_when=done_when,
        within=within,
        counted_from=counted_from,
        does=(does,),
        answers=answers,
        asked=asked,
        told=told,
        if_missed=missed,
        per_candidate=per_candidate,
        negotiates_offer=key == "offer",
    )
    return key, step


STEPS: Mapping[str, Step] = dict((
    _step("intake", N_("Intake meeting"), N_("We have all met and gone through this page"),
          days(2), JOB, R, HM, asked=(HR, BL)),
    _step("confirmed", N_("Headcount, pay range and approvals confirmed"), N_("HR has confirmed all three in writing"),
          Within(0, Unit.BEFORE_SIGNING), JOB, HR, BL, asked=(HM, FINANCE), told=(R,)),
    _step("signed", N_("Agreement signed"), N_("Both sides have signed this page"),
          Within(0, Unit.BEFORE_SEARCH), after("intake"), R, HR, asked=(HM, LEGAL, PROCUREMENT), told=(FINANCE,),
          missed=PASS),
    _step("calibration", N_("Three calibration CVs"), N_("HR has three CVs to tell us what fits"),
          days(3), SIGNED, R, R, asked=(HM,), told=(HR,)),
    _step("shortlist", N_("Shortlist of 3 to 5"), N_("HR has 3 to 5 CVs that match every must-have"),
          days(10), SIGNED, R, R, asked=(HM,), told=(HR,)),
    _step("feedback", N_("Feedback on every CV"), N_("Each CV has a yes or no, with a reason"),
          days(2), each(CandidateEvent.SENT), HM, HM, asked=(R,), told=(HR,), per_candidate=True),
    _step("slots", N_("Interview slots"), N_("Every “yes” has a date and an interviewer"),
          days(3), each(CandidateEvent.FEEDBACK), HR, HM, asked=(R,), missed=RELEASE, per_candidate=True),
    _step("interview", N_("Interview feedback"), N_("Each candidate has a yes or no, with a reason"),
          days(2), each(CandidateEvent.INTERVIEW_HELD), HM, HM, told=(R, HR), missed=RELEASE, per_candidate=True),
    _step("decision", N_("Final decision"), N_("HR has told us who gets the offer"),
          days(3), after("interview"), HM, BL, asked=(HR,), told=(R,), missed=TALK),
    _step("approval", N_("Offer approval"), N_("The offer is approved in writing"),
          days(2), after("decision"), HR, BL, asked=(FINANCE, LEGAL), told=(R,), missed=TALK),
    _step("offer", N_("Offer negotiated with the candidate"), N_("The candidate has accepted or declined"),
          days(2), after("approval"), R, HR, asked=(HM,), told=(BL,), missed=TALK),
    _step("contract", N_("Contract issued"), N_("The candidate has the written contract"),
          days(3), after("offer"), HR, HR, asked=(LEGAL,), told=(R, HM), missed=RELEASE),
    _step("outcome", N_("Every candidate told the outcome"), N_("No candidate is left waiting for an answer"),
          days(2), after("decision"), R, R, asked=(HM,), told=(HR,), missed=TALK, per_candidate=True),
    _step("check_in", N_("Check-in"), N_("We have talked through what is promised and delivered"),
          Within(1, Unit.WEEKS_APART), SIGNED, R, R, asked=(HM,), told=(HR,), missed=TALK),
    _step("after_start", N_("After the start: weeks 1, 4 and 12"), N_("We have asked both sides how it is going"),
          Within(84, Unit.CALENDAR_DAYS), each(CandidateEvent.STARTED), R, R, asked=(HM, HR), told=(FINANCE,),
          missed=TALK, per_candidate=True),
))  # fmt: skip
"""All fifteen starting values of agreement.md by their keys, in order."""

GOALS = (
    Goal(N_("Time from signing to a signed contract"), N_("30 working days")),
    Goal(N_("CVs that lead to an interview"), N_("2 of 3")),
    Goal(N_("Promises kept on time, both sides"), N_("9 of 10")),
)


KEYS = ("permanent", "contract", "executive", "volume", "temporary")
"""What each shipped template's `key` can be, in the order they are shown."""


def starting_templates() -> tuple[ProcessTemplate, ...]:
    """The five templates, in the screen's language. Ids are new each time; `key` says which is which."""
    without = {"confirmed", "signed", "calibration", "after_start", "check_in"}
    leaders = (Role.CLIENT_HR, Role.BUSINESS_LEADER, Role.RECRUITER, Role.AGENCY_LEAD)
    return (
        _template("permanent", _("Permanent"), _("One job, hired for good: shortlist, two rounds, offer."),
                  dict.fromkeys(key for key in STEPS if key not in without)),
        _template("contract", _("Contract"), _("A contractor for a time: quick feedback, contract within days."),
                  {"intake": days(1), "shortlist": days(5), "feedback": days(1), "slots": days(2),
                   "interview": days(1), "decision": days(1), "offer": days(1), "contract": days(2),
                   "outcome": None}),
        _template("executive", _("Executive search"),
                  _("A leader: calibrated first, more people asked, followed after the start."),
                  dict.fromkeys(STEPS) | {
                      "calibration": days(5), "shortlist": days(30), "slots": days(5), "decision": days(5),
                      "approval": days(5), "offer": days(5), "contract": days(5)},
                  signers=leaders),
        _template("volume", _("Volume hiring"), _("Many openings at once: weekly rhythm, slots booked ahead."),
                  {"intake": days(2), "confirmed": None, "calibration": days(2), "shortlist": days(5),
                   "feedback": days(1), "slots": days(2), "interview": days(1), "decision": days(1),
                   "offer": days(1), "contract": days(3), "check_in": None}),
        _template("temporary", _("Temporary"), _("Somebody on site soon: everything in hours."),
                  {"intake": hours(2), "shortlist": hours(8), "feedback": hours(4), "decision": hours(4),
                   "offer": hours(4), "contract": days(1)}),
    )  # fmt: skip


def _template(
    key: str, name: str, description: str, limits: Mapping[str, Within | None], *, signers: tuple[Role, ...] = (HR, R)
) -> ProcessTemplate:
    """The starting steps named in `limits`, with other limits where given.

    A step whose origin is left out counts from the one before it.
    """
    chosen: list[Step] = []
    for step_key, step in STEPS.items():
        if step_key not in limits:
            continue
        counted = step.counted_from
        if counted.step_id and counted.step_id not in {s.id for s in chosen}:
            counted = CountedFrom.step(chosen[-1].id)
        chosen.append(
            replace(
                step,
                title=_(step.title),
                done_when=_(step.done_when),
                within=limits[step_key] or step.within,
                counted_from=counted,
            )
        )
    terms = Terms(
        goals=tuple(Goal(_(goal.measure), _(goal.target)) for goal in GOALS),
        stay_in_touch=StayInTouch(weeks=1, channel=_("Telephone, then a note by e-mail")),
        signers=signers,
    )
    return ProcessTemplate(key=key, name=name, description=description, steps=copied(tuple(chosen), fresh), terms=terms)
