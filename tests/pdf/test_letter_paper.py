"""The letter that goes with a pass."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.agency import PaperSize
from desktop.domain.letter import PassLetter
from desktop.pdf.letter import render_letter
from tests.pdf import pages
from tests.pdf.reading import boxes, fonts, letters, text, texts

LETTER = PassLetter(
    language="en",
    paper=PaperSize.A4,
    agency="Harbour Recruitment Ltd",
    agency_address="12 Quay Street\nLeeds LS1 4AB",
    logo=b"",
    client="Northwind Foods Ltd",
    person="Priya Nair",
    person_title="HR Business Partner",
    person_email="p.nair@northwind.example",
    job="Senior Accountant",
    reference="JO-0142",
    dated=date(2026, 11, 3),
    reason="Feedback within two days could not be agreed: <b>good</b> candidates go elsewhere & we lose them.",
    signed_by="Tom Ellis",
    signed_by_title="Senior Recruiter",
)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_the_letter_says_it_all_on_one_page(paper: PaperSize) -> None:
    letter = replace(LETTER, paper=paper, logo=pages.logo("JPEG"))
    data = render_letter(letter)
    (page,) = texts(data)
    at = 0
    said = (letter.agency, "12 Quay Street", letter.person, "3 November 2026", letter.subject, letter.greeting)
    for wanted in (*said, *letter.paragraphs, letter.closing, letter.signed_by, letter.signed_by_title):
        at = page.index(wanted, at) + 1
    assert all("/FontFile2" in descriptor for descriptor in fonts(data).values())


def test_equal_letters_are_equal_bytes() -> None:
    assert render_letter(LETTER) == render_letter(replace(LETTER))


def test_a_long_reason_goes_on_on_the_next_page() -> None:
    letter = replace(LETTER, reason="Reason " * 1500 + "lastword", agency_address="Line\n" * 12)
    data = render_letter(letter)
    assert "lastword" in text(data)
    assert letters(data).count("Reason") == 1500
    for (left, bottom, right, top), lines in boxes(data):
        assert all(left < a and bottom < b and c < right and d < top for _, (a, b, c, d) in lines)
