"""A file is genuine, altered or not ours; nothing that is done to one goes unseen or ends in a traceback."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agreement import Page, SignMethod
from desktop.domain.limits import Within
from desktop.pdf.agreement import render, render_with
from desktop.pdf.record import ATTACHMENT, attached, stamp
from desktop.pdf.verify import MOST_BYTES, Judgement, Verdict, verify, verify_file
from tests.pdf import pages

pytestmark = pytest.mark.logs  # pikepdf logs what it mends in a damaged file

GENUINE, ALTERED, UNREADABLE = Judgement.GENUINE, Judgement.ALTERED, Judgement.UNREADABLE


@cache
def genuine() -> bytes:
    return render(signed_page())


def signed_page() -> Page:
    return pages.page(logo=pages.logo(), sign_offs=(pages.signed(SignMethod.ON_SCREEN),))


def said(verdict: Verdict) -> str:
    return " ".join(verdict.sentences)


def edited(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: Any) -> bytes:
    """`data` after another program opened, changed and saved it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **save)
    return out.getvalue()


def with_record(data: bytes, attached: bytes, **stream: Any) -> bytes:
    """`data` with another attachment."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(attached, **stream)

    return edited(data, change, deterministic_id=True)


def test_what_the_program_made_is_genuine() -> None:
    for page in (signed_page(), pages.page(draft=True), pages.amended(), pages.in_every_script()):
        verdict = verify(render(page))
        assert verdict.judgement == GENUINE
        assert verdict.code == 0
        assert verdict.page == page
        assert verdict.fingerprint == page.content.fingerprint
    assert "1 signature is recorded" in said(verify(genuine()))
    assert "draft" in said(verify(render(pages.page(draft=True))))


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


def test_any_single_flipped_bit_is_seen() -> None:
    data = genuine()
    random = Random(142)  # noqa: S311 - any bits will do, the same each time
    for bit in random.sample(range(len(data) * 8), 60):
        verdict = verify(flipped(data, bit))
        assert verdict.judgement == ALTERED, f"bit {bit}: {said(verdict)}"
        assert len(verdict.sentences) > 1


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_change_anywhere_is_seen(draw: st.DataObject) -> None:
    data = genuine()
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, min(len(data), start + 300)))
    put = draw.draw(st.binary(max_size=40))
    changed = data[:start] + put + data[end:]
    if changed != data:
        assert verify(changed).judgement != GENUINE


@pytest.mark.parametrize(
    "marker", [b"%PDF-1.7", b"/EmbeddedFile", b"xref\n", b"startxref", b"%%EOF", b"<rdf:RDF", b"/CreationDate", b"/ID"]
)
def test_each_bit_of_what_holds_the_file_together_is_seen(marker: bytes) -> None:
    data = genuine()
    start = data.rindex(marker)
    for bit in range(start * 8, (start + len(marker)) * 8, 3):
        assert verify(flipped(data, bit)).judgement == ALTERED


def test_each_byte_of_the_attachment_counts() -> None:
    data = genuine()
    start = data.index(b"stream\n", data.index(b"/EmbeddedFile"))
    for byte in range(start, start + 600, 29):
        assert verify(flipped(data, byte * 8 + 5)).judgement == ALTERED


def test_a_truncated_file_is_never_genuine() -> None:
    data = genuine()
    for length in (0, 1, 8, 100, len(data) // 2, len(data) - 200, len(data) - 7, len(data) - 1):
        assert verify(data[:length]).judgement != GENUINE


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\0", b"%%EOF\n", b"anything"])
def test_appended_bytes_are_seen(tail: bytes) -> None:
    assert verify(genuine() + tail).judgement == ALTERED


def test_an_update_on_top_of_the_file_is_named() -> None:
    data = genuine()
    xref = data.rindex(b"xref\n", 0, data.rindex(b"startxref"))
    size = int(data[data.rindex(b"/Size ") + 6 :].split(maxsplit=1)[0])
    update = (
        b"%d 0 obj\n<< >>\nendobj\nxref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n"
        b"startxref\n%d\n%%%%EOF\n"
    )
    offset = len(data)
    appended = update % (size, size, offset, size + 1, xref, offset + len(b"%d 0 obj\n<< >>\nendobj\n" % size))
    verdict = verify(data + appended)
    assert verdict.judgement == ALTERED


def test_words_changed_on_the_page_are_named_with_their_step() -> None:
    honest = pages.page()
    first, second, third, *rest = honest.content.steps
    forged = pages.page((first, second, replace(third, within=Within(9)), *rest), total_days=24)
    verdict = verify(with_record(render(forged), attached(honest, stamp())))
    assert verdict.judgement == ALTERED
    assert "Page 1, step 3 (First shortlist): the page says “9 days”, its content says “5 days”." in said(verdict)


def test_content_that_does_not_match_its_fingerprint_is_named() -> None:
    page = pages.page()
    other = attached(page, stamp()).replace(page.content.fingerprint.encode(), b"0" * 64)
    verdict = verify(with_record(render(page), other))
    assert verdict.judgement == ALTERED
    assert "does not match its fingerprint" in said(verdict)


def test_a_record_whose_stamp_was_changed_is_altered() -> None:
    page = pages.page()
    other = attached(page, stamp()).replace(stamp().compressor.encode(), b"0" * 16)
    verdict = verify(with_record(render(page), other))
    assert verdict.judgement == ALTERED
    assert "The attached content was changed." in verdict.sentences


def add_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="void")
    pdf.pages[0].obj.Annots = [pdf.make_indirect(note)]


def add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def retitle(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("Another")


def draw_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"1 1 1 rg 100 300 200 20 re f")


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


def recompressed(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") == pikepdf.Name.FlateDecode:
            item.write(zlib.compress(item.read_bytes(), 1), filter=pikepdf.Name.FlateDecode)


def elsewhere(**stamped: str) -> bytes:
    """A page as a machine with another stamp would have made it."""
    return edited(render_with(signed_page(), replace(stamp(), **stamped)), recompressed, deterministic_id=True)


def test_where_only_the_compressor_differs_every_object_is_compared() -> None:
    verdict = verify(elsewhere(compressor="0123456789abcdef"))
    assert verdict.judgement == GENUINE
    assert "every object was compared" in said(verdict)
    for change in (add_note, draw_over, retitle):
        forged = edited(elsewhere(compressor="0123456789abcdef"), change, deterministic_id=True)
        assert verify(forged).judgement == ALTERED
    assert verify(elsewhere(compressor="0123456789abcdef") + b"more").judgement == ALTERED


def test_of_another_version_content_and_words_are_compared() -> None:
    verdict = verify(elsewhere(renderer="0"))
    assert verdict.judgement == GENUINE
    assert "another version of Countersign" in said(verdict)
    assert "not every byte" in said(verdict)
    forged = with_record(
        render(pages.page(title="Junior Accountant")), attached(pages.page(), replace(stamp(), renderer="0"))
    )
    verdict = verify(forged)
    assert verdict.judgement == ALTERED
    assert "the page says “Junior Accountant,”, its content says “Senior Accountant,”" in said(verdict)


def test_of_a_version_still_to_come_it_says_so() -> None:
    plain = json.loads(attached(pages.page(), replace(stamp(), renderer="999")))
    plain["page"]["watermark"] = "new"
    verdict = verify(with_record(render(pages.page()), json.dumps(plain).encode()))
    assert verdict.judgement == UNREADABLE
    assert "newer version" in said(verdict)


def foreign() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"not a PDF at all", b"\x00" * 5000, b"%PDF-1.7\n" + b"<<" * 50_000, foreign()]
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
