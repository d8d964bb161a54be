"""Editing the steps of a process, and coming to terms."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.limits import CandidateEvent, CountedFrom, Origin, Unit, Within
from desktop.domain.positions import AGREES, SILENT, Outcome, Position, Stance
from desktop.domain.process import (
    MOST_STEPS,
    CycleError,
    NothingOpenError,
    Process,
    TooManyStepsError,
    check_no_cycle,
    copied,
    fresh,
)
from desktop.domain.roles import Role, Side
from desktop.domain.steps import Consequence, IfMissed, Step
from desktop.errors import NotFoundError

NOW = datetime(2026, 11, 3, 9, 42, tzinfo=UTC)
ASKS = Position(stance=Stance.ASKS, within=Within(3), why="Interviews run long")
REFUSES = Position(stance=Stance.REFUSES, why="We can't")


def step(title: str = "Shortlist", **more: object) -> Step:
    return replace(Step(title=title), **more)  # type: ignore[arg-type]


def process(*steps: Step) -> Process:
    return Process(job_order_id=uuid4(), steps=steps)


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int, Side]]:
    what = st.sampled_from(["add", "move", "remove", "count", "retitle", "within", "position", "accept", "keep"])
    one = st.tuples(what, st.integers(0, 9), st.integers(-2, 9), st.sampled_from(Side))
    return draw(st.lists(one, max_size=25))


POSITIONS = (SILENT, AGREES, ASKS, REFUSES)


def play(edited: Process, what: str, a: int, b: int, side: Side) -> Process:  # noqa: PLR0911 - one line per edit
    """One random edit; what is refused leaves the process as it was."""
    if what == "add" or not edited.steps:
        return edited.adding(step(f"Step {a}{b}"), max(1, b))
    one, other = edited.steps[a % len(edited.steps)], edited.steps[b % len(edited.steps)]
    try:
        match what:
            case "move":
                return edited.moving(one.id, b)
            case "remove":
                return edited.removing(one.id)
            case "count":
                return edited.editing(replace(one, counted_from=CountedFrom.step(other.id)), by=side)
            case "retitle":
                return edited.editing(replace(one, title=f"{one.title}'"), by=side)
            case "within":
                return edited.editing(replace(one, within=Within(abs(b) + 1)), by=side)
            case "position":
                return edited.positioned(one.id, side, POSITIONS[b % 4], at=NOW)
            case "accept":
                return edited.accepting(one.id, at=NOW)
            case _:
                return edited.keeping(one.id, at=NOW)
    except (CycleError, NothingOpenError):
        return edited


@settings(max_examples=150, deadline=None)
@given(edits())
def test_no_edit_leaves_a_ring_a_lost_origin_or_an_unasked_agreement(played: list[tuple[str, int, int, Side]]) -> None:
    edited = process(step("First"))
    for what, a, b, side in played:
        before, edited = edited, play(edited, what, a, b, side)
        ids = {s.id for s in edited.steps}
        check_no_cycle(edited.steps)
        assert len(ids) == len(edited.steps)
        for s in edited.steps:
            assert s.counted_from.origin != Origin.STEP or s.counted_from.step_id in ids
            was = next((old for old in before.steps if old.id == s.id), None)
            if was and what in {"count", "retitle", "within"} and was.agreed_terms != s.agreed_terms:
                writer, other = s.position(side), s.position(Side.CLIENT if side == Side.AGENCY else Side.AGENCY)
                assert (writer.stance, other.stance != Stance.AGREES) == (Stance.AGREES, True)


def test_a_change_of_terms_by_us_asks_the_client_again() -> None:
    agreed = step(client=AGREES)
    edited = process(agreed).editing(replace(agreed, within=Within(5)))
    assert edited.steps[0].client == SILENT
    assert edited.open_steps == edited.steps


def test_a_private_note_does_not_ask_the_client_again() -> None:
    agreed = step(client=AGREES)
    edited = process(agreed).editing(replace(agreed, note="Ask Priya over coffee"))
    assert edited.steps[0].is_agreed


def test_a_difference_stays_open_when_the_step_is_written_anew() -> None:
    asked = step(client=ASKS)
    assert process(asked).editing(replace(asked, title="Long list")).steps[0].client == ASKS


def test_a_ring_is_refused_with_its_steps_named() -> None:
    a = step("Offer")
    b = step("Contract", counted_from=CountedFrom.step(a.id))
    with pytest.raises(CycleError, match="Offer → Contract → Offer"):
        process(a, b).editing(replace(a, counted_from=CountedFrom.step(b.id)))
    with pytest.raises(CycleError, match="Offer → Offer"):
        process(a).editing(replace(a, counted_from=CountedFrom.step(a.id)))


def test_steps_counted_from_a_removed_one_count_from_what_it_counted_from() -> None:
    a = step("Interview", counted_from=CountedFrom.each(CandidateEvent.SENT))
    b = step("Decision", counted_from=CountedFrom.step(a.id))
    assert process(a, b).removing(a.id).steps[0].counted_from == a.counted_from


@pytest.mark.parametrize(("place", "order"), [(-5, "CAB"), (0, "CAB"), (1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC")])
def test_moving_stops_at_both_ends(place: int, order: str) -> None:
    a, b, c = step("A"), step("B"), step("C")
    assert "".join(s.title for s in process(a, b, c).moving(c.id, place).steps) == order


@pytest.mark.parametrize(("place", "order"), [(None, "ABN"), (1, "NAB"), (0, "NAB"), (2, "ANB"), (99, "ABN")])
def test_adding_stops_at_both_ends(place: int | None, order: str) -> None:
    assert "".join(s.title for s in process(step("A"), step("B")).adding(step("N"), place).steps) == order


def test_more_steps_than_anyone_reads_are_refused() -> None:
    full = process(*(step() for _ in range(MOST_STEPS)))
    with pytest.raises(TooManyStepsError, match=str(MOST_STEPS)):
        full.adding(step())


def test_a_step_removed_in_another_window_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        process(step()).removing(uuid4())


@pytest.mark.parametrize(("asked_by", "gave_way"), [(Side.CLIENT, Side.AGENCY), (Side.AGENCY, Side.CLIENT)])
def test_accepting_takes_the_asked_terms_and_remembers_who_gave_way(asked_by: Side, gave_way: Side) -> None:
    asked = step(within=Within(2), agency=AGREES, client=AGREES).with_position(asked_by, ASKS)
    settled = process(asked).accepting(asked.id, at=NOW).steps[0]
    assert (settled.within, settled.is_agreed) == (Within(3), True)
    (over,) = settled.settlements
    assert (over.outcome, over.asked_by, over.gave_way, over.asked) == (Outcome.ACCEPTED, asked_by, gave_way, ASKS)


def test_accepting_another_ending_keeps_the_limit() -> None:
    asked = step(within=Within(2), client=Position(stance=Stance.ASKS, done_when="HR has four CVs"))
    settled = process(asked).accepting(asked.id, at=NOW).steps[0]
    assert (settled.within, settled.done_when) == (Within(2), "HR has four CVs")


def test_keeping_leaves_the_terms_and_the_asker_gave_way() -> None:
    asked = step(within=Within(2), client=REFUSES)
    settled = process(asked).keeping(asked.id, at=NOW).steps[0]
    assert (settled.within, settled.is_agreed) == (Within(2), True)
    assert (settled.settlements[0].outcome, settled.settlements[0].gave_way) == (Outcome.KEPT, Side.CLIENT)


def test_a_side_that_comes_round_gave_way_by_itself() -> None:
    asked = step(client=ASKS)
    (over,) = process(asked).positioned(asked.id, Side.CLIENT, AGREES, at=NOW).steps[0].settlements
    assert (over.outcome, over.gave_way) == (Outcome.WITHDRAWN, Side.CLIENT)


def test_nothing_open_can_be_neither_accepted_nor_kept() -> None:
    quiet = step(client=AGREES)
    with pytest.raises(NothingOpenError):
        process(quiet).accepting(quiet.id, at=NOW)
    with pytest.raises(NothingOpenError):
        process(quiet).keeping(quiet.id, at=NOW)
    refused = step(client=REFUSES)
    with pytest.raises(NothingOpenError):
        process(refused).accepting(refused.id, at=NOW)


def test_who_negotiates_the_offer_is_said_once_in_terms_and_step() -> None:
    offer = step(does=(Role.RECRUITER,), asked=(Role.CLIENT_HR,), negotiates_offer=True, client=AGREES)
    by_hr = process(offer).negotiated_by(Role.CLIENT_HR)
    assert (by_hr.terms.offer_negotiator, by_hr.steps[0].does, by_hr.steps[0].asked) == (
        Role.CLIENT_HR,
        (Role.CLIENT_HR,),
        (),
    )
    assert by_hr.steps[0].client == SILENT
    back = by_hr.editing(replace(by_hr.steps[0], does=(Role.RECRUITER,)))
    assert back.terms.offer_negotiator == Role.RECRUITER


def test_gaps_name_the_step_and_what_it_lacks() -> None:
    bare = Step(title="Shortlist", counted_from=CountedFrom(Origin.DATE))
    gaps = process(bare).gaps()
    assert len(gaps) == 6
    assert all(gap.startswith("Step 1, Shortlist: ") for gap in gaps)
    assert process().gaps() == ("There is no step yet. Please add the first.",)


def test_invisible_words_are_a_gap() -> None:
    words = "\u200b\u3164 "
    full = Step(
        title="Shortlist",
        done_when=words,
        within=Within(1),
        does=(Role.RECRUITER,),
        answers=Role.RECRUITER,
        if_missed=IfMissed(Consequence.OWN_WORDS, words),
    )
    assert len(full.gaps()) == 2
    assert "why" in Position(stance=Stance.REFUSES, why=words).problems()
    assert "what" in Position(stance=Stance.ASKS, what=words).problems()


def test_a_copy_has_new_ids_and_the_same_chain() -> None:
    a = step("A", client=AGREES, note="private")
    b = step("B", counted_from=CountedFrom.step(a.id))
    one, two = copied((a, b), fresh)
    assert {one.id, two.id}.isdisjoint({a.id, b.id})
    assert two.counted_from == CountedFrom.step(one.id)
    assert (one.client, one.note) == (SILENT, "")


@pytest.mark.parametrize(
    ("limit", "fits"),
    [
        (Within(0), False),
        (Within(1), True),
        (Within(250), True),
        (Within(10_000), False),
        (Within(400, Unit.WORKING_HOURS), True),
        (Within(-1, Unit.CALENDAR_DAYS), False),
        (Within(0, Unit.BEFORE_SIGNING), True),
        (Within(14, Unit.WEEKS_APART), False),
    ],
)
def test_a_limit_is_of_a_sensible_size(limit: Within, fits: bool) -> None:
    assert (limit.problem() is None) == fits
    assert ("within" in step(within=limit).problems()) != fits


def test_roles_stand_in_column_order() -> None:
    mixed = step(does=(Role.LEGAL,), answers=Role.CLIENT_HR, told=(Role.RECRUITER,))
    assert process(mixed).roles == (Role.RECRUITER, Role.CLIENT_HR, Role.LEGAL)
    assert mixed.sides == {Side.CLIENT}
