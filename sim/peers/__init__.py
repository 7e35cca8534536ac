"""Published models of two partners, one file each, found by itself.

To add one, write one file here with one class derived from ``Peer``: a docstring with title, equation, meaning, source
and what is known analytically; its settings; ``move`` and ``steady_states``; and what is known of it as tests, in
``tests/reproduction/``. The contract tests follow.

>>> from sim.peers import simulate, peer
>>> course = simulate(peer("pursue-distance", pursuer_gain=2.0, distancer_gain=2.0), turns=60)
>>> [round(float(value), 5) for value in course.values[:, -1]]
[1.91501, 1.91501]
"""

import importlib
import pkgutil
from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.peers.base import Peer, eigenvalues, jacobian, settles
from sim.peers.simulation import Course, simulate

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

PEERS: dict[str, type[Peer]] = {cls.kind: cls for cls in sorted(Peer.__subclasses__(), key=lambda cls: cls.kind)}


def peer(name: str, **settings: Any) -> Peer:
    """A published model by its name, with ``settings`` other than its defaults.

    Raises ``ScenarioError`` for an unknown model, an unknown setting, and a value out of range or not finite.
    """
    if name not in PEERS:
        raise complaint("peers", "model", shown(name), "one of " + ", ".join(PEERS), nearest(name, PEERS))
    return PEERS[name](**settings)


__all__ = ["PEERS", "Course", "Peer", "eigenvalues", "jacobian", "peer", "settles", "simulate"]
