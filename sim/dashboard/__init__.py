"""The browser page: a dance floor, its score, and what can be asked of them.

`serve()` starts it. The rest is split so that each part can be read, tested and hosted by itself:

- `state/`    what one visitor has chosen, what a gesture does to it, its address, its runs (pure but for their cache)
- `payload/`  a visit and its runs  ->  what the page draws: plain lists and words (pure)
- `views/`    what stands behind the tabs, a file each: a visit and its runs -> plain JSON (pure)
- `panels/`   the pictures: each takes what it is given and gives gestures back, and knows no model and no server
- `app.py`    the Solara page that joins them, one state per visitor
- `village_stream.py`  what is told of a village while it is lived beside the page
- `server.py` the server, offline and quiet
- `phones.py` what the server has for a class: a port for its phones, and what outlives a restart

Its sentences stand in `sim.wording`.
"""

from sim.dashboard.server import serve

__all__ = ["serve"]
