"""Tables of scores or codes as CSV that cannot be read, or not as they seem: bytes by what is wrong with them."""

import random

_chance = random.Random(7)
ROWS = [(_chance.randint(1, 7), _chance.randint(1, 7)) for _ in range(60)]
SCORES = "her,his\n" + "".join(f"{a},{b}\n" for a, b in ROWS)
MOVES = ("pursue", "withdraw", "reach", "respond", "neutral")
CODES = "a,b\n" + "".join(f"{_chance.choice(MOVES)},{_chance.choice(MOVES)}\n" for _ in range(200))
NUMBERED = "couple,turn,her,his\n" + "".join(f"{i // 30},{i % 30 + 1},{a},{b}\n" for i, (a, b) in enumerate(ROWS))


def _cell(value: str, text: str = SCORES, row: int = 20) -> str:
    """The table with one cell that is another."""
    lines = text.split("\n")
    lines[row] = ",".join([*lines[row].split(",")[:-1], value])
    return "\n".join(lines)


TEXTS = {
    "nothing": "",
    "blanks": " \n\t\n" * 1000,
    "a header alone": "her,his\n",
    "a header of a megabyte": "h" * 1_000_000 + ",his\n" + SCORES,
    "ten thousand columns": ",".join(f"c{i}" for i in range(10_000)) + "\n" + (",".join("1" * 10_000) + "\n") * 30,
    "columns of one name": SCORES.replace("her,his", "his,his"),
    "columns without names": SCORES.replace("her,his", ","),
    "columns of commas": "," * 100_000,
    "no header": SCORES.partition("\n")[2],
    "one column": "her\n" + "1\n2\n" * 30,
    "one row": "her,his\n1,2\n",
    "too few rows": "her,his\n" + "1,2\n2,1\n" * 5,
    "scores that never change": "her,his\n" + "3,3\n" * 60,
    "one score that never changes": "her,his\n" + "".join(f"3,{i % 7}\n" for i in range(60)),
    "missing everywhere": "her,his\n" + ",\n" * 60,
    "every second missing": "her,his\n" + "1,2\n,\n" * 60,
    "one partner is missing": "her,his\n" + "".join(f"{i % 5},\n" for i in range(60)),
    "a row that is short": _cell("", row=20).replace("\n", "\n5\n", 3),
    "a row that is long": SCORES.replace("\n", "\n1,2,3\n", 2),
    "a row of a million cells": SCORES + "1," * 1_000_000 + "\n",
    "a cell of a megabyte": _cell("x" * 1_000_000),
    "a number of a million digits": _cell("9" * 1_000_000),
    "infinity": _cell("inf"),
    "no number": _cell("nan"),
    "a large number": _cell("1e308"),
    "larger than numbers": _cell("1e999"),
    "a small number": _cell("1e-320"),
    "scores of 1e9": "her,his\n" + "".join(f"{a}e8,{b}e8\n" for a, b in ROWS),
    "scores of 1e-300": "her,his\n" + "".join(f"{a}e-300,{b}e-300\n" for a, b in ROWS),
    "a number with a line below": _cell("1_2"),
    "a number in Arabic": _cell("१०"),
    "a number of another base": _cell("0x1F"),
    "a number with blanks": _cell("1 2"),
    "a decimal comma": _cell("0,5"),
    "a date": _cell("1979-05-27"),
    "a formula": _cell("=1+1"),
    "a command": _cell("=cmd|' /C calc'!A0"),
    "a script": _cell("<script>alert(1)</script>"),
    "a bell": _cell("\x07\x1b[2J"),
    "a NUL": _cell("\x00"),
    "NULs": SCORES.replace(",", "\x00,"),
    "an open quote": _cell('"5'),
    "a quote within": _cell('5"5'),
    "an open quote and a megabyte": _cell('"' + "x\n" * 500_000),
    "quotes alone": '"' * 1_000_001,
    "codes and numbers": "her,his\n" + "pursue,3\n" * 60,
    "codes of one kind": "a,b\n" + "pursue,pursue\n" * 60,
    "codes that are none": CODES.replace("pursue", "chase"),
    "one code that is none": _cell("chase", CODES),
    "codes in capitals": CODES.upper(),
    "codes with blanks": CODES.replace(",", " , "),
    "codes of one partner": "a,b\n" + "pursue,\n" * 60,
    "codes by turns": "turn,who,code\n" + "".join(f"{i},{'ab'[i % 2]},{MOVES[i % 5]}\n" for i in range(100)),
    "codes by nobody": "turn,who,code\n" + "".join(f"{i},c,{MOVES[i % 5]}\n" for i in range(100)),
    "codes by turns that repeat": "turn,who,code\n" + "1,a,pursue\n" * 100,
    "a turn twice": NUMBERED.replace("0,12,", "0,11,", 1),
    "turns backwards": "\n".join([NUMBERED.split("\n")[0], *NUMBERED.split("\n")[:0:-1]]),
    "a turn in words": NUMBERED.replace("0,12,", "0,twelve,", 1),
    "a turn of many digits": NUMBERED.replace("0,12,", "0," + "9" * 5000 + ",", 1),
    "a turn below 0": NUMBERED.replace("0,12,", "0,-12,", 1),
    "half a turn": NUMBERED.replace("0,12,", "0,1.5,", 1),
    "turns without end": NUMBERED.replace("0,12,", "0,9223372036854775807,", 1),
    "a couple each": "couple,her,his\n" + "".join(f"{i},{a},{b}\n" for i, (a, b) in enumerate(ROWS)),
    "couples without names": NUMBERED.replace("\n0,", "\n,"),
    "twenty thousand couples": "couple,a,b\n" + "".join(f"c{i // 2},pursue,withdraw\n" for i in range(40_000)),
    "two columns of turns": NUMBERED.replace("couple", "turn", 1),
    "semicolons": SCORES.replace(",", ";"),
    "semicolons and commas": SCORES.replace(",", ";", 30),
    "tabs": SCORES.replace(",", "\t"),
    "bars": SCORES.replace(",", "|"),
    "lines as Windows ends them": SCORES.replace("\n", "\r\n"),
    "lines as an old Macintosh ended them": SCORES.replace("\n", "\r"),
    "lines of every kind": SCORES.replace("\n", "\r\n", 20).replace("\n", "\x0b", 5),
    "a mark at its head": "\ufeff" + SCORES,
    "names of scripts": SCORES.replace("her", "<script>").replace("his", "$(rm -rf x)"),
    "names that run backwards": SCORES.replace("her", "\u202eher"),
    "names of a thousand letters": SCORES.replace("her", "h" * 1000).replace("his", "k" * 1000),
    "names that are equal but for blanks": SCORES.replace("her,his", "her, her"),
    "a megabyte of letters": "x" * 1_000_000,
    "a web page": "<!doctype html>\n<html>\n<body>,</body>\n" * 20,
    "JSON": '{"her": [1, 2], "his": [2, 1]}',
    "a straight line": "her,his\n" + "".join(f"{i},{2 * i}\n" for i in range(60)),
    "one that leaves all bounds": "her,his\n" + "".join(f"{1.5**i:.6g},{1.4**i:.6g}\n" for i in range(50)),
    "one is the other": "her,his\n" + "".join(f"{a},{a}\n" for a, _ in ROWS),
    "a quarter of a million lines before it": "\n" * 250_000 + SCORES,
    "a quarter of a million lines behind it": SCORES + "\n" * 250_000,
    "a quarter of a million lines within it": SCORES[:100] + "\n" * 250_000 + SCORES[100:],
    "ten megabytes of blanks before it": " " * 10_000_000 + "\n" + SCORES,
    "two values": "her,his\n" + "".join(f"{a % 2},{b % 2}\n" for a, b in ROWS),
    "scores of one sign": "her,his\n" + "".join(f"{-a},{b}\n" for a, b in ROWS),
    "one score apart from all": _cell("1e8"),
    "ten thousand turns": "her,his\n" + "".join(f"{a},{b}\n" for a, b in ROWS) * 160,
    "a hundred thousand turns too many": "her,his\n" + "1,2\n2,1\n" * 100_000,
    "two hundred thousand codes": "a,b\n" + "pursue,withdraw\nwithdraw,pursue\n" * 100_000,
}
TABLES = {what: text.encode("utf-8", "surrogateescape") for what, text in TEXTS.items()}
TABLES |= {
    "UTF-16": SCORES.encode("utf-16"),
    "Latin-1": SCORES.replace("her", "sié").encode("latin-1"),
    "bytes that are no text": bytes(range(256)) * 4000,
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(1000),
    "a spreadsheet": b"PK\x03\x04" + bytes(2000),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(2000),
}
LARGE = {
    "fifty megabytes": lambda: b"her,his\n" + b"1,2\n" * 12_500_000,
    "nineteen megabytes of turns": lambda: b"her,his\n" + b"1,2\n2,1\n" * 2_400_000,
    "nineteen megabytes of one cell": lambda: b"her,his\n" + b"1" * 19_000_000,
    "nineteen megabytes of cells": lambda: b"her,his\n" + b"," * 19_000_000,
    "nineteen megabytes of letters beyond the first plane": lambda: b"her,his\n" + "💔,".encode() * 3_800_000,
    "nineteen megabytes of blank lines": lambda: b"her,his\n" + b"\n" * 19_000_000,
    "nearly as many codes as there may be": lambda: b"a,b\n" + b"pursue,reach\n" * 299_000,
}
"""Those that are made when they are needed."""
