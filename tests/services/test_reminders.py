"""Reminders over a real database: to whom, what is offered next, the ways out, and what the history says."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from desktop.domain.history import Deed
from desktop.domain.job_order import Involvement
from desktop.domain.people import Influence, Person
from desktop.domain.promises import Promise
from desktop.domain.reminder import Reminder, ReminderKind
from desktop.domain.roles import Role
from desktop.domain.tracking import AlreadyMarkedError
from desktop.errors import NotReadyError
from desktop.services.drafts import LONGEST_LINK, eml, mailto, save_eml
from desktop.services.reminders import ReminderDraft, Way
from tests.services.conftest import House

ODD = "Пріya “Nair” & Söhne? <priya@northwind.example>, 李"


@pytest.fixture
def late(house: House) -> House:
    """Signed on Tuesday 3 November 2026; the feedback on one CV, by the hiring manager Grace, is late since Friday."""
    app = house.app
    app.clients.save_person(replace(house.hr, email="priya@northwind.example"))
    grace = Person(client_id=house.client.id, name="Grace Hill", role=Role.HIRING_MANAGER, influence=Influence.GREAT,
                   email="grace@northwind.example")  # fmt: skip
    app.clients.save_person(grace)
    job = app.job_orders.get(house.job.id)
    manager = Involvement(role=Role.HIRING_MANAGER, person_id=grace.id, deputy_id=house.hr.id)
    app.job_orders.save(replace(job, involved=(*job.involved, manager)))
    house.clock.go_on(hours=1)
    house.sign(house.agree())
    send(house, "C-1")
    house.clock.go_on(days=6)
    return house


def send(house: House, reference: str) -> None:
    house.app.promises.add_candidate(house.job.id, reference, sent_at=house.clock())


def promises(house: House, title: str) -> list[Promise]:
    tracked = house.app.promises.tracked(house.job.id)
    assert tracked is not None
    return [p for p in tracked.tracking.promises if p.title == title]


def drafted(house: House, title: str = "Feedback on every CV") -> ReminderDraft:
    return house.app.reminders.draft(house.job.id, promises(house, title)[-1].id)


def miss(house: House, times: int) -> None:
    """The open feedback is given late, so many times in a row; then one more CV is waited for too long."""
    for n in range(times):
        house.app.promises.mark_done(house.job.id, promises(house, "Feedback on every CV")[-1].id)
        house.clock.go_on(minutes=1)
        send(house, f"C-{n + 2}")
        house.clock.go_on(days=7)


def test_the_one_who_does_it_is_written_to_about_the_signed_line(late: House) -> None:
    found = drafted(late)
    assert (found.message.to_name, found.message.to_email) == ("Grace Hill", "grace@northwind.example")
    assert "“Step 3, Feedback on every CV: within 2 days, counted from each CV sent." in found.message.body
    assert "version 1, signed on 3 November 2026" in found.message.body
    assert "It is about candidate C-1." in found.message.body
    assert found.message.body.endswith("Tom Ellis\nHarbour Recruitment")
    assert found.talk is None


def test_while_the_person_is_away_the_deputy_is_written_to(late: House) -> None:
    grace = next(p for p in late.app.clients.people(late.client.id) if p.name == "Grace Hill")
    day = late.clock().date()
    late.app.clients.save_person(replace(grace, away_from=day, away_until=day))
    found = drafted(late).message
    assert found.to_email == "priya@northwind.example"
    assert "Grace Hill is away" in found.body


def test_where_nobody_is_named_for_the_step_the_one_who_would_talk_is_written_to(late: House) -> None:
    job = late.app.job_orders.get(late.job.id)
    left = tuple(one for one in job.involved if one.role != Role.HIRING_MANAGER)
    late.app.job_orders.save(replace(job, involved=left))
    assert drafted(late).message.to_name == "Priya Nair"


def test_what_is_ours_is_a_note_to_ourselves(late: House) -> None:
    found = drafted(late, "Shortlist of 3 to 5").message
    assert (found.kind, found.to_name) == (ReminderKind.NOTE, "Tom Ellis")


def test_two_misses_in_a_row_offer_the_talk_of_the_two_named_people(late: House) -> None:
    miss(late, 1)
    found = drafted(late)
    assert found.talk is not None
    assert found.talkers == ("Tom Ellis", "Priya Nair")
    assert "Tom Ellis and Priya Nair talk within 1 working day" in found.talk.body


def test_an_excuse_takes_the_offer_back(late: House) -> None:
    miss(late, 1)
    for title in ("Feedback on every CV", "Interview slots"):
        late.app.promises.excuse(late.job.id, promises(late, title)[0].id, "Agreed by telephone")
    assert drafted(late).talk is None


def test_the_mentor_is_suggested_after_three_misses_and_stands_in_no_message(late: House) -> None:
    assert not drafted(late).mentor
    miss(late, 2)
    found = drafted(late)
    assert "Ask Grace Hill to be your mentor" in found.mentor
    for message in (found.message, found.talk):
        assert message is not None
        assert "mentor" not in message.body
        assert "influence" not in message.body


def test_what_is_done_already_can_not_be_reminded_of(late: House) -> None:
    id = promises(late, "Feedback on every CV")[0].id
    late.app.promises.mark_done(late.job.id, id)
    with pytest.raises(AlreadyMarkedError):
        late.app.reminders.draft(late.job.id, id)


def test_without_a_signature_there_is_nothing_to_remind_of(house: House) -> None:
    with pytest.raises(NotReadyError, match="Sign the agreement first"):
        house.app.reminders.draft(house.job.id, house.job.id)


def test_each_way_out_is_in_the_history(late: House) -> None:
    miss(late, 1)
    found = drafted(late)
    late.app.reminders.sent(found, Way.MAIL)
    late.app.reminders.sent(found, Way.COPIED, ReminderKind.TALK)
    newest, before = late.app.job_orders.history(late.job.id)[:2]
    assert (newest.deed, before.deed) == (Deed.TALK_ASKED, Deed.REMINDED)
    assert newest.sentence == "Asked Tom Ellis and Priya Nair to talk, about Feedback on every CV · C-2"
    assert before.sentence == "Reminded Grace Hill of Feedback on every CV · C-2, by e-mail"


# -- the ways out -----------------------------------------------------------------------------------------------------


def message(**more: str) -> Reminder:
    facts = {"to_name": "Priya", "to_email": "priya@northwind.example", "subject": "Feedback", "body": "Dear Priya"}
    return Reminder(kind=ReminderKind.REMIND, **{**facts, **more})


def test_a_mailto_link_carries_every_character_and_crlf() -> None:
    body = f"Dear {ODD},\n\n100 % = 50 + 50 #1\nYours"
    link = mailto(message(subject=f"{ODD} & co", body=body))
    assert "%0D%0A%0D%0A" in link
    assert "+" not in link
    parts = urlsplit(link)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "priya@northwind.example", "")
    assert parse_qs(parts.query) == {"subject": [f"{ODD} & co"], "body": [body.replace("\n", "\r\n")]}


def test_an_address_can_add_no_field_of_its_own() -> None:
    odd = "a&b?c+d%20@northwind.example"
    link = mailto(message(to_email=odd))
    assert link.count("?") == 1
    assert unquote(urlsplit(link).path) == odd


def test_what_is_too_long_for_windows_is_no_link() -> None:
    assert mailto(message(body="я" * 400)) == ""
    assert 0 < len(mailto(message(body="x" * 1500))) <= LONGEST_LINK


def test_the_usual_reminder_fits_a_link(late: House) -> None:
    miss(late, 1)
    found = drafted(late)
    assert mailto(found.message)
    assert found.talk is not None
    assert mailto(found.talk)


def test_a_draft_keeps_headers_apart_from_data(tmp_path: Path) -> None:
    odd = message(to_name=f"{ODD}\r\nBcc: all@example.com", subject="Feedback\nBcc: all@example.com", body=ODD)
    file = tmp_path / "reminder.eml"
    save_eml(odd, file)
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["Bcc"] is None
    assert [one.addr_spec for one in read["To"].addresses] == ["priya@northwind.example"]
    assert read.get_content().strip() == ODD


def test_without_an_address_the_draft_has_no_receiver() -> None:
    assert message_from_bytes(eml(message(to_email="")))["To"] is None
