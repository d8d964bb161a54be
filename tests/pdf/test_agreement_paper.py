"""What stands on the paper, in which order, and that nothing is lost, cut or covered."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from desktop.domain.agency import PaperSize
from desktop.domain.agreement import Page, SignMethod
from desktop.domain.canonical import short
from desktop.domain.roles import Role
from desktop.domain.starting_templates import starting_templates
from desktop.errors import UnreadableFileError
from desktop.i18n import PSEUDO, set_language
from desktop.pdf.agreement import render
from desktop.pdf.sheet import BAND, GREY, INK, OPEN, PALE, SIDE, TINT
from desktop.pdf.text import Style, paragraph
from tests.pdf import pages
from tests.pdf.reading import boxes, letters, text, texts

ROOT = Path(__file__).parent.parent.parent
NAUGHTY = ROOT.parent / "shared" / "data" / "nasty" / "naughty_strings.json"


def in_order(paper: str, *wanted: str) -> bool:
    at = -1
    for one in wanted:
        at = paper.find(one, at + 1)
        if at < 0:
            raise AssertionError(f"not found, or not in order: {one}")
    return True


def test_everything_stands_in_the_agreed_order() -> None:
    paper = text(render(pages.page()))
    assert in_order(
        paper,
        "Harbour Recruitment and Northwind Foods",
        "JO-0142 · Version 1 · 3 November 2026",
        "How we will fill this job together",
        "Senior Accountant, Northwind Foods Ltd",
        "with Harbour Recruitment Ltd · 2 openings · Leeds · valid until 30 April 2027",
        "24 working days",
        "You hold the ball for 6 steps",
        "we hold it for 2, and we share 2",
        "A day is Monday to Friday",
        "09:00–17:30 London, not public holidays in England",
        "A step is counted in the hours of the side that does it, without its public holidays and own days off.",
        "2 days from Thursday 16:00 end at 16:00 two working days later.",
        "counts from the next opening; what only has a date, from the end of that day.",
        "Who holds the ball, and for how long",
        "Day 24",
        "What each of us does",
        "Done when",
        "Feedback on every CV",
        "What we both aim for",
        "30 working days",
        "How we stay in touch",
        "Check-in: every week · Telephone, then a note by e-mail",
        "Recruiter: Tom Ellis · Senior Recruiter · deputy Ana Lopes",
        "Finance: Kim Bauer · Controller · when: before the offer · how: approves by e",
        "Negotiates the offer: Recruiter · Tom Ellis",
        "If something slips",
        "Tell early:",
        "Stop the clock:",
        "Steps 1, 2, 3, 5, 7, 9, 10 missed:",
        "Step 8 missed: The agency may tell the candidate about other offers",
        "Two misses in a row: Priya Nair and Tom Ellis talk within 1 working day.",
        "It does not change fees, the terms of business or anyone’s legal duties.",
        "Terms of business: HR-2026-17, dated 15 January 2026.",
        "For Northwind Foods Ltd",
        "Priya Nair · HR Business Partner · authority: Head of HR",
        "For Harbour Recruitment Ltd",
        "JO-0142 · Version 1 · Fingerprint",
    )


def test_a_client_with_hours_of_its_own_has_its_line_beside_ours() -> None:
    paper = text(render(pages.page(client_week=pages.BAVARIAN, client_holidays_of="Bavaria, Germany")))
    assert in_order(
        paper,
        "Each side has its own hours",
        "Northwind Foods: Monday to Thursday 08:00–16:30, Friday 08:00–12:00 and 13:00–15:00 Berlin, not public"
        " holidays in Bavaria, Germany",
        "Harbour Recruitment: Monday to Friday 09:00–17:30 London, not public holidays in England",
        "A step is counted in the hours",
    )
    ours = text(render(pages.page(week=replace(pages.BAVARIAN, days=(0, 1, 2)))))
    assert in_order(ours, "A day is Monday, Tuesday, Wednesday and Friday", "Monday to Wednesday 08:00–16:30, Friday")


def test_a_content_that_does_not_say_how_days_count_is_printed_as_it_was() -> None:
    paper = text(render(pages.page(says_how_days_count=False)))
    assert "counted in the hours" not in paper
    assert in_order(
        paper, "A day is Monday to Friday", "09:00–17:30 London, not public holidays in England", "Who holds"
    )


def test_roles_are_columns_and_parts_are_words() -> None:
    paper = text(render(pages.page(pages.ten_steps()[5:6])))
    assert in_order(paper, "Recruiter", "Client HR", "Hiring manager", "8 hours", "each interview", "per candidate")
    assert in_order(paper, "Is told Is told Does it", "Agrees")


def test_a_step_not_agreed_says_so() -> None:
    first, *rest = pages.ten_steps()
    paper = text(render(pages.page((replace(first, is_agreed=False), *rest), draft=True)))
    assert paper.count("not agreed yet") == 1


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize(("number", "most"), [(1, 1), (10, 1), (12, 2), (40, 3)])
def test_few_pages_hold_many_steps(number: int, most: int, paper: PaperSize) -> None:
    for client_week in (None, pages.BAVARIAN):
        data = render(pages.page(pages.steps(number), paper=paper, client_week=client_week))
        assert len(texts(data)) <= most


@pytest.mark.parametrize("paper", list(PaperSize))
def test_ten_steps_of_six_roles_each_candidate_counted_fit_one_page(paper: PaperSize) -> None:
    others = (Role.BUSINESS_LEADER, Role.FINANCE, Role.LEGAL)
    agreed = [replace(step, per_candidate=n > 2) for n, step in enumerate(pages.ten_steps())]
    agreed[6] = replace(agreed[6], asked=others)
    data = render(pages.page(tuple(agreed), paper=paper, sign_offs=(pages.signed(SignMethod.ON_SCREEN),)))
    assert len(texts(data)) == 1
    assert in_order(text(data), "Within, counted from", "2 days per candidate", "step 3", "8 hours per candidate")


@pytest.mark.parametrize("template", starting_templates(), ids=lambda template: template.key)
def test_every_starting_template_fits_two_pages(template: object) -> None:
    from desktop.domain.process import ProcessTemplate

    assert isinstance(template, ProcessTemplate)
    found = pages.ten_steps()[0]
    agreed = tuple(
        replace(
            found, id=s.id, title=s.title, done_when=s.done_when, within=s.within, counted_from=s.counted_from,
            does=s.does, answers=s.answers, asked=s.asked, told=s.told, if_missed=s.if_missed,
        )
        for s in template.steps
    )  # fmt: skip
    paper = texts(render(pages.page(agreed, terms=template.terms)))
    assert len(paper) <= 2
    assert all(step.title in " ".join(paper) for step in agreed)


def test_every_page_has_fingerprint_version_initials_and_number() -> None:
    page = pages.page(pages.steps(40))
    paper = texts(render(page))
    for number, one in enumerate(paper, 1):
        assert f"JO-0142 · Version 1 · Fingerprint {short(page.content.fingerprint)}" in one
        assert "Initials" in one
        assert f"Page {number} of {len(paper)}" in one


def test_draft_stands_across_each_page_until_the_content_is_fixed() -> None:
    assert all("DRAFT" in one for one in texts(render(pages.page(pages.steps(40), draft=True))))
    assert "DRAFT" not in text(render(pages.page()))


def test_an_amended_version_begins_with_what_changes() -> None:
    first, second = texts(render(pages.amended()))
    assert in_order(
        first,
        "What changes from version 1 to version 2",
        "The changes count from 1 December 2026.",
        "Step 3, First shortlist: within 7 days 5 days",
        "left out",
    )
    assert "This page replaces version 1." in second


def test_all_signature_blocks_are_on_one_page_client_first() -> None:
    signers = (Role.RECRUITER, Role.CLIENT_HR, Role.HIRING_MANAGER, Role.AGENCY_LEAD)
    terms = replace(pages.content().terms, signers=signers)
    paper = texts(render(pages.page(pages.steps(18), terms=terms)))
    (with_blocks,) = [one for one in paper if "Signature: we agree to work this way" in one]
    assert with_blocks.count("Signature: we agree to work this way") == 4
    assert in_order(with_blocks, "For Northwind", "Priya Nair", "Jo Marsh", "For Harbour", "Tom Ellis", "Agency lead")


def test_a_signature_is_noted_or_drawn_in_its_block() -> None:
    ink = pages.signed(SignMethod.INK)
    mail = pages.signed(SignMethod.EMAIL, email_reference="p.nair@northwind.example, 4 Nov 2026")
    drawn = pages.signed(SignMethod.ON_SCREEN)
    assert "signed in ink 4 November 2026, scan kept" in text(render(pages.page(sign_offs=(ink,))))
    paper = text(render(pages.page(sign_offs=(mail,))))
    assert "agreed by e-mail 4 November 2026: p.nair@northwind.example, 4 Nov 2026" in paper
    without = render(pages.page(sign_offs=(replace(drawn, drawing=()),)))
    assert len(render(pages.page(sign_offs=(drawn,)))) > len(without) + 300


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_scaled_into_its_corner(kind: str) -> None:
    data = render(pages.page(logo=pages.logo(kind)))
    assert b"/Subtype /Image" in data
    assert len(data) < 150_000


def test_a_logo_that_is_no_picture_is_refused_in_words() -> None:
    for bad in (b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, pages.logo()[:200]):
        with pytest.raises(UnreadableFileError):
            render(pages.page(logo=bad))


def test_user_text_is_printed_as_typed() -> None:
    typed = '<b>bold</b> & "quotes" <img src="http://localhost/x"> {title} %s \\n <!-- --> &amp;'
    step = replace(pages.ten_steps()[0], title=typed, done_when=typed)
    data = render(pages.page((step,), title=typed))
    assert letters(data).count("".join(typed.split())) == 3
    assert b"/URI" not in data


@pytest.mark.parametrize("script", pages.SCRIPTS)
def test_every_script_can_be_read_and_copied(script: str) -> None:
    first, *rest = pages.ten_steps()
    paper = text(render(pages.page((replace(first, done_when=pages.SCRIPTS[script]), *rest))))
    for word in pages.SCRIPTS[script].split():
        assert word in paper


def back(word: str) -> str:
    """A word that runs right to left, from left to right."""
    return word[::-1]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("اجتماع SAP مع 3 مدراء (2026)", f"(2026) {back('مدراء')} 3 {back('مع')} SAP {back('اجتماع')}"),
        ("קוראים HR (סוגריים)", f"({back('סוגריים')}) HR {back('קוראים')}"),
        ("Meet ראיון (תל אביב) now", f"Meet ({back('תל אביב')}) {back('ראיון')} now"),
        ("Recruiter: פגישה עם מנהל הגיוס", f"Recruiter: {back('פגישה עם מנהל הגיוס')}"),
    ],
)
def test_mixed_directions_stand_as_their_readers_read_them(typed: str, seen: str) -> None:
    mirrored = str.maketrans("()", ")(")
    (line,) = paragraph(typed, Style(9), 1000).lines
    shown = (item.text[::-1].translate(mirrored) if item.level % 2 else item.text for item in line.items)
    assert "".join(shown) == seen


def test_all_scripts_stand_on_one_page() -> None:
    paper = letters(render(pages.in_every_script()))
    assert "José" in paper
    assert "王小明" in paper
    assert "राजेश" in paper


def test_nothing_leaves_the_page_or_lies_over_its_neighbour() -> None:
    for page in (pages.as_long_as_allowed(), pages.page(pages.steps(40)), pages.in_every_script(), pages.amended()):
        for (left, bottom, right, top), lines in boxes(render(page)):
            for _, box in lines:
                assert left + 30 <= box[0]
                assert bottom + 10 <= box[1]
                assert box[2] <= right - 30
                assert box[3] <= top - 10
            for (one, a), (other, b) in combinations(lines, 2):
                across = min(a[2], b[2]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[1], b[1])
                assert across < 1 or down < 2.5, f"{one!r} lies over {other!r}"


def test_long_text_is_printed_to_its_last_letter() -> None:
    page = pages.as_long_as_allowed()
    paper = letters(render(page))
    for wanted in (
        pages.LONG[:600],
        "h" * 600,
        "T" * 200,
        "D" * 200,
        page.content.agency,
        page.content.title,
    ):
        assert "".join(wanted.split()) in paper
    assert paper.count("@") == 6000, "a row higher than a page goes on on the next"


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the shared data is not beside this repository")
def test_naughty_strings_are_drawn() -> None:
    strings = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    for start in range(0, len(strings), 50):
        some = strings[start : start + 50]
        agreed = tuple(replace(step, title=one) for step, one in zip(pages.steps(len(some)), some, strict=True))
        assert render(pages.page(agreed, title=some[0])).startswith(b"%PDF-1.7")


def test_paper_from_right_to_left_is_mirrored() -> None:
    ((_, usual),) = boxes(render(pages.page()))
    ((_, mirrored),) = boxes(render(pages.page(language="ar")))
    width = 595.28

    def title(lines: list[tuple[str, tuple[float, float, float, float]]]) -> tuple[float, float]:
        return next((box[0], box[2]) for said, box in lines if said.startswith("How we will fill"))

    assert title(mirrored)[1] == pytest.approx(width - title(usual)[0], abs=2)


def test_a_longer_language_still_fits() -> None:
    data = render(pages.page(language=PSEUDO))
    assert "Ñórthwiñd" not in letters(data)  # names are not words of ours
    assert "[Whát" in letters(data)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_is_dark_enough_without_colour() -> None:
    pairs = [(text_, ground) for text_ in (INK, GREY, PALE, OPEN, *SIDE.values()) for ground in ("FFFFFF",)]
    pairs += [(INK, tint) for tint in TINT.values()] + [(GREY, tint) for tint in TINT.values()] + [(GREY, BAND)]
    pairs += [(SIDE[side], TINT[side]) for side in SIDE]
    for ink, ground in pairs:
        assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5, (ink, ground)


SAME = """
import hashlib
from desktop.pdf.agreement import render
from tests.pdf import pages
for page in ({pages}):
    print(hashlib.sha256(render(page)).hexdigest())
"""


def hashes(calls: list[str], **environment: str) -> list[str]:
    code = SAME.format(pages=", ".join(f"pages.{call}()" for call in calls) + ",")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.split()


def test_the_same_page_is_the_same_bytes_in_any_process_zone_and_locale() -> None:
    calls = ["page", "in_every_script", "amended"]
    here = hashes(calls, TZ="UTC", LANG="C", PYTHONHASHSEED="1")
    there = hashes(list(reversed(calls)), TZ="Asia/Kathmandu", LANG="de_DE.UTF-8", LANGUAGE="de", PYTHONHASHSEED="2")
    assert here == list(reversed(there))


def test_the_language_of_the_screen_changes_no_page() -> None:
    page = pages.page(sign_offs=(pages.signed(SignMethod.INK),))
    before = render(page)
    set_language(PSEUDO)
    try:
        assert render(page) == before
    finally:
        set_language("en")


def test_a_page_changes_nothing_of_the_next() -> None:
    page: Page = pages.page()
    before = render(page)
    render(pages.in_every_script())
    assert render(page) == before
