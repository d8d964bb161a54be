"""The check-in page: both sides, our own misses first, one page whatever is on it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from desktop.domain.agency import PaperSize
from desktop.domain.limits import Unit, Within
from desktop.domain.measures import BallDays
from desktop.domain.partnership import MarketNote
from desktop.domain.roles import Side
from desktop.pdf.check_in import render_check_in
from tests.domain.measured_rows import NOW, late, promise, running
from tests.pdf import check_ins, pages
from tests.pdf.reading import boxes, fonts, letters, text, texts


@pytest.mark.parametrize("paper", list(PaperSize))
def test_it_says_how_both_kept_their_promises_our_own_misses_first(paper: PaperSize) -> None:
    data = render_check_in(replace(check_ins.plain(), paper=paper, logo=pages.logo("JPEG")))
    (page,) = texts(data)
    at = 0
    for wanted in (
        "What we promised, and what we delivered",
        "Northwind Foods Ltd",
        "2 of 4 on time (not enough yet)",
        "5 of 6 on time (83%), 1 excused",
        "Harbour (us) not in time",
        "Reference checks",
        "3 days late, still running",
        "Shortlist of 3 to 5",
        "Northwind not in time",
        "Feedback on every CV",
        "2 days late",
        "Step by step",
        "median 1.4 days, nine of ten 4.5 days",
        "0 of 1 on time (not enough yet)",
        "Who held the ball",
        "Also running",
        "Interview slots",
        "Sat 21 Nov 16:00",
        "Priya Nair and Tom Ellis talk within 1 working day.",
        "Kept on time: Promises kept by their due time",
    ):
        assert wanted in page[at:], wanted
        at = page.index(wanted, at)
    assert all("/FontFile2" in descriptor for descriptor in fonts(data).values())


def test_news_of_the_market_stand_last_with_source_and_day_and_long_ones_are_shortened() -> None:
    notes = tuple(
        MarketNote(on=date(2026, 11, day), text=words, source=f"Survey {day}")
        for day, words in ((9, "Pay rose by 4 %"), (4, "Long " * 400))
    )
    said = text(render_check_in(replace(check_ins.plain(), market=notes)))
    at = said.index("News of the market")
    assert at > said.index("Also running")
    assert "Pay rose by 4 %" in said[at:]
    assert "Survey 9, 9 November 2026" in said[at:]
    assert "…" in said[at:]
    assert said.count("Long") == 80
    assert "News of the market" not in text(render_check_in(check_ins.plain()))


def test_equal_pages_are_equal_bytes_and_the_file_says_what_it_is() -> None:
    page = replace(check_ins.plain(), language="en-GB", job="Senior Accountant", reference="JO-0142")
    data = render_check_in(page)
    assert data == render_check_in(replace(check_ins.plain(), language="en-GB", job=page.job, reference="JO-0142"))
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as about:
        assert about["dc:title"] == "Promised and delivered: Senior Accountant"
        assert about["dc:creator"] == ["Harbour Recruitment Ltd"]
        assert (
            about["dc:description"] == "Check-in of Harbour Recruitment Ltd and Northwind Foods Ltd, 20 November 2026"
        )
        assert pdf.Root.Lang == "en-GB"


@pytest.mark.parametrize("paper", list(PaperSize))
@pytest.mark.parametrize("title", ["Step {n}", "{n} " + "面試反饋" * 20, "{n} " + "word " * 30, "{n}" + "x" * 195])
def test_a_long_list_ends_with_how_many_more_there_are_and_nothing_leaves_the_page(
    paper: PaperSize, title: str
) -> None:
    page = replace(check_ins.crowded(title), paper=paper, client_short="C" * 100, agency_short="W " * 50)
    data = render_check_in(page)
    ((box, lines),) = boxes(data)
    left, bottom, right, top = box
    assert all(left < a and bottom < b and c < right and d < top for _, (a, b, c, d) in lines)
    lowest = min(b for words, (_a, b, _c, _d) in lines if words.strip() and "Both sides" not in words)
    assert lowest > 34, "nothing runs into the foot of the page"
    said = text(data)
    assert len(re.findall(r"and \d+ more", said)) == 4
    assert "Kept on time:" in said, "what the figures mean stays"


def test_the_numbers_left_out_and_shown_come_to_all() -> None:
    page = check_ins.page([late(n, f"Miss{n:03d}", Side.AGENCY) for n in range(1, 120)])
    said = letters(render_check_in(page)).partition("Northwindnothingwasdueyet")[0]
    shown = sum(f"Miss{n:03d}" in said for n in range(1, 120))
    assert f"and{119 - shown}more" in said
    assert 10 < shown < 60


def test_what_users_typed_prints_as_typed() -> None:
    typed = "<b>A & B</b> <img src=x> {client} %s"
    data = render_check_in(replace(check_ins.page([late(1, typed, Side.CLIENT)]), client=typed, agency=typed))
    assert text(data).count(typed) >= 3
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/XObject" not in pdf.pages[0].obj["/Resources"], "no picture was loaded"


@pytest.mark.parametrize(
    "name", ["شركة الخليج للخدمات", "株式会社光デザイン", "כרמל מדיקל", "गंगा सॉफ़्टवेयर", "Зерно Дніпра"]
)
def test_names_in_any_script_leave_the_figures_as_they_are(name: str) -> None:
    data = render_check_in(replace(check_ins.plain(), client=name, client_short=name))
    said = text(data)
    assert "5.5 days" in said
    assert "not in time" in said
    assert "\ufffd" not in said
    assert not any(font.endswith("notdef") for font in fonts(data))


def test_a_page_in_a_language_that_runs_right_to_left_is_mirrored() -> None:
    ((_box, left), (_other, right)) = (
        next(iter(boxes(render_check_in(replace(check_ins.plain(), language=tag))))) for tag in ("en", "en-XA")
    )
    title = next(box for words, box in left if words.startswith("What we promised"))
    mirrored = next(box for words, box in right if "prömíséd" in words)
    assert title[0] < 60
    assert mirrored[2] > 500


def test_nothing_promised_yet_is_said_and_not_drawn() -> None:
    said = text(render_check_in(check_ins.page([])))
    assert said.count("nothing was due yet") == 2
    assert said.count("nothing was due") == 4, "for each side at the top, and above its empty list"
    assert "0 of 0" not in said
    assert "Kept on time:" not in said, "no figure is explained that is not there"
    assert "Step by step" not in said
    assert "Nothing is running" in said


def test_what_runs_late_is_told_once_and_what_else_runs_below() -> None:
    late_only = check_ins.page([running(1, "Reference checks", Side.AGENCY, NOW - timedelta(days=6))])
    said = text(render_check_in(late_only))
    assert said.count("Reference checks") == 2, "among the misses, and by step"
    assert "1 promise is running" in said
    assert "running now" not in said.casefold().replace("still running", "")
    in_time = check_ins.page([running(1, "Reference checks", Side.AGENCY)])
    assert "Running now" in text(render_check_in(in_time))


def test_limits_that_differ_only_in_their_amount_are_told_from_least_to_most() -> None:
    promises = [promise(n, "A", Side.CLIENT, limit=Within(n)) for n in (3, 1, 2)]
    assert "1 to 3 days" in text(render_check_in(check_ins.page(promises)))


def test_enough_to_say_how_often_and_not_how_quickly_is_said_apart() -> None:
    few_kept = [promise(n, "A", Side.CLIENT) for n in range(1, 4)]
    still_late = [running(n, "A", Side.CLIENT, NOW - timedelta(days=6)) for n in range(4, 7)]
    said = text(render_check_in(check_ins.page(few_kept + still_late)))
    assert "3 of 6 on time; time taken: not enough yet" in said


def test_a_median_in_calendar_days_says_so() -> None:
    week = Within(7, Unit.CALENDAR_DAYS)
    said = text(render_check_in(check_ins.page([promise(n, "A", Side.CLIENT, limit=week) for n in range(1, 7)])))
    assert "median 1 calendar day, nine of ten 1 calendar day" in said


def test_references_are_told_with_their_titles_where_they_are_few_enough_to_be_looked_up() -> None:
    jobs = tuple((f"JO-{n:04d}", "محلل سلسلة التوريد" if n == 2 else f"Buyer {n}") for n in range(1, 9))
    said = text(render_check_in(replace(check_ins.plain(), jobs=jobs)))
    assert "Buyer 8" in said
    assert said.index("Buyer 8") < said.index("not in time")
    many = replace(check_ins.plain(), jobs=(*jobs, ("JO-0009", "Buyer 9")))
    assert "Buyer 8" not in text(render_check_in(many))


def test_the_same_step_missed_twice_is_named_once() -> None:
    (talk,) = check_ins.plain().talks
    twice = replace(talk, rung=replace(talk.rung, missed=("Interview slots", "Interview slots")))
    assert "“Interview slots” twice:" in text(render_check_in(replace(check_ins.plain(), talks=(twice,))))


def test_everything_in_time_is_said_of_that_side() -> None:
    said = text(render_check_in(check_ins.page([promise(1, "A", Side.AGENCY), late(2, "B", Side.CLIENT)])))
    assert "Harbour (us) everything was in time" in said
    assert "Northwind not in time" in said


def test_who_held_the_ball_is_told_apart_without_colour() -> None:
    """In grey the client's part is hatched, ours is plain and shaded, time on hold is white."""
    edges, shades = zip(*map(_bar_in_grey, (BallDays(agency=5), BallDays(client=5), BallDays(hold=5))), strict=True)
    ours, theirs, hold = edges
    assert ours < 6 > hold
    assert theirs > 100
    assert shades[0] < 245 < shades[2]


def _bar_in_grey(ball: BallDays) -> tuple[int, int]:
    """How often the middle of the bar turns light or dark, and how light it is at its middle."""
    page = check_ins.plain()
    data = render_check_in(replace(page, kept=replace(page.kept, ball=ball)))
    ((_sheet, lines),) = boxes(data)
    heading = next(box for words, box in lines if words.startswith("Who held"))
    picture = pypdfium2.PdfDocument(data)[0].render(scale=4, grayscale=True).to_pil()
    y = picture.height - int((heading[1] - 9) * 4)
    row = [picture.getpixel((x, y)) for x in range(200, picture.width - 200)]
    return sum(abs(a - b) > 25 for a, b in pairwise(row)), max(row)


def test_the_page_of_one_job_order_names_it_once_at_the_top() -> None:
    page = replace(check_ins.plain(), job="Senior Accountant", reference="JO-0142", talks=())
    assert text(render_check_in(page)).count("JO-0142") == 1
