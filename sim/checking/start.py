"""The first thing that is imported: until the command has loaded, Ctrl-C ends it, and says nothing.

Loading takes a second, in which Python would answer with a traceback. Only the command does so: whoever imports the
package keeps what they have.
"""

import _signal  # ``signal`` itself takes some milliseconds more
import sys
from os.path import basename

IS_COMMAND = basename(sys.argv[0] if sys.argv else "") in ("pasdedeux", "pasdedeux.exe") or (
    sys.argv[:1] == ["-m"] and "sim.cli" in sys.orig_argv[1:4]
)

if IS_COMMAND and _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
