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
from desktop.pdf.file import saved
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


def elsewhere(stamped: dict[str, str], change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> bytes:
    """A page as a machine with another stamp would have made it, then changed and laid out as the program does."""
    with pikepdf.open(BytesIO(render_with(signed_page(), replace(stamp(), **stamped)))) as pdf:
        recompressed(pdf)
        change(pdf)
        return saved(pdf)


COMPRESSOR, LIBRARIES, RENDERER = (
    {"compressor": "0123456789abcdef"},
    {"libraries": "reportlab 5.0.9"},
    {"renderer": "1"},
)


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


def swap_words(pdf: pikepdf.Pdf) -> None:
    """Two limits change places; the words of the page stay the same, but for their order."""
    contents = pdf.pages[0].obj.Contents
    lines = contents.read_bytes().split(b"\n")
    shown = [n for n, line in enumerate(lines) if line.startswith(b"BT")]
    first, last = shown[20], shown[60]
    (a, b), (c, d) = lines[first].split(b"Tm", 1), lines[last].split(b"Tm", 1)
    lines[first], lines[last] = a + b"Tm" + d, c + b"Tm" + b
    contents.write(zlib.compress(b"\n".join(lines)), filter=pikepdf.Name.FlateDecode)


def add_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def turn_from_above(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.CropBox = [0, 0, 300, 300]


def attach_more(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["other.json"] = b"{}"


def attach_twice(pdf: pikepdf.Pdf) -> None:
    """The record stays where verify looks for it; readers are shown another file under its name."""
    other = pdf.make_indirect(pikepdf.Stream(pdf, b"{}"))
    names = pdf.Root.Names.EmbeddedFiles.Names
    spec = pikepdf.Dictionary(dict(names[1].items()))
    spec.EF = pikepdf.Dictionary(F=other, UF=other)
    names[1] = pdf.make_indirect(spec)


def add_picture(pdf: pikepdf.Pdf) -> None:
    picture = pikepdf.Stream(pdf, b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject["/Cover"] = pdf.make_indirect(picture)


def add_layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[], D=pikepdf.Dictionary())


def swap_drawing(pdf: pikepdf.Pdf) -> None:
    drawn = [replace(pages.signed(SignMethod.ON_SCREEN), drawing=(tuple((9 * n, 290 - n) for n in range(99)),))]
    with pikepdf.open(BytesIO(render(replace(signed_page(), sign_offs=tuple(drawn))))) as other:
        contents = other.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents.write(zlib.compress(contents), filter=pikepdf.Name.FlateDecode)


FORGERIES = [
    add_note, add_script, retitle, swap_words, add_page, turn_from_above, attach_more, attach_twice, add_picture,
    add_layers,
]  # fmt: skip
LOOKS = [draw_over, swap_drawing]


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


def hide_in_a_stream(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[0].obj.Contents
    contents.write(contents.read_raw_bytes() + b"hidden", filter=pikepdf.Name.FlateDecode)


def hide_in_an_object(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Keywords = pikepdf.String("hidden")


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
