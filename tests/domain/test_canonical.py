"""The one encoding that fingerprints are taken over."""

import dataclasses
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import canonical
from desktop.domain.agreement import Content, Page
from desktop.domain.calendars import DayHours, OfficeHours, OpenHours
from desktop.domain.canonical import NotCanonicalError, from_json, to_json
from desktop.domain.compose import Source, compose
from desktop.domain.history import Event
from desktop.domain.job_order import JobOrder
from desktop.domain.people import Client, Person
from desktop.domain.process import Process, ProcessTemplate
from desktop.domain.roles import Role

PINNED = Path(__file__).with_name("pinned_content.json")
PINNED_LATER = Path(__file__).with_name("pinned_content_2.json")
texts = st.text(st.characters(exclude_categories=["Cs"]))


def values(kind: type) -> st.SearchStrategy[object]:
    """Any value of a domain type, its texts and numbers at random."""
    return st.from_type(kind)


st.register_type_strategy(str, texts)
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False, places=2))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize("kind", [Process, JobOrder, Client, Person, ProcessTemplate, Event, Page])
def test_what_is_written_reads_back_equal_and_writes_the_same(kind: type[object]) -> None:
    @settings(max_examples=25, deadline=None)
    @given(values(kind))
    def round_trip(value: object) -> None:
        written = to_json(value)
        read: object = from_json(kind, written)
        assert read == value
        assert to_json(read) == written

    round_trip()


def test_a_content_encoded_by_the_first_version_reads_and_writes_as_it_did(source: Source) -> None:
    pinned = PINNED.read_bytes()
    content = from_json(Content, pinned)
    assert to_json(content) == pinned
    assert content.fingerprint == "41f208ab3f9e8dfccfb4645760ffeedfb2881429cd2d039b52b27abd85492b0c"
    silent = replace(compose(source, version=1, dated=date(2026, 11, 3)), says_how_days_count=False)
    assert content == silent


def test_a_content_with_what_came_later_reads_and_writes_as_it_did(source: Source) -> None:
    pinned = PINNED_LATER.read_bytes()
    content = from_json(Content, pinned)
    assert to_json(content) == pinned
    assert content.fingerprint == "828a7a43e90284ba301b3ddfa0a6b6a6140851cd117ae507e297c0c5a0494228"
    week = replace(source.agency.week, exceptions=(DayHours(4, (OpenHours(time(9), time(13)),)),))
    hours = OfficeHours(opens=time(22), closes=time(6), exceptions=(DayHours(2),))
    later = replace(
        source,
        agency=replace(source.agency, week=week),
        client=replace(source.client, hours=hours, country="DE", region="BY", time_zone="Europe/Berlin"),
    )
    assert content == compose(later, version=1, dated=date(2026, 11, 3))


@dataclass(frozen=True)
class Everything:
    id: UUID
    role: Role
    roles: tuple[Role, ...]
    pair: tuple[int, str]
    at: datetime
    on: date
    opens: time
    amount: Decimal
    logo: bytes
    yes: bool
    none: int | None


EVERYTHING = Everything(
    id=UUID(int=7),
    role=Role.CLIENT_HR,
    roles=(Role.LEGAL,),
    pair=(1, "“é”\n/\x7f<b>שלום"),
    at=datetime(2026, 11, 3, 9, 42, tzinfo=UTC),
    on=date(2026, 11, 3),
    opens=time(9),
    amount=Decimal("12.50"),
    logo=b"\x89PNG",
    yes=True,
    none=None,
)


def test_each_kind_of_value_is_written_so_for_good() -> None:
    assert to_json(EVERYTHING).decode() == (
        '{"amount":"12.50","at":"2026-11-03T09:42:00+00:00","id":"00000000-0000-0000-0000-000000000007",'
        '"logo":"iVBORw==","none":null,"on":"2026-11-03","opens":"09:00:00","pair":[1,"“é”\\n/\x7f<b>שלום"],'
        '"role":"client_hr","roles":["legal"],"yes":true}'
    )
    assert from_json(Everything, to_json(EVERYTHING)) == EVERYTHING


def test_a_float_has_no_canonical_form() -> None:
    with pytest.raises(TypeError, match="float"):
        to_json((1.5,))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[",
        b"[" * 100_000,
        b"null",
        b"[]",
        b"{}",
        b'{"colour":"red"}',
        b'{"id":5}',
        b'{"id":"7"}',
        b'{"id":"00000000-0000-0000-0000-00000000000A"}',
        b'{"opens":"09.00.00"}',
        b'{"opens":"09:00"}',
        b'{"at":"2026-11-03 09:42:00+00:00"}',
        b'{"amount":"1_0"}',
        b'{"logo":"iVBORx=="}',
        b'{"pair":[1]}',
        b'{"pair":[true,"a"]}',
        b'{"pair":[1,"\\ud800"]}',
        b'{"roles":"legal"}',
        b'{"role":"king"}',
        b'{"role":[]}',
        b'{"amount":1e5}',
        b'{"amount":"much"}',
        b'{"logo":"?"}',
        b'{"logo":"\\u00e9"}',
        b'{"on":"2026-13-01"}',
        b'{"yes":1}',
        b'{"none":NaN}',
        b'{"none":' + b"9" * 5000 + b"}",
    ],
)
def test_foreign_bytes_are_refused_and_nothing_else_is_raised(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        from_json(Everything, data)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_flipped_bit_is_refused_or_changes_the_fingerprint(data: st.DataObject) -> None:
    pinned = PINNED.read_bytes()
    place = data.draw(st.integers(0, len(pinned) * 8 - 1))
    flipped = bytearray(pinned)
    flipped[place // 8] ^= 1 << place % 8
    assert canonical.fingerprint(bytes(flipped)) != canonical.fingerprint(pinned)
    try:
        read = from_json(Content, bytes(flipped))
    except NotCanonicalError:
        return
    assert to_json(read) != pinned


def test_a_fingerprint_is_printed_in_four_groups() -> None:
    digits = canonical.fingerprint(b"")
    assert canonical.short(digits) == "E3B0 C442 98FC 1C14"
    assert len(digits) == 64


def test_everything_that_is_signed_has_a_canonical_form(source: Source) -> None:
    content = compose(source, version=1, dated=date(2026, 11, 3))
    read = from_json(Page, to_json(Page(content=content, draft=False, logo=b"\x00\xff")))
    assert (read.content, read.logo) == (content, b"\x00\xff")
    assert {f.name for f in dataclasses.fields(Content)} == set(dataclasses.asdict(content))
