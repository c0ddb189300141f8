"""The reader: everything is text with a place, what surprises is refused, and nothing hostile gets far."""

import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from winset.case import reading, syntax_words
from winset.case.problems import CaseError, Problem
from winset.case.reading import Block, Node, Row, place_of, read, read_file


@pytest.fixture(params=["libyaml", "python"])
def _both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(reading, "_LOADER", yaml.SafeLoader)
    else:
        assert reading._LOADER is yaml.CSafeLoader


both_parsers = pytest.mark.usefixtures("_both_parsers")


WORDS = ["no", "yes", "on", "off", "NO", "y", "true", "False", "010", "0o10", "0x1F", "1_000", ".5", "1e3", "2:1"]
WORDS += ["12:30:45", "2020-10-31", "2020-10-31 10:00:00", ".inf", ".NaN", "+1", "1/3", "None", "none", "nil", "="]
WORDS += ["46% of them", "a#b"]


def refusals(source: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        read(source, "f")
    return caught.value.problems


def only_refusal(source: str | bytes) -> str:
    problems = refusals(source)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return str(problems[0])


# What is read


@both_parsers
@pytest.mark.parametrize("word", WORDS)
def test_a_scalar_stays_the_text_it_is_written_as(word: str) -> None:
    root = read(f"{word}: {word}\nitems: [{word}]\nquoted: '{word}'\n", "f")
    assert root == {word: word, "items": [word], "quoted": word}


def test_quoted_nulls_are_text() -> None:
    assert read("""{a: "", b: '', c: "~", d: 'null'}""", "f") == {"a": "", "b": "", "c": "~", "d": "null"}


def test_block_scalars_and_folded_lines_are_text() -> None:
    root = read("a: |\n  one\n  two\nb: >\n  one\n  two\nc: one\n  two\n", "f")
    assert root == {"a": "one\ntwo\n", "b": "one two\n", "c": "one two"}


def test_json_is_read_the_same_way() -> None:
    text = json.dumps({"a": True, "b": [1, 2.50], "c": {"d": "x\n", "e": ""}}, indent=1)
    assert read(text, "f.json") == {"a": "true", "b": ["1", "2.5"], "c": {"d": "x\n", "e": ""}}
    assert only_refusal('{"a": null}') == "f:1:7: `a` is `null`; write a value or remove the key"


@both_parsers
def test_places_of_keys_values_and_items() -> None:
    root = read("# note\na: x\nb:\n  c: [p, q]\n  d:\n  - r\n  - {e: s}\n", "f")
    assert root.place == (2, 1)
    assert root.places == {"a": (2, 1, 2, 4), "b": (3, 1, 4, 3)}
    inner = root["b"]
    assert isinstance(inner, Block)
    assert inner.places == {"c": (4, 3, 4, 6), "d": (5, 3, 6, 3)}
    row = inner["c"]
    assert isinstance(row, Row)
    assert (row.place, row.places) == ((4, 6), [(4, 7), (4, 10)])


def test_columns_count_characters_and_any_line_end_counts_once() -> None:
    root = read("é: {四島: x}\r\nb: y\rc: 😀\n", "f")
    assert root.places == {"é": (1, 1, 1, 4), "b": (2, 1, 2, 4), "c": (3, 1, 3, 4)}
    assert str(place_of(root, ("é", "四島"), "f")) == "f:1:9"


def test_a_copy_keeps_its_places() -> None:
    root = read("a: [b, {c: d}]\n", "f")
    again = copy.deepcopy(root)
    assert again == root
    assert again.places == root.places
    assert place_of(again, ("a", 1, "c"), "f") == place_of(root, ("a", 1, "c"), "f")


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("a",), (1, 4), (1, 1)),
        (("b", "c"), (3, 6), (3, 3)),
        (("b", "c", 1), (3, 10), (3, 10)),
        (("b", "c", 2), (3, 6), (3, 3)),
        (("b", "c", -1), (3, 6), (3, 3)),
        (("b", "missing", "deeper"), (3, 3), (2, 1)),
        (("a", "x"), (1, 4), (1, 1)),
        (("missing",), (1, 1), (1, 1)),
        ((0,), (1, 1), (1, 1)),
    ],
)
def test_a_path_is_placed_as_far_as_it_goes(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    root = read("a: x\nb:\n  c: [p, q]\n", "f")
    at_value, at_key = place_of(root, path, "f"), place_of(root, path, "f", of="key")
    assert (at_value.line, at_value.column) == value
    assert (at_key.line, at_key.column) == key


def test_a_path_into_what_was_added_later_stops_before_it() -> None:
    root = read("a: x\n", "f")
    root["b"] = "later"
    assert str(place_of(root, ("b",), "f")) == "f:1:1"


# What is refused


@both_parsers
@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("a: 1\nb: &x 2\n", "f:2:4: `&x` names a value for use elsewhere; remove it; quote a text with `&`"),
        ("a: &x {b: c}\n", "f:1:4: `&x` names a value for use elsewhere; remove it; quote a text with `&`"),
        ("a: *x\n", "f:1:4: `*x` stands for another value; write the value out; quote a text with `*`"),
        ("a: !!int 2\n", "f:1:4: the tag `!!int` is not allowed; remove it: the field says what a value is"),
        ("a: !local [b]\n", "f:1:4: the tag `!local` is not allowed; remove it: the field says what a value is"),
        ("a: ! b\n", "f:1:4: the tag `!` is not allowed; remove it: the field says what a value is"),
        ("a: !!null\n", "f:1:4: the tag `!!null` is not allowed; remove it: the field says what a value is"),
        ("a: !!python/name:os.system\n", "f:1:4: the tag `!!python/name:os.system` is not allowed;"),
        ("a: 1\n  \nb:\n", "f:3:1: `b` has no value; write a value or remove the key"),
        ("a: ~\n", "f:1:4: `a` is `~`; write a value or remove the key"),
        ("a: NULL\n", "f:1:4: `a` is `NULL`; write a value or remove the key"),
        ("{a:1}\n", "f:1:2: `a:1` has no value; write a space after the colon"),
        ("a: [b, null]\n", "f:1:8: this item is `null`; write a value or remove the item"),
        ("a:\n- b\n-\n- c\n", "f:3:2: this item has no value; write a value or remove the item"),
        ("a: 1\n: b\n", "f:2:1: a key is missing here; write a name before the colon"),
        ("{: b}\n", "f:1:2: a key is missing here; write a name before the colon"),
        ("?\n: b\n", "f:1:2: a key is missing here; write a name before the colon"),
        ("~: b\n", "f:1:1: this key is `~`; write a name before the colon"),
        ("a: 1\nb: 2\n\na: 3\n", "f:4:1: the key `a` stands twice, first on line 1 and again on line 4; keep one"),
        ("x: {a: 1, a: {b: 2}}\n", "f:1:11: the key `a` stands twice, first on line 1 and again on line 1; keep one"),
        ("<<: {a: 1}\n", "f:1:1: `<<` merges other mappings into this one; write the keys out"),
        ("? [a, b]\n: c\n", "f:1:3: a list or a mapping cannot be a key; write one word before the colon"),
        ("{a: 1}: c\n", "f:1:1: a list or a mapping cannot be a key; write one word before the colon"),
        ("a: 1\n---\nb: 2\n", "f:2:1: a second document begins here; keep one case in a file"),
        ("- a\n- b\n", "f:1:1: a case is keys with values, and this is a list; begin with `winset: 1`"),
        ("\nwords only\n", "f:2:1: a case is keys with values, and this is a single text; begin with `winset: 1`"),
        ("", "f:1:1: the file is empty"),
        (" \n", "f:1:1: the file is empty"),
        ("# only a comment\n", "f:1:1: the file has no content"),
        ("---\n", "f:1:1: the file has no content"),
        ("a: b\x07c\n", "f:1:5: the character `\\x07` cannot stand in a case; remove it"),
        ("a: b # c\u2028d: e\n", "f:1:9: the character `\\u2028` cannot stand in a case; remove it"),
        ("a: \ufeffb\n", "f:1:4: the character `\\ufeff` cannot stand in a case; remove it"),
    ],
)
def test_what_is_refused_is_told_with_its_place_and_a_mend(text: str, refusal: str) -> None:
    assert only_refusal(text).startswith(refusal)


