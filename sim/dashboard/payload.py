"""A finished run -> what the panels draw: plain lists, rounded, and words. Pure, and the only place that reads columns.

The browser gets a day's conversation once; playing and scrubbing are views of it there, with no word to the server.
"""

import numpy as np

import sim
from sim.dashboard import link
from sim.dashboard.state import KIND, Visit, gallery, held
from sim.dashboard.words import CUES, DOES, MOVES, alarm, caption, caught, strongest

SHOWN = ("threat_a", "threat_b", "heart_rate_a", "heart_rate_b", "bond")
LINES = (*SHOWN, "hand", "pause", "containment", *(f"{move}_{who}" for who in "ab" for move in MOVES))
GHOST = (*SHOWN, *(f"{move}_{who}" for who in "ab" for move in ("pursue", "withdraw")))
TURN_SECONDS = 6
LONG = 7
"""Days above which a run is better left to the compiled engine."""
MOST_TURNS = 120_000
"""Turns of the longest run that the page makes: two years of daily conversations."""


def payload(visit: Visit) -> dict:
    """Everything the page shows for a visit. Runs the conversation once, or twice when a hand is to be compared."""
    run, ghost, sentence, lacks = _runs(visit)
    scenario = visit.scenario
    day = _day(run, visit.day)
    names = (scenario.partner_a.name, scenario.partner_b.name)
    return {
        "link": link.write(visit),
        "answered": visit.answered,
        "message": visit.message,
        "gallery": choices(visit),
        "name": scenario.name,
        "title": scenario.about.title,
        "what": scenario.about.what,
        "notice": list(scenario.about.notice),
        "names": {"a": names[0], "b": names[1]},
        "day": visit.day,
        "days": scenario.days,
        "seed": visit.seed,
        "turn_seconds": TURN_SECONDS,
        "flooded_bpm": scenario.constants.flooding_heart_rate,
        "resting_bpm": scenario.constants.resting_heart_rate,
        "series": _lists(day, LINES),
        "ghost": None if ghost is None else _lists(_day(ghost, visit.day), GHOST),
        "sentence": sentence,
        "lacks": lacks,
        "floor": floor(day, names),
        "sparks": sparks(day),
        "blocks": blocks(visit, day),
        "hand": None if visit.hand is None else vars(visit.hand),
        "open_at": open_at(visit, day),
        "sliders": sliders(visit),
    }


def _runs(visit: Visit):
    """(run, the run it is compared with or None, the difference in a sentence, what the other run lacks).

    A visitor's hand is compared with the same plan without it; a scenario's own plan with no plan at all.
    """
    scenario, hand = visit.scenario, visit.hand
    _short_enough(scenario)
    # One conversation takes the interpreted engine some 5 ms. A season is the compiled engine's, once it is there.
    how = {"seed": visit.seed, "engine": "ensemble" if scenario.days > LONG and sim.is_warm() else "mesa"}
    if hand is not None:
        pair = sim.compare(scenario, KIND, day=hand.day, turn=hand.turn, turns=hand.turns, **how)
        return pair.with_, pair.without, pair.sentence, "the hand"
    run = sim.simulate(scenario, **how)
    if not scenario.interventions:
        return run, None, "", ""
    titles = list(dict.fromkeys(sim.INTERVENTIONS[plan.kind].title() for plan in scenario.interventions))
    names = (scenario.partner_a.name, scenario.partner_b.name)
    pair = sim.Comparison(sim.simulate(scenario.without(), **how), run, "; ".join(titles), names)
    return run, pair.without, pair.sentence, "the plan"


def _short_enough(scenario) -> None:
    turns = sum(scenario.lengths)
    if turns > MOST_TURNS:
        raise sim.ScenarioError(
            f"{scenario.days} days are {turns:,} turns, and the page shows at most {MOST_TURNS:,} (two years); "
            "the command line runs longer ones"
        )


def choices(visit: Visit) -> list[dict]:
    """The scenarios to choose from; one that came by link and is not in the gallery stands last."""
    all_of_them = list(gallery())
    if visit.start.name not in dict(all_of_them):
        all_of_them.append((visit.start.name, visit.start.about.title))
    return [{"name": name, "title": title} for name, title in all_of_them]


def _day(run, day: int) -> dict[str, np.ndarray]:
    """One day's rows: turn 0, the morning, then each turn of the conversation."""
    rows = np.asarray(run.columns["day"]) == day
    return {name: np.asarray(column)[rows] for name, column in run.columns.items()}


def _lists(day: dict[str, np.ndarray], names: tuple[str, ...]) -> dict[str, list[float]]:
    # Three digits are finer than a pixel, and a third of the bytes.
    return {name: np.round(day[name].astype(float), 1 if "heart" in name else 3).tolist() for name in names}


