"""The command line: ``pasdedeux``."""

from typing import Any

import click

import sim
from sim.checking.errors import complaint, shown
from sim.cli import analysis, running, showing, sweeps, villages
from sim.cli.lessons import lessons
from sim.cli.options import Whole
from sim.cli.peers import peers
from sim.cli.terminal import Commands

CLASS = click.option("--class", "open_class", is_flag=True,
                     help="Serve the page with a class open, whose students vote by phone.")  # fmt: skip


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sim.__version__, prog_name="pasdedeux", message="%(prog)s %(version)s")
@CLASS
@click.pass_context
def main(context: click.Context, open_class: bool) -> None:
    """Pas de Deux: two partners with attachment states, and the dance between them.

    Without a command it serves the page (as `serve` does).
    """
    if context.invoked_subcommand is None:
        context.invoke(serve, open_class=open_class)
    elif open_class:
        raise complaint("pasdedeux", "--class", f"before {context.invoked_subcommand}", "alone, or after serve")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=Whole(0, 65535), default=8765, show_default=True, help="The port; 0 takes any free one.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--root-path", metavar="PATH", default="", help="The path under which a proxy serves the page.")
@click.option("--allow-host", "allow_hosts", metavar="NAME", multiple=True,
              help="A name that the page goes by, besides this machine's own (repeatable).")  # fmt: skip
@click.option("--allow-frame", "allow_frames", metavar="SITE", multiple=True,
              help="A site that may show the page in a frame, as https://course.example.org (repeatable).")  # fmt: skip
@CLASS
def serve(host: str = "127.0.0.1", port: int = 8765, no_browser: bool = False, **allowed: Any) -> None:
    """Serve the page until Ctrl-C."""
    from sim.dashboard.server import serve as start

    try:
        more = {name: value for name, value in allowed.items() if value}
        start(host=host, port=port, open_browser=not no_browser, **more)
    except (OSError, UnicodeError) as error:
        given = f"{shown(host)} and {port} ({getattr(error, 'strerror', None) or error})"
        raise complaint("serve", "--host and --port", given, "a free port here") from None


for command in (
    showing.list_, showing.show, running.run, running.compare, villages.village, showing.cards, showing.validate,
    analysis.portrait, analysis.cycle, analysis.fit, peers, lessons,
    sweeps.plan, sweeps.sweep, sweeps.resume, sweeps.status, sweeps.check, sweeps.analyze, sweeps.replay,
):  # fmt: skip
    main.add_command(command)