@both_parsers
@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("a:\n\tb: 1\n", "f:2:1: a tab stands where only spaces may; indent with spaces"),
        ("a:\n  b: 1\n\tc: 2\n", "f:3:1: a tab stands where only spaces may; indent with spaces"),
        ("title: A: B\n", "f:1:9: a second colon stands in one value; put the value in quotes"),
        ("a: {b: c: d}\n", "f:1:9: a second colon stands in one value; put the value in quotes"),
        ("a: 1\nb:2\nc: 3\n", "f:2:1: this is neither `key: value` nor `- item`; write a space after the colon"),
        ("a:1\nb: 2\n", "f:2:2: no key can stand here; write the line above as `key: value`"),
        ('a: 1\nb: "c\nd: 3\n', "f:2:4: a quotation mark opens here and is never closed; close it"),
        ("a: 'it's'\nb: 2\n", "f:1:8: `s'` stands after the end of a value; put all of the value in quotes"),
        ("a: [1, 2\nb: 3\n", "f:1:4: the list that `[` opens here is not closed; write `]` after it"),
        ("a: {b: 1\nc: 3\n", "f:1:4: the mapping that `{` opens here is not closed; write `}` after it"),
        ("a: ['b' 'c']\n", "f:1:9: a comma or the closing `]` is missing before `'c']`; write it"),
        ("a: {b: 'c' 'd'}\n", "f:1:12: a comma or the closing `}` is missing before `'d'}`; write it"),
        ("a: [b, , c]\n", "f:1:8: a value is missing before `, c]`; write it"),
        ("a: @b\n", "f:1:4: `@` cannot begin a value; put the value in quotes"),
        ("a: `b`\n", "f:1:4: '`' cannot begin a value; put the value in quotes"),
        ("a: %b\n", "f:1:4: `%` cannot begin a value; put the value in quotes"),
        ("a: *\n", "f:1:4: `*` cannot begin a value; put the value in quotes"),
        ("a: & b\n", "f:1:4: `&` cannot begin a value; put the value in quotes"),
        ("a: !e!b c\n", "f:1:4: `!` cannot begin a value; put the value in quotes"),
        ("a:\n   b: 1\n  c: 2\n", "f:3:3: the indentation fits no line above; begin it in the column"),
        ("  a: 1\nb: 2\n", "f:2:1: this line does not belong to what stands above; begin it in the column"),
        ("a: - b\n", "f:1:4: a list cannot begin beside its key; begin it on the next line"),
        ("a:\n  b: 1\n  - c\n", "f:3:3: a list item stands among keys; indent it under its own key"),
        ('a: "\\xZZ"\n', "f:1:7: YAML does not know this escape"),
        ("a: |x\n", "f:1:5: no text can stand beside `|` or `>`; begin it on the next line"),
        ("%YAML 2.0\n---\na: 1\n", "f:1:1: `%` cannot begin a line; remove it"),
        ("k" * 1100 + ": 1\n", "f:1:1101: a key is longer than 1,024 characters; shorten it"),
    ],
)
def test_syntax_errors_are_told_in_words(text: str, refusal: str) -> None:
    assert only_refusal(text).startswith(refusal)


