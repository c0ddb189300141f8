"""JSON, YAML and XML with places: the same content as Python's own readers, and hostile files end with a problem."""

import json
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from winset.case.problems import Problem, Problems
from winset.formats import json_tree, tree, xml_tree, yaml_tree
from winset.formats.json_tree import read_json
from winset.formats.tree import Block, Node, Row, Text
from winset.formats.xml_tree import Element, read_xml
from winset.formats.yaml_tree import read_yaml


def from_json(text: str | bytes) -> tuple[Block | None, list[str]]:
    problems = Problems()
    root = read_json(text if isinstance(text, bytes) else text.encode(), "f.json", problems)
    return root, [str(problem) for problem in problems.found]


def from_yaml(text: str | bytes) -> tuple[Block | None, list[str]]:
    problems = Problems()
    root = read_yaml(text if isinstance(text, bytes) else text.encode(), "f.yml", problems)
    return root, [str(problem) for problem in problems.found]


def from_xml(text: str | bytes) -> tuple[Element | None, list[str], list[str]]:
    problems = Problems()
    warnings: list[Problem] = []
    root = read_xml(text if isinstance(text, bytes) else text.encode(), "f.xml", problems, warnings)
    return root, [str(problem) for problem in problems.found], [str(warning) for warning in warnings]


def plain(node: Node | None) -> Any:
    """The tree without its places, every scalar as text."""
    if isinstance(node, Block):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Row):
        return [plain(item) for item in node.items]
    assert isinstance(node, Text)
    return node.text


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(texts, values, max_size=4), st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_json_is_what_python_wrote(data: dict[str, Any], indent: int | str | None, ascii_: bool) -> None:
    root, problems = from_json(json.dumps(data, indent=indent, ensure_ascii=ascii_))
    assert (plain(root), problems) == (data, [])


def test_scalars_of_json_stay_as_they_are_written() -> None:
    root, problems = from_json('{"a": 1.50, "b": 1e-3, "c": null, "d": "null", "e": -Infinity, "f": true}')
    assert problems == []
    assert plain(root) == {"a": "1.50", "b": "1e-3", "c": "null", "d": "null", "e": "-Infinity", "f": "true"}
    assert root is not None
    absent = {key for key, value in root.values.items() if isinstance(value, Text) and value.absent}
    assert absent == {"c"}


def test_parts_of_json_know_where_they_stand() -> None:
    root, _ = from_json('{\n "a": [1,\r\n\t"b"],\n"c": {"d": 2}}')
    assert root is not None
    row, inner = root.values["a"], root.values["c"]
    assert isinstance(row, Row)
    assert isinstance(inner, Block)
    assert [(each.line, each.column) for each in (root, root.keys["a"], row, *row.items, inner, inner.keys["d"])] == [
        (1, 1), (2, 2), (2, 7), (2, 8), (3, 2), (4, 6), (4, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: the file is empty"),
        ('{"a": 1', "1:1: the mapping that opens here is not closed; look whether the file is cut off"),
        ('{"a":\n [1, ', "2:6: the file ends where a value should stand; look whether it is cut off"),
        ('{"a":\n [1 ', "2:2: the list that opens here is not closed; look whether the file is cut off"),
        ('{"a": "b', "1:7: a quotation mark opens here and is not closed on its line; close it"),
        ('{"a": "b\nc"}', "1:7: a quotation mark opens here and is not closed on its line; close it"),
        ('{"a" 1}', "1:6: a colon is missing before `1}`; write it after the key"),
        ('{"a": 1 "b": 2}', '1:9: a comma is missing before `"b": 2}`'),
        ('{"a": 1,}', "1:9: expected a key between double quotes before `}`"),
        ("{a: 1}", "1:2: expected a key between double quotes before `a: 1}`"),
        ('{"a": [1,]}', "1:10: `]}` is no value; put a text between double quotes"),
        ('{"a": yes}', "1:7: `yes}` is no value; put a text between double quotes"),
        ('{"a": 01}', "1:7: `01}` is no value; put a text between double quotes"),
        ('{"a": "\\x"}', '1:7: `"\\x"` has an escape that JSON does not know'),
        ('{"a": "\\ud800"}', '1:7: `"\\ud800"` has half of a character in it'),
        ("{} {}", "1:4: `{}` stands after the end of the value; remove it"),
        ('{"a": 1,\n"a": 2}', "2:4: the key `a` stands twice, first on line 1"),
        ('"a"', "1:1: expected a mapping, beginning with `{`"),
        ('{"a": ' * 70 + "1" + "}" * 70, "1:391: the nesting is deeper than 64 levels"),
        ("[" * 100_000, "1:66: the nesting is deeper than 64 levels"),
    ],
)
def test_json_that_cannot_be_read(text: str, problem: str) -> None:
    _, problems = from_json(text)
    assert problems == [f"f.json:{problem}"]


