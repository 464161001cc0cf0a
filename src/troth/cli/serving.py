"""`desk`: the web application."""

from __future__ import annotations

import click

from troth.cli.options import ledger_option


@click.command()
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen; this machine alone by default.")
@click.option("--port", type=click.IntRange(0, 65535), default=8465, show_default=True, help="On which port (0: any that is free).")
@click.option("--name", "names", metavar="HOST", multiple=True, help="A further host name under which it is reached.")
@ledger_option
def desk(host: str, port: int, names: tuple[str, ...], ledger: str | None) -> None:
    """Open the desk, where people read, compare and rule: a web application on this machine."""
    from troth.desk.guard import LOOPBACK
    from troth.desk.serve import ledger_to_serve, serve

    served = ledger_to_serve(ledger)
    click.echo(f"Serving {served}; Ctrl-C ends it.")
    if host not in LOOPBACK:
        click.echo(
            f"{host} can be reached from other machines, and the desk asks nobody for a password: put your own log-in before it.", err=True
        )
    serve(served, host=host, port=port, names=names, ready=lambda address: click.echo(f"The desk is at {address}"))
