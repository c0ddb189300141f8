"""What the pages show is what winset does: every command is run, every snippet of Python and of a case is read."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
import yaml
from pydantic import TypeAdapter
from snippets import ROOT, Snippet, commands, pages, snippets

import winset
from calling import Call
from language_examples import EXAMPLES, case_files
from winset.case.reading import read
from winset.case.sections import CaseFile
from winset.cli.commands import cli

_ELLIPSIS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_NOT_OF_A_CASE = ("outcome", "distributed")  # keys of other files: what happened, and how machines talk


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def cases() -> tuple[str, ...]:
    return tuple(_squeezed(path.read_text(encoding="utf-8")) for path in case_files().values())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where a reader would try what a page shows."""
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", pages(), ids=_named)
def test_what_a_page_shows_is_so(page: Path, desk: Path, call: Call, cases: tuple[str, ...]) -> None:
    names: dict[str, object] = {}
    for snippet in snippets(page):
        if snippet.language == "console":
            _run(snippet, call)
        elif snippet.language == "python":
            _execute(snippet.text, names, page)
        elif snippet.language == "yaml":
            _read_case(snippet, desk, cases)
        else:
            _parse_commands(snippet.text)
    for file in {snippet.of for snippet in snippets(page) if snippet.order == "new"}:
        assert winset.load(desk / file).warnings == (), f"{file}, as the page builds it, has problems"


def _run(snippet: Snippet, call: Call) -> None:
    shown = commands(snippet.text)
    for command in shown:
        program, *words = shlex.split(command.line)
        assert program == "winset", command.line
        found = call(*words)
        expected = int(snippet.of) if snippet.order == "exit" and command is shown[-1] else 0
        assert found.exit_code == expected, found.output
        checker = doctest.OutputChecker()
        same = checker.check_output(command.output, found.output, doctest.ELLIPSIS)
        assert same, f"$ {command.line}\n{command.output}\n--- it says:\n{found.output}"


def _execute(text: str, names: dict[str, object], page: Path) -> None:
    if ">>> " not in text:
        exec(compile(text, str(page), "exec"), names)  # noqa: S102 - our own page
        return
    test = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), 0)
    said: list[str] = []
    assert doctest.DocTestRunner(optionflags=_ELLIPSIS).run(test, out=said.append, clear_globs=False).failed == 0, said
    names |= test.globs


def _read_case(snippet: Snippet, desk: Path, cases: tuple[str, ...]) -> None:
    """A whole case, an excerpt of one that loads, or whole sections; a new file is written, as a reader would."""
    text = snippet.text
    if snippet.order == "broken":
        (desk / snippet.of).write_text(text, encoding="utf-8")
        with pytest.raises(winset.CaseError):
            winset.load(desk / snippet.of)
        return
    if snippet.order in {"new", "append"}:
        before = (desk / snippet.of).read_text(encoding="utf-8") if snippet.order == "append" else ""
        (desk / snippet.of).write_text(before + text, encoding="utf-8")
    if any(_squeezed(text.removesuffix("# ...\n")) in case for case in cases):
        return
    if text.startswith("winset:"):
        assert winset.parse(text).warnings == ()
        return
    assert not snippet.order, f"{snippet.of} is not in docs/examples as it is written here"
    _read_sections(text)


def _read_sections(text: str) -> None:
    if text.startswith(_NOT_OF_A_CASE):
        assert yaml.safe_load(text)
        return
    fields = CaseFile.model_fields
    for word, part in read(text, "snippet").items():
        assert word in fields, f"`{word}` is no section of a case, and the snippet is in no case that loads"
        TypeAdapter(fields[word].rebuild_annotation()).validate_python(part)


def _parse_commands(text: str) -> None:
    """Commands that are not run here: their options and arguments are those of winset."""
    for line in text.splitlines():
        found = re.match(r"(?:\$ )?winset (?P<words>[a-z].*)", line)
        if found is None or "[" in line:  # a line of usage
            continue
        words = shlex.split(found["words"].split(">")[0], comments=True)
        with click.Context(cli, info_name="winset", **cli.context_settings) as ctx:
            name, command, rest = cli.resolve_command(ctx, words)
            assert command is not None
            assert name is not None
            command.make_context(name, rest, parent=ctx).close()


def test_a_console_is_taken_apart() -> None:
    shown = commands("$ winset cases\nharbour\n...\n$ winset deals \\\n  harbour\nNo deal\n")
    assert [command.line for command in shown] == ["winset cases", "winset deals   harbour"]
    assert shown[0].output == "harbour\n...\n"


def test_a_command_with_an_unknown_option_is_found_out() -> None:
    with pytest.raises(click.NoSuchOption):
        _parse_commands("winset deals harbour --no-such-option\n")


def test_a_snippet_with_an_unknown_key_is_found_out(desk: Path, cases: tuple[str, ...]) -> None:
    with pytest.raises(AssertionError, match="no section"):
        _read_case(Snippet("yaml", "levies: {one: two}\n", "", ""), desk, cases)


_HOW_TO = sorted(path for path in (ROOT / "docs" / "howto").glob("*.md") if path.name != "index.md")


@pytest.mark.parametrize("page", _HOW_TO, ids=lambda page: page.stem)
def test_a_page_for_a_question_has_all_its_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["How to read it", "In Python", "Where this misleads"]
    assert re.search(r"^\*[A-Z].+\?\*$|^\*All answers.+\*$", text, re.MULTILINE), "the question in plain words"
    assert {snippet.language for snippet in snippets(page)} >= {"console", "python"}
    assert f"({page.name})" in (page.parent / "index.md").read_text(encoding="utf-8")
