"""The browser page: a dance floor, its score, and a hand that can be taken.

`serve()` starts it. The rest is split so that each part can be read, tested and hosted on its own:

- `state.py`    what one visitor has chosen, and what a gesture does to it (pure)
- `link.py`     the address of the page  <->  that choice (pure)
- `payload.py`  a finished run  ->  plain lists and words for the panels (pure)
- `panels/`     the pictures: each takes the payload and gives gestures back; no panel knows the model or the server
- `app.py`      the Solara page that joins them, one state per visitor
- `serve.py`    the server, offline and quiet
"""

from sim.dashboard.serve import serve

__all__ = ["serve"]
