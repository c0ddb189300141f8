"""The figure of what flips the verdict: sides, lengths, and the same in words."""

import re
from xml.etree import ElementTree

import winset
from winset.show.figures.tornado import tornado


def test_bars_go_to_the_side_on_which_the_verdict_flips() -> None:
    result = winset.doubt(winset.load("good-friday-1998"), draws=1_000, reading_draws=0)
    figure = tornado(result)
    assert figure is not None
    picture = ElementTree.fromstring(figure.svg)  # noqa: S314  # our own picture
    space = "{http://www.w3.org/2000/svg}"
    bars = {
        group.attrib["data-id"]: group.find(f"{space}rect")
        for group in picture.iter(f"{space}g")
        if "data-id" in group.attrib
    }
    assert bars
    for row in result.tripwires:
        bar = bars.get(f"tornado:{row.path}")
        if bar is None or row.nearness is None or row.change:
            continue
        x, width = float(bar.attrib["x"]), float(bar.attrib["width"])
        assert (x == 320) == row.up
        # Fifty pixels for each width of its range, up to four of them.
        assert abs(width - max(min(float(row.nearness), 4) * 50, 2)) < 0.01
    assert len(figure.table.rows) == len([row for row in result.tripwires if row.kind == "number" and not row.change])
    assert re.search(r"below 42\.5 points of opinion", figure.svg)


def test_without_numbers_that_flip_there_is_no_figure() -> None:
    result = winset.doubt(winset.load("jcpoa-2015"), draws=1_000, reading_draws=0)
    numbers = [row for row in result.tripwires if row.kind == "number" and not row.change]
    assert (tornado(result) is None) == (not numbers)
