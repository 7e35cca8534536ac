"""The page: one visitor's state, the payload made of it, and the stage that shows it.

Solara calls `Page` once per visitor and again after each gesture; nothing here outlives or crosses a visit.
"""

import logging
import threading
from collections.abc import Callable

import pandas  # noqa: F401 - whole before anything renders: Solara looks into a half-imported pandas and stumbles
import solara

import sim
from sim.dashboard import link
from sim.dashboard.panels import STAGE, components
from sim.dashboard.payload import payload
from sim.dashboard.state import after, opening

log = logging.getLogger(__name__)

PANELS = components()
AFTER_FIRST_PICTURE = 3.0
"""Seconds from the first visit to the compiling, so that two cores are free to draw."""
_warming = threading.Event()

# The first run loads what runs need. It is made while the browser is still fetching the page.
threading.Thread(target=lambda: payload(opening()), daemon=True).start()


@solara.component_vue(f"panels/{STAGE}", vuetify=False)
def Stage(show: dict, components: dict, event_gesture: Callable[[dict], None]):  # noqa: N802 - a component reads as a tag
    """The whole page in the browser: it holds the playhead and places the panels."""


@solara.component
def Page():  # noqa: N802 - the name Solara looks for
    router = solara.use_router()
    visit, set_visit = solara.use_state(solara.use_memo(lambda: link.read(router.search), []))
    latest = solara.use_ref(visit)
    shown = solara.use_ref(None)

    def gesture(data: dict):
        # `latest` and not `visit`: two gestures may arrive before the page is drawn once.
        latest.current = after(latest.current, data)
        set_visit(latest.current)

    try:
        shown.current = payload(visit)
    except Exception as error:  # an error must never take the page down: keep the last picture and say what happened
        log.exception("the run could not be drawn")
        shown.current = _sorry(shown.current, error, visit.answered)
    solara.use_effect(_warm_up, [])
    Stage(show=shown.current, components=PANELS, event_gesture=gesture)


@solara.component
def Layout(children=()):  # noqa: N802 - the name Solara looks for
    """No frame but our own."""
    return solara.Div(children=list(children), classes=["pdd-page"])


def _sorry(last: dict | None, error: Exception, answered: int) -> dict:
    """The last good picture with a message; the opening page when there was none yet."""
    reason = str(error) if isinstance(error, sim.ScenarioError) else "something went wrong while it was worked out"
    message = f"This run could not be shown: {reason}. The last one that could is still here."
    return {**(last or payload(opening())), "message": message, "answered": answered}


def _warm_up() -> None:
    """Compile the fast engine behind the first picture, once for all visitors."""
    if not _warming.is_set():
        _warming.set()
        later = threading.Timer(AFTER_FIRST_PICTURE, sim.warm_up)
        later.daemon = True
        later.start()