@both_parsers
def test_escapes_for_half_a_character_are_refused() -> None:
    assert only_refusal(r'a: "\ud83d\ude00"').endswith("this escape is half of a character; write the character itself")


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = "a: &one 1\nb: *one\nc:\nd: !x 2\na: 3\ne: {? [f] : g}\nh: 'open\n"
    problems = refusals(text)
    assert [(p.place.line, p.place.column) for p in problems if p.place] == [
        (1, 4),
        (2, 4),
        (3, 1),
        (4, 4),
        (5, 1),
        (6, 7),
        (7, 4),
    ]
    assert problems[3].path == ("d",)
    assert problems[5].path == ("e",)


def test_problems_say_their_path() -> None:
    problems = refusals("a:\n  b: [x, {c: ~}, ~]\n  b: y\n")
    assert [problem.path for problem in problems] == [("a", "b", 1, "c"), ("a", "b", 2), ("a",)]


def test_reading_goes_on_inside_what_is_refused() -> None:
    problems = refusals("? {a: ~, b: 1}\n: {c: ~}\nd: &x {e: }\n")
    assert [p.what for p in problems] == [
        "a list or a mapping cannot be a key",
        "`a` is `~`",
        "`c` is `~`",
        "`&x` names a value for use elsewhere",
        "`e` has no value",
    ]


