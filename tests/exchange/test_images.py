"""Logos and scans are what their names say, whole, and of sensible size."""

import hashlib
import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.errors import UnreadableFileError
from desktop.exchange.files import read_file
from desktop.exchange.images import LARGEST_LOGO, LARGEST_SCAN, LogoFacts, check_logo, check_scan


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def paper(**save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is very large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "name", "facts"),
    [
        (picture(), "logo.PNG", LogoFacts("image/png", 40, 20)),
        (picture("JPEG"), "logo.jpeg", LogoFacts("image/jpeg", 40, 20)),
        (picture("PNG", mode="P"), "Λογότυπο.png", LogoFacts("image/png", 40, 20)),
        (picture("PNG", (6000, 1), "1"), "wide.png", LogoFacts("image/png", 6000, 1)),
    ],
)
def test_a_logo_is_known_by_its_content(data: bytes, name: str, facts: LogoFacts) -> None:
    assert check_logo(data, name) == facts


@pytest.mark.parametrize(("data", "name"), [(paper(), "a.pdf"), (picture(), "a.png"), (picture("JPEG"), "a.JPG")])
def test_a_scan_is_kept_with_its_fingerprint(data: bytes, name: str) -> None:
    scan = check_scan(data, f"folder/{name}")
    assert (scan.name, scan.sha256, scan.size) == (name, hashlib.sha256(data).hexdigest(), len(data))


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (picture(), "logo.jpg", "not what its name says"),
        (picture("JPEG"), "logo.png", "not what its name says"),
        (picture("GIF"), "logo.png", "is no PNG or JPEG"),
        (picture("WEBP"), "logo.webp", "is no PNG or JPEG"),
        (b"<svg onload='alert(1)'/>", "logo.svg", "is no PNG or JPEG"),
        (b"", "logo.png", "is no PNG or JPEG"),
        (b"MZ\x90\x00", "logo.png", "is no PNG or JPEG"),
        (paper(), "logo.pdf", "is a PDF"),
        (picture()[:-30], "logo.png", "damaged"),
        (picture("JPEG")[:300], "logo.jpg", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "logo.png", "damaged"),
        (bomb(10_000, 10_000), "logo.png", "10000 × 10000 pixels, too many"),
        (bomb(50_000, 50_000), "logo.png", "too many"),
        (bomb(2**31 - 1, 2**31 - 1), "logo.png", "too many"),
        (picture("PNG", (6001, 1), "1"), "logo.png", "6001 × 1 pixels, too many"),
        (picture() + bytes(LARGEST_LOGO), "logo.png", "has 3 MB; at most 2 MB"),
    ],
)
def test_a_logo_that_is_none_is_refused_in_words(data: bytes, name: str, word: str) -> None:
    with pytest.raises(UnreadableFileError, match=word):
        check_logo(data, name)


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (paper(), "scan.png", "not what its name says"),
        (paper()[:-40], "scan.pdf", "damaged"),
        (paper()[: len(paper()) // 2], "scan.pdf", "damaged"),
        (b"%PDF-1.7\n%%EOF\n", "scan.pdf", "damaged"),
        (paper(encryption=pikepdf.Encryption(owner="o", user="u")), "scan.pdf", "locked with a password"),
        (bomb(50_000, 50_000), "scan.png", "too many"),
        (paper() + bytes(LARGEST_SCAN), "scan.pdf", "has 21 MB; at most 20 MB"),
    ],
)
def test_a_scan_that_is_none_is_refused_in_words(data: bytes, name: str, word: str) -> None:
    with pytest.raises(UnreadableFileError, match=word):
        check_scan(data, name)


@pytest.mark.logs  # pikepdf says what it repaired
@settings(max_examples=150, deadline=None)
@given(st.sampled_from([("a.png", picture()), ("a.jpg", picture("JPEG")), ("a.pdf", paper())]), st.data())
def test_a_damaged_file_is_kept_or_refused_and_never_a_crash(named: tuple[str, bytes], data: st.DataObject) -> None:
    name, whole = named
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        size = check_scan(bytes(damaged), name).size
    except UnreadableFileError:
        return
    assert size == len(whole)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "scan.pdf"
    with large.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="has 200 MB; at most 20 MB"):
        read_file(large, LARGEST_SCAN)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is no file"):
        read_file(tmp_path, 1)
    with pytest.raises(UnreadableFileError, match="can't be read"):
        read_file(tmp_path / "gone.png", 1)
    with pytest.raises(UnreadableFileError):
        read_file(tmp_path / "a\x00b", 1)
