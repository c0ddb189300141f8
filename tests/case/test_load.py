"""Loading: from wherever a case is, with every problem at once and no word of the machinery."""

import gc
from hashlib import sha256
from pathlib import Path

import pytest
from broken import DATA, EXAMPLE, PARLIAMENT, edited, in_one_line, problems, read_faults
from hypothesis import given
from hypothesis import strategies as st

from winset.case.load import Case, bundled, load, parse
from winset.case.problems import CaseError
from winset.case.reading import Block, Node, Row, read

ORDINAL = """\
winset: 1
title: A dam on the border river
as_of: 2021-06-01
issues:
  water: {ordered: yes, options: [none, some, half]}
  dam: {options: [no, yes]}
status_quo: {water: none, dam: no}
parties:
  upstream:
    lead: government
    ratifiers:
      government:
        refuses: {giving_all: {when: {water: half}, why: its farmers}}
        prefers: {water: [none, some, half], dam: [yes, no]}
  downstream:
    lead: government
    ratifiers:
      government:
        refuses: {dam_alone: {when: {dam: yes, water: none}, why: it said so in May}}
"""


def test_a_case_typed_by_hand_in_twenty_lines_loads() -> None:
    case = parse(ORDINAL)
    assert list(case.file.parties["upstream"].ratifiers["government"].prefers["dam"]) == ["yes", "no"]
    assert case.file.status_quo == {"water": "none", "dam": "no"}
    assert case.warnings == ()


def test_a_case_is_a_file_a_folder_or_text(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    by_file, by_folder, by_text = load(str(file)), load(tmp_path), parse(EXAMPLE)
    assert by_file.file == by_folder.file == by_text.file
    assert by_file.digest == by_folder.digest == by_text.digest == sha256(EXAMPLE.encode()).hexdigest()
    assert (by_file.name, by_file.path) == (str(file), str(file))
    assert (by_folder.name, by_folder.path) == (str(tmp_path), str(file))
    assert (by_text.name, by_text.path) == ("case.yaml", "case.yaml")
    assert by_file.variants == ()


@pytest.mark.parametrize("described", bundled(), ids=lambda described: described.name)
def test_bundled_cases_load_by_name(described: object) -> None:
    name, title, as_of = (getattr(described, word) for word in ("name", "title", "as_of"))
    case = load(name)
    assert (case.name, case.file.title, case.file.as_of) == (name, title, as_of)


def test_a_folder_without_a_case_hides_no_bundled_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "panama-1978").mkdir()
    monkeypatch.chdir(tmp_path)
    assert load("panama-1978").file.title


def test_a_local_folder_comes_before_a_bundled_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "panama-1978").mkdir()
    (tmp_path / "panama-1978" / "case.yaml").write_text(ORDINAL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load("panama-1978").file.title == "A dam on the border river"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("panama-1987", "there is no file and no bundled case `panama-1987`; did you mean `panama-1978`?"),
        ("no/such/case.yaml", "there is no file `no/such/case.yaml`; check the path"),
        ("../cases/panama-1978", "there is no file `../cases/panama-1978`; check the path"),
    ],
)
def test_what_cannot_be_found(source: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError) as caught:
        load(source)
    assert str(caught.value) == problem


def test_six_faults_give_six_problems_in_the_order_of_the_file() -> None:
    text = edited(
        EXAMPLE,
        ("title: Resetting Japan-Russia relations", "titel: Resetting Japan-Russia relations"),  # an unknown key
        ("us_russia: {ordered: true", "us_russia: {ordered: maybe"),  # a value of another type
        ("when: {treaty: signed, islands: none}", "when: {treaty: signed, islandz: none}"),  # an unknown id
        ("counts_as: veto ", "counts_as: vetto "),  # a word that is not among the choices
        ("share: 33", "share: 133"),  # a number out of its range
        ("set: {japan.public.counts_as: ignored}", "set: {japan.publik.counts_as: ignored}"),  # a path in a variant
    )
    assert problems(text) == [
        "c:2:1: unknown key `titel`; did you mean `title`?",
        "c:19:24: expected yes or no, found `maybe`",
        "c:28:36: there is no issue or condition `islandz`; did you mean `islands`?",
        "c:33:20: expected `veto`, `cost` or `ignored`, found `vetto`; did you mean `veto`?",
        "c:42:33: `share` is 133, and must lie between 0 and 100",
        "c:71:71: `japan.publik.counts_as` leads nowhere: there is no `publik` in `japan`; did you mean `public`?",
    ]


