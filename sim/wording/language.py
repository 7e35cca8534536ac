"""The language that something is said in: every text of page, lessons, phones and sheets is a message, and its words in
another language stand in ``catalogues/LANGUAGE.po``.

A message is the English text itself, with named places to be filled: ``say("Day {day}", day=3)``. What is said for one
visitor is said inside of ``speaking(language)``; whoever says nothing of a language gets English, untouched. Texts that
stand in a table, or in a data file, are said where they are used: ``say(TABLE[key])``; ``marked(…)`` around the table
has ``python -m experiments.languages`` find them.

The command line, reports of sweeps, the evidence table and whatever is wrong with a file stay English.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sim.checking.errors import nearest, shown

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.support import Translations

T = TypeVar("T")
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch"}
"""Every language by its code, as it calls itself."""
PSEUDO, MIRRORED = "xx", "xr"
"""Every message between marks, and the same from right to left: languages that find what was forgotten."""
MARKS = "⟦{}⟧"
ALLOW = "PASDEDEUX_PSEUDO_LANGUAGES"
"""The setting of the environment with which those two may be asked for."""
PLACE = re.compile(r"\{(\w+)\}")
"""What is to be filled in a message."""
FRONT = (".vue", ".js", ".html")
"""Files whose messages are said in the browser."""

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Asked(NamedTuple):
    """The language that was asked for, as its code, and what is to be said where there is no such language."""

    language: str
    message: str = ""


def language() -> str:
    """The code of the language that is spoken here."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """While it lasts, everything is said in this language."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


def asked(code: str | None) -> Asked:
    """The language of a ``?lang=``; English where none is named, and, with a word and the nearest, for an unknown one.
    A region, as in ``de-AT``, gets its language."""
    if not code:
        return Asked(ENGLISH)
    plain = code.lower().replace("_", "-")
    pseudo = (PSEUDO, MIRRORED) if os.environ.get(ALLOW) else ()
    for name in (plain, plain.partition("-")[0]):
        if name in LANGUAGES or name in pseudo:
            return Asked(name)
    called = {title.lower(): name for name, title in LANGUAGES.items()}
    hint = nearest(plain, [*LANGUAGES, *called])
    known = ", ".join(f"{name} ({title})" for name, title in LANGUAGES.items())
    return Asked(ENGLISH, f"The page does not speak {shown(code, 24)}; it speaks {known}.{hint} This is English.")


def direction() -> str:
    """``ltr`` or ``rtl``: from which side the language is written."""
    code = language()
    if code in (ENGLISH, PSEUDO, MIRRORED):
        return "rtl" if code == MIRRORED else "ltr"
    from babel import Locale

    return Locale.parse(code).text_direction


def tag() -> str:
    """The language as HTML names it."""
    return ENGLISH if language() in (PSEUDO, MIRRORED) else language()


@cache
def catalogue(code: str) -> "Catalog":
    """The catalogue of a language, as Babel reads it."""
    from babel.messages.pofile import read_po

    with (resources.files("sim.wording") / "catalogues" / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def _translations(code: str) -> "Translations":
    from babel.messages.mofile import write_mo
    from babel.support import Translations

    made = io.BytesIO()
    write_mo(made, catalogue(code))
    made.seek(0)
    return Translations(made)


def filled(text: str, values: Mapping[str, Any]) -> str:
    """A text with its places filled; one that nothing is given for stays as it is."""
    return PLACE.sub(lambda found: str(values.get(found[1], found[0])), text) if values else text


def say(text: str, /, **values: Any) -> str:
    """A message in the language that is spoken, with its places filled; what no catalogue has is said as it is."""
    code = language()
    if code in (PSEUDO, MIRRORED):
        text = MARKS.format(text) if text else text
    elif code != ENGLISH and text:
        text = str(_translations(code).ugettext(text))
    return filled(text, values)


def plural(count: float, one: str, many: str, /, **values: Any) -> str:
    """A message in the form that a count asks for; ``{n}`` is the count as people write it."""
    code = language()
    values = {"n": written(f"{count:,}"), **values}
    if code in (ENGLISH, PSEUDO, MIRRORED):
        text = one if count == 1 else many
        return filled(text if code == ENGLISH else MARKS.format(text), values)
    return filled(str(_translations(code).ungettext(one, many, int(count))), values)


def marked(texts: T) -> T:
    """Texts that are said where they are used: all strings of a literal but the keys of its tables."""
    return texts


def say_all(texts: Any) -> Any:
    """All texts of a table of words, said; the keys of tables stay as they are."""
    if isinstance(texts, str):
        return say(texts)
    if isinstance(texts, Mapping):
        return {key: say_all(value) for key, value in texts.items()}
    return [say_all(each) for each in texts]


def written(number: str) -> str:
    """A number that is written as in English, ``1,204.5`` or ``.62``, as the language writes it: ``1.204,5``, ``0,62``.
    A number that is typed, saved or copied is not written so: files and commands have a point everywhere."""
    code = language()
    if code in (ENGLISH, PSEUDO, MIRRORED):
        return number
    point, group = signs(code)
    text = re.sub(r"(?<![\d.,])\.(?=\d)", "0.", number)
    return re.sub(r"(?<=\d)[.,](?=\d)", lambda found: point if found[0] == "." else group, text)


@cache
def signs(code: str) -> tuple[str, str]:
    """The decimal sign of a language, and what parts thousands."""
    if code in (ENGLISH, PSEUDO, MIRRORED):
        return ".", ","
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(code), get_group_symbol(code)


def for_browser() -> dict[str, Any]:
    """What the browser needs of the language: its code, its tag in HTML, from which side it is written, its signs, all
    languages to choose from, and the words of what is said there. English has none: it is what stands there."""
    code = language()
    point, group = signs(code)
    return {
        "code": code, "tag": tag(), "dir": direction(), "point": point, "group": group,
        "all": [{"key": key, "name": name} for key, name in LANGUAGES.items()],
        "marks": MARKS if code in (PSEUDO, MIRRORED) else "",
        "words": {} if code in (ENGLISH, PSEUDO, MIRRORED) else _browser_words(code),
    }  # fmt: skip


@cache
def _browser_words(code: str) -> dict[str, str | list[str]]:
    """The words of what is said in the browser, by message; the forms of a plural as a list."""
    found: dict[str, str | list[str]] = {}
    for message in catalogue(code):
        if message.id and not message.fuzzy and any(path.endswith(FRONT) for path, _ in message.locations):
            forms, name = message.string or "", message.id
            found[name if isinstance(name, str) else name[0]] = forms if isinstance(forms, str) else list(forms)
    return found
