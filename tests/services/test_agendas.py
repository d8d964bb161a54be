"""Agendas as templates: edited, refused in words, brought back as they came; undo goes both ways."""

from dataclasses import replace

import pytest

from desktop.app import open_app
from desktop.domain.agendas import starting_agenda, topics_of
from desktop.domain.meetings import MOST_TOPICS, MeetingKind
from desktop.domain.text import LINE
from desktop.errors import ChangedElsewhereError, InvalidInputError
from desktop.services.history import ChangedSinceError
from tests.services.conftest import House

KIND = MeetingKind.CHECK_IN


def edited(house: House, *topics: str) -> tuple[str, ...]:
    return house.app.agendas.save(replace(house.app.agendas.get(KIND), topics=topics)).topics


def test_every_kind_has_an_agenda_from_the_start(house: House) -> None:
    assert house.app.agendas.all() == [starting_agenda(kind) for kind in MeetingKind]
    assert all(agenda.topics for agenda in house.app.agendas.all())


def test_typed_topics_lose_empty_lines_white_space_and_repetitions() -> None:
    assert topics_of("  One \n\n\t\nTwo\nOne\n") == ("One", "Two")


def test_undo_brings_back_what_came_with_the_program_and_redo_the_edited_one(house: House) -> None:
    edited(house, "One")
    edited(house, "One", "Two")
    house.app.undo.undo()
    assert house.app.agendas.get(KIND).topics == ("One",)
    house.app.undo.undo()
    assert house.app.agendas.get(KIND) == starting_agenda(KIND)
    house.app.undo.redo()
    assert house.app.agendas.get(KIND).topics == ("One",)


def test_starting_over_is_undone_and_does_nothing_where_nothing_was_edited(house: House) -> None:
    newest = house.app.undo.newest
    house.app.agendas.start_over(KIND)
    assert house.app.undo.newest is newest
    edited(house, "One")
    assert house.app.agendas.start_over(KIND) == house.app.agendas.get(KIND) == starting_agenda(KIND)
    house.app.undo.undo()
    assert house.app.agendas.get(KIND).topics == ("One",)


def test_an_agenda_may_be_empty(house: House) -> None:
    assert edited(house) == ()
    meeting = house.app.meetings.begin(KIND, client_id=house.client.id)
    assert meeting.agenda == ()


@pytest.mark.parametrize(
    ("topics", "words"),
    [
        (("Fine", "x" * (LINE + 1)), "Topic 2: This is 1 character too long"),
        (("a bell \x07",), "Topic 1: Character 8 is a control character"),
        (("two\nlines",), "Topic 1: This must be one line"),
        (tuple(str(n) for n in range(MOST_TOPICS + 1)), f"at most {MOST_TOPICS} topics"),
    ],
)
def test_what_cannot_be_a_topic_is_refused_by_its_number(house: House, topics: tuple[str, ...], words: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        edited(house, *topics)
    assert words in caught.value.problems["topics"]
    assert house.app.agendas.get(KIND) == starting_agenda(KIND)


def test_two_windows_do_not_overwrite_each_other(house: House) -> None:
    other = open_app(house.app.folder)
    mine = house.app.agendas.get(KIND)
    other.agendas.save(replace(other.agendas.get(KIND), topics=("Theirs",)))
    other.close()
    with pytest.raises(ChangedElsewhereError):
        house.app.agendas.save(replace(mine, topics=("Mine",)))
    assert house.app.agendas.get(KIND).topics == ("Theirs",)


def test_what_a_window_holds_of_an_agenda_that_started_over_overwrites_no_later_one(house: House) -> None:
    edited(house, "One")
    stale = house.app.agendas.get(KIND)
    house.app.agendas.start_over(KIND)
    edited(house, "Newer")
    with pytest.raises(ChangedElsewhereError):
        house.app.agendas.save(replace(stale, topics=("Stale",)))
    assert house.app.agendas.get(KIND).topics == ("Newer",)


def test_an_agenda_of_one_meeting_becomes_that_of_the_next_ones_in_one_go(house: House) -> None:
    meeting = house.app.meetings.begin(KIND, client_id=house.client.id)
    house.app.meetings.save(replace(meeting, agenda=("Ours",)), for_all=True)
    assert house.app.agendas.get(KIND).topics == ("Ours",)
    house.app.undo.undo()
    assert house.app.meetings.get(meeting.id).agenda == meeting.agenda
    assert house.app.agendas.get(KIND) == starting_agenda(KIND)
    house.app.undo.redo()
    assert house.app.meetings.get(meeting.id).agenda == house.app.agendas.get(KIND).topics == ("Ours",)


def test_an_agenda_that_another_window_changed_since_is_not_taken_back_with_that_of_the_meeting(house: House) -> None:
    meeting = house.app.meetings.begin(KIND, client_id=house.client.id)
    house.app.meetings.save(replace(meeting, agenda=("Ours",)), for_all=True)
    other = open_app(house.app.folder)
    other.agendas.save(replace(other.agendas.get(KIND), topics=("Theirs",)))
    other.close()
    with pytest.raises(ChangedSinceError):
        house.app.undo.undo()
    assert house.app.agendas.get(KIND).topics == ("Theirs",)
    assert house.app.meetings.get(meeting.id).agenda == ("Ours",)
