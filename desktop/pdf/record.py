"""What travels inside an agreement's PDF: everything needed to draw it again, and what it was drawn with."""

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop.domain.agreement import Page
from desktop.domain.canonical import encode, fingerprint, to_plain

RENDERER: Final = "3"
"""Goes up with every change of what the same page looks like or how its file is laid out.

Files of another one are compared by their words, so those that paper prints of itself are not to change lightly.
"""
SAME_LOOKS: Final = frozenset({"2", RENDERER})
"""Renderers that draw the same content alike. Since 2 there is more to say, and what did not say it looks as before."""
ATTACHMENT: Final = "countersign-agreement.json"
PROGRAM: Final = "Countersign"


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What drew a file. Equal stamps draw equal bytes."""

    renderer: str
    libraries: str
    compressor: str
    """A probe: a hash of something known, as this machine's zlib compresses it."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """The attachment. `seal` is a SHA-256 over everything else, so that a stamp cannot change unseen."""

    page: Page
    fingerprint: str
    stamp: Stamp
    seal: str = ""


def attached(page: Page, stamp: Stamp) -> bytes:
    """The record of `page` as drawn by `stamp`, in canonical JSON."""
    plain = {"page": to_plain(page), "stamp": to_plain(stamp), "seal": ""}
    plain["fingerprint"] = fingerprint(encode(plain["page"]["content"]))
    return encode(plain | {"seal": fingerprint(encode(plain))})


@cache
def stamp() -> Stamp:
    """The stamp of this program on this machine."""
    from importlib.metadata import version  # all loaded late: not needed to show the window

    import babel
    import pikepdf
    import PIL
    import reportlab
    import uharfbuzz  # type: ignore[import-untyped]

    libraries = (
        f"reportlab {reportlab.__version__}",
        f"HarfBuzz {uharfbuzz.version_string()}",
        f"qpdf {pikepdf.__libqpdf_version__}",
        f"Babel {babel.__version__}",
        f"python-bidi {version('python-bidi')}",
        f"Pillow {PIL.__version__}",
        f"Unicode {unicodedata.unidata_version}",
    )
    known = b"".join(b"%d %b\n" % (n * n, b"countersign" * (n % 7)) for n in range(3000))
    probe = fingerprint(zlib.compress(known))[:16]
    return Stamp(renderer=RENDERER, libraries=", ".join(libraries), compressor=probe)
