"""Promises kept, from the database: the figures, the check-in page, the table, and what is due."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from desktop.domain.check_in_page import Running
from desktop.domain.grade import Letter
from desktop.domain.job_order import JobOrder, JobState
from desktop.domain.limits import CandidateEvent
from desktop.domain.measures import BallDays, MeasuredPromise, Ratio, Spread
from desktop.domain.people import Client
from desktop.domain.promises import Promise
from desktop.domain.roles import Side
from desktop.errors import NotFoundError, UserError
from desktop.storage.measured import rows
from desktop.storage.records import TRACKINGS
from tests.pdf.reading import text
from tests.services.conftest import House

PRIVATE = "Grace is ill, keep it to yourself"


@pytest.fixture
def signed(house: House) -> House:
    """Signed on Tuesday 3 November, 9:00: the intake is due on Thursday 17:30, the shortlist on Tuesday 17th, 9:00."""
    house.sign(house.agree())
    return house


def promise(house: House, title: str, reference: str = "") -> Promise:
    """The open promise of that step, of the candidate of that reference."""
    tracked = house.app.promises.tracked(house.job.id)
    assert tracked is not None
    whose = next((c.id for c in tracked.tracking.candidates if c.reference == reference), None)
    return next(p for p in tracked.tracking.open_promises if (p.title, p.candidate_id) == (title, whose))


def done(house: House, title: str, reference: str = "") -> None:
    house.app.promises.mark_done(house.job.id, promise(house, title, reference).id)


def candidate(house: House, reference: str) -> UUID:
    tracking = house.app.promises.add_candidate(house.job.id, reference, sent_at=house.clock.at)
    return next(c.id for c in tracking.candidates if c.reference == reference)


def two_misses(house: House) -> None:
    """The intake a day late, then four CVs, two of whose feedbacks come late and one is excused; one still runs."""
    house.clock.go_on(days=3)  # Friday 9:00
    done(house, "Intake meeting")
    done(house, "Shortlist of 3 to 5")
    for number in range(4):
        candidate(house, f"C-{number}")
    house.clock.go_on(days=5)  # Wednesday
    done(house, "Feedback on every CV", "C-0")
    done(house, "Feedback on every CV", "C-1")
    house.app.promises.excuse(house.job.id, promise(house, "Feedback on every CV", "C-2").id, PRIVATE)


# -- figures -----------------------------------------------------------------------------------------------------------


def test_what_was_marked_is_counted_on_both_sides(signed: House) -> None:
    two_misses(signed)
    found = signed.app.reports.promises_kept()
    assert found.agency.on_time == Ratio(1, 2)
    assert found.client.on_time == Ratio(0, 3), "two late and kept, one late and running"
    assert found.client.late_now == 1
    assert found.client.excused == 1
    assert [(step.title, step.kept.on_time) for step in found.steps] == [
        ("Intake meeting", Ratio(0, 1)),
        ("Shortlist of 3 to 5", Ratio(1, 1)),
        ("Feedback on every CV", Ratio(0, 3)),
    ]
    assert found.hiring.cv_to_interview == Ratio(0, 4)
    assert [(group.name, group.client.on_time) for group in found.clients] == [("Northwind", Ratio(0, 3))]
    assert found.job_orders[0].name == "JO-0001 · Senior Accountant"
    assert found.ball == BallDays(agency=3, client=5)


def test_the_rows_say_what_the_promises_themselves_say(signed: House) -> None:
    two_misses(signed)
    with signed.app.reports._context.store.read() as s:
        found = rows(s)
        tracking = TRACKINGS.get(s, signed.job.id)
    by_id = {p.id: p for p in tracking.promises}
    assert {row.id for row in found.promises} == set(by_id)
    same = set(MeasuredPromise._fields) - {"key", "job_order", "step_key", "candidate_key"}
    for row in found.promises:
        one = by_id[row.id]
        assert {name: getattr(row, name) for name in same} == {name: getattr(one, name) for name in same}
        assert UUID(row.step_key) == one.step_id
        assert (UUID(row.candidate_key) if row.candidate_key else None) == one.candidate_id
        assert row.job_order.id == signed.job.id
        assert (row.decided_at(signed.clock.at) is None) == (one.is_open and one.due_at >= signed.clock.at)
    assert {c.sent for c in found.candidates} == {datetime(2026, 11, 6, 9, tzinfo=UTC)}


def test_pauses_go_to_their_holder(signed: House) -> None:
    app, intake = signed.app, promise(signed, "Intake meeting")
    done(signed, "Shortlist of 3 to 5")
    signed.clock.go_on(days=1)
    app.promises.pause(signed.job.id, intake.id, "Their building is closed", Side.CLIENT)
    signed.clock.go_on(days=2)
    app.promises.run_on(signed.job.id, intake.id)
    signed.clock.go_on(hours=12)
    counted = app.reports.promises_kept().ball
    assert counted.client == 2
    assert counted.agency == pytest.approx(1 + 0.5 - _until_counted(intake))
    app.job_orders.put_on_hold(signed.job.id, "The budget")
    signed.clock.go_on(days=1)
    assert app.reports.promises_kept().ball == replace(counted, hold=1.0)


def _until_counted(promise: Promise) -> float:
    """A step counted from the job order's receipt runs from the end of that day."""
    return (promise.counted_at - datetime(2026, 11, 3, 9, tzinfo=UTC)).total_seconds() / 86_400


