"""The page: one visitor's state, the payload made of it, and the stage that shows it.

Solara calls `Page` once per visitor and again after each gesture; no choice of one visitor reaches another.
"""

import contextlib
import ctypes
import json
import logging
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast

import reacton.utils
import solara
import solara.lab
from pydantic_core import to_json

import sim
from sim.dashboard import views
from sim.dashboard.panels import STAGE, components
from sim.dashboard.payload.controls import fixed
from sim.dashboard.payload.downloads import file_of
from sim.dashboard.payload.payload import payload
from sim.dashboard.payload.village import folk
from sim.dashboard.state import address
from sim.dashboard.state.gestures import after
from sim.dashboard.state.runs import runs_of
from sim.dashboard.state.visit import Visit, opening
from sim.dashboard.village_stream import follow
from sim.wording.language import ENGLISH, say, speaking

log = logging.getLogger(__name__)


def _if_whole(name: str) -> Any:
    """Reacton's look at a class of pandas where that is loaded; while a thread is still loading it, it is not."""
    module, _, item = name.rpartition(".")
    return getattr(sys.modules.get(module), item, None)


reacton.utils.import_item = _if_whole


def _text(data: dict | None) -> str:
    """As JSON text."""
    return to_json(data).decode()


@cache
def once(language: str) -> tuple[str, dict[str, str]]:
    """What a page gets once: its words as JSON text, and the panels, as the language has them."""
    with speaking(language):
        return _text(fixed()), components(say)


once(ENGLISH)
AFTER_FIRST_PICTURE = 3.0
"""Seconds from the first visit to the compiling, so that two cores are free to draw."""
PAUSE = 0.12
"""Seconds that a tab waits for the next gesture before it is worked out: a drag is answered at its end."""
LOOKS = threading.Semaphore(2)
"""Tabs that are worked out at a time, of all visitors': whoever drags meanwhile is not one of forty."""

# The first run loads what runs need. It is made while the browser is still fetching the page.
threading.Thread(target=lambda: payload(opening()), daemon=True).start()


@solara.component_vue(f"panels/{STAGE}", vuetify=False)
def Stage(  # noqa: N802 - a component reads as a tag
    run: str, folk: str, lived: str, told: str, closer: str, brought: str, once: str, components: dict,
    event_gesture: Callable[[dict], None],
):  # fmt: skip
    """The whole page in the browser: it holds the playhead and places the panels.

    What it is told comes as JSON text: Solara walks through every list and table that it is given in search of
    components, which takes several times as long as making them.
    """


class Drawn(NamedTuple):
    """What is on view: a visit, its payload and the last file as JSON, and what its open tab's answer depends on."""

    visit: Visit | None = None
    payload: str = ""
    file: str = "null"
    folk: str = "{}"
    key: str = ""


@solara.component
def Page():  # noqa: N802 - the name Solara looks for
    router = solara.use_router()
    visit, set_visit = solara.use_state(
        solara.use_memo(lambda: address.read(router.search), []), eq=lambda a, b: a is b
    )
    latest = solara.use_ref(cast(Visit | None, visit))
    page = solara.use_ref(Drawn())
    seen = solara.use_ref(cast(dict[str, Any], {}))  # the last answer for the open tab

    def gesture(data: dict):
        if latest.current is None:  # the visitor has left
            return
        # `latest` and not `visit`: two gestures may arrive before the page is drawn once.
        kind = data.get("kind") if isinstance(data, dict) else None
        act = {"address": address.back, "retrace": address.retrace}.get(kind) if isinstance(kind, str) else None
        with speaking(latest.current.language):
            latest.current = (act or after)(latest.current, data)
        set_visit(latest.current)

    if page.current.visit is not visit:
        with speaking(visit.language):
            page.current = _drawn(visit, page.current)
    key = page.current.key
    ready = solara.use_memo(lambda: views.known(visit) if key else None, [key])
    task = solara.lab.use_task(lambda: _look(latest, key), dependencies=[key], raise_error=False)
    answer = ready or (task.value[1] if task.finished and task.value and task.value[0] == key else None)
    if answer is not None:
        seen.current = {"panel": visit.panel, **answer}
    tab = seen.current if seen.current.get("panel") == visit.panel else {"panel": visit.panel}
    closer = _text({"data": None, "error": "", **tab, "working": bool(key) and answer is None})
    solara.use_effect(_warm_up, [])
    lived, set_lived = solara.use_state("null")
    told, set_told = solara.use_state("null")
    home = visit.village.key if visit.village and not visit.evening else ""
    solara.use_thread(
        lambda gone: follow(visit, gone, lambda data: set_lived(_text(data)), lambda data: set_told(_text(data))),
        [home, visit.start if home else None], intrusive_cancel=False,
    )  # fmt: skip
    solara.use_effect(lambda: lambda: setattr(latest, "current", None), [])
    run, people, brought = page.current.payload, page.current.folk, page.current.file
    words, panels = once(visit.language)
    Stage(run=run, folk=people, lived=lived, told=told, closer=closer, brought=brought, once=words, components=panels,
          event_gesture=gesture)  # fmt: skip


@solara.component
def Layout(children=()):  # noqa: N802 - the name Solara looks for
    """No frame but our own."""
    return solara.Div(children=list(children), classes=["pdd-page"])


def _drawn(visit: Visit, last: Drawn) -> Drawn:
    """The visit's page; after an error the last good picture with a message, or the opening page when there was none
    yet."""
    try:
        people = _text(folk(visit)) if visit.scenario.is_village else last.folk
        return Drawn(visit, _text(payload(visit)), _file(visit, last.file), people, views.key(visit))
    except Exception as error:  # an error must never take the page down: keep the last picture and say what happened
        known = isinstance(error, sim.ScenarioError)
        reason = str(error) if known else say("something went wrong while it was worked out")
        if not known:
            log.exception("the run could not be drawn")
        message = say("This run could not be shown: {reason}. The last one that could is still here.", reason=reason)
        before = json.loads(last.payload) if last.payload else payload(opening())
        text = _text({**before, "message": message, "answered": visit.answered})
        return Drawn(visit, text, last.file, last.folk, views.key(visit))


def _file(visit: Visit, last: str) -> str:
    """The download that this visit asks for, or the last one."""
    if not visit.want:
        return last
    number = 1 + (json.loads(last) or {"n": 0})["n"]
    try:
        return _text({"n": number, **file_of(visit, runs_of(visit), visit.want)})
    except sim.ScenarioError as error:
        return _text({"n": number, "error": str(error)})
    except Exception:  # a table that cannot be made is no reason to lose the picture
        log.exception("%s could not be made", visit.want)
        return _text({"n": number, "error": say("Something went wrong, and the file could not be made.")})


def _look(latest: Any, key: str) -> tuple[str, dict | None] | None:
    """The answer for the open tab, worked out beside the page; nothing when the visitor has gone on meanwhile."""

    def now() -> Visit | None:
        visit = latest.current
        return visit if visit is not None and views.key(visit) == key else None

    if not key:
        return None
    time.sleep(PAUSE)
    with LOOKS:
        visit = now()
        return None if visit is None else (key, views.answer(visit, lambda: now() is not None))


def _arrived() -> Callable[[], None]:
    """What a visitor's leaving has freed goes back to the system, where the C library would keep it (glibc)."""

    def left() -> None:
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)

    return left


solara.lab.on_kernel_start(_arrived)


def _warm_up() -> None:
    """Compile the fast engine behind the first picture."""
    if not sim.is_warm():
        later = threading.Timer(AFTER_FIRST_PICTURE, sim.warm_up)
        later.daemon = True
        later.start()
