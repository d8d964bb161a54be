"""Agreements to draw in tests: the one of the design's picture, longer ones, and one in every script."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from desktop.domain.agreement import AgreedStep, Amendment, Content, Page, Participant, SignMethod, SignOff
from desktop.domain.calendars import DayHours, OpenHours, WorkingWeek
from desktop.domain.limits import RECEIVED, CandidateEvent, CountedFrom, Unit, Within
from desktop.domain.plan import lay_out
from desktop.domain.roles import Role
from desktop.domain.steps import Consequence, IfMissed
from desktop.domain.terms import Goal, StayInTouch, Terms

R, HR, HM = Role.RECRUITER, Role.CLIENT_HR, Role.HIRING_MANAGER
SLIDE, TALK = IfMissed(Consequence.DATES_SLIDE), IfMissed(Consequence.PEOPLE_TALK)
RELEASE = IfMissed(Consequence.CANDIDATE_RELEASED)
OWN = IfMissed(Consequence.OWN_WORDS, "The agency may tell the candidate about other offers")

BAVARIAN = WorkingWeek(
    days=(0, 1, 2, 3),
    opens=time(8),
    closes=time(16, 30),
    exceptions=(DayHours(4, (OpenHours(time(8), time(12)), OpenHours(time(13), time(15)))),),
    time_zone="Europe/Berlin",
    country="DE",
    region="BY",
)

SCRIPTS = {
    "Vietnamese": "Phỏng vấn với quản lý tuyển dụng ở Đà Nẵng",
    "Greek": "Συνέντευξη με τον υπεύθυνο",
    "Cyrillic": "Собеседование с менеджером",
    "Arabic": "مقابلة مع مدير التوظيف",
    "Hebrew": "ראיון עם מנהל הגיוס",
    "Devanagari": "साक्षात्कार की प्रतिक्रिया और निर्णय",
    "Chinese": "与招聘经理的面试反馈",
    "Japanese": "採用担当者との面接フィードバック",
    "Korean": "채용 담당자와의 면접 피드백",
    "emoji": "Celebrate 🎉 together",
    "nothing draws it": "Thai ไทย here",
}


def uid(n: int) -> UUID:
    return UUID(int=n)


def _step(
    n: int, title: str, done_when: str, within: Within, does: tuple[Role, ...], answers: Role, **rest: Any
) -> AgreedStep:
    usual: dict[str, Any] = {
        "counted_from": RECEIVED if n == 1 else CountedFrom.step(uid(n - 1)),
        "per_candidate": False,
        "asked": (),
        "told": (),
        "if_missed": SLIDE,
    }
    return AgreedStep(
        id=uid(n), title=title, done_when=done_when, within=within, does=does, answers=answers, **usual | rest
    )


def ten_steps() -> tuple[AgreedStep, ...]:
    """Those of the design's picture."""
    each_interview = CountedFrom.each(CandidateEvent.INTERVIEW_HELD)
    eight_hours = Within(8, Unit.WORKING_HOURS)
    return (
        _step(1, "Intake meeting", "We have all met and gone through this page", Within(1), (R, HR, HM), HM),
        _step(
            2, "Sign off the job brief", "HR has replied “approved” to the written brief", Within(1), (HR,), HM,
            told=(R,),
        ),
        _step(3, "First shortlist", "HR has 3 CVs that match every must-have", Within(5), (R,), R, told=(HR, HM)),
        _step(
            4, "Feedback on every CV", "Each CV has a yes, no or question, with a reason", Within(2), (HR,), HM,
            told=(R,), if_missed=RELEASE, per_candidate=True,
        ),
        _step(
            5, "Book first interviews", "Every “yes” has a date and an interviewer", Within(3), (HR,), HR,
            told=(R, HM),
        ),
        _step(
            6, "Interview feedback", "Each candidate has a yes or no, with a reason", eight_hours, (HM,), HM,
            told=(R, HR), if_missed=TALK, per_candidate=True, counted_from=each_interview,
        ),
        _step(7, "Second interview and decision", "HR has told us who gets the offer", Within(5), (HR,), HM, told=(R,)),
        _step(
            8, "Send the offer", "The candidate has the written offer", Within(1), (HR,), HM,
            told=(R,), if_missed=OWN,
        ),
        _step(9, "Reference checks", "Two references are in and shared with HR", Within(3), (R,), R, told=(HR,)),
        _step(
            10, "Confirm the start date", "Date agreed in writing; first-week check-in booked", Within(2), (R, HR), HR,
            told=(HM,),
        ),
    )  # fmt: skip


def steps(number: int) -> tuple[AgreedStep, ...]:
    """As many steps as wanted, one after the other."""
    ten = ten_steps()
    found = []
    for n in range(number):
        step = ten[n % 10]
        counted = RECEIVED if n == 0 else step.counted_from if step.counted_from.event else CountedFrom.step(uid(n))
        title = f"{step.title} {n // 10 + 1}" if n >= 10 else step.title
        found.append(replace(step, id=uid(n + 1), title=title, counted_from=counted))
    return tuple(found)


