"""A turn, and a day, taken apart in words and numbers: what alarms, what it drives to, what it leaves. Pure.

Every number is a term of ``sim.analysis.why`` or ``sim.analysis.account``; the words only choose which to name.
"""

from sim.analysis.account import Account, Balance
from sim.analysis.why import Chain
from sim.wording.language import marked, say, written
from sim.wording.names import ALARM, FAINT, REST, STILL
from sim.wording.numbers import decimal, percent
from sim.wording.text import capitalised, listed

WORTH = 0.15
"""Alarm below which a cause is not worth a word (assumed)."""
SHARE = 0.25
"""A cause is named where it is at least this share of the largest one (assumed)."""
CARDS = marked({
    "other-is-the-danger": "silence and protest alarm",
    "trust-takes-the-sting-out": "trust takes the sting out",
    "protest-or-shut-down": "the anxious protest, the avoidant go quiet",
    "flooding-shuts-the-door": "flooded, one cannot reach",
})  # fmt: skip
"""The claims that a turn's chain rests on, and what they are called here."""
DAY_CARDS = marked({
    "bond-lives-on-answers": "answers build the bond, the dance wears it",
    "answers-build-security": "being answered builds trust",
    "five-to-one": "a hurt weighs more than a kindness",
    "security-settles": "what is not renewed settles back",
})  # fmt: skip
"""Those that a day's account rests on."""
TRUST = marked(((0.35, "little trust"), (0.65, "some trust"), (2.0, "much trust")))
"""Felt security in words, each up to a limit (assumed)."""
MAKES = marked({
    "pursue": "{name} protests {size}", "withdraw": "{name} goes quiet {size}", "reach": "{name} reaches {size}",
    "respond": "{name} answers {size}",
})  # fmt: skip
IDLE = marked({REST: "{name} is at ease", STILL: "{name} holds still"})


def trust(security: float) -> str:
    """Felt security in words."""
    return say(next(word for limit, word in TRUST if security < limit))


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
    told = {"me": me, "other": other, "avoidance": decimal(c.me.avoidance), "anxiety": decimal(c.me.anxiety)}
    stings = [
        (c.met.silence, say("{other}'s silence {size} × {me}'s anxiety {anxiety}", size=decimal(c.other.withdraw),
                            **told)),
        (c.met.protest, say("{other}'s protest {size} × {me}'s avoidance {avoidance} and anxiety {anxiety}",
                            size=decimal(c.other.pursue), **told)),
    ]  # fmt: skip
    others = [
        (c.met.spark, say("a trouble of {me}'s own ({size})", me=me, size=decimal(c.met.spark))),
        (c.met.burden, say("what life has laid on {me} ({size})", me=me, size=decimal(c.met.burden))),
        (c.met.stress, say("the strain of the moment ({size})", size=decimal(c.met.stress))),
        (c.met.chance, say("a bad moment (chance, {size})", size=decimal(c.met.chance))),
    ]
    two = sorted((size for size, _ in stings + others), reverse=True)[:2]
    least = max(WORTH, SHARE * two[0], two[1])
    stung = [words for size, words in sorted(stings, reverse=True) if size >= least]
    if stung:
        stung[-1] += f", {trust(c.me.security)} ({decimal(c.me.security)})"
    return stung + [words for size, words in sorted(others, reverse=True) if size >= least]


def reliefs(c: Chain, me: str, other: str) -> list[str]:
    """What takes alarm away in this turn, in words with its numbers."""
    hand, room, answer, chance = c.met.hand, c.met.room, c.met.answer, -c.met.chance
    held = [
        (hand, say("the hand takes {size} away" if c.met.lingering < 0.5 * hand else
                   "the hand of before takes {size} away", size=decimal(hand))),
        (room, say("someone who keeps the room safe takes {size} away", size=decimal(room))),
        (answer, say("{other}'s answer takes {size} away", other=other, size=decimal(answer))),
        (chance, say("a good moment (chance) takes {size} away", size=decimal(chance))),
    ]  # fmt: skip
    return [words for size, words in held if size >= 2.0 * WORTH]


def headline(c: Chain, me: str, other: str, pause: float = 0.0) -> str:
    """The chain of one partner's turn: what came, what it made of threat, what was done."""
    felt = causes(c, me, other)
    first = " + ".join(felt) if felt else say("Little alarms {me} now (alarm {size})", me=me, size=decimal(c.met.alarm))
    parts = [capitalised(first)]
    eased = reliefs(c, me, other)
    if eased and felt:
        parts[0] += f"; {', '.join(eased)}"
    before, now = c.me.threat, c.body.threat
    if abs(now - before) < 0.02:
        parts.append(say("threat {size}", size=decimal(now)))
    else:
        parts.append(say("threat rises to {size}" if now > before else "threat falls to {size}", size=decimal(now)))
    made = move(c, pause)
    if made == "pause":
        parts.append(say("{name} is out of the room", name=me))
    elif made in IDLE:
        parts.append(say(IDLE[made], name=me))
    else:
        size = {**c.choice._asdict(), "respond": c.answer.respond}[made]
        parts.append(say(MAKES[made], name=me, size=decimal(size)))
    return " → ".join(parts) + "."


