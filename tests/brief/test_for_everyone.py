"""The briefing for those who read it otherwise: by ear, in the dark, on a phone, on paper. axe-core looks it over."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from briefings import CASES, briefing
from winset.show.figures import palette

CHROMIUM = "/usr/bin/chromium"
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
PHONE, DESK = 360, 1280
_FOLDS = "for (const fold of document.querySelectorAll('details')) fold.open = true"
_COLOURS = """(selector) => [...document.querySelectorAll(selector)]
    .map(part => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def opened(browser: Browser, file: Path, scheme: Literal["light", "dark"], width: int) -> Page:
    """A page with all its folds open; its policy would keep axe-core out, which is a script."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(_FOLDS)
    return page


def found_by_axe(page: Page) -> list[str]:
    """What axe-core finds, whatever its impact: the rule, its impact, and the first elements."""
    response: dict[str, Any] = Axe().run(page).response
    assert len(response["passes"]) > 20
    return [_told(each) for each in response["violations"]]


def _told(violation: dict[str, Any]) -> str:
    nodes: Sequence[dict[str, Any]] = violation["nodes"]
    shown = "; ".join(str(node["html"])[:200] for node in nodes[:3])
    return f"{violation['id']} ({violation['impact']}), {len(nodes)} times: {shown}"


@pytest.fixture(params=CASES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    written = tmp_path / "brief.html"
    written.write_text(briefing(request.param), "utf-8")
    return written


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(browser: Browser, file: Path, scheme: Literal["light", "dark"], width: int) -> None:
    page = opened(browser, file, scheme, width)
    assert found_by_axe(page) == []
    page.context.close()


def test_axe_would_find_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    text = briefing("panama-1978").replace("--quiet: #555;", "--quiet: #bbb;").replace(' lang="en"', "")
    wrong = tmp_path / "wrong.html"
    wrong.write_text(text, "utf-8")
    page = opened(browser, wrong, "light", DESK)
    assert {told.partition(" ")[0] for told in found_by_axe(page)} == {"color-contrast", "html-has-lang"}
    page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_is_wider_than_a_phone_with_its_folds_open(
    browser: Browser, file: Path, scheme: Literal["light", "dark"]
) -> None:
    page = opened(browser, file, scheme, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.context.close()


def test_what_is_wider_scrolls_in_a_region_that_the_keyboard_reaches(browser: Browser, file: Path) -> None:
    page = opened(browser, file, "light", PHONE)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
            .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === 'auto')
            .map(part => [part.getAttribute('role'), part.tabIndex, (part.getAttribute('aria-label') || '') !== ''])"""
    )
    assert wide
    assert all(told == ["region", 0, True] for told in wide)
    page.context.close()


def _bright(colour: str) -> bool:
    red, green, blue, *_ = (float(part) for part in colour.partition("(")[2].rstrip(")").split(","))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128


def test_the_page_is_dark_where_that_is_wished_and_light_on_paper(browser: Browser, file: Path) -> None:
    for scheme, media, light in (
        ("light", "screen", True),
        ("dark", "screen", False),
        ("dark", "print", True),
    ):
        page = opened(browser, file, "dark" if scheme == "dark" else "light", DESK)
        page.emulate_media(media="print" if media == "print" else "screen")
        ((ink, paper),) = page.evaluate(_COLOURS, "body")
        assert _bright(paper) is light, (scheme, media)
        assert _bright(ink) is not light, (scheme, media)
        page.context.close()


def test_pictures_turn_with_the_page(browser: Browser, tmp_path: Path) -> None:
    written = tmp_path / "brief.html"
    written.write_text(briefing("harbour"), "utf-8")
    drawn = """() => [...document.querySelectorAll('svg, svg *')].map(part => [
        part.getAttribute('fill'), getComputedStyle(part).fill, part.getAttribute('stroke'),
        getComputedStyle(part).stroke])"""
    seen: dict[str, dict[str, set[str]]] = {}
    for scheme in SCHEMES:
        page = opened(browser, written, scheme, DESK)
        for fill, filled, stroke, stroked in page.evaluate(drawn):
            for colour, computed in ((fill, filled), (stroke, stroked)):
                if colour is not None and colour.startswith("#"):
                    seen.setdefault(colour, {}).setdefault(scheme, set()).add(computed)
        page.context.close()
    assert {palette.INK, palette.FAINT, palette.RULE, palette.PAPER, palette.BLUE, palette.VERMILION} <= set(seen)
    turned = {colour for colour, by in seen.items() if by["light"].isdisjoint(by["dark"])}
    kept = {palette.ORANGE, palette.PURPLE, palette.ON_COLOUR}  # seen on both papers
    assert turned == set(seen) - kept
    assert all(len(by["dark"]) == 1 for by in seen.values())


def test_what_is_drawn_is_seen_on_a_dark_page_as_on_a_light_one(browser: Browser, tmp_path: Path) -> None:
    """WCAG 2.2, 1.4.11: three to one for what is needed to understand a picture, but for rules and its paper."""
    written = tmp_path / "brief.html"
    written.write_text(briefing("panama-1978"), "utf-8")
    colours = [palette.INK, palette.FAINT, palette.BLUE, palette.VERMILION]
    page = opened(browser, written, "dark", DESK)
    ((_, paper),) = page.evaluate(_COLOURS, "body")
    for colour in colours:
        filled = page.evaluate(
            """(colour) => {
                const part = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
                part.setAttribute('fill', colour);
                document.querySelector('svg').append(part);
                return getComputedStyle(part).fill;
            }""",
            colour,
        )
        assert _contrast(filled, paper) >= 3, colour
    page.context.close()


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [float(part) / 255 for part in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_on_paper_no_table_or_picture_is_cut(browser: Browser, file: Path) -> None:
    """A4 is 210 mm wide, 28 of them margins; Letter is wider. What scrolls on a screen has to fit there."""
    page = opened(browser, file, "light", int((210 - 28) / 25.4 * 96))
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.table, .picture')]
            .filter(part => part.scrollWidth > document.body.clientWidth + 1).map(part => part.id || part.ariaLabel)"""
    )
    assert cut == []
    page.context.close()
