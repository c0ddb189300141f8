"""No rendering of an answer at a level of circulation has a word of what is above it.

The marked case has every kind of entry once for a restricted and once for a confidential source, with a mark in every
word that rests on it alone; whatever a command prints or writes is searched for the marks.
"""

import json
import pickle
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
import winset
from calling import Call
from marked_case import CONFIDENTIAL, RESTRICTED, WITHHELD, marked
from strategies import Data
from winset.case import redaction
from winset.case.problems import WinsetError
from winset.case.reading import Block, Row, read
from winset.case.redaction import NOT_SHOWN, redacted_text
from winset.case.withheld import LEVELS, Circulation, Withheld
from winset.case.writing import written
from winset.cli.command import Argument
from winset.cli.commands import cli
from winset.cli.completing import complete_variant
from winset.show import html, sentence
from winset.show.sentences import explain

# Commands that show nothing of a case; `import` reads a case only to know its ids, and shows the other program's file.
SHOW_NO_CASE = {"cases", "completion", "import", "new", "schema"}
ANSWERS = ((), ("--json",), *(("-o", f"answer.{suffix}") for suffix in ("json", "html", "csv", "txt")))
CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": ((), ("--all",), ("--json",), ("--sources", "texts"), ("--sources", "texts", "--json")),
    "deals": (
        *ANSWERS,
        ("--variant", "stricter"),
        ("--where", "land=some"),
        ("--for", "north"),
        ("--engine", "solver"),
    ),
    "blockers": (*ANSWERS, ("--where", "land=some"), ("--engine", "solver")),
    "linkage": (*ANSWERS, ("--where", "land=some")),
    "record": (*ANSWERS, ("--by", "ratifier")),
    "trace": (*ANSWERS, ("paper",), ("north.cabinet.refuses.both",), ("--without", "paper"), ("land",)),
    "flips": (*ANSWERS, ("--where", "land=some"), ("--engine", "solver")),
    "leverage": (*ANSWERS, ("--where", "land=some")),
    "course": (*ANSWERS, ("--where", "land=some"), ("--goal", "peace", "--persons"), ("--ranges",)),
    "goals": (*ANSWERS, ("--where", "land=some")),
    "stability": (*ANSWERS, ("--state", "1"), ("--inverse", "1", "--concept", "seq"), ("--ties",)),
    "order": (*ANSWERS, ("--where", "land=some"), ("--value", "20")),
    "doubt": tuple((*answer, "--draws", "1000") for answer in (*ANSWERS, ("--where", "land=some"))),
    "unlock": (*ANSWERS, ("--where", "land=some")),
    "claims": (*ANSWERS, ("C2", "--draws", "0"), ("--without", "paper", "--draws", "0")),
    "answers": (*ANSWERS, ("Q1",)),
    "score": ANSWERS,
    "brief": ((), ("-o", "-"), ("-o", "page.html"), ("--variant", "stricter")),
    "diff": (*ANSWERS, ("--where", "land=some")),
    "export": ((), ("--variant", "stricter")),
    "redact": ((), ("-o", "sent.yaml")),
}
WRITABLE = st.characters(exclude_categories=["Cs"])
WRITTEN = {"case.yaml", "older.yaml", "outcome.yaml"}
LOWER: tuple[Circulation, ...] = ("open", "restricted")


def positional(name: str) -> list[str]:
    """The cases that a command takes, and what it asks of them."""
    several = {
        "diff": ["older.yaml", "case.yaml"],
        "export": ["xlsx", "case.yaml", "-o", "sent.xlsx"],
        "linkage": ["case.yaml", "land"],
    }
    return several.get(name, ["case.yaml"])


def line(name: str, level: str | None, options: tuple[str, ...]) -> list[str]:
    """What to type: `redact` has the level as an argument, the others have it as an option."""
    if name == "redact":
        return [name, "case.yaml", level or "confidential", *options]
    return [name, *positional(name), *(("--redact", level) if level is not None else ()), *options]


