"""The browser page: a dance floor, its score, and what can be asked of them.

`serve()` starts it. The rest is split so that each part can be read, tested and hosted on its own:

- `visit.py`    what one visitor has chosen; `state.py` what a gesture does to it (pure)
- `placing.py`  placing and changing what helps and what life brings (pure); `ghost.py` the run to compare with (pure)
- `link.py`     the address of the page  <->  that choice (pure)
- `lived.py`    the runs of a visit, kept for the next look
- `payload.py`  a finished run  ->  plain lists and words (pure); with `floor.py`, `season.py`, `forms.py`
- `views/`      what stands behind the tabs, a file each: a visit and its runs -> plain JSON (pure)
- `panels/`     the pictures: each takes what it is given and gives gestures back, and knows no model and no server
- `files.py`    what can be taken along and brought (pure)
- `app.py`      the Solara page that joins them, one state per visitor
- `serve.py`    the server, offline and quiet
"""

from sim.dashboard.server import serve

__all__ = ["serve"]
