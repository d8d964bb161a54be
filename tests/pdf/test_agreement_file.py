"""What the file is: PDF/A-3b, its fonts inside, its content attached."""

import importlib.util
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from desktop.domain.agreement import Page, SignMethod
from desktop.domain.canonical import from_json
from desktop.pdf.agreement import render
from desktop.pdf.record import ATTACHMENT, Record, stamp
from tests.pdf import pages
from tests.pdf.reading import fonts

PAGES: list[Callable[[], Page]] = [
    pages.page,
    pages.amended,
    pages.in_every_script,
    lambda: pages.page(pages.steps(40), draft=True, logo=pages.logo(), sign_offs=(pages.signed(SignMethod.ON_SCREEN),)),
]


@pytest.mark.parametrize("make", PAGES)
def test_all_fonts_are_inside_and_none_is_the_readers(make: Callable[[], Page]) -> None:
    found = fonts(render(make()))
    assert found
    for name, descriptor in found.items():
        assert "/FontFile2" in descriptor
        assert "+" in name
        assert "Helvetica" not in name
    assert b"Helvetica" not in render(make())


def test_only_the_faces_that_are_needed_are_inside() -> None:
    assert {name.partition("+")[2] for name in fonts(render(pages.page()))} == {
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
    }


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("fontTools", "jsonschema"))), reason="pikepdf[pdfa] is not installed"
)
@pytest.mark.parametrize("make", PAGES)
def test_it_is_pdf_a_3b(make: Callable[[], Page]) -> None:
    from pikepdf import pdfa

    report = pdfa.validate_written(BytesIO(render(make())), "3b")
    assert report.verdict == "pass", report.findings


def test_a_latin_agreement_is_small() -> None:
    assert len(render(pages.page())) < 80_000
    assert len(render(pages.page(pages.steps(40)))) < 150_000


def test_it_says_what_it_is() -> None:
    with pikepdf.open(BytesIO(render(pages.page()))) as pdf:
        info = pdf.trailer.Info
        assert str(info.Title) == "How we will fill this job together: Senior Accountant"
        assert str(info.Author) == "Harbour Recruitment Ltd"
        assert str(info.Subject) == "JO-0142, version 1, Harbour Recruitment Ltd and Northwind Foods Ltd"
        assert str(pdf.Root.Lang) == "en"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == str(info.Title)
            assert metadata["pdfaid:part"] == "3"


def test_its_content_travels_inside() -> None:
    page = pages.page(logo=pages.logo(), sign_offs=(pages.signed(SignMethod.ON_SCREEN),))
    with pikepdf.open(BytesIO(render(page))) as pdf:
        spec = pdf.Root.AF[0]
        assert str(spec.UF) == ATTACHMENT
        assert spec.AFRelationship == pikepdf.Name.Data
        found = from_json(Record, spec.EF.F.read_bytes())
    assert found.page == page
    assert found.fingerprint == page.content.fingerprint
    assert found.stamp == stamp()
    assert len(found.seal) == 64