def test_a_period_and_a_client_narrow_everything(signed: House) -> None:
    two_misses(signed)
    app = signed.app
    first_week = app.reports.promises_kept(first=date(2026, 11, 2), last=date(2026, 11, 6))
    assert first_week.agency.on_time == Ratio(1, 2)
    assert first_week.client.on_time == Ratio()
    assert first_week.ball == BallDays(agency=3, client=15 / 24)
    later = app.reports.promises_kept(first=date(2026, 11, 7))
    assert later.agency.on_time == Ratio()
    assert later.client.on_time == Ratio(0, 3)
    other = app.clients.save(Client(name="Arbour"))
    assert app.reports.promises_kept(other.id).is_empty
    assert app.reports.promises_kept(job_order_id=signed.job.id) == app.reports.promises_kept(signed.client.id)
    assert app.reports.promises_kept(job_order_id=uuid4()).is_empty


def test_one_read_transaction_serves_all_and_nothing_is_written(signed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    two_misses(signed)
    store, opened = signed.app.reports._context.store, []
    read = store.read

    @contextmanager
    def counting() -> Iterator[Session]:
        with read() as s:
            opened.append(s)
            yield s

    monkeypatch.setattr(store, "read", counting)
    monkeypatch.setattr(store, "write", None)
    signed.app.reports.promises_kept()
    signed.app.reports.check_in_page(signed.client.id)
    signed.app.reports.due()
    assert len(opened) == 3


def test_a_job_order_filled_without_candidates_is_filled_on_the_day_it_was_closed(signed: House) -> None:
    app = signed.app
    ids = [signed.job.id]
    for number in range(4):
        job = JobOrder(client_id=signed.client.id, title=f"Job {number}", received_on=date(2026, 11, 1))
        ids.append(app.job_orders.create(job).id)
    app.job_orders.save(replace(app.job_orders.get(signed.job.id), received_on=date(2026, 10, 1)))
    for id in ids[1:]:
        app.job_orders.open_search(id, because="They asked us to begin")
    for id in ids:
        app.job_orders.close(id, JobState.FILLED, "")
    assert app.reports.promises_kept().hiring.time_to_fill == Spread(5, 2.0, 33)


# -- the check-in page -------------------------------------------------------------------------------------------------


def test_the_page_is_about_one_client_and_has_both_sides_misses_and_the_agreed_talk(signed: House) -> None:
    two_misses(signed)
    page = signed.app.reports.check_in_page(signed.client.id)
    assert (page.client, page.client_short, page.dated) == ("Northwind Foods Ltd", "Northwind", date(2026, 11, 11))
    assert (page.kept.first, page.kept.last) == (date(2026, 8, 14), date(2026, 11, 11)), "90 days"
    (ours,) = page.missed_by(Side.AGENCY)
    assert (ours.step, ours.seconds_late, ours.is_open) == ("Intake meeting", 0, False)
    theirs = page.missed_by(Side.CLIENT)
    assert {miss.candidate for miss in theirs} == {"C-0", "C-1", "C-3"}
    assert sum(miss.is_open for miss in theirs) == 1
    assert {miss.seconds_late for miss in theirs} == {int(8.5 * 3600)}, "a working day, still running or not"
    assert [talk.rung.side for talk in page.talks] == [Side.CLIENT]
    assert (page.talks[0].agency_name, page.talks[0].client_name) == ("Tom Ellis", "Priya Nair")
    assert all(isinstance(one, Running) for one in page.running)


def test_the_page_of_many_job_orders_asks_no_more_than_that_of_one(signed: House) -> None:
    two_misses(signed)

    def asked() -> list[str]:
        found: list[str] = []
        note = lambda _connection, _cursor, statement, *_more: found.append(statement)  # noqa: E731
        event.listen(Engine, "before_cursor_execute", note)
        assert [talk.reference for talk in signed.app.reports.check_in_page(signed.client.id).talks] == ["JO-0001"]
        event.remove(Engine, "before_cursor_execute", note)
        return found

    of_one = asked()
    for n in range(3):
        job = signed.app.job_orders.create(
            JobOrder(client_id=signed.client.id, title=f"Job {n}", involved=signed.job.involved),
            signed.template("permanent"),
        )
        another = replace(signed, job=job)
        another.sign(another.agree())
    assert len(asked()) == len(of_one)


def test_a_talk_is_due_after_misses_of_which_one_was_before_the_page_begins(signed: House) -> None:
    two_misses(signed)
    day = signed.clock().date()
    page = signed.app.reports.check_in_page(signed.client.id, first=day, last=day)
    assert [talk.rung.missed for talk in page.talks] == [("Feedback on every CV", "Feedback on every CV")]


def test_nothing_private_is_on_the_page_or_in_the_table(house: House) -> None:
    app = house.app
    app.job_orders.save(replace(app.job_orders.get(house.job.id), private_notes=PRIVATE))
    app.processes.note(house.job.id, app.processes.get(house.job.id).steps[0].id, PRIVATE)
    house.sign(house.agree())
    two_misses(house)
    app.promises.check_in(house.job.id, PRIVATE)
    said = text(app.reports.pdf(house.client.id)) + app.reports.csv().decode("utf-8-sig")
    assert "Feedback on every CV" in said
    assert "ill" not in said.split()
    assert said.count("Priya Nair") == 1, "only in the talk that was agreed"


def test_the_page_of_one_job_order_says_which(signed: House) -> None:
    two_misses(signed)
    page = signed.app.reports.check_in_page(signed.client.id, job_order_id=signed.job.id)
    assert (page.job, page.reference) == ("Senior Accountant", "JO-0001")
    with pytest.raises(NotFoundError):
        signed.app.reports.check_in_page(uuid4())


def test_page_and_table_are_saved_whole_or_the_reason_is_told(signed: House, tmp_path: Path) -> None:
    two_misses(signed)
    reports = signed.app.reports
    reports.save_pdf(tmp_path / "page.pdf", signed.client.id)
    reports.save_csv(tmp_path / "table.csv", signed.client.id)
    assert (tmp_path / "page.pdf").read_bytes() == reports.pdf(signed.client.id)
    assert (tmp_path / "table.csv").read_bytes() == reports.csv(signed.client.id)
    with pytest.raises(UserError, match="can't be saved"):
        reports.save_csv(tmp_path / "no such folder" / "table.csv", signed.client.id)


def test_the_table_has_what_was_decided_in_this_time_and_what_runs(signed: House) -> None:
    two_misses(signed)
    table = list(csv.DictReader(io.StringIO(signed.app.reports.csv(first=date(2026, 11, 7)).decode("utf-8-sig"))))
    assert {(row["Name of the step"], row["Candidate"], row["State"]) for row in table} == {
        ("Feedback on every CV", "C-0", "Late and kept"),
        ("Feedback on every CV", "C-1", "Late and kept"),
        ("Feedback on every CV", "C-2", "Excused"),
        ("Feedback on every CV", "C-3", "Late"),
        ("Interview slots", "C-0", "Running"),
        ("Interview slots", "C-1", "Running"),
    }
    assert table[0]["Due"] == "2026-11-10T09:00+00:00"
    assert table[0]["Promised, hours"] == "17.00"


# -- due ---------------------------------------------------------------------------------------------------------------


def test_what_is_late_or_due_today_is_listed_longest_due_first(signed: House) -> None:
    reports = signed.app.reports
    assert reports.due() == []
    assert [line.step for line in reports.due(days=2)] == ["Intake meeting"]
    signed.clock.at = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)
    (today,) = reports.due()
    assert (today.is_late, today.seconds_late, today.how_late) == (False, 0, "")
    assert (today.reference, today.client, today.side) == ("JO-0001", "Northwind", Side.AGENCY)
    signed.clock.at = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
    assert [(line.step, line.how_late) for line in reports.due()] == [
        ("Intake meeting", "7 days late"),
        ("Shortlist of 3 to 5", "1 hour late"),
    ]
    assert "due Tue 17 Nov 09:00, 1 hour late" in reports.due()[1].sentence


