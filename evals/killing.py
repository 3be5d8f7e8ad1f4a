"""The server killed at random moments while people chat, approve answers and save drafts: `python -m evals.killing
[--times 200]`.

Each round starts the server on the same data folder, lets three people work, and kills it with SIGKILL after a random
time. What a response confirmed is written down: after the last round all of it must be there. Printed are what was
confirmed, what was lost, and how long each start took until the server was ready.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import httpx

from assistant.accounts.account import Role
from assistant.bootstrap import LateRecords
from assistant.secrets import new_secret
from assistant.settings import Settings
from evals.latency import latency

LONGEST_LIFE_SECONDS = 1.5
READY_PATIENCE_SECONDS = 60.0
PASSWORD = "en lang setning som passord"  # noqa: S105 - of an account in a folder that is deleted again


@dataclass
class Confirmed:
    """What the server said it had kept: questions of the device that asked, drafts by their secret with what was typed,
    and answers that were approved. `ready` are the seconds that each start took."""

    device: str = field(default_factory=new_secret)
    questions: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)
    answers: list[str] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)


class Server:
    """One life of the server, on a data folder and a port that stay."""

    def __init__(self, folder: str, confirmed: Confirmed) -> None:
        began = perf_counter()
        environment = {**os.environ, "TUKI_DATA_DIR": folder, "TUKI_REQUESTS_PER_MINUTE": "1000000"}
        environment["TUKI_REQUESTS_PER_MINUTE_IN_ALL"] = "1000000"
        command = [sys.executable, "-m", "web.cli", "serve", "--port", "0"]
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().split()[-1]
        while perf_counter() - began < READY_PATIENCE_SECONDS:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.address}/health/ready").status_code == httpx.codes.OK:
                    break
            sleep(0.02)
        confirmed.ready.append(perf_counter() - began)

    def client(self, cookies: dict[str, str]) -> httpx.Client:
        return httpx.Client(base_url=self.address, cookies=cookies, timeout=20)

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def chat(server: Server, confirmed: Confirmed) -> None:
    with server.client({"tuki_enhet": confirmed.device}) as client:
        while True:
            question = f"Når er søknadsfristen? {new_secret()}"
            if _led_to(client.post("/spor", data={"sporsmal": question}), "/samtale/"):
                confirmed.questions.append(question)


def draft(server: Server, confirmed: Confirmed) -> None:
    with server.client({}) as client:
        while True:
            secret, title = new_secret(), new_secret()
            if _led_to(client.post("/sjekk", data={"utkast": secret, "title": title}), "/sjekk/u/"):
                confirmed.drafts[secret] = title


def approve(server: Server, confirmed: Confirmed, session: str) -> None:
    with server.client({"tuki_okt": session}) as client:
        while True:
            question = f"Hvor mange sider kan søknaden ha? {new_secret()}"
            fields = {"sporsmal": question, "stilt": question, "tekst": "Det står ikke.", "rundskriv": "08-2025"}
            fields |= {"ledd": "08-2025/slik-soker-3", "gjor": "godkjenn"}
            if _led_to(client.post("/ko/nytt", data=fields), "/ko"):
                confirmed.answers.append(question)


def _led_to(response: httpx.Response, address: str) -> bool:
    """If what was sent is confirmed: by the way to where it is shown."""
    return response.status_code == httpx.codes.SEE_OTHER and response.headers["location"].startswith(address)


def one_life(folder: str, confirmed: Confirmed, session: str, chance: random.Random) -> None:
    server = Server(folder, confirmed)

    def until_killed(work: Callable[[Server, Confirmed], None]) -> None:
        with suppress(httpx.HTTPError):
            work(server, confirmed)

    working = (chat, draft, partial(approve, session=session))
    people = [Thread(target=until_killed, args=(work,)) for work in working]
    for person in people:
        person.start()
    sleep(chance.random() * LONGEST_LIFE_SECONDS)
    server.kill()
    for person in people:
        person.join()


def lost(folder: str, confirmed: Confirmed) -> list[str]:
    """What was confirmed and is not there."""
    records = LateRecords(Settings(data_dir=Path(folder))).records
    kept = {turn.question for turn in records.conversations.recent(len(confirmed.questions) + 1000)}
    approved = {answer.question for answer in records.approved.all() if answer.approved}
    missing = [question for question in confirmed.questions if question not in kept]
    missing += [answer for answer in confirmed.answers if answer not in approved]
    for secret, title in confirmed.drafts.items():
        found = records.drafts.load(secret)
        if found is None or found.entries["title"] != (title,):
            missing.append(title)
    records.database.close()
    return missing


def run(times: int, seed: int = 1) -> tuple[Confirmed, list[str]]:
    """Kills it `times` times; what was confirmed, and what of it was lost."""
    chance, confirmed = random.Random(seed), Confirmed()  # noqa: S311 - only when it is killed
    with tempfile.TemporaryDirectory() as folder:
        records = LateRecords(Settings(data_dir=Path(folder))).records
        records.accounts.add("leder", "Leder", Role.HELPDESK)
        records.accounts.set_password("leder", PASSWORD)
        session = records.sessions.begin(records.accounts.find("leder"), "killing")
        records.database.close()
        for _ in range(times):
            one_life(folder, confirmed, session, chance)
        # A database that a killed server left is opened, and brought in order, by the next one.
        Server(folder, confirmed).kill()
        return confirmed, lost(folder, confirmed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    args = parser.parse_args()
    confirmed, missing = run(args.times)
    print(f"killed {args.times} times")
    print(
        f"confirmed: {len(confirmed.questions)} questions, {len(confirmed.drafts)} drafts, "
        f"{len(confirmed.answers)} approved answers; lost: {len(missing)}"
    )
    starts = latency(confirmed.ready)
    print(f"ready again: p50 {starts.p50:.1f} s, p95 {starts.p95:.1f} s, longest {max(confirmed.ready):.1f} s")


if __name__ == "__main__":
    main()
