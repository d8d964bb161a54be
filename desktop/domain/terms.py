"""What both sides agree beside the steps: goals, keeping in touch, who negotiates, and if something slips."""

from dataclasses import dataclass

from desktop.domain.roles import Role
from desktop.domain.text import PARAGRAPH, Problems, problem
from desktop.i18n import N_, _

MOST_GOALS = 8


@dataclass(frozen=True)
class Goal:
    """A shared goal: what is measured, and what both aim for."""

    measure: str
    target: str


@dataclass(frozen=True, kw_only=True)
class StayInTouch:
    """How both sides keep in touch: a check-in every `weeks` weeks over `channel`."""

    weeks: int = 1
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class IfSomethingSlips:
    """The clauses about delay, as they are printed. The people of `talk_*` talk after two misses in a row."""

    tell_early: str = N_(
        "Whoever will miss a time says so before it passes and gives a new one. The new time counts once the other side"
        " agrees."
    )
    stop_the_clock: str = N_("If one side waits for the other, the waiting side's clock stops.")
    changes: str = N_("Either side can ask. A change counts when both sign a new version.")
    talk_agency: Role = Role.RECRUITER
    talk_client: Role = Role.CLIENT_HR
    talk_within_days: int = 1
    """Working days."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Everything agreed that is not a step."""

    goals: tuple[Goal, ...] = ()
    stay_in_touch: StayInTouch = StayInTouch()
    offer_negotiator: Role = Role.RECRUITER
    if_something_slips: IfSomethingSlips = IfSomethingSlips()
    signers: tuple[Role, ...] = (Role.CLIENT_HR, Role.RECRUITER)
    """The roles that sign, client first."""

    def problems(self) -> Problems:
        found = Problems()
        if len(self.goals) > MOST_GOALS:
            found.add("goals", _("Please keep to {most} goals: more are not remembered.").format(most=MOST_GOALS))
        for place, goal in enumerate(self.goals):
            found.add(f"goals.{place}.measure", problem(goal.measure, required=True))
            found.add(f"goals.{place}.target", problem(goal.target, required=True))
        found.add("channel", problem(self.stay_in_touch.channel))
        if not 1 <= self.stay_in_touch.weeks <= 13:
            found.add("weeks", _("Please give a rhythm from 1 to {most} weeks.").format(most=13))
        slips = self.if_something_slips
        for name in ("tell_early", "stop_the_clock", "changes"):
            found.add(name, problem(getattr(slips, name), longest=PARAGRAPH, lines=True, required=True))
        if not 1 <= slips.talk_within_days <= 20:
            found.add("talk_within_days", _("Please give a number from 1 to {most}.").format(most=20))
        if {role.side for role in self.signers} != {"agency", "client"}:
            found.add("signers", _("Someone has to sign for each side. Please choose at least one role of both."))
        return found


USUAL_TERMS = Terms()
