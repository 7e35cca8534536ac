"""Codes that can be read from a wall, and tokens that cannot be guessed or made up."""

import hashlib
import hmac
import re

WORDS = (
    "ACORN", "ALMOND", "AMBER", "APPLE", "ARROW", "BADGER", "BARLEY", "BASIL", "BEACON", "BEECH", "BIRCH", "BRIDGE",
    "BROOK", "CANDLE", "CEDAR", "CHERRY", "CIRCLE", "CLIFF", "CLOUD", "CLOVER", "COPPER", "CORAL", "COTTON",
    "CRANE", "DAISY", "DELTA", "EAGLE", "EMBER", "FALCON", "FERN", "FINCH", "FLINT", "FOREST", "GARDEN", "GINGER",
    "HARBOR", "HAZEL", "HERON", "HONEY", "INDIGO", "ISLAND", "IVORY", "KETTLE", "LARK", "LEMON", "LILAC", "LINEN",
    "MAPLE", "MEADOW", "MELON", "MINT", "OLIVE", "ORBIT", "OTTER", "PEBBLE", "PEPPER", "PILOT", "PLANET", "POPPY",
    "PRISM", "RIVER", "ROBIN", "SILVER", "TULIP",
)  # fmt: skip
DIGITS = 4
CODES = len(WORDS) * 10**DIGITS
"""How many codes there are: with ``WRONG_CODES`` of an hour from one address, a class of three hours is found by one
guesser in some three hundred."""
CODE = re.compile(rf"[A-Z]{{3,10}}[0-9]{{{DIGITS}}}")
TOKEN = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{32}")


def code(number: int) -> str:
    """The code of this number, 0 to ``CODES`` - 1: a word and four digits, as in ``LARK4207``."""
    word, digits = divmod(number, 10**DIGITS)
    return f"{WORDS[word]}{digits:0{DIGITS}d}"


def read_code(text: str) -> str:
    """The code that somebody has typed, without spaces and in capitals; nothing for what is none."""
    letters = re.sub(r"[\s._-]+", "", text[:60]).upper()
    return letters if CODE.fullmatch(letters) else ""


def spoken(name: str) -> str:
    """A code as it is written on the wall: ``LARK 4207``."""
    return f"{name[:-DIGITS]} {name[-DIGITS:]}"


def digest(token: str) -> str:
    """What is kept of a token: it can be compared with, and gives no token back."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed(random: bytes, secret: bytes, name: str) -> str:
    """A device's token for the class of this code: sixteen random bytes and their seal, which only this class makes."""
    return f"{random.hex()}.{_seal(random.hex(), secret, name)}"


def is_ours(token: str, secret: bytes, name: str) -> bool:
    """Whether a token was made here for the class of this code."""
    if not TOKEN.fullmatch(token):
        return False
    part, seal = token.split(".")
    return hmac.compare_digest(seal, _seal(part, secret, name))


def _seal(part: str, secret: bytes, name: str) -> str:
    return hmac.new(secret, f"{name} {part}".encode(), hashlib.sha256).hexdigest()[:32]
