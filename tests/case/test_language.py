"""The language: the example of the design loads, and the JSON Schema says what the models say."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped, unused-ignore]
import pytest
import yaml
from broken import DATA, EXAMPLE, PARLIAMENT, edited
from hypothesis import HealthCheck, given, settings

import strategies
from winset.case.load import bundled, load, parse
from winset.case.schema import json_schema
from winset.case.sections import CaseFile
from winset.case.shape import Shape, keys_of
from winset.case.written import Written

SCHEMA = json_schema()
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: 1.2, where `no` is a word and a date is text."""


_TYPES = {
    "bool": (r"^(true|false)$", "tf"),
    "int": (r"^[-+]?[0-9]+$", "-+0123456789"),
    "float": (r"^[-+]?[0-9]*\.[0-9]+$", "-+.0123456789"),
}
EditorLoader.yaml_implicit_resolvers = {}
for _name, (_form, _first) in _TYPES.items():
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_form), list(_first))


def as_editors_read(text: str) -> Any:
    return yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader with fewer types


def faults(text: str) -> list[str]:
    return [error.message for error in CHECKER.iter_errors(as_editors_read(text))]


def models(shape: Shape, found: dict[str, type[Written]]) -> dict[str, type[Written]]:
    """Every model of the language by name."""
    while shape.inner is not None:
        shape = shape.inner
    if shape.model is not None and shape.model.__name__ not in found:
        found[shape.model.__name__] = shape.model
        for key in keys_of(shape.model).values():
            models(key.shape, found)
    return found


MODELS = models(Shape("entry", CaseFile), {})


def properties(name: str) -> dict[str, Any]:
    schema = SCHEMA if name == "CaseFile" else SCHEMA["$defs"][name]
    while "properties" not in schema:
        schema = next(choice for choice in schema["anyOf"] if choice.get("type") == "object")
    found: dict[str, Any] = schema["properties"]
    return found


def test_the_example_of_the_design_loads() -> None:
    case = parse(EXAMPLE)
    assert case.file.title == "Resetting Japan-Russia relations"
    assert case.file.issues["treaty"].options == {"none": "None", "signed": "Signed"}
    assert list(case.file.claims) == ["C70"]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_key_of_the_language_is_in_the_schema_with_a_description(name: str) -> None:
    keys = keys_of(MODELS[name])
    assert set(properties(name)) == set(keys)
    for word in keys:
        field = MODELS[name].model_fields[keys[word].attribute]
        assert field.description, f"{name}.{word} says nothing of itself"


@pytest.mark.parametrize("text", [EXAMPLE, PARLIAMENT], ids=["example", "parliament"])
def test_the_schema_takes_what_loads(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("name", [described.name for described in bundled()])
def test_the_schema_takes_the_bundled_cases(name: str) -> None:
    assert faults(Path(load(name).path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A canal", "titel: A canal"),
        ("members: 100", "member: 100"),
        ("counts_as: cost", "counts_as: costs"),
        ("as_of: 2020-10-31", "as_of: soon"),
        ("rule: {at_least: 67}", "rule: {at_least: 67, fo: members}"),
        ("requires: {mood: tense}", "requires: [{mood: tense}]"),
        ("C1: {quote", "C 1: {quote"),
        ("  mood: {ordered", "  Mood: {ordered"),
    ],
)
def test_the_schema_underlines_what_does_not_load(old: str, new: str) -> None:
    assert faults(edited(PARLIAMENT, (old, new)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.cases())
def test_valid_cases_have_no_problems_and_fit_the_schema(data: dict[str, Any]) -> None:
    parse(json.dumps(data))
    assert list(CHECKER.iter_errors(data)) == []


def test_the_example_is_the_one_of_the_design() -> None:
    assert (DATA / "example.yaml").read_text(encoding="utf-8").startswith("winset: 1\ntitle: Resetting Japan-Russia")
