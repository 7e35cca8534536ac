"""HTML whose texts are messages: Vue's templates and pages of our own, said in another language before they are sent.

A message is what stands in an element, with its elements as numbers and what is filled in as places: of
``<p>Day {{ day }}, <kbd>H</kbd> helps</p>`` it is ``Day {day}, <1>H</1> helps``. A translation may put them in another
order. So a template stays plain English, and an English page is sent as it stands. What an expression says it says
itself, by ``say(…)``.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

Say = Callable[[str], str]
VOID = ("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
SPOKEN = ("aria-label", "title", "label", "placeholder", "alt", "picture", "data-picture")
"""Attributes that are read, or heard."""
ATTRIBUTE = re.compile(rf'(\s)({"|".join(SPOKEN)})="([^"]*)"')
BOUND = re.compile(r'\s(?:[:@#][\w.:-]+|v-[\w.:-]+)="([^"]*)"')
"""Attributes that are expressions."""
MUSTACHE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
LETTER = re.compile(r"[^\W\d_]")
PIECE = re.compile(r"<(\d+)/>|<(\d+)>|</(\d+)>|\{(\w+)\}")
"""What stands for an element, or for what is filled in, in a message."""


class Element(NamedTuple):
    """An element as it is written: its start tag, its name, what is in it, and whether it has an end."""

    start: str
    name: str
    inner: list["Element | str"]
    is_void: bool = False


class _Reader(HTMLParser):
    """A tree of a template, from which it can be written again letter by letter."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open = [Element("", "", [])]

    def text(self, data: str) -> None:
        inner = self.open[-1].inner
        if inner and isinstance(inner[-1], str):
            inner[-1] += data
        else:
            inner.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        start = self.get_starttag_text() or ""
        made = Element(start, start[1:].split(maxsplit=1)[0].rstrip(">"), [], tag in VOID)
        self.open[-1].inner.append(made)
        if not made.is_void:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.open[-1].inner.append(Element(self.get_starttag_text() or "", tag, [], True))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name.lower() != tag:
            raise ValueError(f"</{tag}> ends <{self.open[-1].name}> on line {self.getpos()[0]}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text(data)

    def handle_entityref(self, name: str) -> None:
        self.text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.open[-1].inner.append(Element(f"<!--{data}-->", "!", [], True))

    def handle_decl(self, decl: str) -> None:
        self.open[-1].inner.append(Element(f"<!{decl}>", "!", [], True))


def read(template: str) -> Element:
    """A template as a tree. Raises ``ValueError`` where an element does not end."""
    reader = _Reader()
    reader.feed(template)
    reader.close()
    if len(reader.open) > 1:
        raise ValueError(f"<{reader.open[-1].name}> does not end")
    return reader.open[0]


def said(template: str, say: Say) -> str:
    """A template with every message of it said; what is no message stays as it is written."""
    return "".join(_written(node, say) for node in read(template).inner)


def expressions(template: str) -> Iterator[str]:
    """Every expression of a template: what is filled in, and what attributes are bound to."""

    def of(node: Element | str) -> Iterator[str]:
        if isinstance(node, str):
            yield from MUSTACHE.findall(node)
        else:
            yield from BOUND.findall(node.start)
            for each in node.inner:
                yield from of(each)

    yield from of(read(template))


def _written(node: Element | str, say: Say) -> str:
    """A part of a template, said."""
    if isinstance(node, str):
        return node
    if node.is_void or node.name in ("script", "style"):
        inner = "".join(each if isinstance(each, str) else "" for each in node.inner)
        return _start(node, say) + inner + ("" if node.is_void else f"</{node.name}>")
    if any(isinstance(each, str) and _says(each) for each in node.inner):
        return f"{_start(node, say)}{_message(node.inner, say)}</{node.name}>"
    return f"{_start(node, say)}{''.join(_written(each, say) for each in node.inner)}</{node.name}>"


def _start(node: Element, say: Say) -> str:
    """A start tag, with what is read of its attributes said."""

    def attribute(found: re.Match[str]) -> str:
        text = say(" ".join(found[3].split())) if LETTER.search(found[3]) else found[3]
        return f'{found[1]}{found[2]}="{text.replace(chr(34), "&quot;")}"'

    return ATTRIBUTE.sub(attribute, node.start)


def _says(text: str) -> bool:
    """Whether there is a word in a text, besides what is filled in."""
    return bool(LETTER.search(MUSTACHE.sub("", text)))


def _has_words(node: Element | str) -> bool:
    return _says(node) if isinstance(node, str) else any(map(_has_words, node.inner))


def _message(inner: list[Element | str], say: Say) -> str:
    """What is in an element that has words of its own, as one message. What has no words stays outside, where it
    stands at an end."""
    first, last = 0, len(inner)
    while first < last and not _in_message(inner[first]):
        first += 1
    while last > first and not _in_message(inner[last - 1]):
        last -= 1
    elements: list[Element] = []
    filled: dict[str, str] = {}
    text = "".join(_text(each, elements, filled) for each in inner[first:last])
    plain = " ".join(text.split())
    made = _back(say(plain), elements, filled, say)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    ends = ["".join(_written(each, say) for each in part) for part in (inner[:first], inner[last:])]
    return ends[0] + before + made + after + ends[1]


def _in_message(node: Element | str) -> bool:
    """Whether a message may begin or end with this."""
    return bool(node.strip()) if isinstance(node, str) else _has_words(node)


def _text(node: Element | str, elements: list[Element], filled: dict[str, str]) -> str:
    """A part of a message, with elements as numbers and what is filled in as places."""
    if isinstance(node, str):
        return MUSTACHE.sub(lambda found: _place(found[1], filled), node)
    elements.append(node)
    number = len(elements)
    if not _has_words(node):
        return f"<{number}/>"
    return f"<{number}>{''.join(_text(each, elements, filled) for each in node.inner)}</{number}>"


def _place(expression: str, filled: dict[str, str]) -> str:
    """The place of an expression, by its last name."""
    names = re.findall(r"[A-Za-z_]\w*", re.sub(r"\"[^\"]*\"|'[^']*'|\$say\b", "", expression)) or ["x"]
    name, number = names[-1], 1
    while filled.get(name, expression) != expression:
        number += 1
        name = f"{names[-1]}{number}"
    filled[name] = expression
    return f"{{{name}}}"


def _back(text: str, elements: list[Element], filled: dict[str, str], say: Say) -> str:
    """A said message as a part of a template."""

    def piece(found: re.Match[str]) -> str:
        whole, start, end, place = found.groups()
        if place:
            return "{{" + filled[place] + "}}" if place in filled else found[0]
        node = elements[int(whole or start or end) - 1]
        if whole:
            return _written(node, say)
        return _start(node, say) if start else f"</{node.name}>"

    return PIECE.sub(piece, text)
