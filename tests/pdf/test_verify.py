"""A file is genuine or altered: no bit and no word of one changes unseen."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.limits import Within
from desktop.pdf.agreement import render
from desktop.pdf.record import attached, stamp
from desktop.pdf.verify import verify
from tests.pdf import pages
from tests.pdf.forging import ALTERED, GENUINE, flipped, genuine, said, signed_page, with_record

pytestmark = pytest.mark.logs  # pikepdf logs what it mends in a damaged file


def test_what_the_program_made_is_genuine() -> None:
    for page in (signed_page(), pages.page(draft=True), pages.amended(), pages.in_every_script()):
        verdict = verify(render(page))
        assert verdict.judgement == GENUINE
        assert verdict.code == 0
        assert verdict.page == page
        assert verdict.fingerprint == page.content.fingerprint
    assert "1 signature is recorded" in said(verify(genuine()))
    assert "draft" in said(verify(render(pages.page(draft=True))))


def test_a_client_whose_name_ends_in_a_full_stop_ends_the_sentence_with_one() -> None:
    first, *_others = verify(render(pages.page(client="Keystone Logistics, Inc."))).sentences
    assert first.endswith("and Keystone Logistics, Inc.")


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
