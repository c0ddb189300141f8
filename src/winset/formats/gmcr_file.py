"""Writes a conflict as a save file of gmcr-py, in the layout of its version 0.3.12 without what it computes itself."""

import json
from collections.abc import Mapping, Sequence

from winset.formats.gmcr import DIRECTIONS
from winset.formats.gmcr_model import Condition, GmcrDecider, GmcrModel, Pairs

WRITTEN = {direction: word for word, direction in DIRECTIONS.items()}

Json = bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def gmcr_text(model: GmcrModel) -> str:
    """The file. Lines are kept short enough to read: an option, a decision maker or a condition on each."""
    parts: list[tuple[str, Json]] = [
        ("program", model.program),
        ("useManualPreferenceRanking", model.manual),
        ("options", [{"name": each.name, "permittedDirection": WRITTEN[each.direction]} for each in model.options]),
        ("decisionMakers", [_decider(decider, model.manual) for decider in model.deciders]),
        ("infeasibles", [_pairs(pairs) for condition in model.infeasible for pairs in condition]),
        ("coalitions", _coalitions(model)),
    ]
    written = [f"{json.dumps(key)}: {_lines(value)}" for key, value in parts]
    return "{\n" + ",\n".join(written) + "\n}\n"


def _lines(value: Json) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def _decider(decider: GmcrDecider, manual: bool) -> Json:
    entry: dict[str, Json] = {
        "name": decider.name,
        "options": list(decider.options),
        "preferences": [_condition(condition) for condition in decider.statements],
    }
    if decider.misperceived:
        entry["misperceptions"] = [_pairs(pairs) for condition in decider.misperceived for pairs in condition]
    if manual:
        entry["preferenceRanking"] = [group[0] if len(group) == 1 else list(group) for group in decider.ranking or ()]
    return entry


def _condition(condition: Condition) -> Json:
    """A list of pairs where there is one alternative, otherwise a compound."""
    if len(condition) == 1:
        return _pairs(condition[0])
    return {"compound": True, "members": [_pairs(pairs) for pairs in condition]}


def _pairs(pairs: Pairs) -> Json:
    return [[option, "Y" if taken else "N"] for option, taken in pairs]


def _coalitions(model: GmcrModel) -> Json:
    """Everybody once: those who act alone by their place, the others with those they act with, where the first is."""
    together = {coalition[0]: coalition for coalition in model.coalitions}
    others = {member for coalition in model.coalitions for member in coalition[1:]}
    return [list(together[at]) if at in together else at for at in range(len(model.deciders)) if at not in others]
