"""The sample's meetings, pilots, notes and feedback, as they are in a database that was just filled; and the demo's."""

import csv
import email
import email.policy
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import demo
from desktop.app import App, open_app
from desktop.domain.meetings import ItemKind, MeetingKind
from desktop.domain.partnership import Verdict
from desktop.domain.roles import Side
from desktop.sample.people import id_of
from desktop.sample.play import fill
from tests.beginnings import begin
from tests.pdf.reading import text

PRIVATE = ("promised this hire", "If Priya leaves", "Grace was", "cost of a week")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("sample")
    begin(fill, folder)
    app = open_app(folder)
    yield app
    app.close()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a demo without pictures, and what it said."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    said: list[str] = []
    assert demo.play(folder, lambda _data, _to: [], said.append) == 0
    return folder, said


def test_an_intake_leaves_decisions_actions_questions_and_a_private_line(app: App) -> None:
    intake = next(m for m in app.meetings.of_job_order(id_of("senior accountant")) if m.kind == MeetingKind.INTAKE)
    kinds = [item.kind for item in intake.items]
    assert (kinds.count(ItemKind.DECISION), kinds.count(ItemKind.ACTION), kinds.count(ItemKind.QUESTION)) == (3, 2, 1)
    panel = next(item for item in intake.items if item.kind == ItemKind.ACTION)
    assert (panel.side, panel.closed_at is not None) == (Side.CLIENT, True)
    assert panel.due is not None
    assert "\n! " in intake.notes
    assert any(one.side == Side.CLIENT for one in intake.people)


def test_a_check_in_is_confirmed_and_the_next_is_planned(app: App) -> None:
    held = [m for m in app.meetings.of_job_order(id_of("senior accountant")) if m.kind == MeetingKind.CHECK_IN]
    assert [bool(m.confirmed_by) for m in held] == [False, True]
    assert held[0].at > app.clock()
    assert held[0].at.weekday() < 5
    waiting = app.meetings.open_items(client_id=id_of("northwind"))
    assert {one.item.kind for one in waiting} == {ItemKind.ACTION, ItemKind.QUESTION}


def test_one_pilot_was_judged_with_both_numbers_and_one_runs(app: App) -> None:
    pilots = {pilot.id: pilot for pilot in app.partnership.pilots(id_of("northwind"))}
    judged, running = pilots[id_of("pilot feedback")], pilots[id_of("pilot slots")]
    assert (judged.verdict, running.verdict) == (Verdict.ADOPT, None)
    result = app.partnership.result(judged)
    assert result.baseline is not None
    assert result.pilot is not None
    assert running.last > app.clock().date()


def test_there_is_news_of_the_market_feedback_of_both_sides_a_mentor_and_a_turn_to_teach(app: App) -> None:
    partnership = app.partnership
    assert [bool(note.client_id) for note in partnership.market_notes(id_of("northwind"))] == [True, False, False]
    (filled,) = app.wins.closed(id_of("keystone"))
    assert {one.side for one in filled.feedback} == set(Side)
    assert list(partnership.mentors(id_of("northwind"))) == [id_of("david")]
    assert partnership.teaches_next(id_of("keystone")) == Side.CLIENT


def test_one_client_has_hours_and_a_day_off_of_its_own(app: App) -> None:
    client = app.clients.get(id_of("northwind"))
    (off,) = client.days_off
    assert client.hours.on(off.first.weekday())
    assert app.clock().date() < off.first < app.clock().date() + timedelta(days=15)
    assert client.hours.on(4) != client.hours.on(3)


def test_everything_kept_is_what_a_careful_user_would_have_typed(app: App) -> None:
    today = app.clock().date()
    for client in app.clients.lines():
        for line in app.meetings.lines(client_id=client.id):
            assert not app.meetings.get(line.id).problems()
        for pilot in app.partnership.pilots(client.id):
            assert not pilot.problems()
    for note in app.partnership.market_notes(id_of("northwind"), most=10):
        assert not note.problems(today=today)
        assert note.on.weekday() < 5


def test_the_demo_shares_meetings_and_reviews_the_partnership_without_a_private_line(
    played: tuple[Path, list[str]],
) -> None:
    folder, said = played
    made = {file.name: file for file in folder.iterdir() if file.is_file()}
    review = text(made["partnership review.pdf"].read_bytes())
    for wanted in ("Pilots: what we tried", "Two rounds", "Payroll Manager", "Tom Ellis", "Source:", "propose next"):
        assert wanted in review, wanted
    minutes = text(made["JO-0002 intake minutes.pdf"].read_bytes())
    assert "Priya names the panel" in minutes
    draft = email.message_from_bytes(made["JO-0002 invitation.eml"].read_bytes(), policy=email.policy.default)
    assert "priya@northwind.example" in str(draft["To"])
    first, moved = (made[f"JO-0002 {name}.ics"].read_bytes().decode() for name in ("invitation", "invitation, moved"))
    uid = next(line for line in first.splitlines() if line.startswith("UID:"))
    assert uid in moved.splitlines()
    assert first != moved
    texts = [review, minutes, first, moved, text(made["JO-0002 check-in minutes.pdf"].read_bytes())]
    for name in ("check-in minutes.eml", "intake minutes.eml", "invitation.eml"):
        message = email.message_from_bytes(made[f"JO-0002 {name}"].read_bytes(), policy=email.policy.default)
        body = message.get_body()
        assert body is not None
        texts.append(" ".join(body.get_content().split()))
    for private in PRIVATE:
        assert not any(private in one for one in texts), private
    assert any("Partnership review" in line for line in said)


def test_the_demos_page_table_and_words_tell_the_same(played: tuple[Path, list[str]]) -> None:
    folder, said = played
    words = next(line for line in said if line.startswith("Three months on"))
    theirs, ours = re.findall(r"\d+ of \d+", words)
    page = text((folder / "check-in.pdf").read_bytes())
    assert f"{ours} on time" in page
    assert f"{theirs} on time" in page
    table = list(csv.DictReader((folder / "promises.csv").read_text(encoding="utf-8-sig").splitlines()))
    for side, told in (("agency", ours), ("client", theirs)):
        states = [row["State"] for row in table if row["Side"] == side]
        counted = [state for state in states if state in {"Kept", "Late and kept", "Late"}]
        assert f"{counted.count('Kept')} of {len(counted)}" == told
    assert "still running" in page
    assert "talk within 1 working day" in page
