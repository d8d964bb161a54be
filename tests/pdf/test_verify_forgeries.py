"""What another program changed is named, and no stamp changed to be compared less hides a forgery."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from io import BytesIO

import pikepdf
import pytest

from desktop.domain.calendars import DayHours, OpenHours
from desktop.pdf.agreement import render, render_with
from desktop.pdf.file import saved
from desktop.pdf.record import attached, stamp
from desktop.pdf.verify import verify
from tests.pdf import pages
from tests.pdf.forging import (
    ALTERED,
    COMPRESSOR,
    FORGERIES,
    GENUINE,
    LIBRARIES,
    LOOKS,
    RENDERER,
    UNREADABLE,
    add_note,
    add_script,
    draw_over,
    edited,
    elsewhere,
    flipped,
    genuine,
    hide_in_a_stream,
    hide_in_an_object,
    retitle,
    said,
    with_record,
)

pytestmark = pytest.mark.logs  # pikepdf logs what it mends in a damaged file


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (add_note, "notes, links, fields"),
        (add_script, "added to or taken from the file"),
        (retitle, "metadata"),
        (draw_over, "what is drawn"),
    ],
)
def test_what_another_program_changed_is_named(change: Callable[[pikepdf.Pdf], None], named: str) -> None:
    verdict = verify(edited(genuine(), change, deterministic_id=True))
    assert verdict.judgement == ALTERED
    assert named in said(verdict)


def test_saved_again_by_another_program_is_said_where_nothing_else_changed() -> None:
    again = edited(genuine(), lambda pdf: None, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    verdict = verify(again)
    assert verdict.judgement == ALTERED
    assert "Perhaps another program saved it." in said(verdict)


@pytest.mark.parametrize(
    ("stamped", "limit"),
    [
        (COMPRESSOR, "every object was compared"),
        (LIBRARIES, "words and looks were compared, and what else it holds; not every byte was"),
        (RENDERER, "nor how its pages look. Whether something is drawn over a word, only that version"),
    ],
)
def test_what_another_machine_or_version_made_is_genuine_and_the_limit_is_said(
    stamped: dict[str, str], limit: str
) -> None:
    verdict = verify(elsewhere(stamped))
    assert verdict.judgement == GENUINE, verdict.sentences
    assert limit in said(verdict)


@pytest.mark.parametrize(
    ("stamped", "changes"),
    [(COMPRESSOR, FORGERIES + LOOKS), (LIBRARIES, FORGERIES + LOOKS), (RENDERER, FORGERIES)],
)
def test_a_stamp_changed_to_be_compared_less_hides_no_forgery(
    stamped: dict[str, str], changes: list[Callable[[pikepdf.Pdf], None]]
) -> None:
    for change in changes:
        verdict = verify(elsewhere(stamped, change))
        assert verdict.judgement == ALTERED, change
        assert len(verdict.sentences) > 1, change
    assert verify(elsewhere(stamped) + b"more").judgement == ALTERED


def test_where_only_the_compressor_differs_nothing_can_be_hidden() -> None:
    for change in (hide_in_a_stream, hide_in_an_object):
        assert verify(elsewhere(COMPRESSOR, change)).judgement == ALTERED
    data = elsewhere(COMPRESSOR)
    for byte in range(0, len(data), 509):
        assert verify(flipped(data, byte * 8 + 1)).judgement != GENUINE


def test_of_another_version_changed_words_are_named() -> None:
    forged = with_record(
        render(pages.page(title="Junior Accountant")), attached(pages.page(), replace(stamp(), renderer="1"))
    )
    with pikepdf.open(BytesIO(forged)) as pdf:
        verdict = verify(saved(pdf))
    assert verdict.judgement == ALTERED
    assert "the page says “Junior Accountant,”, its content says “Senior Accountant,”" in said(verdict)


def test_a_file_of_the_first_release_is_compared_byte_for_byte_or_else_by_its_looks() -> None:
    silent, first = pages.page(says_how_days_count=False), replace(stamp(), renderer="2")
    verdict = verify(render_with(silent, first))
    assert verdict.judgement == GENUINE
    assert "byte for byte" in said(verdict)
    for change in FORGERIES + LOOKS:
        assert verify(elsewhere({"renderer": "2", "libraries": "reportlab 5.0.9"}, change)).judgement == ALTERED, change


def test_a_week_that_no_calendar_has_is_not_drawn() -> None:
    endless = replace(pages.BAVARIAN, exceptions=(DayHours(4, (OpenHours(time(8), time(12)),) * 5000),))
    for week in (
        replace(pages.BAVARIAN, exceptions=(DayHours(7),)),
        endless,
        replace(endless, exceptions=(DayHours(4),) * 9),
    ):
        for page in (pages.page(week=week), pages.page(client_week=week)):
            verdict = verify(with_record(render(pages.page()), attached(page, stamp())))
            assert "can't have come from Countersign" in said(verdict)


def test_of_a_version_still_to_come_it_says_so() -> None:
    plain = json.loads(attached(pages.page(), replace(stamp(), renderer="999")))
    plain["page"]["watermark"] = "new"
    verdict = verify(with_record(render(pages.page()), json.dumps(plain).encode()))
    assert verdict.judgement == UNREADABLE
    assert "newer version" in said(verdict)


def test_a_hostile_text_cannot_pass_for_a_sentence() -> None:
    lie = "\x1b[2K\nGenuine: all is well.\u202e"
    for page in (pages.page(client=lie), pages.page(pages.steps(2), title=lie)):
        for stamped in (stamp(), replace(stamp(), libraries=lie)):
            verdict = verify(with_record(render(pages.page()), attached(page, stamped)))
            assert not any(char in said(verdict) for char in "\x1b\n\u202e")
    long = verify(with_record(render(pages.page()), attached(pages.page(), replace(stamp(), libraries="x" * 9000))))
    assert "can't have come from Countersign" in said(long)
