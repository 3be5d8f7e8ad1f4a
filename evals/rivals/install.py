"""Makes the rivals' environment: `python -m evals.rivals.install`. It takes some minutes and about 2 GB."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from importlib.resources import as_file, files
from pathlib import Path

VARIABLE, DEFAULT = "TUKI_RIVALS_ENV", ".venv-rivals"


def rivals_python() -> Path:
    """The interpreter of the rivals' environment, which need not be there."""
    return Path(os.environ.get(VARIABLE, DEFAULT)).absolute() / "bin" / "python"


def main() -> int:
    python = rivals_python()
    venv.create(python.parent.parent, with_pip=True)
    with as_file(files("evals.rivals") / "requirements.txt") as needed:
        command = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(needed)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
