"""Files that are not ours, broken or hostile end in a sentence, never in a traceback."""

import json
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop.pdf.agreement import render
from desktop.pdf.record import ATTACHMENT, attached, stamp
from desktop.pdf.verify import MOST_BYTES, verify, verify_file
from tests.pdf import pages
from tests.pdf.forging import (
    ALTERED,
    GENUINE,
    LIBRARIES,
    UNREADABLE,
    edited,
    elsewhere,
    genuine,
    said,
    with_record,
)

pytestmark = pytest.mark.logs  # pikepdf logs what it mends in a damaged file


def test_pages_that_unpack_to_much_more_than_a_page_are_not_drawn() -> None:
    def flood(pdf: pikepdf.Pdf) -> None:
        more = pikepdf.Stream(pdf, zlib.compress(b"1 1 m 100 100 l S\n" * (2 << 20)), Filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].obj.Contents = [pdf.pages[0].obj.Contents, pdf.make_indirect(more)]

    verdict = verify(edited(genuine(), flood))
    assert verdict.judgement == ALTERED
    assert "what is drawn is not as it was" in said(verdict)
    assert verify(elsewhere(LIBRARIES, flood)).sentences[-1] == "Its pages can't be read."


def foreign() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"not a PDF at all",
        b"\x00" * 5000,
        b"%PDF-1.7\n" + b"<<" * 50_000,
        b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_000,
        foreign(),
    ],
    ids=lambda data: f"{data[:20]!r} of {len(data)} bytes",
)
def test_what_is_not_ours_is_unreadable(data: bytes) -> None:
    verdict = verify(data)
    assert verdict.judgement == UNREADABLE
    assert all(sentence.endswith(".") for sentence in verdict.sentences)


def test_a_file_behind_a_password_is_unreadable_and_says_so() -> None:
    locked = edited(genuine(), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert verify(locked).judgement == UNREADABLE
    assert "password" in said(verify(locked))
    opens = edited(genuine(), lambda pdf: None, encryption=pikepdf.Encryption(owner="o", user=""))
    assert verify(opens).judgement == ALTERED


def test_a_file_that_unpacks_to_gigabytes_is_refused() -> None:
    squeeze = zlib.compressobj(9)
    bomb = b"".join(squeeze.compress(bytes(1 << 24)) for _ in range(20)) + squeeze.flush()
    verdict = verify(with_record(genuine(), bomb, filter=pikepdf.Name.FlateDecode))
    assert verdict.judgement == ALTERED
    twice = with_record(genuine(), zlib.compress(bomb), filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
    assert verify(twice).judgement == ALTERED


def absurd(change: Callable[[dict[str, Any]], object]) -> bytes:
    plain = json.loads(attached(pages.page(), stamp()))
    change(plain)
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    "attached",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"page":{"content":1}}',
        absurd(lambda r: r["page"]["content"].update(steps=r["page"]["content"]["steps"] * 1000)),
        absurd(lambda r: r["page"]["content"].update(title="x" * 1_000_000)),
        absurd(lambda r: r["page"]["content"].update(language="../../etc")),
        absurd(lambda r: r["page"]["content"].update(openings=10**400)),
        absurd(lambda r: r["page"]["content"].update(total_days=float("nan"))),
        absurd(lambda r: r["page"]["content"]["week"].update(days=[17])),
        absurd(lambda r: r["page"]["content"]["steps"][0]["within"].update(amount=10**12)),
        absurd(lambda r: r["page"].update(logo="AAAA")),
        absurd(lambda r: r.update(stamp="none")),
        absurd(lambda r: r["page"]["content"].update(replaces=-5, version=0, dated="0001-01-01")),
    ],
    ids=lambda attached: str(attached[:20]),
)
def test_an_absurd_attachment_ends_in_a_sentence(attached: bytes) -> None:
    verdict = verify(with_record(render(pages.page()), attached))
    assert verdict.judgement == ALTERED
    assert len(verdict.sentences) > 1


def test_an_attachment_taken_out_is_missed() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AF
        del pdf.Root.Names

    gone = edited(genuine(), change, deterministic_id=True)
    assert verify(gone).judgement == UNREADABLE
    assert verify(gone + ATTACHMENT.encode()).judgement == ALTERED


def test_files_that_cannot_be_read_are_a_verdict_too(tmp_path: Path) -> None:
    paper = tmp_path / "agreement.pdf"
    paper.write_bytes(genuine())
    assert verify_file(paper).judgement == GENUINE
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for path in (tmp_path / "missing.pdf", tmp_path, huge):
        assert verify_file(path).judgement == UNREADABLE
