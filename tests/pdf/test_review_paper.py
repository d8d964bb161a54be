"""The partnership review on paper: both sides, page x of y, nothing clipped, whatever is on it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from desktop.domain.agency import PaperSize
from desktop.domain.limits import Within
from desktop.domain.measures import Month, Ratio
from desktop.domain.measuring import Period, Rows, measured
from desktop.domain.partnership import PilotMeasure
from desktop.domain.review import Decided, Win
from desktop.domain.roles import Side
from desktop.pdf.review import render_review
from desktop.pdf.style import MARGIN
from tests.domain.measured_rows import JOB, LONDON, NOW, promise
from tests.pdf import pages, reviews
from tests.pdf.reading import boxes, fonts, letters, text, texts


@pytest.mark.parametrize("paper", list(PaperSize))
def test_it_tells_of_both_sides_ours_first_and_what_comes_next_last(paper: PaperSize) -> None:
    data = render_review(replace(reviews.plain(), paper=paper, logo=pages.logo("JPEG")))
    said, at = text(data), 0
    for wanted in (
        "Harbour and Northwind",
        "Partnership review · 5 January 2027",
        "Working together, Q4 2026",
        "Northwind Foods Ltd",
        "1 October 2026 to 31 December 2026",
        "1 of 2 on time (not enough yet)",
        "5 of 6 on time (83%)",
        "1 job order filled",
        "1 pilot tried",
        "What we celebrate",
        "Senior Accountant",
        "in 48 days",
        "Kept on time, month by month",
        "Nov 2026",
        "Step by step: promised and delivered",
        "median 1.4 days, nine of ten 4.5 days",
        "From job order to hire",
        "median 6 days, nine of ten 9 days",
        "4 of 6 (67%)",
        "1 so far (not enough yet)",
        "Pilots: what we tried",
        "Within 2 days instead of 3 days",
        "Tried on Senior Accountant (JO-0142) from 9 November 2026 to 6 December 2026; before: since 1 October 2026",
        "Measured by: Kept within the limit that is tried",
        "Before",
        "4 of 6 within 2 days; also 5 of 6 on time; median 1.4 days, nine of ten 4.5 days",
        "With the change",
        "5 of 6 within 2 days; also 5 of 6 on time; median 1.4 days, nine of ten 4.5 days",
        "Adopt it (judged together on 7 December 2026): Candidates stayed warm.",
        "What we decided together",
        "Two rounds",
        "Intake meeting · Senior Accountant · JO-0142",
        "What both sides said",
        "Priya Nair · Senior Accountant · JO-0142",
        "We knew whose turn it was.",
        "The market",
        "Source: Survey of recruiters",
        "What we propose next",
        "Two slots a week",
        "Kept on time: Promises kept by their due time",
    ):
        assert wanted in said[at:], wanted
        at = said.index(wanted, at)
    assert "5 of 5" in said
    assert all("/FontFile2" in descriptor for descriptor in fonts(data).values())


def test_equal_reviews_are_equal_bytes_and_the_file_says_what_it_is() -> None:
    data = render_review(reviews.plain())
    again = replace(reviews.plain(), pilots=tuple(replace(p) for p in reviews.plain().pilots))
    assert data == render_review(again)
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as about:
        assert about["dc:title"] == "Partnership review: Northwind Foods Ltd, Q4 2026"
        assert about["dc:creator"] == ["Harbour Recruitment Ltd"]
        assert about["pdfaid:part"] == "3"


def test_each_page_says_which_of_how_many_it_is() -> None:
    said = texts(render_review(reviews.crowded()))
    assert len(said) > 4
    for number, page in enumerate(said, 1):
        assert f"Page {number} of {len(said)}" in page


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("typed", ["Entry {n}", "{n} " + "面試反饋" * 40, "{n} " + "word " * 110, "{n}" + "x" * 590])
def test_long_lists_go_on_to_the_next_page_and_nothing_is_clipped(paper: PaperSize, typed: str) -> None:
    data = render_review(replace(reviews.crowded(typed), paper=paper, client_short="C" * 100, agency_short="W " * 50))
    for (left, bottom, right, top), lines in boxes(data):
        words = [(said, box) for said, box in lines if said.strip()]
        assert all(left < a and bottom < b and c < right and d < top for _said, (a, b, c, d) in words)
        lowest = min(b for said, (_a, b, _c, _d) in words if "Both sides" not in said and "Page" not in said)
        assert lowest > 34, "nothing runs into the foot of the page"


def test_every_entry_of_a_long_list_is_printed_under_its_heading() -> None:
    data = render_review(reviews.crowded("Thing{n:03d}"))
    said = letters(data)
    for n in range(1, 45):  # a step, a win, a decision, feedback's name and words, a note and its source
        assert said.count(f"Thing{n:03d}") >= 7, n
    assert sum("What we decided together" in page for page in texts(data)) > 1, "its heading stands again"


def test_a_decision_as_long_as_notes_can_be_goes_over_many_pages() -> None:
    words = " ".join(f"w{n}" for n in range(4_000))
    one = Decided(on=reviews.FIRST, meeting="Check-in", text=words + " " + "y" * 20_000)
    said = letters(render_review(reviews.review(decisions=(one,))))
    assert all(f"w{n}" in said for n in (0, 1_999, 3_999))
    assert said.count("y") >= 20_000


def test_lines_of_a_pilots_reasons_are_all_printed() -> None:
    reasons = [f"reason{n:03d}" for n in range(300)]
    said = text(render_review(reviews.review(pilots=(reviews.pilot(because="\n".join(reasons)),))))
    assert all(reason in said for reason in reasons)


def test_without_anything_to_tell_it_is_one_page_without_empty_headings() -> None:
    (said,) = texts(render_review(reviews.review()))
    assert said.count("nothing was due") == 2
    assert "0 of 0" not in said
    for heading in (
        "Kept on time:",
        "Time to fill:",
        "What we celebrate",
        "Pilots",
        "decided",
        "both sides said",
        "The market",
        "propose",
        "Step by",
    ):
        assert heading not in said


def test_a_pilot_without_any_promise_needs_no_key_to_bars() -> None:
    said = text(render_review(reviews.review(pilots=(replace(reviews.pilot(), before=None, tried=None),))))
    assert "Outline:" not in said
    assert "Kept on time:" not in said
    assert "Outline:" in text(render_review(reviews.review(pilots=(reviews.pilot(),))))


def test_a_win_looks_the_same_whether_it_is_known_when_the_job_order_came_or_not() -> None:
    win = Win(on=date(2026, 12, 10), reference="JO-0142", title="Senior Accountant")
    titles = []
    for one in (win, replace(win, days=48)):
        _page, lines = next(boxes(render_review(reviews.review(wins=(one,)))))
        titles += [box for line, box in lines if line.strip() == win.title]
    assert len(titles) == 2
    assert titles[0] == titles[1], "as wide, so as bold"


def test_a_pilot_still_running_or_without_promises_says_so() -> None:
    running = replace(reviews.pilot(verdict=None, judged_on=None), before=None)
    said = text(render_review(reviews.review(pilots=(running,), dated=running.pilot.last)))
    assert "Before: no promise of this step was due" in said
    assert "Still running" in said
    ended = text(render_review(reviews.review(pilots=(running,))))
    assert "To be judged together: adopt it, change it or drop it" in ended


@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        (PilotMeasure.ON_TIME, "5 of 6 on time; also 4 of 6 within 2 days; median 1.4 days, nine of ten 4.5 days"),
        (PilotMeasure.TAKEN, "median 1.4 days, nine of ten 4.5 days; also 4 of 6 within 2 days; 5 of 6 on time"),
    ],
)
def test_the_figure_that_a_pilot_is_measured_by_is_said_first(measure: PilotMeasure, figures: str) -> None:
    said = " ".join(text(render_review(reviews.review(pilots=(reviews.pilot(measure=measure),)))).split())
    assert f"Measured by: {measure.label}" in said
    assert figures in said


def test_a_pilot_of_few_promises_says_each_and_that_it_is_not_enough_yet() -> None:
    few = replace(
        reviews.pilot(measure=PilotMeasure.TAKEN),
        before=reviews.few("Feedback on every CV"),
        before_within=Ratio(),
    )
    said = " ".join(text(render_review(reviews.review(pilots=(few,)))).split())
    assert "0.8 days and 1 day taken (not enough yet); also 2 of 2 on time" in said


def test_both_sides_of_a_pilot_are_told_in_days_though_several_limits_were_promised_before() -> None:
    before = [promise(n, "A", Side.CLIENT, days=0.5 * n, limit=Within(2 + n % 2)) for n in range(1, 6)]
    step = measured(Rows(before, [], [], [JOB]), Period(LONDON, reviews.FIRST, reviews.LAST), NOW).steps[0]
    said = text(render_review(reviews.review(pilots=(replace(reviews.pilot(), before=step),))))
    assert "median 1.5 days, nine of ten 2.5 days" in " ".join(said.split())


def test_what_users_typed_prints_as_typed() -> None:
    typed = "<b>A & B</b> <img src=x> {client} %s"
    data = render_review(
        replace(
            reviews.review(decisions=(Decided(on=reviews.FIRST, meeting=typed, text=typed),), proposals=(typed,)),
            client=typed,
            feedback=(reviews.feedback(Side.CLIENT, typed, 3, typed),),
        )
    )
    assert text(data).count(typed) >= 6
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/XObject" not in pdf.pages[0].obj["/Resources"], "no picture was loaded"


@pytest.mark.parametrize(
    "name", ["شركة الخليج للخدمات", "株式会社光デザイン", "כרמל מדיקל", "गंगा सॉफ़्टवेयर", "Зерно Дніпра"]
)
def test_names_in_any_script_leave_the_figures_as_they_are(name: str) -> None:
    said_by = reviews.feedback(Side.CLIENT, name, 4, name)
    data = render_review(replace(reviews.plain(), client=name, client_short=name, feedback=(said_by,)))
    said = text(data)
    assert re.search(r"\b4 of 5\b", said)
    assert "5 of 6 (83%)" in said
    assert "\ufffd" not in said
    assert not any(font.endswith("notdef") for font in fonts(data))


def test_a_review_in_a_language_that_runs_right_to_left_is_mirrored() -> None:
    ((_box, left), *_more), ((_other, right), *_rest) = (
        list(boxes(render_review(replace(reviews.plain(), language=tag)))) for tag in ("en", "en-XA")
    )
    title = next(box for words, box in left if words.startswith("Working together"))
    mirrored = max(box[2] for _words, box in right)
    assert title[0] < 60
    assert mirrored > 500


def test_months_are_told_apart_without_colour() -> None:
    """In grey the client's bar is hatched and ours is plain; an empty part of both is white."""
    ours = _edges(Month(reviews.FIRST, agency=Ratio(10, 10)), Side.AGENCY)
    theirs = _edges(Month(reviews.FIRST, client=Ratio(10, 10)), Side.CLIENT)
    none = _edges(Month(reviews.FIRST, agency=Ratio(0, 10)), Side.AGENCY)
    assert ours[0] < 6
    assert theirs[0] > 20
    assert ours[1] < 245 < none[1]


def _edges(month: Month, side: Side) -> tuple[int, int]:
    """How often the bar of `side` turns light or dark in its first 50 points, and how light it is at most."""
    page = reviews.plain()
    data = render_review(replace(page, kept=replace(page.kept, trend=(month,))))
    (_sheet, lines), *_rest = boxes(data)
    label = next(box for words, box in lines if words.startswith("Oct 2026"))
    picture = pypdfium2.PdfDocument(data)[0].render(scale=4, grayscale=True).to_pil()
    y = int(picture.height - (label[1] + label[3]) / 2 * 4)
    across = 0.14 if side == Side.AGENCY else 0.58
    left = int((MARGIN + (picture.width / 4 - 2 * MARGIN) * across + 2) * 4)
    row = [picture.getpixel((x, y)) for x in range(left, left + 200)]
    dark = [value < 200 for value in row]
    return sum(one != next_one for one, next_one in pairwise(dark)), max(row)