def test_json_that_is_not_utf_8() -> None:
    _, problems = from_json(b'{"a": "' + b'\xff"}')
    assert problems == ["f.json:1:8: this is not UTF-8; save it as UTF-8"]


def test_json_with_more_parts_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_tree, "MAX_PARTS", 4)
    assert from_json('{"a": [1, 2]}')[1] == []
    assert from_json('{"a": [1, 2, 3]}')[1] == ["f.json:1:14: the file has more than 4 parts"]


@given(st.text(st.sampled_from('{}[]",:\\ \nab1-.nul'), max_size=40))
def test_any_json_ends_as_python_says(text: str) -> None:
    """A problem where Python finds one, and where a key stands twice; otherwise the same content."""
    pairs: list[bool] = []

    def unique(found: list[tuple[str, Any]]) -> dict[str, Any]:
        pairs.append(len(dict(found)) == len(found))
        return dict(found)

    root, problems = from_json(text)
    try:
        data = json.loads(text, object_pairs_hook=unique, parse_int=str, parse_float=str, parse_constant=str)
    except ValueError:
        data = None
    if not isinstance(data, dict) or not all(pairs):
        assert problems != []
        return
    assert problems == []
    assert json.dumps(plain(root)) == json.dumps(as_text(data))


def as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(item) for item in data]
    return data if isinstance(data, str) else json.dumps(data)


printed = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))
shallow = st.recursive(
    printed, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(printed, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(printed, shallow, max_size=4), st.booleans())
def test_yaml_is_what_python_wrote(data: dict[str, Any], flow: bool) -> None:
    dumped = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    root, problems = from_yaml(dumped)
    assert problems == []
    assert plain(root) == data


def test_yaml_of_other_programs_has_nulls_and_tags() -> None:
    root, problems = from_yaml("a: null\nb: ~\nc:\nd: 'null'\ne: !!binary X19=\nf: !!python/tuple [1, 2]\n")
    assert problems == []
    assert root is not None
    absent = {key for key, value in root.values.items() if isinstance(value, Text) and value.absent}
    assert absent == {"a", "b", "c"}
    assert plain(root.values["f"]) == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: expected keys with values"),
        ("- a", "1:1: expected keys with values"),
        ("a: &x 1\nb: *x", "2:4: `*x` stands for another value; write it out"),
        ("a: 1\na: 2", "2:1: the key `a` stands twice, first on line 1"),
        ("? [a]\n: 1", "1:3: a list or a mapping cannot be a key here"),
        ("a: 1\n---\nb: 2", "2:1: a second document begins here"),
        ("a: " + "[" * 80 + "]" * 80, "1:67: the nesting is deeper than 64 levels"),
        ("a: \x00", "1:4: the character `\\x00` cannot stand in YAML; remove it"),
    ],
)
def test_yaml_that_cannot_be_read(text: str, problem: str) -> None:
    _, problems = from_yaml(text)
    assert problems == [f"f.yml:{problem}"]


@pytest.mark.parametrize(
    "text", ["a: [1", 'a: "b', "a: b: c", 'a: "\\ud800"', "a: `", "%YAML 3\n---\na: 1", "a: !<x y"]
)
def test_yaml_that_is_none(text: str) -> None:
    """The words and the place are the parser's, of which there are two."""
    root, problems = from_yaml(text)
    assert root is None
    assert len(problems) == 1
    assert problems[0].startswith("f.yml:")


def test_yaml_that_repeats_itself_does_not_grow() -> None:
    lines = ["a: &a [x, x]", *(f"{new}: &{new} [*{old}, *{old}]" for old, new in pairwise("abcdefghijkl"))]
    assert from_yaml("\n".join(lines))[1] == ["f.yml:2:8: `*a` stands for another value; write it out"]


def test_yaml_with_more_parts_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MAX_PARTS", 20)
    assert from_yaml("a: [" + "1, " * 30 + "]")[1][0].endswith("the file has more than 20 parts")


