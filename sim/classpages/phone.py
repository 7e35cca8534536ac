"""The page of a student's phone: a few kilobytes, with system fonts, and without a script as with one."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib import resources

from sim.classroom.ballot import PREDICT, SAW
from sim.classroom.codes import spoken
from sim.classroom.room import Room
from sim.lessons import Lesson, lesson
from sim.plots.palette import COLOURS
from sim.wording import care
from sim.wording import classroom as words
from sim.wording.language import direction, say, tag

FEW = 3
"""Answers beside which a small phone has room for the picture."""
LEAST, EACH_SECOND = 2.0, 60.0
"""Seconds between two looks of a phone, at least; and looks a second of all phones together, at most."""


@cache
def asset(name: str) -> str:
    """A file of ours, with the palette's colours written into it: old browsers know no custom properties."""
    text = (resources.files("sim.classpages") / "assets" / name).read_text("utf-8")
    return re.sub(r"var\(--pdd-([a-z-]+)\)", lambda found: COLOURS[found[1]], text)


@cache
def couple() -> str:
    """The two, at ease."""
    return (resources.files("sim.plots") / "couple.svg").read_text("utf-8")


def packed(css: str) -> str:
    """A style sheet without its white space."""
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).replace(": ", ":").strip()


@cache
def policy() -> str:
    """What the phone's browser may load: our picture, and the very style and script that the page came with.

    Browsers that do not know of digests heed ``unsafe-inline``; all others do not.
    """

    def own(text: str) -> str:
        return f"'unsafe-inline' 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; img-src 'self'; connect-src 'self'; style-src {own(packed(asset('phone.css')))}; "
        f"script-src {own(asset('phone.js'))}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def language_of_page() -> str:
    """The attributes of a page that say in which language it is."""
    return f'lang="{tag()}" dir="{direction()}"'


def page(body: str, base: str, waits: bool = True) -> str:
    """The whole page; ``base`` is the path of the phones' pages, ``waits`` whether it looks again by itself."""
    again = '<noscript><meta http-equiv="refresh" content="6"></noscript>' if waits else ""
    script = f"<script>{asset('phone.js')}</script>" if waits else ""
    return (
        f'<!DOCTYPE html><html {language_of_page()}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Pas de Deux</title>'
        f'<link rel="icon" href="{base}/couple.svg">{again}<style>{packed(asset("phone.css"))}</style></head>'
        f'<body><div id="now">{body}</div><p id="l" role="alert">{say(words.LOST)}</p>{script}</body></html>'
    )


def enter(base: str, message: str = "", own: str = "") -> str:
    """Where the code on the wall is typed in; ``own`` is the language that the phone has asked for."""
    kept = f'<input type="hidden" name="lang" value="{escape(own)}">' if own else ""
    told = f'<p class="s" role="alert">{escape(message)}</p>' if message else ""
    return (
        f'<div class="e">{_head("", "")}{_picture(base)}{told}<form action="{base}" method="get">{kept}'
        f'<label for="code">{say(words.ENTER)}</label><input id="code" name="code" autocomplete="off" '
        f'autocapitalize="characters" spellcheck="false" maxlength="24" required placeholder="LARK 4207">'
        f"<button>{say(words.GO)}</button></form></div>{_foot(say(care.SHORT))}"
    )


def wait() -> str:
    """For who asks too often."""
    return (
        f'<!DOCTYPE html><meta http-equiv="refresh" content="5"><title>Pas de Deux</title><p>{say(words.TOO_OFTEN)}</p>'
    )


def refused(base: str, message: str, name: str, waits: bool = False) -> str:
    """Why somebody cannot vote, or cannot yet; only then does the page look again by itself."""
    start = ' data-v="0" data-every="5"' if waits else ""
    return (
        f'<div class="c"{start}>{_head("", name)}{_picture(base)}<p class="s" role="alert">{escape(message)}</p></div>'
    )


def now(room: Room, device: str, base: str, message: str = "", more: str = "") -> str:
    """What the class is at, for one device. ``data-v`` is the version that this shows, ``more`` the end of its
    address."""
    last = room.round
    every = max(LEAST, len(room.seen) / EACH_SECOND)
    start = f'data-v="{room.version}.{len(room.rounds)}" data-every="{every:.1f}"'
    if last is None:
        return _look_up(start, room, base, say(words.WAITING), message)
    shown, kind = lesson(last.question.lesson), last.question.kind
    choice = room.choice(device)
    if not last.is_open:
        told = say(words.CLOSED if kind == PREDICT else words.SEEN)
        return _look_up(start, room, base, told, message or words.chosen(shown, kind, choice))
    return _open(start, room, shown, choice, base, message, more)


def _open(start: str, room: Room, shown: Lesson, choice: str | None, base: str, message: str, more: str) -> str:
    """The question, its answers as buttons, and that the vote is in."""
    kind = room.rounds[-1].question.kind
    rows = "".join(
        _button(key, key == choice, "o", f"<i aria-hidden=true>{'✓' if key == choice else mark}</i>"
                f"<span>{escape(text)}</span>")
        for key, mark, text in words.answers(shown, kind)
    )  # fmt: skip
    state = message or words.is_in(shown, kind, choice)
    told = f'<p class="s" role="status">{escape(state)}</p>' if state else ""
    hint = f"<p>{say(words.SAW_HINT)}</p>" if kind == SAW else ""
    picture = _picture(base) if kind == PREDICT else ""
    size = "v m" if len(shown.options) > FEW else "v"
    return (
        f'<div class="{size}" {start}>{_head(say(words.TITLES[kind]), room.code)}{picture}'
        f"<h1>{escape(words.asked(shown, kind))}</h1>{hint}"
        f'<form action="{base}/{room.code}{more}" method="post">'
        f'<input type="hidden" name="round" value="{len(room.rounds)}">'
        f"{rows}{told}{_button('', choice == '', 'p', say(words.PASS_BUTTON[kind]))}</form></div>"
        f"{_foot(say(words.FOOT[kind]))}"
    )


def _button(value: str, on: bool, kind: str, inner: str) -> str:
    pressed = "true" if on else "false"
    return (
        f'<button class="{kind}{" on" if on else ""}" name="vote" value="{escape(value)}" '
        f'aria-pressed="{pressed}">{inner}</button>'
    )


def _look_up(start: str, room: Room, base: str, told: str, state: str) -> str:
    said = f'<p class="s" role="status">{escape(state)}</p>' if state else ""
    foot = say(words.KEPT if room.rounds else care.SHORT)
    return (
        f'<div class="c" {start}>{_head(say(words.TITLES[PREDICT]), room.code)}{_picture(base)}'
        f"<h1>{say(words.LOOK_UP)}</h1>"
        f"<p>{told}</p>{said}</div>{_foot(foot)}"
    )


def _head(title: str, name: str) -> str:
    return f"<header><span>{title or 'Pas de Deux'}</span><b>{spoken(name) if name else ''}</b></header>"


def _picture(base: str) -> str:
    return f'<img src="{base}/couple.svg" alt="" width="142" height="120">'


def _foot(text: str) -> str:
    return f"<footer><p>{escape(text)}</p></footer>"
