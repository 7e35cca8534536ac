"""What came of a village, in words."""

import numpy as np

from sim.community.outcomes import AMONG, VillageOutcome, outcomes_of
from sim.community.results import Village
from sim.scenario.community import NETWORKS, Among
from sim.wording.numbers import VILLAGE_SHARES, decimal, figure, percent
from sim.wording.text import counted

LABELS: dict[VillageOutcome, str] = {
    "satisfaction": "satisfaction, mean (DAS)", "satisfaction_sd": "satisfaction, spread (DAS)",
    "distressed": "distressed", "ended": "ended", "support": "support to be had", "burden": "burden (alarm)",
    "commitment": "commitment", "clustering": "clustering of endings (1: none)",
}  # fmt: skip
"""What an outcome of a village is called."""
GROUPS: dict[Among, str] = {"all": "all", "some": "they", "their-ties": "tied to them", "strangers": "strangers"}
"""What the couples are called to whom something comes, and the others."""


def describe(village: Village, seed: int) -> list[str]:
    """A village for people: who lives there, what has become of them, and a table."""
    form, network = village.couples.scenario.community, village.network
    name = form.network.replace("-", " ") if form.network in NETWORKS else "a network of one's own"
    degree = network.degrees.mean()
    about = village.couples.scenario.about.title
    who = (f"{about}: {counted(len(village.names), 'couple')}, {counted(network.ties, 'tie')} "
           f"({name}, {figure(float(degree))} each), {counted(village.couples.days, 'day')}, seed {seed}.")  # fmt: skip
    found = outcomes_of(village)
    ended = int((village.ended > 0).sum())
    became = (f"{percent(found['ended'])} of the couples have ended ({ended:,}), and {len(village.beginnings):,} began "
              f"again. Of those who are together {percent(found['distressed'])} are distressed.")  # fmt: skip
    if ended == 0:
        became = f"No couple has ended. {percent(found['distressed'])} are distressed."
    return [who, became]


def table(village: Village) -> str:
    """The outcomes on the last day, of all and, where something came to some couples only, of them and the others."""
    some = bool(village.couples.some.any())
    groups = [(among, GROUPS[among]) for among in AMONG if some or among == "all"]
    found = {among: outcomes_of(village, among=among) for among, _ in groups}
    left = max(map(len, LABELS.values())) + 2
    lines = ["".ljust(left) + "".join(title.rjust(14) for _, title in groups)]
    for name, label in LABELS.items():
        cells = [written(name, found[among][name]) for among, _ in groups]
        lines.append(label.ljust(left) + "".join(cell.rjust(14) for cell in cells))
    return "\n".join(lines)


def written(name: VillageOutcome, value: float) -> str:
    """An outcome's value."""
    if not np.isfinite(value):
        return "–"
    if name in VILLAGE_SHARES:
        return percent(value)
    return figure(value, 1) if name.startswith("satisfaction") else decimal(value)
