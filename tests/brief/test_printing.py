"""The briefing as a PDF: printed by a real browser, and what is said where there is none or it fails."""

import os
import select
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

import winset
from calling import Call
from winset.brief import printing
from winset.brief.browser import NAMED, CannotPrintError, find_browser
from winset.brief.printing import PAPERS, printed
from winset.cli.brief import brief as command
from winset.show import sentence

CHROMIUM = "/usr/bin/chromium"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler reads what was printed")
PAGE = "<!doctype html><html><head><title>River</title></head><body><p>The river is open.</p></body></html>"


TARGET = "for at; do case $at in --print-to-pdf=*) OUT=${at#*=};; esac; done"  # of a shell; $at is then the last one
NOTES = f'{TARGET}; printf "%s\\n" "$@" >"$0.call"; printf "%%PDF-\\n%%%%EOF" >"$OUT"'  # how it was called


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is temporary: what is left behind would be seen in it."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv(NAMED, raising=False)
    return folder


def program(folder: Path, script: str, name: str = "browser") -> str:
    """A program that takes the place of a browser."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def of(tool: str, file: Path) -> str:
    """What a program of poppler says of a PDF."""
    to = ["-"] if tool == "pdftotext" else []
    return subprocess.run([tool, file, *to], capture_output=True, text=True, check=True).stdout


@needs_poppler
@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])  # ISO 216, ANSI; in points
def test_a_briefing_is_printed_on_its_paper(
    river: Path, call: Call, scratch: Path, monkeypatch: pytest.MonkeyPatch, paper: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv(NAMED, CHROMIUM)
    found = call("brief", "river", "-o", "river.pdf", "--paper", paper)
    assert (found.exit_code, found.stderr) == (0, "wrote river.pdf\n")
    told = dict(line.split(":", 1) for line in of("pdfinfo", Path("river.pdf")).splitlines())
    across, _, down, *_ = told["Page size"].split()
    assert (round(float(across)), round(float(down))) == size
    assert told["Tagged"].strip() == "yes"
    first = of("pdftotext", Path("river.pdf")).split("\f")[0]
    assert " ".join(sentence(winset.deals(winset.load("river"))).split()) in " ".join(
        first.replace("\u00a0", " ").split()
    )
    assert "file://" not in first
    assert list(scratch.iterdir()) == []
    assert {file.name for file in Path().iterdir()} >= {"river.pdf"}
    assert not list(Path().glob(".river.pdf*"))


def test_where_no_paper_is_named_it_is_a4(tmp_path: Path) -> None:
    browser = program(tmp_path, f'{TARGET}; {{ printf "%%PDF-"; cat "${{at#file://}}"; printf "%%%%EOF"; }} >"$OUT"')
    assert b"@page { size: A4; }" in printed(PAGE, browser)
    assert b"@page { size: letter; }" in printed(PAGE, browser, "letter")


def test_the_papers_of_the_command_are_those_that_are_printed_on() -> None:
    (option,) = [each for each in command.params if each.name == "paper"]
    assert set(getattr(option.type, "choices", ())) == set(PAPERS)


def test_paper_is_of_a_pdf_only(river: Path, call: Call) -> None:
    found = call("brief", "river", "--paper", "a4")
    assert found.exit_code == 2
    assert "--paper is for a PDF; name one with -o NAME.pdf" in found.stderr
    assert not Path("river.html").exists()


def test_without_a_browser_it_says_what_to_install(
    river: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = call("brief", "river", "-o", "river.pdf")
    assert found.exit_code == 2
    assert "install Chromium, Chrome or Edge" in found.stderr
    assert "-o NAME.html" in found.stderr
    assert not Path("river.pdf").exists()


def test_a_browser_that_is_named_and_not_there_is_told(
    river: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAMED, "/nowhere/browser")
    found = call("brief", "river", "-o", "river.pdf")
    assert found.exit_code == 2
    assert "WINSET_BROWSER names `/nowhere/browser`, and there is no such program to run" in found.stderr


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo Cannot open the display >&2; exit 7", "ended with code 7 (Cannot open the display)"),
        ("exit 0", "ended without a whole PDF"),
        (f'{TARGET}; echo words >"$OUT"', "ended without a whole PDF"),
        (f'{TARGET}; echo %PDF-half >"$OUT"', "ended without a whole PDF"),
    ],
)
def test_a_browser_that_fails_is_told_and_leaves_what_was_there(
    river: Path, call: Call, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setenv(NAMED, program(tmp_path, script))
    Path("river.pdf").write_bytes(b"older")
    found = call("brief", "river", "-o", "river.pdf")
    assert found.exit_code == 2
    assert said in found.stderr
    assert "name another browser in WINSET_BROWSER" in found.stderr
    assert Path("river.pdf").read_bytes() == b"older"
    assert list(scratch.iterdir()) == []


def test_a_browser_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    file = tmp_path / "browser"
    file.write_bytes(b"\x7fELF, and nothing more")
    file.chmod(0o700)
    with pytest.raises(CannotPrintError, match="cannot run"):
        printed(PAGE, str(file))


def test_a_browser_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "LIMIT", 0.5)
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    # The program and its child hold the pipe open as long as either lives.
    browser = program(tmp_path, f'exec 3>"{alive}"; echo here >&3; tail -f /dev/null & wait')
    with pytest.raises(CannotPrintError, match=r"printed nothing in 0\.5 seconds and was stopped"):
        printed(PAGE, browser)
    said = []
    while select.select([reader], [], [], 20)[0]:
        said.append(os.read(reader, 100))
        if not said[-1]:  # nobody holds it any more
            break
    os.close(reader)
    assert said == [b"here\n", b""]
    assert list(scratch.iterdir()) == []


def test_the_page_goes_to_the_browser_with_nothing_to_fetch_and_a_profile_of_its_own(
    tmp_path: Path, scratch: Path
) -> None:
    browser = program(tmp_path, NOTES)
    printed(PAGE, browser)
    call = Path(f"{browser}.call").read_text("utf-8").splitlines()
    assert "--headless" in call
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in call
    assert any(word.startswith(f"--user-data-dir={scratch}") for word in call)
    assert ("--no-sandbox" in call) == (os.geteuid() == 0)
    assert call[-1].startswith(scratch.as_uri())


def test_only_the_administrator_goes_without_a_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = program(tmp_path, NOTES)
    for user, without in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        printed(PAGE, browser)
        assert ("--no-sandbox" in Path(f"{browser}.call").read_text("utf-8").splitlines()) is without


def test_the_first_of_the_usual_commands_is_taken(tmp_path: Path) -> None:
    for name in ("microsoft-edge", "google-chrome"):
        program(tmp_path, "exit 0", name)
    assert find_browser({"PATH": str(tmp_path)}) == str(tmp_path / "google-chrome")


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("darwin", "HOME", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ],
)
def test_the_usual_places_of_other_systems_are_looked_at(
    tmp_path: Path, platform: str, variable: str, place: str
) -> None:
    file = tmp_path / "user" / place
    file.parent.mkdir(parents=True)
    program(file.parent, "exit 0", file.name)
    variables = {"PATH": str(tmp_path), variable: str(tmp_path / "user")}
    assert find_browser(variables, platform) == str(file)
    with pytest.raises(CannotPrintError, match="install Chromium"):
        find_browser(variables, "linux")
