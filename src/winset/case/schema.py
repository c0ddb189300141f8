"""The JSON Schema of the case language, generated from the models so that it cannot drift from them."""

from typing import Any

from winset.case.conflict_patterns import STATEMENT_MARK, STATEMENT_SCHEMA
from winset.case.patterns import PATTERN_MARK, PATTERN_SCHEMA
from winset.case.sections import CaseFile


def json_schema() -> dict[str, Any]:
    """The schema of a whole case, for editors to complete and underline.

    It is a little wider than the language: what ids refer to, and whether votes add up, `winset check` says.
    """
    schema = CaseFile.model_json_schema(by_alias=True)
    tidy: dict[str, Any] = _tidy(schema)
    tidy["$defs"]["Pattern"] = PATTERN_SCHEMA
    tidy["$defs"]["StatePattern"] = STATEMENT_SCHEMA
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A winset case",
        **{key: value for key, value in tidy.items() if key != "title"},
    }


def _tidy(part: Any) -> Any:
    """Refer to the shared patterns, and leave out what a reader of YAML cannot write: nulls and generated titles."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    for mark, shared in ((PATTERN_MARK, "Pattern"), (STATEMENT_MARK, "StatePattern")):
        if part.get(mark) is True:
            description = {"description": part["description"]} if "description" in part else {}
            return {"$ref": f"#/$defs/{shared}", **description}
    found = {key: _tidy(value) for key, value in part.items() if not _generated(key, value)}
    if "const" in found and str(found["const"]).isdigit():  # a number in YAML, text to our reader
        return {
            **{key: value for key, value in found.items() if key not in {"const", "type"}},
            "enum": [found["const"], int(found["const"])],
        }
    if "patternProperties" in found:  # ids are the keys, and nothing else is
        found["additionalProperties"] = False
    choices = found.get("anyOf")
    if isinstance(choices, list):
        choices = [choice for choice in choices if choice != {"type": "null"}]
        if len(choices) == 1 and isinstance(choices[0], dict):
            return {**choices[0], **{key: value for key, value in found.items() if key != "anyOf"}}
        found["anyOf"] = choices
    return found


def _generated(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, {}, [], ()))
