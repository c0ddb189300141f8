"""The briefing in a real browser, from a file, as wide as a phone."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

import winset
from briefings import CASES, briefing
from winset.show import sentence

CHROMIUM = "/usr/bin/chromium"
PHONE = 360


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


class Opened:
    """A briefing in a page, with what the browser said and asked for."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.said: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._request)
        page.goto(file.as_uri())

    def _console(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads what was printed")
@pytest.mark.parametrize("where", ["with_islands", "formula_1956", "treaty_without_islands"])
def test_the_first_page_on_one_kind_of_deal_is_one_sheet(browser: Browser, tmp_path: Path, where: str) -> None:
    file, printed = tmp_path / "brief.html", tmp_path / "brief.pdf"
    file.write_text(winset.brief(winset.load("japan-russia"), where=where), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.pdf(path=printed, format="A4", prefer_css_page_size=True)
    page.close()
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    first, second, *_ = text.split("\f")
    assert "How sure it is" in first
    assert "In detail" in second


@pytest.fixture(params=CASES)
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[tuple[Opened, str]]:
    file = tmp_path / "brief.html"
    file.write_text(briefing(request.param), "utf-8")
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    yield Opened(page, file), request.param
    page.close()


def test_nothing_goes_over_the_edge_of_a_phone(opened: tuple[Opened, str]) -> None:
    page = opened[0].page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert page.evaluate("document.body.scrollWidth") <= PHONE


def test_the_sentence_is_seen_at_once(opened: tuple[Opened, str]) -> None:
    page, name = opened[0].page, opened[1]
    said = page.locator(".sentence")
    assert said.is_visible()
    assert said.inner_text().replace("\u00a0", " ") == sentence(winset.deals(winset.load(name)))
    box = said.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800


def test_the_browser_has_nothing_to_complain_of_and_fetches_nothing(opened: tuple[Opened, str]) -> None:
    found = opened[0]
    assert found.said == []
    assert len(found.requests) == 1
    assert found.requests[0].startswith("file:///")


def test_the_marks_of_the_matrix_are_drawn(opened: tuple[Opened, str]) -> None:
    page = opened[0].page
    marks = page.locator('[data-id^="matrix:"]')
    assert marks.count() > 8
    box = marks.first.bounding_box()
    assert box is not None
    assert box["width"] > 5


def test_the_matrix_stays_large_enough_to_read_and_scrolls_in_its_own_box(opened: tuple[Opened, str]) -> None:
    page = opened[0].page
    drawn = page.locator("#figure-matrix svg").bounding_box()
    box = page.locator("#figure-matrix .picture").bounding_box()
    natural = page.locator("#figure-matrix svg").get_attribute("width")
    assert drawn is not None
    assert box is not None
    assert natural is not None
    assert drawn["width"] >= 0.79 * int(natural)
    assert box["width"] <= PHONE


def test_printed_on_a4_no_row_of_a_table_is_cut(opened: tuple[Opened, str]) -> None:
    page = opened[0].page
    page.emulate_media(media="print")
    broken = page.evaluate(
        """() => [...document.querySelectorAll('tr')]
            .filter(row => getComputedStyle(row).breakInside !== 'avoid').length"""
    )
    assert broken == 0
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_each_section_begins_a_printed_page_with_the_counts_at_its_foot(opened: tuple[Opened, str]) -> None:
    page, name = opened[0].page, opened[1]
    inputs = winset.deals(winset.load(name)).about.inputs
    page.emulate_media(media="print")
    breaks = page.evaluate("[...document.querySelectorAll('.sheet')].map(part => getComputedStyle(part).breakBefore)")
    assert len(breaks) > len(winset.deals(winset.load(name)).win_sets)
    assert set(breaks) == {"page"}
    feet = page.evaluate(
        """() => [...document.styleSheets[0].cssRules].filter(rule => rule instanceof CSSPageRule)
            .flatMap(rule => [...rule.cssRules]).filter(box => box.name === 'bottom-left')
            .map(box => box.style.content)"""
    )
    cited, assumed, contested = (
        sum(entry.standing == word for entry in inputs) for word in ("cited", "assumed", "contested")
    )
    counts = f"{cited} cited, {assumed} assumed, {contested} contested"
    assert feet == [f'"The answer rests on {len(inputs)} inputs: {counts}"']


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext reads what was printed")
def test_the_printed_first_page_holds_all_that_is_to_be_read_aloud(opened: tuple[Opened, str], tmp_path: Path) -> None:
    page = opened[0].page
    printed = tmp_path / "brief.pdf"
    page.pdf(path=printed, format="A4", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.removesuffix("\f").split("\f")
    assert "How sure it is" in sheets[0]
    assert "In detail" in sheets[1]
    assert len(sheets) > 10
    for number, sheet in enumerate(sheets, start=1):
        foot = sheet.strip().splitlines()[-1]
        assert "The answer rests on" in foot
        assert foot.endswith(f"Page {number} of {len(sheets)}")


def test_a_number_that_is_followed_shows_its_quotation(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    file.write_text(briefing("panama-1978"), "utf-8")
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    found = Opened(page, file)
    page.locator(".sentence a", has_text="up to 7 votes").click()
    target = page.locator(":target")
    assert "scarcely 60 as certain" in target.inner_text()
    box = target.bounding_box()
    assert box is not None
    assert box["y"] < 800
    target.locator("a", has_text="The answer").click()
    assert page.evaluate("location.hash") == "#answer"
    assert found.said == []
    page.close()


def test_hostile_words_run_nothing(browser: Browser, tmp_path: Path) -> None:
    words = "<img src=x onerror=document.title=1><script>document.title=2</script>"
    text = (
        f'winset: 1\ntitle: "{words}"\nas_of: 2020-01-01\nissues: {{land: {{options: [none, some]}}}}\n'
        f"status_quo: {{land: none}}\nparties: {{north: {{ratifiers: {{cabinet: {{}}}}}}}}\n"
    )
    file = tmp_path / "hostile.html"
    file.write_text(winset.brief(winset.parse(text)), "utf-8")
    page = browser.new_page()
    found = Opened(page, file)
    assert page.title() == f"{words}: Open"
    assert page.locator("h1").inner_text() == words
    assert found.said == []
    page.close()
