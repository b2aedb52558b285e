"""The command line's entry point: `flatwright COMMAND`.

Each command's module is thin and starts what it needs inside the command, so that
`flatwright --help` is fast and no command loads what it does not use.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import typer

from flatwright import __version__
from flatwright.cli import (
    agreement,
    backtest,
    backup,
    cases,
    check,
    decide,
    demo,
    design,
    diff,
    doctor,
    fit,
    imports,
    portfolio,
    price,
    renew,
    restore,
    serve,
    tour,
    upgrade,
    worker,
)
from flatwright.cli.console import hush, note, steady_streams
from flatwright.domain.kernel.problem import Refusal

REFUSED, QUIT_BY_KEYS = 1, 130


def program() -> typer.Typer:
    """The program with its commands, in the order in which an owner meets them."""
    app = typer.Typer(
        name="flatwright",
        help="Flat-rate IT plans: one readable text, and every decision about it.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(flatwright)
    app.command()(demo.demo)
    app.command()(tour.tour)
    app.command()(check.check)
    app.command()(cases.cases)
    app.command()(decide.decide)
    app.command()(agreement.agreement)
    app.command()(diff.diff)
    app.command("import")(imports.import_)
    app.command()(backtest.backtest)
    app.command()(price.price)
    app.command()(design.design)
    app.command()(fit.fit)
    app.command()(renew.renew)
    app.command()(portfolio.portfolio)
    app.command()(serve.serve)
    app.command()(worker.worker)
    app.command()(backup.backup)
    app.command()(restore.restore)
    app.command()(upgrade.upgrade)
    app.command()(doctor.doctor)
    return app


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"flatwright {__version__}\n")
        raise typer.Exit


def flatwright(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Flat-rate IT plans: one readable text, and every decision about it."""


def main() -> NoReturn:
    """Run the program; end with 0, 1 (refused, or problems found) or 2 (wrong use)."""
    steady_streams()
    code = _outcome()
    try:
        sys.stdout.flush()
    except OSError as error:
        hush()
        if not isinstance(error, BrokenPipeError):
            note(os_sentence(error))
        code = REFUSED
    sys.exit(code)


def _outcome() -> int:
    """How the command ended; what went wrong is said on stderr."""
    try:
        typer.main.get_command(program())(prog_name="flatwright")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Refusal as refusal:
        note(f"{refusal.says} [{refusal.code}]")
    except OSError as error:
        note(os_sentence(error))
    except KeyboardInterrupt:
        return QUIT_BY_KEYS
    except ArithmeticError as error:
        note(_beyond_counting(error))
    except Exception:  # noqa: BLE001 - the edge: a mistake of ours is said to be one
        note(_own_mistake())
    return REFUSED


def _beyond_counting(error: ArithmeticError) -> str:
    """What no grid of hours can hold is the author's to change; else it is our mistake."""
    from flatwright.domain.pricing.compound import GridError

    if not isinstance(error, GridError):
        return _own_mistake()
    return (
        f"The hours of a year cannot be counted: {error}. A count, tickets, sigma, kappa "
        "or the hours of a wave are far from what any client has. Look at those of the "
        "client and of the rate book. [beyond_counting]"
    )


def _own_mistake() -> str:
    sorry = "This is a mistake in Flatwright, not in your files. Please report it."
    return f"{traceback.format_exc()}\n{sorry}"


def os_sentence(error: OSError) -> str:
    """What the system refused, in one sentence with a code."""
    name = error.filename
    match error:
        case FileNotFoundError() if name and not Path(str(name)).parent.is_dir():
            says = f"There is no folder {Path(str(name)).parent}. [no_such_file]"
        case FileNotFoundError():
            says = f"There is no file {name}. [no_such_file]"
        case IsADirectoryError():
            says = f"{name} is a folder; a file is expected. [is_a_folder]"
        case PermissionError():
            says = f"{name} may not be read or written by you. [no_permission]"
        case _:
            reason = os.strerror(error.errno) if error.errno else str(error)
            says = f"{name or 'The output'}: {reason}. [system]"
    return says
