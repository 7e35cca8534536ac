"""Good files with mistakes in them that chance has made."""

import random

PIECES = (b'"', b"'", b"\n", b",", b"[", b"]", b"{", b"}", b"=", b".", b"-", b"#", b"\\", b"\x00", b"\xff", b"9",
          b"nan", b"[[", b"1e999", b"\xf0\x9f\x92\x94", b"\r", b" ", b"true", b'"""')  # fmt: skip


def spoiled(raw: bytes, number: int) -> bytes:
    """The bytes with one to six mistakes, the same for the same ``number``."""
    chance, made = random.Random(number), bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at, to = chance.randrange(len(made)), chance.randrange(len(made))
        match chance.randrange(5):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at:at] = chance.choice(PIECES)
            case 2:
                del made[at : at + chance.randint(1, 40)]
            case 3:
                made[at:at] = made[to : to + chance.randint(1, 200)]
            case 4:
                made[at : at + 1] = chance.choice(PIECES)
        made = made or bytearray(b" ")
    return bytes(made)
