"""Partnership reviews, plain and extreme."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop.domain.agency import PaperSize
from desktop.domain.limits import Within
from desktop.domain.measures import Hiring, MeasuredPromise, Ratio, Spread, StepKept
from desktop.domain.measuring import Period, Rows, measured
from desktop.domain.partnership import Feedback, MarketNote, Pilot, PilotMeasure, Verdict
from desktop.domain.review import Decided, PartnershipReview, PilotReviewed, Said, Win
from desktop.domain.roles import Side
from tests.domain.measured_rows import JOB, LONDON, NOW, late, promise

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
PROMISES = [
    *(promise(n, "Feedback on every CV", Side.CLIENT, days=0.5 + n / 4) for n in range(1, 6)),
    late(6, "Feedback on every CV", Side.CLIENT, 4.5),
    late(7, "Shortlist of 3 to 5", Side.AGENCY),
    promise(8, "Shortlist of 3 to 5", Side.AGENCY),
]


def review(promises: list[MeasuredPromise] | None = None, **changes: object) -> PartnershipReview:
    kept = measured(Rows(promises or [], [], [], [JOB]), Period(LONDON, FIRST, LAST), NOW)
    plain = PartnershipReview(
        language="en",
        country="GB",
        paper=PaperSize.A4,
        agency="Harbour Recruitment Ltd",
        agency_short="Harbour",
        client="Northwind Foods Ltd",
        client_short="Northwind",
        dated=date(2027, 1, 5),
        first=FIRST,
        last=LAST,
        kept=kept,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names what it changes


def pilot(**changes: object) -> PilotReviewed:
    """Judged, with both numbers from real promises."""
    tried = Pilot(
        client_id=UUID(int=2),
        step="Feedback on every CV",
        before=Within(3),
        after=Within(2),
        measure=PilotMeasure.WITHIN,
        change="Yes or no by telephone",
        first=date(2026, 11, 9),
        last=date(2026, 12, 6),
        baseline_from=date(2026, 10, 1),
        verdict=Verdict.ADOPT,
        because="Candidates stayed warm.",
        judged_on=date(2026, 12, 7),
    )
    steps = measured(Rows(PROMISES, [], [], [JOB]), Period(LONDON, FIRST, LAST), NOW).steps
    step = next(step for step in steps if step.title == "Feedback on every CV")
    tried = replace(tried, **changes)  # type: ignore[arg-type]  # as above
    return PilotReviewed(
        pilot=tried,
        jobs=(("JO-0142", "Senior Accountant"),),
        before=step,
        tried=step,
        before_within=Ratio(4, 6),
        tried_within=Ratio(5, 6),
    )


def few(title: str) -> StepKept:
    """A step of which two promises were kept: too few for a median."""
    kept = [promise(n, title, Side.CLIENT, days=days) for n, days in enumerate((0.75, 1.0), 1)]
    return measured(Rows(kept, [], [], [JOB]), Period(LONDON, FIRST, LAST), NOW).steps[0]


def feedback(side: Side, name: str, rating: int, words: str = "") -> Said:
    said = Feedback(job_order_id=JOB.id, side=side, name=name, on=date(2026, 12, 14), rating=rating, words=words)
    return Said(feedback=said, job="Senior Accountant", reference="JO-0142")


def plain() -> PartnershipReview:
    """Something of everything."""
    full = review(
        PROMISES,
        pilots=(pilot(),),
        market=(MarketNote(on=date(2026, 11, 2), text="Counter-offers are up", source="Survey of recruiters"),),
        wins=(Win(on=date(2026, 12, 10), reference="JO-0142", title="Senior Accountant", openings=2, days=48),),
        decisions=(
            Decided(
                on=date(2026, 10, 14),
                meeting="Intake meeting",
                job="Senior Accountant",
                reference="JO-0142",
                text="Two rounds",
            ),
        ),
        feedback=(
            feedback(Side.CLIENT, "Priya Nair", 5, "We knew whose turn it was."),
            feedback(Side.AGENCY, "Tom Ellis", 4),
        ),
        proposals=("Two slots a week", "A learning session"),
    )
    hiring = Hiring(
        time_to_submit=Spread.of([4, 5, 6, 7, 9]), cv_to_interview=Ratio(4, 6), time_to_fill=Spread.of([48])
    )
    return replace(full, kept=replace(full.kept, hiring=hiring))


def crowded(text: str = "Entry {n} with words that take some room on the page") -> PartnershipReview:
    """More of everything than a page holds."""
    most = 45
    sides = tuple(Side)
    promises = [promise(n, text.format(n=n)[:190], sides[n % 2], days=0.3 + n % 7) for n in range(1, most)]
    numbers = range(1, most)
    return review(
        promises,
        pilots=tuple(pilot(step=text.format(n=n)[:190], change=text.format(n=n)) for n in range(1, 12)),
        market=tuple(MarketNote(on=FIRST, text=text.format(n=n), source=text.format(n=n)[:190]) for n in numbers),
        wins=tuple(Win(on=LAST, reference=f"JO-{n:04d}", title=text.format(n=n)[:190], days=n) for n in numbers),
        decisions=tuple(Decided(on=FIRST, meeting="Check-in", text=text.format(n=n)) for n in numbers),
        feedback=tuple(feedback(sides[n % 2], text.format(n=n)[:190], 1 + n % 5, text.format(n=n)) for n in numbers),
        proposals=tuple(text.format(n=n) for n in range(1, 13)),
    )