def test_keys_of_other_yaml_types_are_text_and_repeat_as_text() -> None:
    assert read("1: a\n1.0: b\ntrue: c\n", "f") == {"1": "a", "1.0": "b", "true": "c"}
    assert only_refusal("yes: a\n'yes': b\n").startswith("f:2:1: the key `yes` stands twice")


def test_words_of_the_file_are_shortened_and_shown() -> None:
    key = '"\\u202e' + "k" * 500 + '"'
    message = only_refusal(f"{key}: 1\n{key}: 2\n")
    assert r"`\u202ek" in message
    assert "\u202e" not in message
    assert len(message) < 300


# Bounds


def test_an_alias_bomb_is_refused_without_growing() -> None:
    levels = ["a0: &a0 [x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    with pytest.raises(CaseError) as caught:
        read("\n".join(levels), "f")
    assert len(caught.value.problems) == 100
    assert str(caught.value).endswith("and 291 more problems")


@both_parsers
@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{a: ", "a: [", "!x [", "&x ["])
def test_deep_nesting_is_refused_where_it_passes_the_bound(opening: str) -> None:
    (*_, last) = refusals(opening * 50_000)
    assert str(last).endswith(f"the nesting is deeper than {syntax_words.MAX_DEPTH} levels; write it flatter")


@both_parsers
def test_deep_indentation_is_refused() -> None:
    text = "".join(f"{' ' * n}k:\n" for n in range(500))
    assert only_refusal(text) == "f:65:65: the nesting is deeper than 64 levels; write it flatter"


def test_nesting_up_to_the_bound_is_read() -> None:
    levels = syntax_words.MAX_DEPTH - 1
    root = read("a: " + "[" * levels + "x" + "]" * levels, "f")
    assert place_of(root, ("a", *[0] * levels), "f").column == 4 + levels


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_giant_text_is_refused(quote: str) -> None:
    message = only_refusal(f"a: {quote}{'x' * 2_000_000}{quote}\n")
    assert message == "f:1:4: a text of 2000000 characters, more than 1000000; quote only what is needed"
    assert read(f"a: {'x' * 1_000_000}\n", "f")["a"] == "x" * 1_000_000


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_EVENTS", 11)
    assert read("a: [b, c]\n", "f") == {"a": ["b", "c"]}
    assert only_refusal("a: [b, c, d]\n") == "f:2:1: the file has more than 11 parts; divide the case"


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 20)
    path = tmp_path / "case.yaml"
    path.write_text("a: " + "b" * 20, encoding="utf-8")
    with pytest.raises(CaseError, match="is larger than"):
        read_file(path)
    with pytest.raises(CaseError, match="is larger than"):
        read("a: " + "b" * 20, "f")


# Files


def test_a_file_gives_its_tree_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    data = "\ufeffa: é\r\n".encode()
    path.write_bytes(data)
    root, given_bytes = read_file(str(path))
    assert root == {"a": "é"}
    assert root.places == {"a": (1, 1, 1, 4)}
    assert given_bytes == data


def test_a_missing_file_a_folder_and_a_bad_path_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # short paths: long ones are cut in messages
    Path("folder").mkdir()
    with pytest.raises(CaseError, match=r"^there is no file `nowhere.yaml`; check the path$"):
        read_file("nowhere.yaml")
    with pytest.raises(CaseError, match=r"is a folder; it has no `case.yaml`; name the file itself$"):
        read_file("folder")
    Path("folder/case.yaml").touch()
    with pytest.raises(CaseError, match=r"is a folder; did you mean `.*case\.yaml`\?$"):
        read_file("folder")
    with pytest.raises(CaseError, match=r"^`a\\x00b` cannot be read: "):
        read_file("a\0b")
    with pytest.raises(CaseError, match=r"case.yaml/x` cannot be read: Not a directory"):
        read_file("folder/case.yaml/x")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_told(encoding: str) -> None:
    assert only_refusal("a: b\n".encode(encoding)).endswith("UTF-16 or UTF-32, or is no text; save it as UTF-8")


def test_bytes_that_are_not_utf8_are_told_with_their_place() -> None:
    data = "a: é\nb: caf".encode() + b"\xe9\n"
    assert only_refusal(data) == "f:2:7: byte 13 of the file (0xe9) is not UTF-8; save the file as UTF-8"


def test_unreadable_characters_are_told_once_a_line_beside_other_problems() -> None:
    problems = refusals("a: \x00\x01\x02\nb: ~\nc: \x7f\x85\n")
    assert [(p.place.line, p.place.column) for p in problems if p.place] == [(1, 4), (2, 4), (3, 4)]


# Properties

TREES: st.SearchStrategy[Any] = st.recursive(
    st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
ROOTS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), TREES, max_size=4)


def leaves(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, str):
        return [(path, node)]
    parts = node.items() if isinstance(node, Block) else enumerate(node)
    return [leaf for step, part in parts for leaf in leaves(part, (*path, step))]


@given(ROOTS, st.booleans(), st.booleans())
@example({"~": "", "<<": ["null", "no"], "a: b": {"": "\u2028\x85\x00"}}, False, True)
def test_what_is_dumped_with_quotes_reads_back_and_is_placed(root: Any, flow: bool, wide: bool) -> None:
    text = yaml.safe_dump(
        root,
        default_style='"',
        default_flow_style=flow,
        allow_unicode=wide,
        width=30 if wide else 10**6,
        sort_keys=False,
    )
    text = text.replace("!!null", "")
    # What allow_unicode leaves as it is, the reader asks to be escaped.
    text = "".join(c if c == "\n" or not reading._UNREADABLE.match(c) else f"\\u{ord(c):04x}" for c in text)
    tree = read(text, "f")
    assert tree == root
    lines = text.split("\n")
    for path, value in leaves(tree):
        place = place_of(tree, path, "f")
        rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
        assert scalar_at(rest) == value


def scalar_at(text: str) -> str:
    """The double-quoted scalar with which a text begins."""
    assert text.startswith('"')
    for event in yaml.parse(io.StringIO(text), Loader=yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
    raise AssertionError("no scalar")


@both_parsers
@given(st.binary(max_size=200))
@example(b"a: !%ED%A0%80 b")
@example(b'a: "\\UFFFFFFFF"')
@example(b"%YAML " + b"1" * 5000 + b".1\n---\na: 1\n")
@example(b"\xff\xfea")
def test_bytes_are_read_or_refused(data: bytes) -> None:
    only_case_errors(data)


PIECES = ["a", "b: ", "\n", "  ", "\t", "- ", "? ", ": ", "[", "]", "{", "}", ",", "&a ", "*a", "!b ", "!!", "<<: "]
PIECES += ["|\n", ">-\n", "'", '"', "\\", "#", "%", "@", "`", "---\n", "...\n", "~", "null", "\r\n", "\ufeff", "\u2028"]


@both_parsers
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_yaml_in_pieces_is_read_or_refused(text: str) -> None:
    only_case_errors(text)


def only_case_errors(source: str | bytes) -> None:
    problems: tuple[Problem, ...] = ()
    root = None
    try:
        root = read(source, "f")
    except CaseError as error:
        problems = error.problems
    assert (root is None) == bool(problems)
    assert all(isinstance(value, str) for _, value in leaves(root or ""))
    for problem in problems:
        assert str(problem).isprintable()
        assert problem.place or "cannot be read as YAML" in problem.what
