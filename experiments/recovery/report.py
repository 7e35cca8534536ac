"""The recovery study as Markdown and as numbers."""

from typing import Any

from experiments.paired import paragraph, table
from experiments.recovery.arms import Arm
from experiments.recovery.inference import called
from experiments.recovery.judge import BACK, BINS, WEAKLY, Row, to_dict

NAMES = ("A", "B")
LEVEL = 0.05

ABOUT = (
    "Fresh couples are drawn from the prior, observed, and judged; then what was inferred is compared with the truth. "
    "The prior is even from 0 to 1 in every value but hardship, which is as in the community. This is inference within "
    "the model: the couples are the model's own, coded by its own coder. How much of it holds for people no simulation "
    "can tell."
)
LEGEND = (
    f"Explained: 1 - squared error/variance; from {BACK:g} a value comes back, from {WEAKLY:g} weakly, else not at "
    "all. Error: root mean square, in standard deviations of the prior. Held: in what share of couples the 50 % and "
    "the 95 % interval hold the true value, with Wilson's interval (95 %). Contraction: 1 - variance after/variance "
    "before, the mean over couples. Even: p of a chi-square test that the true value's rank in its posterior is even "
    f"({BINS} bins)."
)


def text(arms: list[Arm], rows: list[list[Row]], size: int, draws: int, seed: int) -> str:
    """The whole study as Markdown."""
    parts = [
        "# What a conversation tells about a couple",
        paragraph(f"{ABOUT} {size:,} couples an arm, {draws:,} couples to learn from, seed {seed}."),
        "## Summary: variance explained",
        summary(arms, rows),
        "\n".join(paragraph(f"- {line}").replace("\n", "\n  ") for line in findings(arms, rows)),
    ]
    for arm, found in zip(arms, rows, strict=True):
        unlike = f"{sum(posterior.unlike for posterior in arm.found)} of {len(arm.found)}"
        parts += [f"## {arm.name}", one_arm(found), f"Series that count as unlike those simulated: {unlike}."]
    return "\n\n".join([*parts, paragraph(LEGEND)])


def summary(arms: list[Arm], rows: list[list[Row]]) -> str:
    """A line a value, a column an arm."""
    lines = [[called(found[0].name, NAMES), *(f"{row.explained:.2f} {row.verdict}" for row in found)]
             for found in zip(*rows, strict=True)]  # fmt: skip
    return table(["", *(arm.name for arm in arms)], lines)


def one_arm(rows: list[Row]) -> str:
    """One arm in full."""
    head = ("", "correlation", "explained", "error", "held by 50 %", "held by 95 %", "contraction", "even", "verdict")
    return table(head, [
        (called(row.name, NAMES), f"{row.correlation:.2f}", f"{row.explained:.2f}", f"{row.error:.2f}",
         *(f"{share:.3f} ({low:.3f} to {high:.3f})" for share, low, high in row.held.values()),
         f"{row.contraction:.2f}", f"{row.p:.2f}" if row.p >= 0.01 else "< .01", row.verdict)
        for row in rows
    ])  # fmt: skip


def findings(arms: list[Arm], rows: list[list[Row]]) -> list[str]:
    """What there is to say, in words, from the numbers alone."""
    said = []
    for arm, found in zip(arms, rows, strict=True):
        by = {verdict: [called(row.name, NAMES) for row in found if row.verdict == verdict]
              for verdict in ("comes back", "weakly", "not at all")}  # fmt: skip
        said.append(f"{arm.name}: " + "; ".join(f"{how}: {', '.join(who)}" for how, who in by.items() if who) + ".")
    tests = [(arm.name, row) for arm, found in zip(arms, rows, strict=True) if arm.fair for row in found]
    inside = sum(row.holds for _, row in tests)
    uneven = [
        f"{called(row.name, NAMES)} ({name}; p = {len(tests) * row.p:.3f} after correction for {len(tests)} tests)"
        for name, row in tests
        if len(tests) * row.p < LEVEL
    ]
    said.append(
        f"Calibration, on couples drawn from the prior: both intervals hold as often as they say, within chance, for "
        f"{inside} of {len(tests)} values (about nine in ten would by chance). Ranks that are uneven beyond chance: "
        f"{', '.join(uneven) or 'none'}."
    )
    for arm, found in zip(arms, rows, strict=True):
        if not arm.fair:
            shares = [[row.held[share][0] for row in found] for share in found[0].held]
            said.append(
                f"{arm.name}, couples for whom the prior is wrong: the 50 % interval holds in {min(shares[0]):.0%} to "
                f"{max(shares[0]):.0%} of couples, the 95 % interval in {min(shares[1]):.0%} to {max(shares[1]):.0%}."
            )
    return said


def numbers(arms: list[Arm], rows: list[list[Row]], size: int, draws: int, seed: int) -> dict[str, Any]:
    """The study for JSON."""
    arms_as_dicts = [
        {"name": arm.name, "drawn_from_prior": arm.fair, "unlike": sum(posterior.unlike for posterior in arm.found),
         "values": [to_dict(row) for row in found]}
        for arm, found in zip(arms, rows, strict=True)
    ]  # fmt: skip
    return {"size": size, "draws": draws, "seed": seed, "arms": arms_as_dicts, "findings": findings(arms, rows)}