def test_what_is_paused_or_not_yet_due_is_not_listed(signed: House) -> None:
    intake = promise(signed, "Intake meeting")
    done(signed, "Shortlist of 3 to 5")
    signed.clock.go_on(days=1)
    signed.app.promises.pause(signed.job.id, intake.id, "Waiting for the budget", Side.CLIENT)
    signed.clock.at = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)
    assert signed.app.reports.due() == []
    signed.app.promises.run_on(signed.job.id, intake.id)
    signed.clock.go_on(days=3)
    assert [line.step for line in signed.app.reports.due()] == ["Intake meeting"]


def test_how_late_the_client_is_counts_in_its_own_hours(signed: House) -> None:
    two_misses(signed)
    signed.clock.at = datetime(2026, 11, 13, 17, 30, tzinfo=UTC)
    before = next(line for line in signed.app.reports.due() if line.step == "Feedback on every CV")
    signed.clock.go_on(days=2)
    after = next(line for line in signed.app.reports.due() if line.step == "Feedback on every CV")
    assert after.seconds_late == before.seconds_late > 0, "a weekend is nobody's lateness"


# -- names and grade ---------------------------------------------------------------------------------------------------


def test_a_client_is_found_by_name_by_a_part_of_it_and_else_near_names_are_told(signed: House) -> None:
    app = signed.app
    for name in ("Northwind Bakery", "Arbour", "Straße & Söhne"):
        app.clients.save(Client(name=name))
    find = app.reports.client_named
    assert find("NORTHWIND").name == "Northwind", "the whole name comes before parts of others"
    assert find("  arb ").name == "Arbour"
    assert find("STRASSE").name == "Straße & Söhne"
    with pytest.raises(NotFoundError, match="“Northwind”, “Northwind Bakery”"):
        find("north")
    with pytest.raises(NotFoundError, match="Perhaps you mean “Northwind”"):
        find("Nortwind")
    for nothing in ("Zzz", "", "%"):
        with pytest.raises(NotFoundError, match="no client called"):
            find(nothing)


