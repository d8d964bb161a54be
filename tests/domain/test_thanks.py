"""The thank-you note: everybody once, in the paper's language."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from desktop.domain.limits import Within
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.roles import Side
from desktop.domain.thanks import Helper, ThankYou, kept_word, thank_you


def note(*helpers: Helper, kept: bool = False) -> ThankYou:
    return thank_you(
        language="en",
        job="Nurse",
        reference="JO-0007",
        parties={Side.CLIENT: "St Brigid", Side.AGENCY: "Ashby"},
        sender="Tom",
        helpers=helpers,
        kept=kept,
    )


def helper(name: str, email: str = "", side: Side = Side.CLIENT) -> Helper:
    return Helper(name=name, email=email, side=side)


def test_everybody_is_thanked_once_and_the_sender_not_at_all() -> None:
    found = note(helper("Tom", "tom@a.com", Side.AGENCY), helper("Priya"), helper("PRIYA", "p@b.com"), helper("Marc"))
    assert [one.name for one in found.to] == ["PRIYA", "Marc"]
    assert found.receivers == (("PRIYA", "p@b.com"),)
    assert "At St Brigid, to PRIYA and Marc" in found.body
    assert "At Ashby" not in found.body
    assert found.body.endswith("With many thanks\nTom")


def test_both_sides_have_their_own_words_and_theirs_come_first() -> None:
    found = note(helper("Lena", side=Side.AGENCY), helper("Priya"))
    assert [one.name for one in found.to] == ["Priya", "Lena"]
    assert found.body.index("At St Brigid, to Priya") < found.body.index("At Ashby, to Lena")


def test_names_are_data_wherever_they_stand() -> None:
    found = note(helper("{job} <b>\nBcc: x@y.com"))
    assert "{job} <b>" in found.body


DUE = datetime(2026, 11, 4, 17, tzinfo=UTC)
KEPT = Promise(
    step_id=UUID(int=1),
    version=1,
    place=1,
    title="Feedback",
    side=Side.CLIENT,
    within=Within(1),
    began_at=DUE - timedelta(days=1),
    starts_at=DUE - timedelta(days=1),
    counted_at=DUE - timedelta(days=1),
    promised_at=DUE,
    due_at=DUE,
    promised=28800,
    state=PromiseState.KEPT,
    done_at=DUE,
    closed_at=DUE,
)
LATER = DUE + timedelta(hours=1)
LATE = replace(KEPT, state=PromiseState.LATE_AND_KEPT, done_at=LATER, closed_at=LATER)
CANCELLED = replace(KEPT, state=PromiseState.CANCELLED, done_at=None, closed_at=DUE)


@pytest.mark.parametrize(
    ("promises", "kept"),
    [
        ([KEPT], True),
        ([KEPT, CANCELLED], True),
        ([KEPT, replace(LATE, state=PromiseState.EXCUSED)], True),
        ([KEPT, replace(LATE, side=Side.AGENCY)], True),
        ([], False),
        ([CANCELLED], False),
        ([replace(KEPT, side=Side.AGENCY)], False),
        ([replace(KEPT, pattern=Pattern.POINT)], False),
        ([KEPT, LATE], False),
        ([KEPT, replace(LATE, side=None)], False),
        ([KEPT, replace(CANCELLED, closed_at=LATER)], False),
    ],
)
def test_a_client_kept_its_word_where_all_that_it_promised_was_in_time(promises: list[Promise], kept: bool) -> None:
    assert kept_word(promises) is kept


def test_only_who_kept_their_word_is_told_so() -> None:
    assert "you kept your word" in note(helper("Priya"), kept=True).body
    assert "At St Brigid, to Priya: for your time, and for your decision." in note(helper("Priya")).body
