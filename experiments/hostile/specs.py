"""Sweeps that cannot be, or that ask for more than a machine has."""

SPEC = """[model]
scenario = "protest-polka"
set = { turns = 12 }

[parameters]
couple.bond = [0.2, 0.8]
touch = [0.2, 0.9]

[replicates]
count = 4
paired = { intervention = { kind = "hand-holding", turn = 4, turns = 5 } }

[analysis]
resamples = 50
main = ["dance"]

[[analysis.predict]]
that = "A bond helps."
outcome = "dance"
along = "couple.bond"
goes = "down"
"""
BOND, COUNT = "couple.bond = [0.2, 0.8]", "count = 4"
LHS = "\n[design]\nkind = 'latin-hypercube'\nsize = 8\n"


def _but(old: str, new: str) -> str:
    """A good sweep with one thing in it that is another."""
    assert old in SPEC
    return SPEC.replace(old, new, 1)


SPECS = {
    "nothing": "",
    "a title alone": "[about]\ntitle = 'x'\n",
    "no values": _but("[0.2, 0.8]", "[]"),
    "a hundred thousand values": _but("[0.2, 0.8]", "[" + ", ".join(f"{i / 1e5:.5f}" for i in range(1, 99_000)) + "]"),
    "ten thousand values and as many again": _but(
        "[0.2, 0.8]", "[" + ",".join(f"{i / 1e4}" for i in range(9999)) + "]"
    ).replace("[0.2, 0.9]", "[" + ",".join(f"{i / 1e4}" for i in range(10_000)) + "]"),
    "a value twice": _but("0.8]", "0.2]"),
    "values that are words": _but("[0.2, 0.8]", "['weak', 'strong']"),
    "values of several kinds": _but("[0.2, 0.8]", "[0.2, 'strong', true, 1979-05-27, {}, []]"),
    "no number": _but("0.8]", "nan]"),
    "infinity": _but("0.8]", "inf]"),
    "1e999": _but("0.8]", "1e999]"),
    "a number of many digits": _but("0.8]", "9" * 200_000 + "]"),
    "lists in lists": _but("[0.2, 0.8]", "[" * 5000 + "0.2" + "]" * 5000),
    "steps without end": _but(BOND, "couple.bond = { low = 0.1, high = 0.9, steps = 9223372036854775807 }"),
    "negative steps": _but(BOND, "couple.bond = { low = 0.1, high = 0.9, steps = -9 }"),
    "a billion steps": _but(BOND, "couple.bond = { low = 0.1, high = 0.9, steps = 1000000000 }"),
    "a range upside down": _but(BOND, "couple.bond = { low = 0.9, high = 0.1 }") + LHS,
    "a range of nothing": _but(BOND, "couple.bond = { low = 0.5, high = 0.5 }") + LHS,
    "a range of no numbers": _but(BOND, "couple.bond = { low = nan, high = inf }") + LHS,
    "a range beyond numbers": _but(BOND, "couple.bond = { low = -1e308, high = 1e308 }") + LHS,
    "a logarithm of 0": _but(BOND, "couple.bond = { low = 0, high = 1, scale = 'log' }") + LHS,
    "a design without end": SPEC + "\n[design]\nkind = 'latin-hypercube'\nsize = 9223372036854775807\n",
    "a Sobol sample that fills memory": _but(BOND, "couple.bond = { low = 0.1, high = 0.9 }").replace(
        "touch = [0.2, 0.9]", "touch = { low = 0.1, high = 0.9 }"
    )
    + "\n[design]\nkind = 'sobol'\nsize = 1073741824\n",
    "a Morris sample that fills memory": _but(BOND, "couple.bond = { low = 0.1, high = 0.9 }").replace(
        "touch = [0.2, 0.9]", "touch = { low = 0.1, high = 0.9 }"
    )
    + "\n[design]\nkind = 'morris'\nsize = 100000000\n",
    "levels without end": SPEC + "\n[design]\nkind = 'morris'\nsize = 8\nlevels = 99999999999999\n",
    "a Latin hypercube of five million": _but(BOND, "couple.bond = { low = 0.1, high = 0.9 }")
    + "\n[design]\nkind = 'latin-hypercube'\nsize = 5000000\n",
    "an unknown design": SPEC + "\n[design]\nkind = 'sobel'\n",
    "a design that is a number": "design = 3\n" + SPEC,
    "a design that is a list": "design = ['grid']\n" + SPEC,
    "no replicates": _but(COUNT, "count = 0"),
    "replicates without end": _but(COUNT, "count = 99999999999999999999999"),
    "two billion runs": _but(COUNT, "count = 250000000"),
    "replicates in words": _but(COUNT, "count = 'many'"),
    "half a replicate": _but(COUNT, "count = 0.5"),
    "a seed below 0": _but(COUNT, "count = 4\nseed = -1"),
    "a seed without end": _but(COUNT, "count = 4\nseed = " + "9" * 5000),
    "paired with nothing": _but('kind = "hand-holding", ', ""),
    "paired with hypnosis": _but("hand-holding", "hypnosis"),
    "paired with a list": _but('{ intervention = { kind = "hand-holding", turn = 4, turns = 5 } }', "[1, 2]"),
    "paired deep": _but('{ kind = "hand-holding", turn = 4, turns = 5 }', "{a=" * 900 + "1" + "}" * 900),
    "an intervention that is none": _but(BOND, "intervention.7.turn = [1, 2]"),
    "an intervention of many digits": _but(BOND, "intervention." + "9" * 4000 + ".turn = [1, 2]"),
    "a key of Python": _but(BOND, "__class__.__mro__ = [1, 2]"),
    "a key of five thousand parts": _but(BOND, ".".join("a" * 5000) + " = [1, 2]"),
    "a key in quotes": _but(BOND, '"couple\\u0000.bond" = [0.2, 0.8]'),
    "a key that rings": _but(BOND, '"\\u0007\\u001b[2J" = [0.2, 0.8]'),
    "a thousand keys": _but(BOND, "\n".join(f"k{i} = [1]" for i in range(1000))),
    "a scenario that is a path": _but('"protest-polka"', '"/etc/passwd"'),
    "a scenario that is a device": _but('"protest-polka"', '"/dev/zero"'),
    "a scenario above": _but('"protest-polka"', '"../../../../etc/passwd.toml"'),
    "a scenario that is this file": _but('"protest-polka"', '"hostile.toml"'),
    "a scenario of an address": _but('"protest-polka"', '"https://example.org/x.toml"'),
    "a scenario with a NUL": _but('"protest-polka"', '"a\\u0000b.toml"'),
    "a scenario of a megabyte": _but('"protest-polka"', '"' + "x" * 900_000 + '"'),
    "a scenario that is a number": _but('"protest-polka"', "7"),
    "a scenario written out and wrong": _but('"protest-polka"', "{ days = -1, couple = 3 }"),
    "a long scenario": _but("turns = 12", "turns = 2000, days = 3650"),
    "a longer scenario than there may be": _but("turns = 12", "turns = 2000000000"),
    "constants out of range": _but("turns = 12", "touch = 1e308"),
    "set that is a list": _but("{ turns = 12 }", "[12]"),
    "an outcome that is none": SPEC + "\n[outcomes]\nwhich = ['bnd']\n",
    "an outcome many times": SPEC + "\n[outcomes]\nwhich = [" + "'dance', " * 50_000 + "]\n",
    "days that never come": SPEC + "\n[outcomes]\ndays = [99999999999]\n",
    "a million days": SPEC + "\n[outcomes]\ndays = [" + ", ".join(map(str, range(1, 120_000))) + "]\n",
    "no resamples": _but("resamples = 50", "resamples = 0"),
    "resamples without end": _but("resamples = 50", "resamples = 99999999999999"),
    "an analysis of nothing": _but('["dance"]', "[]"),
    "an analysis that is a word": _but('["dance"]', '"dance"'),
    "a prediction of no outcome": _but('outcome = "dance"', 'outcome = "danse"'),
    "a prediction along nothing": _but('along = "couple.bond"', 'along = "couple"'),
    "a prediction that goes nowhere": _but('goes = "down"', 'goes = "sideways"'),
    "a prediction within no bounds": _but('goes = "down"', "above = nan\nbelow = -inf"),
    "a prediction without words": _but('"A bond helps."', '""'),
    "a prediction in a megabyte": _but('"A bond helps."', '"' + "x" * 900_000 + '"'),
    "ten thousand predictions": SPEC + '\n[[analysis.predict]]\nthat = "x"\noutcome = "dance"\nabove = 0.5\n' * 10_000,
    "a prediction that is a number": _but("[[analysis.predict]]", "[analysis.predict]"),
    "a title of scripts": "about = { title = '<script>alert(1)</script>' }\n" + SPEC,
    "a title that rings": 'about = { title = "\\u0007\\u001b[2J\\u202e" }\n' + SPEC,
    "a title of a megabyte": "about = { title = '" + "x" * 900_000 + "' }\n" + SPEC,
    "a title that is a table": "about = { title = { a = 1 } }\n" + SPEC,
    "a section twice": SPEC + "\n[model]\nscenario = 'x'\n",
    "a section that is none": SPEC + "\n[modle]\n",
    "ten thousand sections": SPEC + "".join(f"[s{i}]\n" for i in range(10_000)),
    "twenty thousand headings deep": SPEC + "\n[" + ".".join("a" * 20_000) + "]\n",
    "half of it": SPEC[: len(SPEC) // 2],
    "the other half": SPEC[len(SPEC) // 2 :],
    "no sections": SPEC.replace("[", "").replace("]", ""),
    "lines as an old Macintosh ended them": SPEC.replace("\n", "\r"),
    "NULs": SPEC.replace(" ", "\x00"),
    "a megabyte of comment": "# " + "x" * 990_000 + "\n" + SPEC,
    "two megabytes": "# " + "x" * 2_000_000 + "\n" + SPEC,
}
