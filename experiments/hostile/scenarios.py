"""What a stranger may send: addresses and files that must give a working page or one clear line, and nothing else.

``LINKS`` are query parts by what is wrong with them, ``UPLOADS`` names and texts of files. ``HARMLESS`` of either are
odd but can be shown: scripts are text, a path is a name.
"""

from urllib.parse import quote

import sim

POLKA = sim.scenario("protest-polka")
FILE = POLKA.to_toml()
SCRIPT = "<script>alert(document.cookie)</script>"
DEEP = "[" * 20_000
HANDS = [{"kind": "hand-holding", "turn": 1 + i % 149, "turns": 1, "day": 1 + i // 149} for i in range(201)]


def _plan(**settings: object) -> str:
    """A link with one intervention."""
    given = ", ".join(f'"{key}": {value}' for key, value in {"kind": '"hand-holding"', **settings}.items())
    return "intervention=" + quote(f"[{{{given}}}]")


def _own(**changes: object) -> str:
    """A link to a scenario that is not shipped."""
    own = sim.to_link(POLKA.change({"name": "ours"}))
    return own + "".join(f"&{quote(key)}={quote(str(value))}" for key, value in changes.items())


LINKS = {
    "no known scenario": "scenario=nonsense",
    "a file for a name": "scenario=/etc/passwd",
    "a file for a name, and a title": "scenario=/etc/passwd&about.title=%22x%22",
    "a way up the folders": "scenario=../../../etc/passwd",
    "a file's address": "scenario=file:///etc/passwd",
    "an address": "scenario=https://example.org/x.toml",
    "a NUL in the name": "scenario=protest-polka%00.toml",
    "an empty name": "scenario=",
    "another version": "v=99",
    "no version": "v=",
    "a seed below 0": "seed=-4",
    "a seed in words": "seed=many",
    "a seed that is no whole number": "seed=1.5",
    "a seed that is too large": "seed=18446744073709551616",
    "a seed of five thousand digits": "seed=" + "9" * 5000,
    "a seed that is true": "seed=true",
    "a seed that is a list": "seed=[1]",
    "a bond above 1": "couple.bond=7",
    "a bond that is no number": "couple.bond=NaN",
    "an infinite bond": "couple.bond=Infinity",
    "a bond of minus infinity": "couple.bond=-Infinity",
    "a bond of 1e999": "couple.bond=1e999",
    "a bond in words": "couple.bond=strong",
    "a bond that is a table": "couple.bond=%7B%22a%22%3A1%7D",
    "a bond that is nothing": "couple.bond=null",
    "a bond of five thousand digits": "couple.bond=" + "1" * 5000,
    "no such key": "no_such_key=1",
    "a key of Python": "__class__.__init__.__globals__=1",
    "a key of JavaScript": "__proto__.polluted=1",
    "a key beneath a number": "couple.bond.more=1",
    "a key of ten thousand parts": ".".join("a" * 10_000) + "=1",
    "a key that is empty": "=1",
    "a key of dots": "...=1",
    "a whole table for a number": "couple=3",
    "partners without a name": "partner_a=%7B%7D",
    "days without end": "days=1e99",
    "more days than there may be": "days=99999999",
    "no days": "days=0",
    "negative turns": "turns=-1",
    "days in words": "days=%22three%22",
    "broken JSON": "intervention=[[[",
    "JSON twenty thousand deep": "intervention=" + DEEP,
    "an unknown plan": "intervention=" + quote('[{"kind": "hypnosis"}]'),
    "a plan without a kind": "intervention=[{}]",
    "a plan that is a number": "intervention=[1]",
    "a plan that is a word": "intervention=%22all%22",
    "a plan on the turn before the first": _plan(turn=-5),
    "a plan on turn 0": _plan(turn=0),
    "a plan with an unknown setting": _plan(strength=1),
    "a plan with half a turn": _plan(turns=1.5),
    "a plan with a dose that is no number": _plan(dose="NaN"),
    "a plan with a day in the next century": _plan(day=99999999),
    "201 plans": "intervention=" + quote(str(HANDS).replace("'", '"')),
    "a plan's number that is not there": "intervention.7.turn=3",
    "a plan's number of five thousand digits": "intervention." + "9" * 5000 + ".turn=3",
    "a plan's number in Arabic": "intervention.%D9%A1.turn=3",
    "no such parameter": "parameters.no_such=1",
    "a parameter out of its range": "parameters.touch=1e308",
    "a parameter that is no number": "touch=NaN",
    "a name that is empty": "partner_a.name=%22%22",
    "a name of ten thousand letters": "partner_a.name=" + "x" * 10_000,
    "half a percent sign": "couple.bond=%",
    "bytes that are no text": "%ff%fe=%00",
    "rubbish in percents": "%%%zz%1=%c3%28&%u0041=1",
    "only letters": "x" * 50_000,
    "longer than a link may be": "couple.bond=" + "0" * 100_000,
    "twenty thousand ampersands": "&" * 20_000,
    "eight thousand unknown keys": "&".join(f"k{i}=1" for i in range(8_000)),
    "half of a letter": "about.title=" + quote('"\\ud800"'),
    "half of a letter in a name": "partner_a.name=" + quote('"\\udfff"'),
    "a run too long for the page": "days=3650",
    "a run too long in its turns": "days=366&turns=2000",
    "a run too long in its sessions": "days=730&" + _plan(kind='"therapy-course"', days=730, every=1, turns=2000),
}
LINKS |= {
    f"harmless: {what}": query
    for what, query in {
        "a script for a name": "partner_a.name=" + quote("<script>1</script>"),
        "a script for a title": "about.title=" + quote(SCRIPT),
        "a template for a name": "partner_a.name=%7B%7B7*7%7D%7D",
        "templates for a title": "about.title=" + quote("{{7*7}} ${7*7} #{7*7} <%= 7*7 %>"),
        "an image for a title": "about.title=" + quote("<img src=x onerror=alert(1)>"),
        "a title that runs backwards": "about.title=" + quote("\u202eakloP\u202c \u200b\u2066"),
        "a title that rings": "about.title=" + quote('"ding \\u0007 \\u001b[31m"'),
        "a name in many lines": "partner_a.name=" + quote('"Ana\\n\\nBen"'),
        "a key that is given twice": "couple.bond=.2&couple.bond=.3",
        "the last day of all": "seed=18446744073709551615",
        "a script for a scenario's name": _own().replace("scenario=ours", "scenario=" + quote(SCRIPT)),
        "a path for a scenario's name": _own().replace("scenario=ours", "scenario=" + quote("../../ours")),
        "a command for a scenario's name": _own().replace("scenario=ours", "scenario=" + quote("$(rm -rf x); `x` 'y'")),
        "a title of HTML": _own(**{"about.title": "</title><h1>x</h1>"}),
        "what the page adds": "page.day=999&page.zoom=%3Cscript%3E&page.tab=[",
        "nothing": "",
        "a question mark": "?",
    }.items()
}


def _with(line: str, text: str = FILE) -> str:
    """A good file with one more line at its head."""
    return f"{line}\n{text}"


UPLOADS = {
    "nothing": ("empty.toml", ""),
    "blanks": ("blank.toml", " \n\t\r\n" * 100),
    "a million bytes too many": ("large.toml", "#" * 1_000_001),
    "a megabyte of letters": ("letters.toml", "x" * 1_000_000),
    "ten thousand keys": ("keys.toml", "".join(f"k{i} = 1\n" for i in range(10_000))),
    "ten thousand tables": ("tables.toml", "".join(f"[t{i}]\n" for i in range(10_000))),
    "a list of fifty thousand numbers": ("numbers.toml", "days = [" + "1," * 50_000 + "]"),
    "a megabyte of quotes": ("quotes.toml", 'days = "' + '\\"' * 490_000),
    "a megabyte of apostrophes": ("apostrophes.toml", "'''" * 333_000),
    "a number of a million digits": ("digits.toml", "days = " + "9" * 900_000),
    "lists a hundred thousand deep": ("deep.toml", "days = " + "[" * 100_000),
    "tables fifty thousand deep": ("inline.toml", "days = " + "{a=" * 50_000),
    "a key of twenty thousand parts": ("parts.toml", ".".join("a" * 20_000) + " = 1"),
    "a heading of twenty thousand parts": ("heading.toml", "[" + ".".join("a" * 20_000) + "]\n" + "x = 1\n" * 2),
    "long keys behind a string": ("behind.toml", 'x = {q = """b"""", ' + ".".join("a" * 100_000) + " = 1}"),
    "long keys in quotes": ("quoted.toml", ".".join('"a b"' for _ in range(20_000)) + " = 1"),
    "no TOML": ("page.html", "<!doctype html><script>alert(1)</script>"),
    "JSON": ("scenario.json", '{"days": 1}'),
    "YAML": ("scenario.yaml", "days: 1\nabout:\n  title: x\n"),
    "a programme": ("run.py", "import os\nos.system('true')\n"),
    "a table of numbers": ("data.csv", "day,turn\n1,1\n"),
    "bytes": ("image.png", "\x89PNG\r\n\x1a\n\x00\x00"),
    "NUL bytes": ("nul.toml", FILE.replace("bond", "bo\x00nd")),
    "a NUL in a string": ("nul2.toml", FILE.replace("Ana", "A\x00na")),
    "half of a letter": ("half.toml", FILE.replace("Ana", "\ud800")),
    "half of a letter, escaped": ("half2.toml", FILE.replace("Ana", "\\ud800")),
    "the first half of a file": ("first.toml", FILE[: len(FILE) // 2]),
    "the second half of a file": ("second.toml", FILE[len(FILE) // 2 :]),
    "all but the last letter": ("last.toml", FILE[:-2]),
    "a sweep": ("sweep.toml", '[model]\nscenario = "protest-polka"\n[design]\nkind = "grid"\n'),
    "half a sweep": ("sweep2.toml", "[replicates]\ncount = 5\n"),
    "a key twice": ("twice.toml", _with("turns = 10\nturns = 11")),
    "a table twice": ("twice2.toml", FILE + "\n[couple]\nbond = .5\n"),
    "an unknown key": ("unknown.toml", _with("no_such = 1")),
    "a misspelt key": ("misspelt.toml", FILE.replace("partner_a", "partner_A")),
    "a wrong type": ("type.toml", _with('turns = "many"')),
    "a date": ("date.toml", _with("turns = 1979-05-27")),
    "half a turn": ("turn.toml", _with("turns = 1.5")),
    "turns that are true": ("true.toml", _with("turns = true")),
    "negative days": ("days.toml", _with("days = -3")),
    "days without end": ("days2.toml", _with("days = 999999999999999999999")),
    "a bond that is no number": ("nan.toml", FILE.replace("bond = 0.45", "bond = nan")),
    "an infinite bond": ("inf.toml", FILE.replace("bond = 0.45", "bond = inf")),
    "a bond of 1e999": ("huge.toml", FILE.replace("bond = 0.45", "bond = 1e999")),
    "a bond of -1": ("minus.toml", FILE.replace("bond = 0.45", "bond = -1")),
    "an unknown plan": ("plan.toml", FILE + '\n[[intervention]]\nkind = "hypnosis"\n'),
    "a plan without a kind": ("plan2.toml", FILE + "\n[[intervention]]\nturn = 3\n"),
    "a plan before the first turn": ("plan3.toml", FILE + '\n[[intervention]]\nkind = "time-out"\nturn = -3\n'),
    "201 plans": ("plans.toml", FILE + "".join(f'\n[[intervention]]\nkind = "time-out"\nday = {i + 1}\nturns = 1\n'
                                               for i in range(201))),
    "two plans at once": ("clash.toml", FILE + '\n[[intervention]]\nkind = "time-out"\n' * 2),
    "201 events": ("events.toml", FILE + '\n[[life.event]]\nday = 3\nwho = "a"\nsize = 1.0\n' * 201),
    "an unknown parameter": ("parameter.toml", FILE + "\n[parameters]\nno_such = 1.0\n"),
    "a parameter out of its range": ("parameter2.toml", FILE + "\n[parameters]\ntouch = 1e308\n"),
    "a name without letters": ("name.toml", FILE.replace('"Ana"', '""')),
    "a title without end": ("title.toml", FILE.replace('title = "', 'title = "' + "x" * 100_000)),
    "a text without end": ("text.toml", FILE.replace('what = "', 'what = "' + "x" * 100_000)),
    "a name that is a number": ("number.toml", FILE.replace('"Ana"', "7")),
    "no text at all": ("bytes.toml", b"days = 1"),
    "no name at all": (None, FILE),
    "a list for a text": ("list.toml", ["days = 1"]),
    "a run too long for the page": ("long.toml", _with("days = 3650")),
}  # fmt: skip
UPLOADS |= {
    f"harmless: {what}": (name, text)
    for what, (name, text) in {
        "a path for a name": ("../../../etc/passwd", FILE),
        "a path of Windows": ("C:\\Windows\\system32\\x.toml", FILE),
        "a shipped scenario's name": ("secure-base.toml", FILE),
        "a script for a name": (SCRIPT + ".toml", FILE),
        "a command for a name": ("$(rm -rf x); `x` 'y' \"z\".toml", FILE),
        "a name that runs backwards": ("\u202elmot.x\u202c.toml", FILE),
        "a NUL in the name": ("x\x00.toml", FILE),
        "half of a letter in the name": ("\ud800.toml", FILE),
        "a name without letters": (".toml", FILE),
        "a name of a million letters": ("x" * 1_000_000, FILE),
        "a name within the file": ("x.toml", _with('name = "protest-polka"')),
        "a script within the file": ("x.toml", _with(f'name = "{SCRIPT}"')),
        "a bell within the file": ("x.toml", _with('name = "a\\u0007\\u001b[2Jb"')),
        "HTML for a title": ("x.toml", FILE.replace('title = "', 'title = "</title><img src=x onerror=alert(1)>')),
        "templates for names": ("x.toml", FILE.replace("Ana", "{{7*7}}").replace("Ben", "${7*7}")),
        "a script for a partner": ("x.toml", FILE.replace("Ana", "<script>1</script>")),
        "a bell for a partner": ("x.toml", FILE.replace("Ana", "\\u0007\\u001b[2J")),
        "a mark at the file's head": ("x.toml", "\ufeff" + FILE),
        "lines as Windows ends them": ("x.toml", FILE.replace("\n", "\r\n")),
        "the shipped file itself": ("protest-polka.toml", FILE),
    }.items()
}
