"""A published model's steady states in sentences."""

from sim.analysis.stability.points import Points
from sim.analysis.stability.published import Published


def describe(plane: Published, points: Points) -> list[str]:
    """The model's steady states in sentences."""
    low, high = (tuple(f"{value:g}" for value in end) for end in zip(*plane.box(), strict=True))
    where = " and ".join(
        f"{name} from {least} to {most}" for name, least, most in zip(plane.names, low, high, strict=True)
    )
    said = [
        f"{state.kind}: "
        + ", ".join(
            f"{name} {0.0 if abs(value) < 1e-12 else value:.5g}"
            for name, value in zip(plane.names, state.point, strict=True)
        )
        for state in points.all
    ]
    found = "; ".join(said) if said else "none"
    return [f"{plane.peer.title} ({plane.peer.kind}), {where}.", f"Steady states: {found}."]