def answering() -> list[str]:
    return sorted(set(cli.commands) - SHOW_NO_CASE)


EVERY_CALL = [(name, options) for name in sorted(CALLS) for options in CALLS[name]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the marked case, an older version, and the texts of all sources."""
    (tmp_path / "case.yaml").write_text(marked())
    # The older version has none of the marked lines in one place, so that a comparison would name all of them.
    older = marked().replace("land: {when: {land: some}, cite", "any_land: {when: {land: some}, cite")
    (tmp_path / "older.yaml").write_text(re.sub(r"says: (zx\w+)", r"says: \1 once", older))
    (tmp_path / "outcome.yaml").write_text("outcome: {ratified: yes}\n")
    (tmp_path / "texts").mkdir()
    for mark in (RESTRICTED, CONFIDENTIAL):
        (tmp_path / "texts" / f"{mark}.txt").write_text(
            f"{mark} storm and {mark} not one inch and {mark} never, a {mark} claim\n"
        )
    (tmp_path / "texts" / "paper.txt").write_text(
        "They want not without land. And we want land, so a treaty will come.\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


def left_behind(folder: Path) -> Iterator[str]:
    """The names and the content of all files that commands wrote."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "texts" and path.name not in WRITTEN:
            yield f"{path.relative_to(folder)}\n{unpacked(path).decode('utf-8', 'replace')}"


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of a workbook, those of all its parts."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(part) for part in archive.namelist())


def marks_in(text: str, level: str) -> list[str]:
    return [mark for mark in WITHHELD[level] if mark in text.casefold()]


def test_every_command_that_shows_a_case_is_tried() -> None:
    assert set(CALLS) == set(answering())


@pytest.mark.parametrize("name", answering())
def test_every_such_command_takes_the_level(name: str) -> None:
    command = cli.commands[name]
    if name == "redact":
        assert "level" in {each.name for each in command.params if isinstance(each, Argument)}
        return
    assert "--redact" in {word for each in command.params for word in each.opts}


@pytest.mark.parametrize("level", LOWER)
@pytest.mark.parametrize(("name", "options"), EVERY_CALL)
def test_nothing_that_is_withheld_is_shown(
    here: Path, call: Call, name: str, options: tuple[str, ...], level: Circulation
) -> None:
    found = call(*line(name, level, options))
    # The quotations of the open sources are in their texts; one that is not would be told by 1.
    assert found.exit_code == 0, found.output
    written = "\n".join(left_behind(here))
    assert written or found.stdout
    assert marks_in(f"{found.stdout}\n{found.stderr}\n{written}", level) == []


@pytest.mark.parametrize("name", answering())
def test_without_the_level_the_marks_are_there(here: Path, call: Call, name: str) -> None:
    """Or the search would find nothing whatever was shown."""
    options = ("--json",) if any("--json" in each.opts for each in cli.commands[name].params) else ("-o", "-")
    found = []
    for level in (None, "restricted"):
        shown = call(*line(name, level, options if name != "export" else ())).stdout
        found.append("\n".join([shown, *left_behind(here)]))
    assert RESTRICTED in found[0]
    assert CONFIDENTIAL in found[0]
    assert RESTRICTED in found[1]


@pytest.mark.parametrize("name", answering())
def test_every_page_says_how_much_is_withheld(here: Path, call: Call, name: str) -> None:
    found = call(*line(name, "restricted", ("-o", "-") if name in {"brief", "redact"} else ()))
    case = winset.redact(winset.load("case.yaml"), "restricted")
    assert case.withheld is not None
    shown = " ".join(re.sub(r"<[^>]*>", "", found.output).split())
    assert str(case.withheld) in shown
    assert f"1 source and {case.withheld.inputs} inputs are withheld at this level (restricted)" in shown


FAULTS = (
    ("title: A treaty on land", f'title: "{CONFIDENTIAL} is never closed'),
    ("title: A treaty on land", f"title: [{RESTRICTED}, {CONFIDENTIAL}"),
    ("title: A treaty on land", f"title: {{{CONFIDENTIAL}: {RESTRICTED}}}"),
    ("as_of: 2020-01-01", f"as_of: {CONFIDENTIAL}"),
    ("as_of: 2020-01-01", "as_of: 2019-01-01"),
    (f"when: {RESTRICTED}_formula", f"when: {RESTRICTED}_formla"),
    (f"{CONFIDENTIAL}_tense: {CONFIDENTIAL} is tense", f"{CONFIDENTIAL}_tens: {CONFIDENTIAL} is tense"),
    (f"by: {CONFIDENTIAL} author", f"bye: {CONFIDENTIAL} author"),
    (f"    title: {CONFIDENTIAL} title\n", ""),
    (f"  {RESTRICTED}_annex:\n", f"  {CONFIDENTIAL}_annex:\n"),
    (f"contests: {CONFIDENTIAL} question", f"contestss: {CONFIDENTIAL} question"),
    (f"drop: [north.cabinet.refuses.{CONFIDENTIAL}_line]", f"drop: [north.cabinet.refuses.{CONFIDENTIAL}_lne]"),
)


@pytest.mark.parametrize("trace", [(), ("--trace",)])
@pytest.mark.parametrize("name", answering())
def test_problems_are_told_by_their_places_alone(here: Path, call: Call, name: str, trace: tuple[str, ...]) -> None:
    for before, after in FAULTS:
        assert before in marked()
        (here / "case.yaml").write_text(marked().replace(before, after, 1))
        found = call(*trace, *line(name, "open", ()))
        assert found.exit_code == 2, found.output
        assert marks_in(found.output, "open") == []
        told = [each for each in found.stderr.splitlines() if NOT_SHOWN in each]
        assert told
        assert all(re.search(rf"case\.yaml:\d+:\d+: {NOT_SHOWN}$", each) for each in told)
        if not trace:
            assert len(told) == len([each for each in found.stderr.splitlines() if not each.startswith("and ")])


def test_check_as_json_tells_problems_by_their_places_alone(here: Path, call: Call) -> None:
    (here / "case.yaml").write_text(marked().replace(f"by: {CONFIDENTIAL} author", f"bye: {CONFIDENTIAL} author"))
    found = call("check", "case.yaml", "--redact", "open", "--json")
    assert found.exit_code == 2
    assert NOT_SHOWN in found.stdout
    assert marks_in(found.output, "open") == []


def test_a_fault_of_winset_is_told_without_its_words(here: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise KeyError(RESTRICTED)

    monkeypatch.setattr(redaction, "without_sources", faulty)
    found = call("--trace", "deals", "case.yaml", "--redact", "open")
    assert found.exit_code == 3
    assert "KeyError" in found.stderr
    assert marks_in(found.output, "open") == []


def test_the_problems_of_the_call_are_told_in_words(here: Path, call: Call) -> None:
    assert "did you mean `stricter`?" in call("deals", "case.yaml", "--redact", "open", "--variant", "stricte").stderr
    absent = call("deals", "case.yml", "--redact", "open")
    assert absent.exit_code == 2
    assert "case.yml" in absent.stderr
    # What is withheld is not there, and is not offered either.
    known = call("deals", "case.yaml", "--redact", "open", "--where", "formula").stderr
    assert "known: `treaty_without_land`" in known
    assert marks_in(known, "open") == []


def test_what_is_offered_on_tab_is_of_the_level(here: Path) -> None:
    ctx = click.Context(cli.commands["deals"], resilient_parsing=True, **cli.context_settings)
    cli.commands["deals"].parse_args(ctx, ["case.yaml", "--redact", "open"])
    offered = {each.value for each in complete_variant(ctx, cli.commands["deals"].params[0], "")}
    assert offered == {"stricter"}


@pytest.mark.parametrize("level", LOWER)
def test_nothing_of_the_original_is_carried_along(level: Circulation) -> None:
    case = winset.redact(winset.parse(marked(), f"/home/{CONFIDENTIAL}/{RESTRICTED}/case.yaml"), level)
    found = [
        winset.deals(case),
        winset.blockers(case),
        winset.record(case),
        winset.trace(case),
        winset.diff(case, case),
    ]
    for result in found:
        for shown in (repr(result), str(result.records()), result.to_json(), html(result), sentence(result)):
            assert marks_in(shown, level) == []
        assert marks_in(" ".join(explain(result)), level) == []
    for shown in (repr(case), repr(case.warnings), repr(winset.coverage(case)), winset.brief(case)):
        assert marks_in(shown, level) == []
    everything = pickle.dumps((case, found)).decode("latin-1")
    assert marks_in(everything, level) == []


@pytest.mark.parametrize("level", LOWER)
def test_the_digest_is_that_of_what_is_sent(level: Circulation) -> None:
    original = winset.parse(marked())
    case = winset.redact(original, level)
    sent = winset.parse(redacted_text(case))
    assert sent.file == case.file
    assert sent.digest == case.digest != original.digest


def test_what_is_withheld_makes_no_difference(here: Path, call: Call) -> None:
    """Another secret gives the same answer to the letter, so no answer can tell which it is."""
    other = marked("zyrest", "zyconf").replace("share: 61", "share: 12").replace("quote: zyconf never", "quote: yes")
    found = []
    for text in (marked(), other):
        (here / "case.yaml").write_text(text)
        asked = (*((name, "--json") for name in ("deals", "blockers", "record", "trace")), ("brief", "-o", "-"))
        found.append([call(name, "case.yaml", "--redact", "open", *how).stdout for name, *how in asked])
    assert all(found[0])
    assert found[0] == found[1]


def test_counts_of_a_case_in_which_they_can_be_counted() -> None:
    """Of the confidential source: one red line, and one number that becomes its bounds. Of the restricted: a level."""
    case = winset.parse(
        """
winset: 1
title: Counted
as_of: 2020-01-01
sources:
  paper: {title: Paper, published: 2019}
  memo: {title: Memo, published: 2019-02, circulation: restricted}
  cable: {title: Cable, published: 2019-03, circulation: confidential}
issues:
  land: {options: [none, some]}
status_quo: {land: none}
conditions:
  mood: {options: [calm, tense], now: {calm}}
parties:
  north:
    ratifiers:
      cabinet:
        refuses: {tense: {when: {mood: tense, land: some}, cite: {source: paper, says: so}}}
        patience: {is: 0.5, cite: {source: cable, says: half}}
        accepts: {never: {when: {land: some}, cite: {source: cable, says: never}}}
""".replace("2019}", "2019-01}").replace("now: {calm}", "now: calm, cite: {source: memo, says: calm}")
    )
    assert winset.redact(case, "confidential").withheld is None
    restricted = winset.redact(case, "restricted")
    assert restricted.withheld == Withheld("restricted", 1, 2)
    assert restricted.file.conditions["mood"].now == "calm"
    assert restricted.file.parties["north"].ratifiers["cabinet"].accepts == {}
    opened = winset.redact(case, "open")
    assert opened.withheld == Withheld("open", 2, 3)
    # A line that is cited to the paper speaks of the mood, so there is one; what it is now is not known.
    assert opened.file.conditions["mood"].now == "unknown"
    assert winset.redact(restricted, "open").withheld == Withheld("open", 2, 3)


def test_a_ratifier_of_whom_only_a_withheld_source_tells_stays_without_its_name() -> None:
    """Without it the others would seem to decide alone."""
    case = winset.redact(winset.parse(marked()), "open")
    ratifiers = case.file.parties["north"].ratifiers
    assert [id_ for id_ in ratifiers if not id_.startswith("withheld_")] == ["cabinet", "senate", "public", "treasury"]
    assert len(ratifiers) == 4 + 6
    # What the annex adds to its points is withheld, and without it they are no sum.
    assert (ratifiers["treasury"].points, ratifiers["treasury"].adjust) == ({}, {})
    assert winset.deals(case).sure == 0


def test_a_level_that_is_none(here: Path, call: Call) -> None:
    with pytest.raises(WinsetError, match="there is no level `secret`"):
        winset.redact(winset.parse(marked()), "secret")  # type: ignore[arg-type]
    assert call("deals", "case.yaml", "--redact", "secret").exit_code == 2


def test_a_case_of_which_nothing_is_left() -> None:
    text = """
winset: 1
title: Nothing
as_of: 2020-01-01
sources: {cable: {title: Cable, published: 2019-03, circulation: confidential}}
issues: {land: {options: [none, some], cite: {source: cable}}}
status_quo: {land: none}
parties: {north: {ratifiers: {king: {otherwise: accepts}}}}
"""
    with pytest.raises(winset.CaseError, match="nothing is left of the case at this level"):
        winset.redact(winset.parse(text), "open")


@st.composite
def cited_cases(draw: st.DrawFn) -> Data:
    """A small random case in which any entry may be cited to a source of any circulation, or to two."""
    data = draw(strategies.cases())
    data["sources"] = {
        f"{level}_book": {"title": f"The {level} book", "published": "2019-01", "circulation": level}
        for level in LEVELS
    }
    for entry in _entries(data):
        names = draw(st.lists(st.sampled_from(LEVELS), max_size=2, unique=True))
        if names and "why" not in entry:
            entry["cite"] = [{"source": f"{name}_book", "says": f"as the {name} book has it"} for name in names]
    return data


def _entries(data: Data) -> Iterator[Data]:
    yield from data["issues"].values()
    yield from data.get("conditions", {}).values()
    for party in data["parties"].values():
        yield from (judge for ratifier in party["ratifiers"].values() for judge in _judges(ratifier))


def _judges(judge: Data) -> Iterator[Data]:
    yield judge
    for section in ("refuses", "accepts", "polls", "counts"):
        yield from judge.get(section, {}).values()
    for section in ("blocs", "bodies"):
        for inside in judge.get(section, {}).values():
            yield from _judges(inside)


@settings(max_examples=80)
@given(cited_cases(), st.sampled_from(LOWER))
def test_any_case_becomes_a_case_without_what_is_withheld(data: Data, level: Circulation) -> None:
    case = winset.parse(json.dumps(data))
    try:
        made = winset.redact(case, level)
    except winset.CaseError as error:
        assert "nothing is left of the case" in str(error)  # noqa: PT017 - it may also succeed
        return
    text = redacted_text(made)
    assert winset.parse(text).file == made.file
    withheld = LEVELS[LEVELS.index(level) + 1 :]
    assert set(made.file.sources) == {f"{each}_book" for each in LEVELS} - {f"{each}_book" for each in withheld}
    assert not [each for each in withheld if f"{each} book" in text or f"{each}_book" in text]
    assert winset.deals(made).about.withheld == made.withheld


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.text(st.characters(exclude_categories=["Cs"]))
)
def test_what_is_written_reads_back_the_same(key: str, text: str) -> None:
    root = read('{"winset": "1", "a": {}, "b": []}', "made")
    inner = Block((1, 1))
    inner[key] = text
    row = Row((1, 1))
    row.extend([text, inner, Row((1, 1))])
    root["rows"] = row
    assert read(written(root), "made") == root


@pytest.mark.parametrize("name", [case.name for case in winset.bundled()])
def test_bundled_cases_are_written_and_read_back(name: str) -> None:
    root = winset.load(name).root
    assert read(written(root), "made") == root