PEOPLE = (
    Participant(role=R, name="Tom Ellis", title="Senior Recruiter", authority="Branch manager", deputy="Ana Lopes"),
    Participant(role=HR, name="Priya Nair", title="HR Business Partner", authority="Head of HR", deputy="Sam Lee"),
    Participant(role=HM, name="Jo Marsh", title="Finance Director"),
    Participant(
        role=Role.FINANCE, name="Kim Bauer", title="Controller", when="before the offer", how="approves by e-mail"
    ),
)
GOALS = (
    Goal("Time from signing to a signed contract", "30 working days"),
    Goal("CVs that lead to an interview", "2 of 3"),
    Goal("Promises kept on time, both sides", "9 of 10"),
)


def content(agreed: tuple[AgreedStep, ...] | None = None, **changes: Any) -> Content:
    """An agreement's content; `changes` take the place of what is usual."""
    agreed = ten_steps() if agreed is None else agreed
    week = WorkingWeek()
    usual: dict[str, Any] = {
        "language": "en",
        "reference": "JO-0142",
        "version": 1,
        "dated": date(2026, 11, 3),
        "valid_until": date(2027, 4, 30),
        "effective_from": None,
        "replaces": None,
        "amendments": (),
        "agency": "Harbour Recruitment Ltd",
        "agency_short": "Harbour Recruitment",
        "client": "Northwind Foods Ltd",
        "client_short": "Northwind Foods",
        "title": "Senior Accountant",
        "openings": 2,
        "location": "Leeds",
        "participants": PEOPLE,
        "terms": Terms(goals=GOALS, stay_in_touch=StayInTouch(weeks=1, channel="Telephone, then a note by e-mail")),
        "week": week,
        "holidays_of": "England",
        "client_holidays_of": "England",
        "total_days": lay_out(agreed, hours_a_day=week.hours_a_day).total_days,
        "terms_of_business": "HR-2026-17",
        "terms_of_business_dated": date(2026, 1, 15),
        "says_how_days_count": True,
    }
    return Content(steps=agreed, **usual | changes)


def page(agreed: tuple[AgreedStep, ...] | None = None, *, draft: bool = False, **changes: Any) -> Page:
    """A page of `content`; `logo`, `paper` and `sign_offs` are the page's."""
    own = {name: changes.pop(name) for name in ("logo", "paper", "sign_offs") if name in changes}
    return Page(content=content(agreed, **changes), draft=draft, **own)


def amended() -> Page:
    amendments = (
        Amendment(what="Step 3, First shortlist: within", old="7 days", new="5 days"),
        Amendment(what="Step 11, Lunch together", old="done when: we have eaten; within: 1 day", new="left out"),
    )
    return page(version=2, replaces=1, effective_from=date(2026, 12, 1), amendments=amendments)


def in_every_script() -> Page:
    agreed = tuple(
        replace(step, title=text, done_when=f"{text} – {text}")
        for step, text in zip(steps(len(SCRIPTS)), SCRIPTS.values(), strict=True)
    )
    people = (
        Participant(role=R, name="فاطمة الزهراء", title="כבירה"),
        Participant(role=HR, name="José Ñúñez-Łukasiewicz", title="Директор", deputy="王小明"),
        Participant(role=HM, name="राजेश कुमार", title="김민수"),
    )
    return page(agreed, participants=people, client="株式会社ノースウィンド食品", title="مدير حسابات أول")


LONG = "Wirtschaftsprüfungsassistentenstellenbesetzungsverfahren " * 20


def as_long_as_allowed() -> Page:
    """Every text at its limit, some of one word, every role, every signer, eight goals."""
    agreed = tuple(
        replace(
            step,
            title=LONG[:200],
            done_when="x" * 600 if n % 2 else LONG[:600],
            if_missed=IfMissed(Consequence.OWN_WORDS, LONG[:600]),
            told=tuple(role for role in Role if role not in step.does),
        )
        for n, step in enumerate(steps(6))
    )
    people = tuple(
        Participant(
            role=role,
            name=LONG[:200],
            title="T" * 200,
            authority=LONG[:200],
            deputy="D" * 200,
            when=LONG[:600],
            how="h" * 600,
        )
        for role in Role
    )
    return page(
        agreed,
        participants=people,
        agency=LONG[:200],
        agency_short="A" * 200,
        client="C" * 200,
        client_short=LONG[:200],
        title=LONG[:200],
        location="L" * 200,
        terms=Terms(goals=tuple(Goal(LONG[:200], "t" * 200) for _ in range(8)), signers=tuple(Role)),
        version=2,
        replaces=1,
        amendments=tuple(Amendment(what=LONG[:300], old="@" * 3000, new=LONG * 8) for _ in range(2)),
    )


def logo(kind: str = "PNG") -> bytes:
    buffer = BytesIO()
    picture = Image.new("RGB", (900, 300), (20, 90, 160))
    picture.save(buffer, kind)
    return buffer.getvalue()


DRAWING = (tuple((80 + 8 * n, 150 + (n * 37) % 90) for n in range(60)),)


def signed(method: SignMethod, role: Role = HR, **changes: Any) -> SignOff:
    usual: dict[str, Any] = {
        "id": uid(99),
        "name": "Priya Nair",
        "title": "HR Business Partner",
        "signed_on": date(2026, 11, 4),
        "recorded_at": datetime(2026, 11, 4, 9, tzinfo=UTC),
        "drawing": DRAWING if method == SignMethod.ON_SCREEN else (),
    }
    return SignOff(role=role, method=method, **usual | changes)
