"""The pictures. One `.vue` file each: it takes the payload and the playhead, and gives gestures back.

A panel knows neither the model nor the server. To add one: put its file here and its tag into `stage.vue`.
"""

from pathlib import Path

HERE = Path(__file__).parent
STAGE = "stage.vue"


def components() -> dict[str, str]:
    """Tag -> source of every panel that the stage may place: `floor.vue` is `<pdd-floor>`."""
    return {
        f"pdd-{path.stem}": path.read_text(encoding="utf-8")
        for path in sorted(HERE.glob("*.vue"))
        if path.name != STAGE
    }