@pytest.mark.parametrize(("old", "new", "problem"), read_faults("language.txt"))
def test_what_the_language_does_not_take_is_said_in_plain_words(old: str, new: str, problem: str) -> None:
    assert problems(edited(PARLIAMENT, (old, new))) == [problem]


def test_a_faulty_entry_does_not_make_what_refers_to_it_look_faulty() -> None:
    assert problems(edited(PARLIAMENT, ("zone: {ordered: yes, ", "zone: {ordered: perhaps, "))) == [
        "c:9:19: expected yes or no, found `perhaps`"
    ]
    assert problems(edited(PARLIAMENT, ("  north:\n    lead", "  North:\n    lead"))) == [
        "c:21:3: `North` cannot be an id; ids are small letters, digits and _, and start with a letter"
    ]


def test_a_file_without_issues_says_so_and_no_more() -> None:
    text = "winset: 1\ntitle: t\nas_of: 2020-01-01\nstatus_quo: {}\nparties: {a: {ratifiers: {b: {}}}}\n"
    assert problems(text) == ["c:1:1: `issues` is missing; write it"]


def test_what_the_reader_refuses_is_told_with_its_place() -> None:
    assert problems("winset: &a 1\n")[0].startswith("c:1:9: ")


def test_the_garbage_collector_is_left_as_it_was() -> None:
    parse(ORDINAL)
    assert gc.isenabled()
    gc.disable()
    try:
        parse(ORDINAL)
        assert not gc.isenabled()
    finally:
        gc.enable()


def _places(node: Node) -> list[tuple[Block | Row, str | int]]:
    found: list[tuple[Block | Row, str | int]] = []
    parts: list[tuple[str | int, Node]] = []
    if isinstance(node, Block):
        parts = list(node.items())
    elif isinstance(node, Row):
        parts = list(enumerate(node))
    for step, part in parts:
        assert isinstance(node, Block | Row)
        found += [(node, step), *_places(part)]
    return found


MACHINERY = ("pydantic", "input", "validation", "tuple", "dict", "str ", "model", "instance", "NoneType", "should be")


@pytest.mark.parametrize("text", [EXAMPLE, PARLIAMENT], ids=["example", "parliament"])
@given(data=st.data())
def test_whatever_is_put_anywhere_gives_problems_in_plain_words(text: str, data: st.DataObject) -> None:
    root = read(text, "c")
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(root)
        node, step = data.draw(st.sampled_from(places))
        _, other_step = data.draw(st.sampled_from(places))
        new = data.draw(st.sampled_from(['"7"', '"x"', "[]", "{}", "[a]", "{a: b}", "[[a]]", "{low: 1}", '""', "gone"]))
        if new == "gone":
            del node[step]  # type: ignore[arg-type]  # a key of a block or a place in a row
        elif new == '"x"' and isinstance(node, Block):
            node[str(other_step)] = node[str(step)]
        else:
            node[step] = read(f"a: {new}", "c")["a"]  # type: ignore[index]
    try:
        case = parse(in_one_line(root))
    except CaseError as error:
        for problem in error.problems:
            assert problem.place is not None
            words = f"{problem.what} {problem.mend}".replace("the models", "")
            assert not any(word in words for word in MACHINERY), words
    else:
        assert isinstance(case, Case)


def test_the_data_folder_has_both_sound_cases() -> None:
    assert load(DATA / "example.yaml").file.title == "Resetting Japan-Russia relations"
    assert load(DATA / "parliament.yaml").file.title == "A canal and two parliaments"


def test_digits_are_those_of_the_schema() -> None:
    """Python reads digits of other scripts as numbers; the JSON Schema refuses them, and so do we."""
    text = """
winset: 1
title: Digits
as_of: ٢٠٢٠-01-01
issues: {land: {options: [none, some]}}
status_quo: {land: none}
parties: {north: {ratifiers: {cabinet: {points: {land: {none: 0, some: ٣}}}}}}
"""
    with pytest.raises(CaseError) as caught:
        parse(text)
    said = str(caught.value)
    assert "case.yaml:4:8: expected a date, found `٢٠٢٠-01-01`" in said
    assert "expected a number, found `٣`" in said