elements: st.SearchStrategy[Any] = st.recursive(
    st.builds(lambda tag, attributes: (tag, attributes, ()), st.sampled_from("abc"), st.dictionaries(
        st.sampled_from(["x", "y"]), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"],
                                                           exclude_characters="\ufffe\uffff"), max_size=6)
    )),
    lambda inner: st.builds(lambda tag, children: (tag, {}, tuple(children)), st.sampled_from("abc"),
                            st.lists(inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip


def written(element: Any) -> str:
    tag, attributes, children = element
    inside = "".join(f"\n {written(child)} text" for child in children)
    return f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}>{inside}</{tag}>"


def bare(element: Element) -> Any:
    return (element.tag, element.attributes, [bare(child) for child in element.children])


def theirs(element: ElementTree.Element) -> Any:
    return (element.tag, dict(element.attrib), [theirs(child) for child in element])


@given(elements)
def test_xml_is_what_python_reads(element: Any) -> None:
    text = written(element)
    root, problems, warnings = from_xml(text)
    assert (problems, warnings) == ([], [])
    assert root is not None
    assert bare(root) == theirs(ElementTree.fromstring(text))  # noqa: S314 - made here


def test_elements_know_where_they_stand_and_are_found_at_any_depth() -> None:
    root, _, _ = from_xml("<a>\n <b/> é<c><b x='1'/></c>\n</a>")
    assert root is not None
    assert [str(each.place) for each in root.all("b")] == ["f.xml:2:2", "f.xml:2:11"]
    assert [each.tag for each in root.own("b")] == ["b"]


BILLION = "".join(f'<!ENTITY l{at + 1} "' + f"&l{at};" * 10 + '">' for at in range(9))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f'<!DOCTYPE a [<!ENTITY l0 "lol">{BILLION}]><a x="&l9;"/>',
         "1:1: the file declares a document type, which can hold more than it seems to; take it out, if you trust "
         "the file"),
        ('<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd">\n<a/>',
         "2:1: the file declares a document type, which can hold more than it seems to; take it out, if you trust "
         "the file"),
        ('<a x="&l;"/>', "1:1: this is not XML: undefined entity; write & as &amp; and < as &lt; in texts"),
        ('<a>\n<b x="Food & drink"/></a>', "2:13: this is not XML: not well-formed (invalid token); write & as &amp; "
         "and < as &lt; in texts"),
        ("<a><b></a>", "1:9: this is not XML: mismatched tag"),
        ("<a>", "1:4: this is not XML: no element found"),
        ("", "1:1: this is not XML: no element found"),
        ("<a x='1' x='2'/>", "1:10: this is not XML: duplicate attribute"),
        ("<a>" * 80 + "</a>" * 80, "1:193: the nesting is deeper than 64 levels"),
    ],
)  # fmt: skip
def test_xml_that_cannot_be_read(text: str, problem: str) -> None:
    root, problems, _ = from_xml(text)
    assert root is None
    assert problems == [f"f.xml:{problem}"]


def test_a_document_type_in_a_comment_is_none_and_many_comments_cost_little() -> None:
    assert from_xml("<!-- <!DOCTYPE a> --><a/>")[1] == []
    assert from_xml("<!---->" * 100_000 + "<a/>")[1] == []
    assert from_xml("<!--" * 100_000)[1] != []
    assert from_xml(" <!-- a --> <?xml version='1.0'?> " * 2 + "<a/>")[1] != []


def test_large_xml_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 3)
    assert from_xml("<a><b/><b/></a>")[1] == []
    assert from_xml("<a><b/><b/><b/></a>")[1] == ["f.xml:1:12: the file has more than 3 elements; divide it"]
    monkeypatch.setattr(xml_tree, "MAX_BYTES", 3)
    assert from_xml("<aa/>")[1] == ["`f.xml` is larger than 0 MB; divide it"]


@given(st.binary(max_size=60))
def test_any_bytes_end(data: bytes) -> None:
    for read in (from_json, from_yaml):
        root, problems = read(data)
        assert (root is None) or not problems or isinstance(root, Block)
    root_, problems, _ = from_xml(data)
    assert (root_ is None) == bool(problems)


def test_names_are_bounded() -> None:
    problems = Problems()
    take = tree.Taking("f", problems)
    assert take.text(Text("a" * 100, 1, 1), "a name") is not None
    assert take.text(Text("a" * 101, 1, 2), "a name") is None
    assert [str(each) for each in problems.found] == ["f:1:2: a name has 101 characters, more than 100; shorten it"]