def floor(day: dict[str, np.ndarray], names: tuple[str, str]) -> dict:
    """The floor in words and nearness, a turn at a time.

    Nearness is felt closeness, 0 to 1: what the bond and both partners' felt security allow, plus what is being
    answered now, less what is being withdrawn. It is a picture of the state, and no part of the model.
    """
    does: dict[str, list[str]] = {"a": [], "b": []}
    alarms: dict[str, list[str]] = {"a": [], "b": []}
    captions: list[str] = []
    for turn in range(len(day["turn"])):
        moves = {who: {move: float(day[f"{move}_{who}"][turn]) for move in MOVES} for who in "ab"}
        threat = {who: float(day[f"threat_{who}"][turn]) for who in "ab"}
        now = {who: strongest(moves[who], threat[who]) for who in "ab"}
        for who in "ab":
            does[who].append(now[who])
            alarms[who].append(alarm(threat[who]))
        dancing = all(caught(now[who], moves[who]) for who in "ab")
        captions.append(caption(names, (now["a"], now["b"]), dancing, [cue for cue in CUES if day[cue][turn] > 0]))
    standing = 0.4 * day["bond"] + 0.2 * (day["security_a"] + day["security_b"])
    moving = 0.35 * (day["respond_a"] + day["respond_b"]) - 0.3 * (day["withdraw_a"] + day["withdraw_b"])
    return {
        "does": does,
        "alarm": alarms,
        "words": {move: {"does": verb, "how": how} for move, (verb, how) in DOES.items()},
        "caption": captions,
        "near": np.round(np.clip(0.2 + standing * 0.6 + moving, 0, 1).astype(float), 3).tolist(),
    }


def sparks(day: dict[str, np.ndarray]) -> list[dict]:
    """The turns at which trouble strikes a partner: {turn, who, strength}."""
    found = [
        {"turn": int(turn), "who": who, "strength": round(float(day[f"struck_{who}"][turn]), 3)}
        for who in "ab"
        for turn in np.flatnonzero(day[f"struck_{who}"] > 0)
    ]
    return sorted(found, key=lambda spark: spark["turn"])


def blocks(visit: Visit, day: dict[str, np.ndarray]) -> list[dict]:
    """The plan of the day on view as blocks for the score; `mine` marks the visitor's hand."""
    scenario = held(visit)
    last = scenario.lengths[visit.day - 1]
    found = []
    for number, (form, plan) in enumerate(zip(scenario.interventions, scenario.plans, strict=True), 1):
        since = visit.day - plan.day
        if since < 0 or since % plan.every or since // plan.every >= plan.days or plan.turn > last:
            continue
        mine = visit.hand is not None and number == len(scenario.plans)
        told = {"kind": form.kind, "title": "hand held" if mine else _title(form), "mine": mine}
        stretches = [(plan.turn, plan.turns)] if plan.when == "scheduled" else _given(plan, day)
        found += [{**told, "turn": turn, "turns": turns} for turn, turns in stretches]
    return found


def _given(plan, day: dict[str, np.ndarray]) -> list[tuple[int, int]]:
    """When a triggered plan was really given: (first turn, turns) of each stretch, read from the run's cues."""
    cues = [name for name, strength in plan.cues()._asdict().items() if strength and name in day]
    on = np.concatenate([[0], np.any([day[name] > 0 for name in cues], axis=0).astype(int) if cues else [], [0]])
    starts, ends = np.flatnonzero(np.diff(on) > 0), np.flatnonzero(np.diff(on) < 0)
    return [(int(start), int(end - start)) for start, end in zip(starts, ends, strict=True)]


def _title(form) -> str:
    return form.kind if form.when == "scheduled" else f"{form.kind}, from {form.bpm:.0f} bpm"


def open_at(visit: Visit, day: dict[str, np.ndarray]) -> int:
    """Where the playhead rests when a run is first shown: where something is done, else where the dance has set in."""
    shown = blocks(visit, day)
    first = [block["turn"] for block in shown if block["mine"]]
    first = first or [block["turn"] for block in shown if block["turn"] > 1]
    if first:
        return min(first)
    both = np.minimum(
        np.maximum(day["pursue_a"], day["withdraw_a"]),
        np.maximum(day["pursue_b"], day["withdraw_b"]),
    )
    settled = np.convolve(both > 0.3, np.ones(10), mode="valid") >= 10
    return int(np.argmax(settled)) + 10 if settled.any() else len(both) // 3


def sliders(visit: Visit) -> list[dict]:
    """The main sliders in groups: each partner's attachment, then the couple's bond."""
    scenario = visit.scenario
    groups = []
    for key in ("partner_a", "partner_b"):
        partner = getattr(scenario, key)
        rows = [
            _slider(f"{key}.{field}", label, getattr(partner, field), ends)
            for field, label, ends in (
                ("anxiety", "anxiety", ("at rest", "fears the loss")),
                ("avoidance", "avoidance", ("leans in", "keeps away")),
                ("security", "felt security", ("alone", "you are there")),
            )
        ]
        groups.append({"title": partner.name, "who": key[-1], "rows": rows})
    bond = _slider("couple.bond", "bond", scenario.couple.bond, ("strangers", "one heart"))
    groups.append({"title": "Together", "who": "", "rows": [bond]})
    return groups


def _slider(key: str, label: str, value: float, ends: tuple[str, str]) -> dict:
    return {"key": key, "label": label, "value": round(float(value), 3), "low": ends[0], "high": ends[1]}
