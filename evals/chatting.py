"""Many people chatting at once: `python -m evals.chatting [--clients 64] [--minutes 5]`.

Each client has a device of its own and asks the ways to ask of the topics one after the other, with follow-ups, by the
stream that the page uses; between an answer and the next question it waits as long as a person might (`--pause`
seconds on average; 0 for as fast as it goes). The server is a process of its own. Printed are errors, the time to the
first sentence and to the whole answer, and the server's memory after each tenth of the time.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import httpx

from evals.chromium import served
from evals.dataset import read_dataset
from evals.latency import latency
from evals.memory import resident_mb

QUESTIONS = Path(__file__).parent / "data" / "practice.jsonl"
DONE = "event: done"
PATIENCE_SECONDS = 30.0


@dataclass
class Seen:
    """Milliseconds to the first sentence and to the whole of each answer, and what went wrong."""

    first: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def chat(address: str, chance: random.Random, until: float, pause: float, seen: Seen) -> None:
    """One client, from its first question to the end of the time."""
    questions = [case.question for case in read_dataset(QUESTIONS)]
    await asyncio.sleep(chance.random() * max(pause, 1))
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_SECONDS) as client:
        await client.get("/")
        earlier: list[str] = []
        while perf_counter() < until:
            question = chance.choice(questions)
            await ask(client, question, earlier, seen)
            earlier = [*earlier[-3:], question]
            await asyncio.sleep(chance.random() * 2 * pause)


async def ask(client: httpx.AsyncClient, question: str, earlier: list[str], seen: Seen) -> None:
    began, first = perf_counter(), None
    fields = {"sporsmal": question, "tidligere": earlier, "nr": "1"}
    try:
        async with client.stream("POST", "/spor/strom", data=fields) as answer:
            if answer.status_code != httpx.codes.OK:
                seen.errors.append(str(answer.status_code))
                return
            last = ""
            async for line in answer.aiter_lines():
                if first is None and "-setninger" in line and "hx-partial" in line:
                    first = perf_counter()
                last = line if line.startswith("event:") else last
    except httpx.HTTPError as failure:
        seen.errors.append(type(failure).__name__)
        return
    if last != DONE:
        seen.errors.append(last or "no end")
        return
    seen.whole.append((perf_counter() - began) * 1000)
    if first is not None:
        seen.first.append((first - began) * 1000)


async def measure(address: str, server: int, clients: int, minutes: float, pause: float) -> Seen:
    seen = Seen()
    until = perf_counter() + minutes * 60
    chatting = [asyncio.create_task(chat(address, random.Random(n), until, pause, seen)) for n in range(clients)]  # noqa: S311
    for tenth in range(1, 11):
        await asyncio.sleep(minutes * 6)
        print(f"{tenth * 10:3} %  {resident_mb(server)} MB  {len(seen.whole)} answers", flush=True)
    await asyncio.gather(*chatting)
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--pause", type=float, default=3)
    args = parser.parse_args()
    # All clients have one address here, so the limit for each is that of all.
    with served() as at:
        seen = asyncio.run(measure(at.address, at.process, args.clients, args.minutes, args.pause))
    print(f"{args.clients} clients, {args.minutes:g} minutes, {len(seen.whole)} answers, {len(seen.errors)} errors")
    for name, times in (("first sentence", seen.first), ("whole answer", seen.whole)):
        of = latency(times)
        print(f"{name}: p50 {of.p50:.0f} ms, p95 {of.p95:.0f} ms, longest {max(times):.0f} ms")
    if seen.errors:
        print("errors:", {error: seen.errors.count(error) for error in set(seen.errors)})


if __name__ == "__main__":
    main()