def test_the_grade_knows_who_has_signed(house: House) -> None:
    app = house.app
    app.job_orders.save(replace(app.job_orders.get(house.job.id), slots_booked=True))
    assert app.reports.grade(house.job.id).letter == Letter.C
    assert app.reports.grade(house.job.id).capped
    agreement = house.agree()
    client_role = next(role for role in agreement.missing() if role.side == Side.CLIENT)
    agreement = app.agreements.sign_off(agreement.id, house.by_email(client_role))
    assert not app.reports.grade(house.job.id).capped
    house.sign(agreement)
    assert app.reports.grade(house.job.id).letter == Letter.B


def test_a_candidates_way_is_counted_by_what_was_noted(signed: House) -> None:
    app = signed.app
    id = candidate(signed, "C-1")
    for one in (CandidateEvent.INTERVIEW_HELD, CandidateEvent.OFFERED, CandidateEvent.ACCEPTED):
        signed.clock.go_on(days=1)
        app.promises.note_event(signed.job.id, id, one)
    found = app.reports.promises_kept().hiring
    assert found.cv_to_interview == found.interview_to_offer == found.offer_acceptance == Ratio(1, 1)
    assert found.time_to_fill.count == 1
    held = signed.clock.at - timedelta(days=2)
    assert app.reports.promises_kept(first=held.date() + timedelta(days=1)).hiring.cv_to_interview == Ratio()