WITHOUT = marked({
    "anxiety": "Without {me}'s anxiety ({size}) protest would be {less} of the urge, not {share}.",
    "trouble": "Without {me}'s own trouble protest would be {less} of the urge, not {share}.",
    "avoidance": "Without {me}'s avoidance ({size}) silence would be {less} of the urge, not {share}.",
    "softness": "Without {me}'s softness ({size}) reaching would be {less} of the urge, not {share}.",
    "trust": "Without {me}'s trust ({size}) reaching would be {less} of the urge, not {share}.",
})  # fmt: skip
"""What a move would be without what drives to it most."""


def pull(c: Chain, me: str, other: str, pause: float = 0.0) -> str:
    """Why that was done and not something else."""
    made, choice = move(c, pause), c.choice
    if made == "pause":
        return say("A time-out: nothing is said or done, and the hearts come down.")
    text = ""
    if made == "pursue" and choice.by_anxiety >= 0.05:
        text = _without("anxiety", me, c.me.anxiety, choice.share_pursue, choice.by_anxiety)
    elif made == "pursue" and choice.by_trouble >= 0.05:
        text = _without("trouble", me, 0.0, choice.share_pursue, choice.by_trouble)
    elif made == "withdraw" and choice.by_avoidance >= 0.05:
        text = _without("avoidance", me, c.me.avoidance, choice.share_withdraw, choice.by_avoidance)
    elif made == "reach" and choice.purpose >= 0.1:
        text = say("{me} reaches on purpose: that alone is {size} of it.", me=me, size=decimal(choice.purpose))
    elif made == "reach" and max(choice.by_security, choice.by_softness) >= 0.05:
        soft = choice.by_softness > choice.by_security
        what, value = ("softness", c.me.softness) if soft else ("trust", c.me.security)
        text = _without(what, me, value, choice.share_reach, max(choice.by_security, choice.by_softness))
    elif made == "respond":
        text = say("{me} hears a bid of {bid} and is {ready} ready to answer.", me=me, bid=decimal(c.answer.bid),
                   ready=percent(c.answer.ready))  # fmt: skip
    if choice.blocked >= 0.1:
        flooded = say("Flooded, reaching is {now} of it, not {otherwise}.", now=percent(choice.share_reach),
                      otherwise=percent(choice.share_reach + choice.blocked))  # fmt: skip
        text = f"{text} {flooded}".strip()
    return text


def _without(what: str, me: str, size: float, share: float, less: float) -> str:
    return say(WITHOUT[what], me=me, size=decimal(size), less=percent(max(0.0, share - less)), share=percent(share))


def day_line(number: int, day: Account, names: tuple[str, str]) -> str:
    """A day in a sentence or two: how it went, what it did to the bond, and to whose trust the most."""
    share = percent(day.dance)
    if day.dance >= 0.5:
        how = say("for {share} of the evening both were caught in the dance", share=share)
    elif day.dance >= 0.1:
        how = say("the dance came and went ({share} of the evening)", share=share)
    else:
        how = say("the dance had no hold")
    burdened = [
        say("{size} on {name}", size=decimal(size), name=name)
        for name, size in zip(names, day.strain, strict=True) if size >= 2.0 * WORTH
    ]  # fmt: skip
    if burdened:
        how = say("{how}; strain from outside weighs {sizes}", how=how, sizes=listed(burdened))
    lead = say("Day {day}: {how}.", day=number, how=how)
    security, name = max(zip(day.security, names, strict=True), key=lambda pair: abs(change(pair[0])))
    ends = say("Bond {bond}; {name}'s trust {trust}.", bond=_moved(day.bond), name=name, trust=_moved(security))
    return f"{lead} {ends}"


def change(part: Balance) -> float:
    """What a day and its night made of a quantity."""
    return part.built - part.worn + part.night


def _moved(part: Balance) -> str:
    before, after = (written(f"{value:.3f}".removeprefix("0"))
                     for value in (part.morning, part.morning + change(part)))  # fmt: skip
    if before == after:
        return say("stays at {value}", value=before)
    return say("rises from {before} to {after}" if change(part) > 0 else "falls from {before} to {after}",
               before=before, after=after)  # fmt: skip
