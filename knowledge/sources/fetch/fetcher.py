"""Fetches one document: checked, bounded, polite, and only where it changed."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import httpcore2

from knowledge.sources.fetch.address import Address, parse, shown
from knowledge.sources.fetch.body import read_body
from knowledge.sources.fetch.connection_httpcore2 import Answer, Checked, opened, tls_context
from knowledge.sources.fetch.deadline import Clock, Deadline
from knowledge.sources.fetch.errors import (
    FetchBusy,
    FetchGarbled,
    FetchGone,
    FetchInsecureRedirect,
    FetchStatus,
    FetchTooManyRedirects,
    FetchTypeUnreadable,
)
from knowledge.sources.fetch.guard import checked_numbers
from knowledge.sources.fetch.policy import FetchPolicy, shipped_policy
from knowledge.sources.fetch.resolver import Resolver, SystemResolver
from knowledge.sources.fetch.robots import Robots
from knowledge.sources.fetch.turns import Turns
from knowledge.sources.fetch.waiting import seconds_to_wait

OK, NOT_MODIFIED = 200, 304
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}
_BUSY = {429, 503}
# RFC 9309, section 2.3.1.3: with these the host says that it has no rules.
_NO_ROBOTS = set(range(400, 500)) - _BUSY


@dataclass(frozen=True)
class Fetched:
    """`address` is that of the last redirect; `content` is empty where `status` is 304. `content_type` without its
    parameters; `charset` is one of them. `etag` and `modified` go into the next `get` as they are."""

    content: bytes
    address: str
    content_type: str
    etag: str | None
    modified: str | None
    status: int
    charset: str | None = None
    suffix: str = ""

    @property
    def unchanged(self) -> bool:
        return self.status == NOT_MODIFIED

    @property
    def name(self) -> str:
        """A file name for it, with the ending of its type."""
        stem = PurePosixPath(unquote(urlsplit(self.address).path)).stem
        return (stem or "document") + self.suffix


@dataclass(frozen=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    content: bytes = b""


class Fetcher:
    """Safe between threads. `resolver`, `clock`, `network` and `tls` are seams for tests."""

    def __init__(
        self,
        policy: FetchPolicy | None = None,
        resolver: Resolver | None = None,
        clock: Clock = time,
        network: httpcore2.NetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy or shipped_policy()
        self._resolver = resolver or SystemResolver()
        self._clock = clock
        self._network = network or httpcore2.SyncBackend()
        self._given_tls = tls
        self._turns = Turns(clock)
        self._robots = Robots(self._policy, clock)

    def get(self, address: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The document at `address`; with `etag` or `modified`, of an earlier one, only if it changed.

        Raises subclasses of FetchRefused where it may not be fetched, of FetchFailed where it cannot.
        """
        first = parse(address)
        deadline = Deadline(shown(first.text), self._policy.seconds, self._clock)
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value and _is_plain(value)}
        last, reply = self._followed(first, lambda address: self._document(address, headers, deadline))
        return self._fetched(last, reply, headers)

    def _followed(self, first: Address, ask: Callable[[Address], _Reply]) -> tuple[Address, _Reply]:
        """The first answer that is no redirect, and where it came from."""
        address = first
        for _ in range(self._policy.redirects + 1):
            reply = ask(address)
            if reply.status not in _REDIRECTS:
                return address, reply
            address = _next(address, reply)
        raise FetchTooManyRedirects(address=shown(address.text), redirects=self._policy.redirects)

    def _document(self, address: Address, headers: Mapping[str, str], deadline: Deadline) -> _Reply:
        """The answer, where robots.txt allows it; where the host is busy and says until when, the one after that."""
        self._robots.check(address, lambda place: self._read_robots(place, deadline))
        reply = self._request(address, headers, deadline)
        if reply.status not in _BUSY:
            return reply
        wait = seconds_to_wait(reply.headers.get("retry-after", ""), self._clock.time())
        if wait is not None and wait <= self._policy.longest_pause:
            deadline.pause(wait)
            reply = self._request(address, headers, deadline)
        if reply.status in _BUSY:
            raise FetchBusy(address=shown(address.text))
        return reply

    def _read_robots(self, place: Address, deadline: Deadline) -> bytes | None:
        address, reply = self._followed(place, lambda each: self._request(each, {}, deadline, robots=True))
        if reply.status == OK:
            return reply.content
        if reply.status in _NO_ROBOTS:
            return None
        raise FetchStatus(address=shown(address.text), status=reply.status)

    def _request(
        self, address: Address, headers: Mapping[str, str], deadline: Deadline, robots: bool = False
    ) -> _Reply:
        """The one place that connects. What is checked here is what is connected to."""
        policy = self._policy
        largest = policy.largest_robots if robots else policy.largest
        with self._turns.turn(address.host, self._robots.pause(address), deadline):
            checked = Checked(address, checked_numbers(address, policy, self._resolver), largest)
            tls = self._tls if address.scheme == "https" else None
            every = {"User-Agent": policy.user_agent, "Accept": ", ".join(policy.types), "Accept-Encoding": "gzip"}
            with opened(checked, every | {**headers}, deadline, tls, self._network) as answer:
                if answer.status != OK:
                    return _Reply(answer.status, answer.headers)
                if not robots:
                    self._check_type(address, answer)
                coding = answer.headers.get("content-encoding", "").strip().lower()
                content = read_body(answer.parts, coding, largest, shown(address.text))
                return _Reply(answer.status, answer.headers, content)

    def _check_type(self, address: Address, answer: Answer) -> None:
        content_type, _ = _media_type(answer.headers)
        if content_type not in self._policy.types:
            raise FetchTypeUnreadable(address=shown(address.text), content_type=content_type[:80] or "-")

    def _fetched(self, address: Address, reply: _Reply, conditions: Mapping[str, str]) -> Fetched:
        text = shown(address.text)
        if reply.status in _GONE:
            raise FetchGone(address=text)
        if reply.status == NOT_MODIFIED and not conditions:
            raise FetchGarbled(address=text)
        if reply.status not in (OK, NOT_MODIFIED):
            raise FetchStatus(address=text, status=reply.status)
        content_type, charset = _media_type(reply.headers)
        # RFC 9110, section 15.4.5: a 304 need not say again what it was asked with.
        kept = conditions if reply.status == NOT_MODIFIED else {}
        return Fetched(
            content=reply.content,
            address=address.text,
            content_type=content_type,
            etag=_plain(reply.headers.get("etag")) or kept.get("If-None-Match"),
            modified=_plain(reply.headers.get("last-modified")) or kept.get("If-Modified-Since"),
            status=reply.status,
            charset=charset,
            suffix=self._policy.types.get(content_type, ""),
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # Reading the machine's certificates takes some 30 ms, so once, and only where they are needed.
        return self._given_tls or tls_context()


def _next(address: Address, reply: _Reply) -> Address:
    location = reply.headers.get("location")
    if not location:
        raise FetchGarbled(address=shown(address.text))
    following = address.follow(location)
    if address.scheme == "https" and following.scheme == "http":
        raise FetchInsecureRedirect(address=shown(following.text))
    return following


def _media_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    if not headers.get("content-type"):
        return "", None
    message = Message()
    message["content-type"] = headers["content-type"]
    return message.get_content_type(), message.get_content_charset()


def _is_plain(value: str) -> bool:
    # A line break in a header would begin another one.
    return value.isascii() and value.isprintable()


def _plain(value: str | None) -> str | None:
    return value if value and _is_plain(value) else None
