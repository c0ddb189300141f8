"""Writes docs/language.md from the models of the language, and records new keys: python docs/make_language.py."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from language_examples import Excerpt, Place, find_examples
from language_keys import Entry, about, all_entries, models, own_entries, places
from winset.case.sections import CaseFile
from winset.case.written import Cite, Grounds, Number, Written

PAGE = Path(__file__).with_name("language.md")
RECORD = Path(__file__).parent.parent / "tests" / "case" / "data" / "language_1.json"
_HEAD = "<!-- Made by docs/make_language.py from the models of the language. Change those, then run it. -->"
_INTRODUCTION = """\
# The language of a case

A case is one YAML file. This page has every section and every key of it: what it means, what it takes, in which unit,
what stands for it where it is left out, and an example. How the sentences of a case are read together is in
[What a case means](meaning.md). `winset schema` prints the same keys for an editor, and `winset check` says what is
wrong with a case and what would mend it.

## Version 1 is frozen

A case begins with `winset: 1`. Version 1 of the language is frozen, and that is a promise:

- a case of version 1 stays readable by every later winset;
- no key is taken away, no key changes its type, its unit, its default or its meaning, and none becomes needed;
- new keys, new sections and new choices may come, and a case that does not use them means what it meant.

A test holds every key, its type and its default to a record that only grows.

## How it is written

- Every value is read as the text that stands there, and its key gives it a type: `no` is a word where a word is asked
  for, `1/3` stays a third, `010` is never eight. Anchors, tags, nulls and repeated keys are refused.
- **Ids** are small letters, digits and `_`, and start with a letter. `any`, `all` and `not` cannot be ids. Issues and
  conditions share their ids: no issue has the id of a condition.
- **Dates** are a day (`2020-10-31`), a month (`2020-10`) or `unknown`.
- **Numbers** are plain (`46`, `0.5`, `2/3`), or have the keys of [Number](#number).
- **Ratifiers** are named by their path: `party.ratifier`, and inside it `party.ratifier.bloc`.
- Other parts are named by the keys above them, joined by dots; for what is inside a ratifier the path begins with the
  party: `japan.public.polls.nikkei_2018`.

## Patterns

A pattern says which packages, and which states of the world, a sentence is about. It is a mapping from issues and
conditions to an option or a list of options, all of which must match. Ordered ones also take `{at_least: two}` and
`{at_most: two}`. `any` and `all` take a list of patterns, `not` takes one; `{}` matches everything. The name of a
pattern under `patterns` stands wherever a pattern does. Nothing in it is evaluated as code.

Under `conflict` a pattern says which states a sentence is about: it is a mapping from the options there, and from
conditions. `{if: ..., then: ...}` and `{iff: [..., ...]}` stand there wherever a pattern does, and so does the name of
a state.

```yaml
patterns:
  cheap_line: {railway: built, track: single, toll: low}
  not_dear: {any: [{toll: low}, {track: single}]}
```
"""


def page() -> str:
    """The page as it should be."""
    examples = find_examples()
    lines = [_HEAD, "", _INTRODUCTION]
    for model in models():
        lines += _described(model, examples)
    return "\n".join(lines).rstrip() + "\n"


def _described(model: type[Written], examples: dict[Place, Excerpt]) -> Iterator[str]:
    yield from (f"## {'The whole file' if model is CaseFile else model.__name__}", "", _code(about(model)), "")
    if (stands := _stands(model)) is not None:
        yield from (stands, "")
    for entry in own_entries(model):
        yield from _key(entry, examples.get((model, entry.word)))
    bases = [base for base in model.__bases__ if base is not Written and issubclass(base, Written)]
    for base in bases:
        if base is Grounds:
            yield from ("It also takes [`cite`, `why` and `caution`](#grounds).", "")
        else:
            yield from (f"It also takes every key of [{base.__name__}](#{base.__name__.lower()}).", "")


def _stands(model: type[Written]) -> str | None:
    """Where entries of it stand."""
    if model is Cite:
        return "It stands wherever `cite` does."
    if issubclass(model, Number):
        return "It stands wherever a number does." if model is Number else "It stands where votes do."
    found = [path for path in places().get(model, ()) if path]
    if not found:
        return None
    more = "" if len(found) == 1 else ", and at other places of the kind"
    return f"It stands at `{found[0]}`{more}."


def _key(entry: Entry, example: Excerpt | None) -> Iterator[str]:
    takes = f"Takes {entry.words}." + (f" Unit: {entry.unit}." if entry.unit else "")
    yield f"- **`{entry.word}`**: {_code(entry.meaning)} {takes} {_left_out(entry)}"
    if example is None:
        yield ""
    elif "\n" in example.text:
        fenced = ["```yaml", *example.text.split("\n"), "```"]
        yield from (f"  Example ({_named(example)}):", "", *(f"  {line}".rstrip() for line in fenced), "")
    else:
        yield from (f"  Example: `{example.text}` ({_named(example)}).", "")


def _left_out(entry: Entry) -> str:
    if entry.needed:
        return "Needed."
    return f"By default `{entry.default}`." if entry.default else "May be left out."


def _named(example: Excerpt) -> str:
    return f"[{example.case}]({example.case})" if "/" in example.case else f"`{example.case}`"


def _code(text: str) -> str:
    """Braces and paths as they are: descriptions are Markdown already, but for what could be taken for HTML."""
    return re.sub(r"<(?=\w)", "&lt;", text)


def recorded() -> dict[str, dict[str, str | bool | None]]:
    """Every key of the language by its path, as the record of version 1 has it: each model at its first place."""
    first = {model: paths[0] for model, paths in places().items()}
    first[Cite] = "<cite>"
    first.update((model, f"<{model.__name__.lower()}>") for model in models() if issubclass(model, Number))
    named = {model.__name__: place for model, place in first.items()}

    def placed(code: str) -> str:
        return re.sub(r"<(\w+)>", lambda found: named[found[1]], code)

    return {
        f"{path}.{entry.word}".lstrip("."): {
            "type": placed(entry.code),
            "needed": entry.needed,
            "default": entry.default,
            "unit": entry.unit,
        }
        for model, path in first.items()
        for entry in all_entries(model)
    }


def record_new() -> None:
    """Add what is new to the record of version 1; what stands there is never changed."""
    old = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    whole = dict(sorted({**recorded(), **old}.items()))
    lines = (f"{json.dumps(path)}: {json.dumps(key)}" for path, key in whole.items())
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    record_new()
