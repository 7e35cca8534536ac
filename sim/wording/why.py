"""A turn, and a day, taken apart in words and numbers: what alarms, what it drives to, what it leaves. Pure.

Every number is a term of ``sim.analysis.why`` or ``sim.analysis.account``; the words only choose which to name.
"""

from sim.analysis.account import Account, Balance
from sim.analysis.why import Chain
from sim.wording.names import ALARM, DOES, FAINT, REST, STILL
from sim.wording.numbers import decimal, percent

WORTH = 0.15
"""Alarm below which a cause is not worth a word (assumed)."""
SHARE = 0.25
"""A cause is named where it is at least this share of the largest one (assumed)."""
CARDS = {
    "other-is-the-danger": "silence and protest alarm",
    "trust-takes-the-sting-out": "trust takes the sting out",
    "protest-or-shut-down": "the anxious protest, the avoidant go quiet",
    "flooding-shuts-the-door": "flooded, one cannot reach",
}
"""The claims that a turn's chain rests on, and what they are called here."""
DAY_CARDS = {
    "bond-lives-on-answers": "answers build the bond, the dance wears it",
    "answers-build-security": "being answered builds trust",
    "five-to-one": "a hurt weighs more than a kindness",
    "security-settles": "what is not renewed settles back",
}
"""Those that a day's account rests on."""
TRUST = ((0.35, "little trust"), (0.65, "some trust"), (2.0, "much trust"))
"""Felt security in words, each up to a limit (assumed)."""
MAKES = {"pursue": "protests", "withdraw": "goes quiet", "reach": "reaches", "respond": "answers"}


def trust(security: float) -> str:
    """Felt security in words."""
    return next(word for limit, word in TRUST if security < limit)


def move(c: Chain, pause: float = 0.0) -> str:
    """The move that stands out in a turn, as the floor shows it; ``pause`` where both are out of the room."""
    made = {"pursue": c.choice.pursue, "withdraw": c.choice.withdraw, "reach": c.choice.reach,
            "respond": c.answer.respond}  # fmt: skip
    best = max(made, key=lambda name: made[name])
    if pause >= 1.0 or made[best] > FAINT:
        return "pause" if pause >= 1.0 else best
    return REST if c.body.threat < ALARM[0][0] else STILL


def causes(c: Chain, me: str, other: str) -> list[str]:
    """What alarms in this turn, the other's moves first, in words with its numbers; empty where nothing much does."""
    insecure = f"{me}'s avoidance {decimal(c.me.avoidance)} and anxiety {decimal(c.me.anxiety)}"
    stings = [
        (c.met.silence, f"{other}'s silence {decimal(c.other.withdraw)} × {me}'s anxiety {decimal(c.me.anxiety)}"),
        (c.met.protest, f"{other}'s protest {decimal(c.other.pursue)} × {insecure}"),
    ]
    others = [
        (c.met.spark, f"a trouble of {me}'s own ({decimal(c.met.spark)})"),
        (c.met.burden, f"what life has laid on {me} ({decimal(c.met.burden)})"),
        (c.met.stress, f"the strain of the moment ({decimal(c.met.stress)})"),
        (c.met.chance, f"a bad moment (chance, {decimal(c.met.chance)})"),
    ]
    two = sorted((size for size, _ in stings + others), reverse=True)[:2]
    least = max(WORTH, SHARE * two[0], two[1])
    stung = [words for size, words in sorted(stings, reverse=True) if size >= least]
    if stung:
        stung[-1] += f", {trust(c.me.security)} ({decimal(c.me.security)})"
    return stung + [words for size, words in sorted(others, reverse=True) if size >= least]


def reliefs(c: Chain, me: str, other: str) -> list[str]:
    """What takes alarm away in this turn, in words with its numbers."""
    held = [
        (c.met.hand, "the hand" if c.met.lingering < 0.5 * c.met.hand else "the hand of before"),
        (c.met.room, "someone who keeps the room safe"),
        (c.met.answer, f"{other}'s answer"),
        (-c.met.chance, "a good moment (chance)"),
    ]
    return [f"{words} takes {decimal(size)} away" for size, words in held if size >= 2.0 * WORTH]


