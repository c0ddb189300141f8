"""The shape of the language, read off the models: which keys an entry has, and what stands under each.

Paths, problems and the walk over a case all follow this shape, so a key added to a model is known everywhere.
"""

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from winset.case.patterns import Named, Where
from winset.case.written import Grounds, Written

Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands at a place of the language.

    entry: a mapping with the keys of `model`; by_id: a mapping of ids to `inner`; list: a list of `inner`;
    pattern: a pattern; free: a word, a number, or whatever a variant puts there.
    """

    kind: Literal["entry", "by_id", "list", "pattern", "free"]
    model: type[Written] | None = None
    inner: "Shape | None" = None

    @property
    def deep(self) -> bool:
        """Whether entries or patterns can stand below."""
        return self.kind in {"entry", "pattern"} or (self.inner is not None and self.inner.deep)


FREE = Shape("free")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an entry: its word in the file, its attribute in the model, and what stands under it."""

    word: str
    attribute: str
    shape: Shape
    required: bool


@cache
def keys_of(model: type[BaseModel]) -> dict[str, Key]:
    """The keys that an entry can have, by their word in the file; those that nearly every entry has come last."""
    found: dict[str, Key] = {}
    for attribute, field in model.model_fields.items():
        if field.exclude:  # kept by the reader for itself; it has no word in the file
            continue
        word = field.alias or attribute
        found[word] = Key(word, attribute, _shape(field.annotation), field.is_required())
    return dict(sorted(found.items(), key=lambda item: item[0] in Grounds.model_fields))


@cache
def deep_keys_of(model: type[BaseModel]) -> tuple[Key, ...]:
    """The keys under which entries or patterns can stand."""
    return tuple(key for key in keys_of(model).values() if key.shape.deep)


def _shape(annotation: Any) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0])
    if origin in {Union, types.UnionType}:
        return _shape_of_choice([arg for arg in args if arg is not type(None)])
    if origin is dict:
        return Shape("by_id", inner=_shape(args[1]))
    if origin is tuple:
        return Shape("list", inner=_shape(args[0]))
    if isinstance(annotation, type) and issubclass(annotation, Written):
        return Shape("entry", annotation)
    return FREE


def _shape_of_choice(choices: list[Any]) -> Shape:
    if set(choices) >= {Named, Where}:
        return Shape("pattern")
    return _shape(choices[0]) if len(choices) == 1 else FREE
