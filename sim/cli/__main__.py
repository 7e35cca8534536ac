"""``python -m sim.cli`` is ``pasdedeux``."""

from sim.cli.main import main

main()