def headline(c: Chain, me: str, other: str, pause: float = 0.0) -> str:
    """The chain of one partner's turn: what came, what it made of threat, what was done."""
    felt = causes(c, me, other)
    parts = [" + ".join(felt) if felt else f"Little alarms {me} now (alarm {decimal(c.met.alarm)})"]
    parts[0] = parts[0][0].upper() + parts[0][1:]
    eased = reliefs(c, me, other)
    if eased and felt:
        parts[0] += f"; {', '.join(eased)}"
    before, now = c.me.threat, c.body.threat
    way = "threat" if abs(now - before) < 0.02 else "threat rises to" if now > before else "threat falls to"
    parts.append(f"{way} {decimal(now)}")
    made = move(c, pause)
    if made == "pause":
        parts.append(f"{me} is out of the room")
    elif made in (REST, STILL):
        parts.append(f"{me} {DOES[made][0]}")
    else:
        parts.append(f"{me} {MAKES[made]} {decimal({**c.choice._asdict(), 'respond': c.answer.respond}[made])}")
    return " → ".join(parts) + "."


def pull(c: Chain, me: str, other: str, pause: float = 0.0) -> str:
    """Why that was done and not something else."""
    made, choice = move(c, pause), c.choice
    if made == "pause":
        return "A time-out: nothing is said or done, and the hearts come down."
    text = ""
    if made == "pursue" and choice.by_anxiety >= 0.05:
        text = _without(f"{me}'s anxiety ({decimal(c.me.anxiety)})", "protest", choice.share_pursue, choice.by_anxiety)
    elif made == "pursue" and choice.by_trouble >= 0.05:
        text = _without(f"{me}'s own trouble", "protest", choice.share_pursue, choice.by_trouble)
    elif made == "withdraw" and choice.by_avoidance >= 0.05:
        text = _without(
            f"{me}'s avoidance ({decimal(c.me.avoidance)})", "silence", choice.share_withdraw, choice.by_avoidance
        )
    elif made == "reach" and choice.purpose >= 0.1:
        text = f"{me} reaches on purpose: that alone is {decimal(choice.purpose)} of it."
    elif made == "reach" and max(choice.by_security, choice.by_softness) >= 0.05:
        soft = choice.by_softness > choice.by_security
        what, value = ("softness", c.me.softness) if soft else ("trust", c.me.security)
        what = f"{me}'s {what} ({decimal(value)})"
        text = _without(what, "reaching", choice.share_reach, max(choice.by_security, choice.by_softness))
    elif made == "respond":
        text = f"{me} hears a bid of {decimal(c.answer.bid)} and is {percent(c.answer.ready)} ready to answer."
    if choice.blocked >= 0.1:
        shares = percent(choice.share_reach), percent(choice.share_reach + choice.blocked)
        text = f"{text} Flooded, reaching is {shares[0]} of it, not {shares[1]}.".strip()
    return text


def _without(what: str, move: str, share: float, less: float) -> str:
    return f"Without {what} {move} would be {percent(max(0.0, share - less))} of the urge, not {percent(share)}."


def day_line(number: int, day: Account, names: tuple[str, str]) -> str:
    """A day in a sentence or two: how it went, what it did to the bond, and to whose trust the most."""
    if day.dance >= 0.5:
        how = f"for {percent(day.dance)} of the evening both were caught in the dance"
    elif day.dance >= 0.1:
        how = f"the dance came and went ({percent(day.dance)} of the evening)"
    else:
        how = "the dance had no hold"
    burdened = [
        f"{decimal(size)} on {name}" for name, size in zip(names, day.strain, strict=True) if size >= 2.0 * WORTH
    ]
    lead = f"Day {number}: {how}" + (f"; strain from outside weighs {' and '.join(burdened)}" if burdened else "") + "."
    security = max(zip(day.security, names, strict=True), key=lambda pair: abs(change(pair[0])))
    return f"{lead} Bond {_moved(day.bond)}; {security[1]}'s trust {_moved(security[0])}."


def change(part: Balance) -> float:
    """What a day and its night made of a quantity."""
    return part.built - part.worn + part.night


def _moved(part: Balance) -> str:
    before, after = (f"{value:.3f}".removeprefix("0") for value in (part.morning, part.morning + change(part)))
    if before == after:
        return f"stays at {before}"
    return f"{'rises' if change(part) > 0 else 'falls'} from {before} to {after}"
