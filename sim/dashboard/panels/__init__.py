"""The pictures. One `.vue` file each: it takes the payload and the playhead, and gives gestures back.

A panel knows neither the model nor the server; what is not picture stands in the modules of ``assets/js``, which it is
handed by `pdd.panel`. What panels share is here too (``button``, ``chip``, ``choice``, ``sheet``, ``chart``, ``hatch``)
and in ``assets/custom.css``. To add a tab: put its file here under the name of its view.
"""

from pathlib import Path

HERE = Path(__file__).parent
STAGE = "stage.vue"


def components() -> dict[str, str]:
    """Tag -> source of every panel: `floor.vue` is `<pdd-floor>`, and any other may place it."""
    return {
        f"pdd-{path.stem}": path.read_text(encoding="utf-8")
        for path in sorted(HERE.glob("*.vue"))
        if path.name != STAGE
    }
