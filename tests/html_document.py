"""A page as a tree, as far as tests need one: elements with their attributes, text, and what is around them."""

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = {"meta", "br", "img", "link", "input", "hr"}
_INLINE = {"a", "span", "strong", "code"}


class Element:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str], around: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.around = around
        self.inside: list[Element | str] = []

    @property
    def text(self) -> str:
        """What a reader sees: pictures and style sheets left out, white space as a browser shows it."""
        return " ".join("".join(self._words()).replace("\u00a0", " ").split())

    def _words(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in {"style", "svg", "head"}:
                gap = "" if part.tag in _INLINE else " "
                yield from (gap, *part._words(), gap)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def all(self, tag: str = "") -> "list[Element]":
        """The elements inside, in the order of the page."""
        found: list[Element] = []
        for part in self.inside:
            if isinstance(part, Element):
                found += [part] if tag in {"", part.tag} else []
                found += part.all(tag)
        return found

    def with_class(self, name: str) -> "list[Element]":
        return [element for element in self.all() if name in element.classes]

    def by_id(self, id_: str) -> "Element":
        """The one element with an id."""
        (found,) = [element for element in self.all() if element.attributes.get("id") == id_]
        return found

    def closest(self, tag: str) -> "Element":
        """The element itself or the nearest around it that has a tag."""
        element: Element | None = self
        while element is not None and element.tag != tag:
            element = element.around
        assert element is not None
        return element


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("document", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.inside.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.inside.append(Element(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.around is not None
        self.here = self.here.around

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def document(text: str) -> Element:
    """The page; every element is closed in its place."""
    reader = _Reader()
    reader.feed(text)
    assert reader.here is reader.root
    return reader.root
