"""The `tuki` commands: what may be written on the line, and which module runs it.

Importing this opens nothing; each command imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

EXIT_USAGE = 64
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130
MOST_HITS = 100
MOST_DIGITS = 9
ROLES = ("helpdesk", "admin")


class Parser(argparse.ArgumentParser):
    """Ends with 64 for bad usage, and says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        from web.terminal import complain

        complain(_text("cli.usage", message=message, command=self.prog))
        raise SystemExit(EXIT_USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status. Never lets a traceback out, but under TUKI_LOG_LEVEL=debug."""
    _write_utf8()
    try:
        args = build_parser().parse_args(argv)
        _log_to_standard_error()
        status = int(import_module(f"web.commands.{args.module}").run(args))
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as in `tuki sources show 08-2025 | head`. Python must not try to flush again.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last place where it can become one plain line
        return _tell(error)
    return status


def _tell(error: Exception) -> int:
    from knowledge.errors import TukiError
    from web.terminal import complain
    from web.wording import DEFAULT_LANGUAGE, all_texts

    told = error if isinstance(error, TukiError) else TukiError()
    if _log_level() == "DEBUG":
        import traceback

        traceback.print_exception(error)
    complain(all_texts().error(DEFAULT_LANGUAGE, told))
    return told.exit_status


def _text(key: str, **facts: object) -> str:
    from web.wording import DEFAULT_LANGUAGE, all_texts

    return all_texts().get(DEFAULT_LANGUAGE, key, **facts)


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _log_level() -> str:
    return os.environ.get("TUKI_LOG_LEVEL", "").upper()


def _log_to_standard_error() -> None:
    import logging

    level = _log_level() if _log_level() in {"DEBUG", "INFO", "ERROR"} else "WARNING"
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")


def _help(name: str) -> str:
    return _text(f"cli.help.{name}")


def build_parser() -> argparse.ArgumentParser:
    """All commands of the contract that there are so far."""
    parser = Parser(prog="tuki", description=_help("tuki"), allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    _add_serve(commands)
    _add_ask(commands)
    _add_search(commands)
    _add_check(commands)
    _add_read(commands)
    _add_sources(commands)
    _add_index(commands)
    _add_eval(commands)
    _add_accounts(commands)
    _add_backup(commands)
    return parser


def _add(commands: Any, name: str, module: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=_help(name), description=_help(name), allow_abbrev=False
    )
    command.set_defaults(module=module)
    return command


def _add_serve(commands: Any) -> None:
    serve = _add(commands, "serve", "serve")
    serve.add_argument("--host", default="127.0.0.1", help=_help("host"))
    serve.add_argument("--port", type=_port, default=8000, help=_help("port"))


def _add_ask(commands: Any) -> None:
    ask = _add(commands, "ask", "ask")
    what = ask.add_mutually_exclusive_group()
    what.add_argument("question", nargs="?", metavar="QUESTION", help=_help("question"))
    what.add_argument("--batch", metavar="FILE", help=_help("batch"))
    _add_json(ask)
    _add_rundskriv(ask)
    ask.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help=_help("as_of"))
    ask.add_argument("--lang", choices=("nb", "nn", "en"), help=_help("lang"))
    ask.add_argument("--explain", action="store_true", help=_help("explain"))


def _add_search(commands: Any) -> None:
    search = _add(commands, "search", "search")
    search.add_argument("query", metavar="QUERY", help=_help("query"))
    _add_json(search)
    search.add_argument("--limit", type=_limit, default=10, metavar="N", help=_help("limit"))
    _add_rundskriv(search)


def _add_check(commands: Any) -> None:
    check = _add(commands, "check", "check")
    check.add_argument("drafts", nargs="+", metavar="DRAFT", help=_help("drafts"))
    _add_json(check)
    check.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help=_help("as_of"))
    check.add_argument("--lang", choices=("nb", "nn", "en"), default="nb", help=_help("lang"))


def _add_read(commands: Any) -> None:
    read = _add(commands, "read", "read")
    read.add_argument("documents", nargs="+", metavar="DOCUMENT", help=_help("documents"))
    _add_json(read)
    read.add_argument("--lang", choices=("nb", "nn", "en"), default="nb", help=_help("lang"))


def _add_sources(commands: Any) -> None:
    sources = _add(commands, "sources", "sources")
    actions = sources.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=Parser)
    for name in ("list", "show", "verify"):
        action = actions.add_parser(name, help=_help(f"sources_{name}"), allow_abbrev=False)
        if name == "show":
            action.add_argument("number", metavar="N", help=_help("number"))
            action.add_argument("--text", action="store_true", help=_help("text"))
        _add_json(action)


def _add_index(commands: Any) -> None:
    index = _add(commands, "index", "index")
    index.add_argument("action", choices=("build", "verify"), nargs="?", default="build", help=_help("index_action"))
    _add_json(index)


def _add_eval(commands: Any) -> None:
    evaluate = _add(commands, "eval", "evaluate")
    what = evaluate.add_mutually_exclusive_group()
    what.add_argument("--dataset", type=Path, metavar="FILE", help=_help("dataset"))
    what.add_argument("--approved", action="store_true", help=_help("approved"))
    evaluate.add_argument("--peers", action="store_true", help=_help("peers"))
    evaluate.add_argument("--ablate", action="store_true", help=_help("ablate"))
    evaluate.add_argument("--out", type=Path, default=Path("reports"), metavar="FOLDER", help=_help("out"))


def _add_accounts(commands: Any) -> None:
    accounts = _add(commands, "accounts", "accounts")
    actions = accounts.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=Parser)
    for name in ("list", "add", "password", "role", "remove", "deactivate", "activate", "revoke"):
        action = actions.add_parser(name, help=_help(f"accounts_{name}"), allow_abbrev=False)
        if name == "list":
            _add_json(action)
            continue
        action.add_argument("name", metavar="NAME", help=_help("account"))
        if name == "add":
            action.add_argument("--role", choices=ROLES, default=ROLES[0], help=_help("role"))
            action.add_argument("--shown-name", default="", metavar="TEXT", help=_help("shown_name"))
        if name == "role":
            action.add_argument("role", choices=ROLES, metavar="ROLE", help=_help("role"))


def _add_backup(commands: Any) -> None:
    _add(commands, "backup", "backup").add_argument("file", metavar="FILE", help=_help("backup_file"))
    restore = _add(commands, "restore", "restore")
    restore.add_argument("file", metavar="FILE", help=_help("restore_file"))
    restore.add_argument("--force", action="store_true", help=_help("force"))


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_help("json"))


def _add_rundskriv(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rundskriv", metavar="N", help=_help("rundskriv"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_text("cli.bad_day", value=text[:80])) from None


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _limit(text: str) -> int:
    return _number(text, 1, MOST_HITS)


def _number(text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(_text("cli.bad_number", value=text[:80], least=least, most=most))


if __name__ == "__main__":
    sys.exit(main())
