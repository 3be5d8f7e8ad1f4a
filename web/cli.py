"""The command `tuki`. Importing this is cheap: each command imports what it needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

OK, USAGE, INTERNAL, INTERRUPTED = 0, 64, 70, 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise SystemExit(USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0, 64 bad usage, 70 internal error, 75 not to be had just now."""
    try:
        arguments = _parser().parse_args(argv)
        return _run(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has left (`tuki search … | head`); nothing more can be told, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _run(arguments: argparse.Namespace) -> int:
    from knowledge.errors import TukiError

    try:
        status: int = arguments.run(arguments)
    except TukiError as error:
        _tell(error)
        return error.exit_status
    except BrokenPipeError:
        raise
    except Exception:
        if os.environ.get("TUKI_LOG_LEVEL", "").lower() == "debug":
            raise
        _tell(TukiError())
        return INTERNAL
    return status


def _tell(error: Exception) -> None:
    from web.problems import sentence

    sys.stderr.write(f"tuki: {sentence(error)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="tuki", description="Svar og sjekk ut fra IMDis rundskriv, med kilde på hvert svar.")
    parser.add_argument("--version", action="store_true", help="vis versjonen")
    parser.set_defaults(run=_start_help(parser))
    commands = parser.add_subparsers(metavar="KOMMANDO", parser_class=_Parser)
    _add_serve(commands)
    _add_ask(commands)
    _add_search(commands)
    _add_check(commands)
    _add_sources(commands)
    _add_eval(commands)
    index = commands.add_parser("index", help="bygg indeksen hvis den mangler eller er skadet")
    index.set_defaults(run=_start("web.commands.index"))
    return parser


def _add_serve(commands: argparse._SubParsersAction[_Parser]) -> None:
    serve = commands.add_parser("serve", help="start nettsiden og API-et")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    serve.set_defaults(run=_start("web.commands.serve"))


def _add_ask(commands: argparse._SubParsersAction[_Parser]) -> None:
    ask = commands.add_parser("ask", help="still et spørsmål")
    ask.add_argument("question", metavar="SPØRSMÅL", nargs="*", help="leses fra standard inn når det mangler")
    ask.add_argument("--batch", metavar="FIL", help="ett JSON-objekt på hver linje; - er standard inn")
    ask.add_argument("--json", action="store_true", help="bare JSON på standard ut")
    ask.add_argument("--rundskriv", metavar="NUMMER")
    ask.add_argument("--as-of", metavar="ÅÅÅÅ-MM-DD", type=_date, help="datoen det spørres på; i dag når den mangler")
    ask.add_argument("--lang", choices=("nb", "nn", "en"))
    ask.set_defaults(run=_start("web.commands.ask"))


def _add_search(commands: argparse._SubParsersAction[_Parser]) -> None:
    search = commands.add_parser("search", help="finn punkter i rundskrivene")
    search.add_argument("query", metavar="SØK", nargs="+")
    search.add_argument("--json", action="store_true")
    search.add_argument("--limit", type=_positive, default=10)
    search.add_argument("--rundskriv", metavar="NUMMER")
    search.set_defaults(run=_start("web.commands.search"))


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser("check", help="sjekk et utkast til søknad")
    check.add_argument("drafts", metavar="UTKAST", nargs="+", help="YAML eller JSON; - er standard inn")
    check.add_argument("--json", action="store_true")
    check.add_argument("--as-of", metavar="ÅÅÅÅ-MM-DD", type=_date)
    check.add_argument("--lang", choices=("nb", "nn", "en"), default="nb")
    check.set_defaults(run=_start("web.commands.check"))


def _add_sources(commands: argparse._SubParsersAction[_Parser]) -> None:
    sources = commands.add_parser("sources", help="rundskrivene som svarene bygger på")
    actions = sources.add_subparsers(metavar="HANDLING", required=True, parser_class=_Parser)
    for name, text in (("list", "hvilke det er"), ("verify", "sammenlign kildene med det som er kjent om dem")):
        action = actions.add_parser(name, help=text)
        action.add_argument("--json", action="store_true")
        action.set_defaults(run=_start("web.commands.sources", f"run_{name}"))
    show = actions.add_parser("show", help="alle punktene i et rundskriv, til korrekturlesing")
    show.add_argument("number", metavar="NUMMER")
    show.add_argument("--text", action="store_true", help="bare teksten, som alle plasseringer teller i")
    show.add_argument("--json", action="store_true")
    show.set_defaults(run=_start("web.commands.sources", "run_show"))


def _add_eval(commands: argparse._SubParsersAction[_Parser]) -> None:
    evaluate = commands.add_parser("eval", help="mål svarene mot spørsmål med fasit")
    evaluate.add_argument("--dataset", metavar="FIL", help="egne spørsmål; ellers de som følger med")
    evaluate.add_argument("--peers", action="store_true", help="kjør en vanlig LangChain-løsning ved siden av")
    evaluate.add_argument("--out", metavar="MAPPE", default="reports", help="mappen for rapporten")
    evaluate.set_defaults(run=_start("web.commands.evaluate"))


def _start(module: str, function: str = "run"):  # type: ignore[no-untyped-def]
    """A command that imports its module only when it runs."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        status: int = getattr(import_module(module), function)(arguments)
        return status

    return run


def _start_help(parser: argparse.ArgumentParser):  # type: ignore[no-untyped-def]
    def run(arguments: argparse.Namespace) -> int:
        if arguments.version:
            from importlib.metadata import version

            print(f"tuki {version('tuki')}")
            return OK
        parser.print_help(sys.stderr)
        return USAGE

    return run


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"{value!r} er ingen dato; skriv den som 2025-02-01") from wrong


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1000:
        raise argparse.ArgumentTypeError(f"{value!r} er ikke et helt tall fra 1 til 1000")
    return int(value)


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 <= int(value) <= 65_535:
        raise argparse.ArgumentTypeError(f"{value!r} er ikke en port; den er et tall fra 0 til 65535")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
