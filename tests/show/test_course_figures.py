"""The figures of a course: the tree that its leaves make, bars of chances, words that stay where they belong."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import about
from playwright.sync_api import Browser, sync_playwright

from winset.course.course import NO_REACH
from winset.course.course_records import CourseResult, Doable, Leaf, Looked, Moment, PriceStretch, Story, Waiting
from winset.show.course_tables import told_stories
from winset.show.figures import palette
from winset.show.figures.svg import Figure, safe_id, wide, wrapped
from winset.show.figures.timeline import MOST, timeline
from winset.show.figures.tree import tree
from winset.show.html import html

SVG = "{http://www.w3.org/2000/svg}"
CHROMIUM = "/usr/bin/chromium"
HOSTILE = "<script>alert(1)</script>\u202e\"'&amp; ]]> "
LONG = "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww MMMMMMMMMMMMMMMMMMMM and then some more of it, and more and more"
WAIT = Doable("wait", "wait", "Wait")
TALK = Doable("talk", "lever", "Talk to them")
PUT = Doable("treaty", "propose", "Put the treaty", (("land", "some"),))

Tests = tuple[tuple[str, bool], ...]


def story(leaves: tuple[Leaf, ...], moments: tuple[Moment, ...] = (), lent: float = 1.0) -> Story:
    return Story(lent, moments, leaves, 0.987, (), ())


def result(*stories: Story, goal: str = "peace", name: str = "Peace") -> CourseResult:
    readings = tuple(each.lent for each in stories) or (1.0,)
    best = (Looked(2, lent, in_force=True, first=WAIT, gain=1.0, effort=0.0, net=1.0, error=0.0) for lent in readings)
    return CourseResult(
        about=about(),
        missing="",
        goal=goal,
        goal_name=name,
        by="us",
        period="a year",
        effort_unit="days",
        attention=0.1,
        discount=0.9,
        lent=readings,
        main=(2, True),
        reach=NO_REACH,
        looked=tuple(best),
        plans=(),
        stories=stories,
        waiting=tuple(Waiting(lent, None, None, (), (), ()) for lent in readings),
        prices=tuple((PriceStretch(0, None, WAIT, (), 1, 0),) for _ in readings),
        ranges=(),
        persons=(),
        structure=True,
        states=1,
    )


def leaves_of(shape: Any, doing: Doable = TALK, tests: Tests = ()) -> Iterator[Leaf]:
    """The leaves of a tree given as (question, what follows a yes, what follows a no), a leaf as its share."""
    if isinstance(shape, float):
        yield Leaf(tests, doing if tests and tests[-1][1] else WAIT, shape, 1.0)
        return
    asked, yes, no = shape
    yield from leaves_of(yes, doing, (*tests, (asked, True)))
    yield from leaves_of(no, doing, (*tests, (asked, False)))


def chain(length: int, words: str = "Is it {}") -> Any:
    shape: Any = 0.1
    for at in reversed(range(length)):
        shape = (words.format(at), 0.1, shape) if at % 2 else (words.format(at), shape, 0.1)
    return shape


def full(depth: int, words: str = "At {}", path: str = "x") -> Any:
    if not depth:
        return 0.125
    return (words.format(path), full(depth - 1, words, f"{path}y"), full(depth - 1, words, f"{path}n"))


def moments(periods: int, outcomes: int, acts: tuple[Doable, ...] = (WAIT, TALK, PUT)) -> tuple[Moment, ...]:
    """Made up: the first outcome grows by a tenth of what is left, the others share the rest; acts take turns."""
    found = []
    for period in range(periods + 1):
        first = 1 - 0.9**period if outcomes > 1 else 1.0
        rest = (1 - first) / max(outcomes - 1, 1)
        shares = [first, *([rest] * (outcomes - 1))]
        likely = acts[period % len(acts)]
        other = acts[(period + 1) % len(acts)]
        doing = () if period == periods else ((likely, 0.75), (other, 0.25)) if likely != other else ((likely, 1.0),)
        named = tuple((f"outcome_{at}", share) for at, share in enumerate(shares))
        found.append(Moment(period, named, doing, first))
    return tuple(found)


def parsed(figure: Figure | None) -> ET.Element:
    assert figure is not None
    return ET.fromstring(figure.svg)  # noqa: S314 - our own text


@dataclass(frozen=True)
class Box:
    """A box of a tree as drawn."""

    x: float
    y: float
    width: float
    height: float
    words: str
    title: str

    def holds(self, x: float, y: float) -> bool:
        return self.x - 1 <= x <= self.x + self.width + 1 and self.y - 1 <= y <= self.y + self.height + 1


def boxes_of(root: ET.Element) -> list[Box]:
    found = []
    for group in root.iter(f"{SVG}g"):
        frame = group.find(f"{SVG}rect")
        title = group.find(f"{SVG}title")
        assert frame is not None
        assert title is not None
        words = " ".join(line.text or "" for line in group.iter(f"{SVG}text"))
        x, y, width, height = (float(frame.attrib[key]) for key in ("x", "y", "width", "height"))
        found.append(Box(x, y, width, height, words, title.text or ""))
    return found


def followed(root: ET.Element) -> set[Tests]:
    """The answers on the way to each leaf, read off the arrows of a drawn tree as a reader would."""
    boxes = boxes_of(root)
    answers = [text for text in root.findall(f"{SVG}text") if text.text in {"yes", "no"}]
    arrows: dict[int, list[tuple[bool, int]]] = {}
    for path in root.findall(f"{SVG}path"):
        line = re.fullmatch(r"M([\d.]+) ([\d.]+)([VH])([\d.]+)", path.attrib["d"])
        if line is None:
            continue
        x, y, end = float(line[1]), float(line[2]), float(line[4]) + 5
        to = (x, end) if line[3] == "V" else (end, y)
        (start,) = [at for at, box in enumerate(boxes) if box.holds(x, y)]
        (target,) = [at for at, box in enumerate(boxes) if box.holds(*to)]
        near = min(answers, key=lambda text: abs(float(text.attrib["x"]) - x) + abs(float(text.attrib["y"]) - y))
        arrows.setdefault(start, []).append((near.text == "yes", target))

    def walk(at: int, way: Tests) -> Iterator[Tests]:
        if at not in arrows:
            yield way
        for answer, target in arrows.get(at, []):
            yield from walk(target, (*way, (boxes[at].words.removesuffix("?"), answer)))

    return set(walk(0, ()))


SHAPES = {
    "one question": ("Is it so", 0.7, 0.3),
    "chain": chain(7),
    "full": full(3),
    "mixed": ("A", ("B", 0.2, ("C", 0.1, 0.1)), ("D", ("E", 0.1, 0.1), 0.4)),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_arrows_lead_to_each_leaf_by_its_tests(shape: Any) -> None:
    leaves = tuple(leaves_of(shape))
    found = followed(parsed(tree(result(), story(leaves))))
    assert found == {leaf.tests for leaf in leaves}


@st.composite
def shapes(draw: st.DrawFn) -> Any:
    """A tree of two to eight leaves, grown one leaf at a time."""

    def split(shape: Any, at: int, name: str) -> tuple[Any, int]:
        if isinstance(shape, float):
            return ((name, 0.1, 0.1) if at == 0 else shape), at - 1
        yes, left = split(shape[1], at, name)
        no, left = split(shape[2], left, name)
        return (shape[0], yes, no), left

    shape: Any = 0.1
    for size in range(1, draw(st.integers(2, 8))):
        shape, _ = split(shape, draw(st.integers(0, size - 1)), f"Q{size}")
    return shape


@given(shapes())
def test_any_tree_is_drawn_as_it_is_without_boxes_on_each_other(shape: Any) -> None:
    leaves = tuple(leaves_of(shape))
    root = parsed(tree(result(), story(leaves)))
    assert followed(root) == {leaf.tests for leaf in leaves}
    boxes = boxes_of(root)
    width, height = (float(root.attrib[key]) for key in ("width", "height"))
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= width
        assert box.y + box.height <= height
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width < other.x or other.x + other.width < one.x
        assert apart or one.y + one.height < other.y or other.y + other.height < one.y


def test_a_leaf_tells_what_is_done_how_often_and_where_it_errs() -> None:
    leaves = (
        Leaf((("Q", True),), TALK, 0.3, 0.9),
        Leaf((("Q", False),), PUT, 0.7, 0.999),
    )
    words = [box.words for box in boxes_of(parsed(tree(result(), story(leaves))))]
    assert words == [
        "Q?",
        "Talk to them 30 % of the time, right in 90 % of it",
        "Put the treaty 70 % of the time",
    ]


def test_waiting_is_told_from_doing_without_colour() -> None:
    leaves = (Leaf((("Q", True),), WAIT, 0.5, 1.0), Leaf((("Q", False),), TALK, 0.5, 1.0))
    frames = {}
    for group in parsed(tree(result(), story(leaves))).iter(f"{SVG}g"):
        frame = group.find(f"{SVG}rect")
        assert frame is not None
        frames["".join(group.itertext())[:1]] = frame.attrib
    assert "rx" in frames["Q"]
    dashed = {"stroke-dasharray" in frame.attrib for frame in parsed(tree(result(), story(leaves))).iter(f"{SVG}rect")}
    assert dashed == {True, False}
    kinds = [
        ("rx" in box.attrib, "stroke-dasharray" in box.attrib)
        for group in parsed(tree(result(), story(leaves))).iter(f"{SVG}g")
        if (box := group.find(f"{SVG}rect")) is not None
    ]
    assert kinds == [(True, False), (False, True), (False, False)]


def test_where_one_thing_is_done_whatever_happens_there_is_no_tree() -> None:
    assert tree(result(), story((Leaf((), WAIT, 1.0, 1.0),))) is None
    assert tree(result(), story(())) is None


def test_leaves_that_make_no_tree_are_not_drawn() -> None:
    leaves = (Leaf((("Q", True),), WAIT, 0.5, 1.0), Leaf((("R", False),), TALK, 0.5, 1.0))
    assert tree(result(), story(leaves)) is None
    assert tree(result(), story((*leaves_of(chain(8)),))) is None


def segments(root: ET.Element, period: int, id_: str) -> list[tuple[float, str]]:
    """Heights and fills of the bar of a period, from the top."""
    (bar,) = [group for group in root.iter(f"{SVG}g") if group.attrib.get("data-id") == f"{id_}:after:{period}"]
    return [(float(rect.attrib["height"]), rect.attrib["fill"]) for rect in bar.findall(f"{SVG}rect") if "stroke" in
            rect.attrib]  # fmt: skip


def test_bars_are_as_high_as_their_chances_and_each_outcome_has_a_fill_of_its_own() -> None:
    told = story((), moments(4, 6))
    figure = timeline(result(), told)
    assert figure is not None
    root = parsed(figure)
    for moment in told.moments[1:]:
        found = segments(root, moment.period, figure.id)
        assert [height / 156 for height, _ in found] == pytest.approx(
            [chance for _, chance in moment.outcomes], abs=1e-3
        )
        assert len({fill for _, fill in found}) == 6
    defined = {f"url(#{pattern.attrib['id']})" for pattern in root.iter(f"{SVG}pattern")}
    used = {fill for _, fill in segments(root, 1, figure.id)}
    assert {fill for fill in used if fill.startswith("url")} <= defined
    assert len(used - defined) == 2  # the dark one and paper, told apart without colour


def test_more_outcomes_than_fills_are_taken_together() -> None:
    figure = timeline(result(), story((), moments(3, 9)))
    assert figure is not None
    root = parsed(figure)
    found = segments(root, 1, figure.id)
    assert len(found) == MOST
    assert found[-1][0] / 156 == pytest.approx(0.9 * 4 / 8, abs=1e-3)
    assert "4 other outcomes" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_deed_under_one_name_is_one_row_and_rare_ones_are_counted() -> None:
    other = Doable("treaty", "propose", "Put the treaty", (("land", "more"),))
    rare = Doable("rare", "lever", "A rare thing")
    start = Moment(0, (("left", 1.0),), ((PUT, 0.5), (other, 0.497), (rare, 0.003)), 0.0)
    figure = timeline(result(), story((), (start, Moment(1, (("left", 1.0),), (), 0.0))))
    root = parsed(figure)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.count("Put the treaty") == 1
    assert "A rare thing" not in words
    assert ">99 %" in words
    assert any((word or "").startswith("1 other thing") for word in words)


def test_there_is_no_timeline_without_a_period() -> None:
    assert timeline(result(), story((), moments(0, 2))) is None


def drawn() -> list[Figure]:
    hostile = [Doable("a", "lever", HOSTILE * 3), Doable("b", "propose", LONG), Doable("c", "arrange", "東京" * 40)]
    told = [
        (story(tuple(leaves_of(chain(7, "Is it {}"))), moments(10, 3)), "peace"),
        (story(tuple(leaves_of(full(3, f"{HOSTILE} {{}}"), hostile[0])), moments(1, 6, (*hostile,))), HOSTILE),
        (story(tuple(leaves_of(full(3, f"{LONG} {{}}"), hostile[1])), moments(24, 2, (*hostile, WAIT))), "long"),
        (story(tuple(leaves_of(chain(7, "東京" * 30 + "{}"), hostile[2])), moments(120, 9, (TALK, WAIT))), "wide"),
    ]
    made = []
    for each, goal in told:
        asked = result(each, goal=goal, name=goal)
        made += [tree(asked, each), timeline(asked, each)]
    assert None not in made
    return [figure for figure in made if figure is not None]


FIGURES = drawn()
NAMES = [f"{figure.id[:6]}-{at}" for at, figure in enumerate(FIGURES)]


@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_every_figure_is_well_formed_described_and_of_the_palette(figure: Figure) -> None:
    root = parsed(figure)
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root[0].text == figure.title
    assert figure.subtitle in (root[1].text or "")
    assert figure.table.rows
    marks = [element for element in root.iter() if "data-id" in element.attrib]
    assert marks
    assert len({mark.attrib["data-id"] for mark in marks}) == len(marks)
    known = {value for name, value in vars(palette).items() if name.isupper() and str(value).startswith("#")}
    assert set(re.findall(r"#[0-9a-f]{6}", figure.svg)) <= known
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "circle", "line", "text",
    }  # fmt: skip
    assert "\u202e" not in figure.svg
    assert "<script" not in figure.svg


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason="Chromium measures the words")
@pytest.mark.parametrize("figure", FIGURES, ids=NAMES)
def test_no_words_leave_the_figure_or_their_box_or_meet_each_other(browser: Browser, figure: Figure) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 1400})
    page.set_content(f"<body style='margin:0'>{figure.svg}")
    found = page.evaluate(
        """() => {
            const place = item => { const box = item.getBBox(); return [box.x, box.y, box.width, box.height]; };
            return [...document.querySelectorAll('text')].map(item => {
                const frame = item.parentNode.tagName === 'g' ? item.parentNode.querySelector('rect') : null;
                return [item.textContent, place(item), frame ? place(frame) : null];
            });
        }"""
    )
    page.close()
    width, height = (float(parsed(figure).attrib[key]) for key in ("width", "height"))
    is_tree = figure.id.startswith("tree")
    for words, (x, y, across, tall), frame in found:
        assert x >= 0, words
        assert y >= 0, words
        assert x + across <= width, words
        assert y + tall <= height, words
        if is_tree and frame is not None:
            assert frame[0] <= x, words
            assert x + across <= frame[0] + frame[2], words
            assert frame[1] <= y + 2, words
            assert y + tall <= frame[1] + frame[3] + 2, words
    if is_tree:
        boxes = [frame for _, _, frame in found if frame is not None]
        for words, (x, y, across, tall), frame in found:
            for left, top, wide_, high in boxes if frame is None else []:
                beside = x + across <= left or left + wide_ <= x
                assert beside or y + tall - 3 <= top or top + high <= y + 3, words
    for (words, one, _), (others, other, _) in combinations(found, 2):
        apart = one[0] + one[2] <= other[0] + 0.5 or other[0] + other[2] <= one[0] + 0.5
        lines = one[1] + one[3] - 3 <= other[1] or other[1] + other[3] - 3 <= one[1]  # room above and below letters
        assert apart or lines, (words, others)


def test_words_are_wrapped_to_a_width_and_nothing_is_lost_but_what_has_no_room() -> None:
    lines = wrapped("one two three four", wide("one two"), most=4)
    assert lines == ["one two", "three", "four"]
    cut = wrapped("m" * 60, 100, most=2)
    assert len(cut) == 2
    assert cut[0].endswith("-")
    assert cut[1].endswith("…")
    assert all(wide(line) <= 100 for line in cut)
    assert "".join(line.removesuffix("-") for line in wrapped("m" * 60, 100, most=99)) == "m" * 60
    assert wrapped("  ", 100) == [""]


@given(st.lists(st.text(max_size=6), min_size=2, max_size=5, unique=True))
def test_unlike_goals_have_figures_of_unlike_ids(texts: list[str]) -> None:
    ids = [safe_id(text) for text in texts]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]*", id_) for id_ in ids)


def test_two_readings_are_drawn_only_where_they_differ() -> None:
    leaves = tuple(leaves_of(("Q", 0.7, 0.3)))
    nearly = tuple(Leaf(leaf.tests, leaf.doing, leaf.share + 1e-9, leaf.right) for leaf in leaves)
    time = moments(3, 2)
    same = result(story(leaves, time, 0.0), story(nearly, time, 1.0))
    assert [each.lent for each in told_stories(same)] == [1.0]
    assert html(same).count("<svg") == 2
    differing = result(story(leaves, time, 0.0), story(leaves, moments(3, 3), 1.0))
    assert html(differing).count("<svg") == 4
    ids = re.findall(r' id="([^"]+)"', html(differing))
    assert len(set(ids)) == len(ids)


def test_numbers_of_periods_are_as_dense_as_there_is_room() -> None:
    root = parsed(timeline(result(), story((), moments(120, 2))))
    shown = [int(text.text or 0) for text in root.findall(f"{SVG}text") if (text.text or "").isdigit()]
    assert shown[:3] == [1, 10, 20]
    assert all(after > before for before, after in pairwise(shown))
