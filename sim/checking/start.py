"""The first thing that is imported: until the command has loaded, Ctrl-C ends it, and says nothing.

Loading takes a second, in which Python would answer with a traceback. Only the command does so: whoever imports the
package keeps what they have.
"""

import signal
import sys
from os.path import basename

IS_COMMAND = basename(sys.argv[0] if sys.argv else "") in ("pasdedeux", "pasdedeux.exe") or (
    sys.argv[:1] == ["-m"] and "sim.cli" in sys.orig_argv[1:4]
)

if IS_COMMAND and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
