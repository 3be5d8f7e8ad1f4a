from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from site_fetch import PAGE, FakeClock, Site, answer, page

from knowledge.sources.fetch.errors import (
    FetchBusy,
    FetchDisallowedByRobots,
    FetchGarbled,
    FetchGone,
    FetchHostNotAllowed,
    FetchInsecureRedirect,
    FetchNotPublic,
    FetchPortNotAllowed,
    FetchStatus,
    FetchTimedOut,
    FetchTooLarge,
    FetchTooManyRedirects,
    FetchTypeUnreadable,
    FetchUnreachable,
)
from knowledge.sources.fetch.fetcher import Fetcher
from knowledge.sources.fetch.policy import FetchPolicy


class Names:
    """Each name leads to the numbers given."""

    def __init__(self, **names: Sequence[str]) -> None:
        self._names = {name.replace("_", "."): numbers for name, numbers in names.items()}

    def resolve(self, host: str, port: int) -> Sequence[str]:
        if host not in self._names:
            raise socket.gaierror
        return self._names[host]


# What comes


def test_a_document_comes_with_what_it_takes_to_ask_for_it_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a/rundskriv.html"] = page(etag='"v1"', last_modified="Mon, 24 Nov 2025 12:00:00 GMT")
    fetched = fetcher.get(site.at("/a/rundskriv.html"))
    assert fetched.content == PAGE
    assert (fetched.status, fetched.unchanged) == (200, False)
    assert (fetched.content_type, fetched.charset) == ("text/html", "utf-8")
    assert (fetched.etag, fetched.modified) == ('"v1"', "Mon, 24 Nov 2025 12:00:00 GMT")
    assert fetched.address == site.at("/a/rundskriv.html")


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("/rundskriv-08.pdf", "application/pdf", "rundskriv-08.pdf"),
        ("/tilskudd/jobbsjansen/?a=b", "text/html", "jobbsjansen.html"),
        ("/", "TEXT/PLAIN; charset=latin1", "document.txt"),
    ],
)
def test_a_document_has_a_name_with_the_ending_of_its_type(
    site: Site, fetcher: Fetcher, path: str, content_type: str, name: str
) -> None:
    site.answers[path] = page(content_type=content_type)
    assert fetcher.get(site.at(path)).name == name


def test_a_packed_document_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = page(gzip.compress(PAGE), content_encoding="gzip")
    assert fetcher.get(site.at("/")).content == PAGE


@pytest.mark.parametrize("status", [404, 410])
def test_a_document_that_vanished_is_told_apart(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers["/"] = answer(status)
    with pytest.raises(FetchGone):
        fetcher.get(site.at("/"))


@pytest.mark.parametrize("status", [204, 206, 300, 401, 403, 500])
def test_another_status_is_no_document(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers["/"] = answer(status)
    with pytest.raises(FetchStatus) as failed:
        fetcher.get(site.at("/"))
    assert failed.value.facts["status"] == status


@pytest.mark.parametrize("content_type", ["image/png", "application/zip", "text/html-like", ""])
def test_only_what_can_be_read_is_fetched(site: Site, fetcher: Fetcher, content_type: str) -> None:
    site.answers["/"] = page(content_type=content_type)
    with pytest.raises(FetchTypeUnreadable):
        fetcher.get(site.at("/"))


# Only where it changed


def test_what_did_not_change_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    fetched = fetcher.get(site.at("/"), etag='"v1"', modified="Mon, 24 Nov 2025 12:00:00 GMT")
    sent = site.requests[-1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Mon, 24 Nov 2025 12:00:00 GMT")
    assert fetched.unchanged
    assert (fetched.content, fetched.etag, fetched.modified) == (b"", '"v1"', "Mon, 24 Nov 2025 12:00:00 GMT")


def test_a_304_that_was_not_asked_for_is_no_answer(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    with pytest.raises(FetchGarbled):
        fetcher.get(site.at("/"))


def test_a_mark_with_a_line_break_is_left_out(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = page()
    fetcher.get(site.at("/"), etag='"v1"\r\nCookie: a=b')
    assert not {"if-none-match", "cookie"} & {*site.requests[-1].headers}


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers |= {"/a": answer(status, location="b?c=å"), "/b?c=%C3%A5": page()}
    fetched = fetcher.get(site.at("/a"))
    assert fetched.content == PAGE
    assert fetched.address == site.at("/b?c=%C3%A5")


def test_as_many_redirects_as_allowed_are_followed_and_no_more(site: Site, policy: FetchPolicy) -> None:
    site.answers |= {f"/{number}": answer(302, location=f"/{number + 1}") for number in range(3)} | {"/3": page()}
    assert Fetcher(replace(policy, redirects=3)).get(site.at("/0")).content == PAGE
    with pytest.raises(FetchTooManyRedirects):
        Fetcher(replace(policy, redirects=2)).get(site.at("/0"))


def test_a_circle_of_redirects_ends(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = answer(302, location="/")
    with pytest.raises(FetchTooManyRedirects):
        fetcher.get(site.at("/"))
    assert len(site.asked()) == 6


def test_a_redirect_without_a_place_is_no_answer(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = answer(302)
    with pytest.raises(FetchGarbled):
        fetcher.get(site.at("/"))


def test_a_redirect_to_a_host_that_is_not_allowed_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = answer(302, location="http://example.com/")
    with pytest.raises(FetchHostNotAllowed):
        fetcher.get(site.at("/"))


# What is asked for


def test_a_host_that_is_not_allowed_is_not_even_resolved(policy: FetchPolicy) -> None:
    class Asked:
        def resolve(self, host: str, port: int) -> Sequence[str]:
            raise AssertionError(host)

    with pytest.raises(FetchHostNotAllowed):
        Fetcher(policy, Asked()).get("https://example.com/")
    with pytest.raises(FetchPortNotAllowed):
        Fetcher(replace(policy, ports=(80,)), Asked()).get("http://localhost:81/")


def test_this_machine_is_refused_where_private_addresses_are_not_allowed(site: Site, policy: FetchPolicy) -> None:
    guarded = Fetcher(replace(policy, allow_private=False))
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(FetchNotPublic):
            guarded.get(site.at("/", host))
    assert not site.requests


def test_the_next_number_is_tried_where_one_does_not_answer(site: Site, policy: FetchPolicy) -> None:
    site.answers["/"] = page()
    names = Names(localhost=["127.0.0.1", "127.0.0.1"])
    assert Fetcher(policy, names).get(site.at("/", "localhost")).content == PAGE
    assert site.requests[-1].headers["host"] == f"localhost:{site.port}"


def test_a_name_or_a_port_that_leads_nowhere_is_told(policy: FetchPolicy, site: Site) -> None:
    with pytest.raises(FetchUnreachable):
        Fetcher(policy, Names()).get("http://localhost/")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(FetchUnreachable):
            Fetcher(policy, Names(localhost=["127.0.0.1"] * 3)).get(f"http://localhost:{closed.getsockname()[1]}/")


def test_nothing_is_sent_along_that_was_not_meant(
    site: Site, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login kari password hemmelig\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.answers |= {"/": answer(302, location="/b", set_cookie="a=b; Path=/"), "/b": page()}
    fetcher = Fetcher(policy)
    fetcher.get(site.at("/"))
    fetcher.get(site.at("/b"))
    assert site.asked() == ["/", "/b", "/b"]
    for request in site.requests:
        assert {*request.headers} <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert request.headers["user-agent"].startswith("tuki/")
        assert request.headers["accept-encoding"] == "gzip"


# Limits


def test_a_document_that_says_that_it_is_too_large_is_stopped(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = page(bytes(100_001))
    with pytest.raises(FetchTooLarge):
        fetcher.get(site.at("/"))


def test_a_document_without_an_end_is_stopped(site: Site, fetcher: Fetcher) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            out.write(b"400\r\n" + bytes(0x400) + b"\r\n")

    site.answers["/"] = endless
    with pytest.raises(FetchTooLarge):
        fetcher.get(site.at("/"))


def test_packed_bytes_that_unpack_to_nothing_are_stopped(site: Site, fetcher: Fetcher) -> None:
    def nothing(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
        while True:
            out.write(gzip.compress(b"") * 100)

    site.answers["/"] = nothing
    with pytest.raises(FetchTooLarge):
        fetcher.get(site.at("/"))


def test_a_bomb_is_stopped(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = page(gzip.compress(bytes(50_000_000)), content_encoding="gzip")
    with pytest.raises(FetchTooLarge):
        fetcher.get(site.at("/"))


def test_a_head_without_an_end_is_stopped(site: Site, fetcher: Fetcher) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            out.write(b"X-Header: a\r\n" * 100)

    site.answers["/"] = endless
    with pytest.raises(FetchGarbled):
        fetcher.get(site.at("/"))


@pytest.mark.parametrize(
    "start", ["HTTP/1.1 2", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
def test_a_drip_ends_with_the_time_though_each_byte_comes_soon(site: Site, policy: FetchPolicy, start: str) -> None:
    def drip(out: BinaryIO) -> None:
        out.write(start.encode())
        while True:
            out.write(b"0")
            threading.Event().wait(0.005)

    site.answers["/"] = drip
    # Each reading of the clock is a second, so the time is over after some bytes, whatever the machine is at.
    with pytest.raises(FetchTimedOut):
        Fetcher(replace(policy, seconds=60.0), clock=FakeClock(tick=1.0)).get(site.at("/"))


def test_silence_ends_with_the_time(site: Site, policy: FetchPolicy) -> None:
    over = threading.Event()
    site.answers["/"] = lambda _: over.wait(60) and None
    with pytest.raises(FetchTimedOut):
        Fetcher(replace(policy, seconds=0.2)).get(site.at("/"))
    over.set()


def test_a_document_that_is_cut_is_no_document(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = page(length=1_000)
    with pytest.raises(FetchGarbled):
        fetcher.get(site.at("/"))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 999999 \r\n\r\n"])
def test_what_is_not_http_is_no_answer(site: Site, fetcher: Fetcher, content: bytes) -> None:
    site.answers["/"] = content
    with pytest.raises(FetchGarbled):
        fetcher.get(site.at("/"))


# Politeness


def robots(text: str) -> bytes:
    return answer(200, text.encode(), content_type="text/plain")


@pytest.mark.parametrize("name", ["*", "tuki", "TUKI"])
def test_what_robots_txt_disallows_is_not_asked_for(site: Site, fetcher: Fetcher, name: str) -> None:
    site.answers |= {
        "/robots.txt": robots(f"User-agent: {name}\nDisallow: /lukket\n"),
        "/lukket/a": page(),
        "/b": page(),
    }
    with pytest.raises(FetchDisallowedByRobots):
        fetcher.get(site.at("/lukket/a"))
    assert fetcher.get(site.at("/b")).content == PAGE
    assert site.asked() == ["/b"]


def test_where_a_redirect_leads_is_asked_of_robots_txt_too(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /b\n"),
        "/a": answer(302, location="/b"),
        "/b": page(),
    }
    with pytest.raises(FetchDisallowedByRobots):
        fetcher.get(site.at("/a"))
    assert site.asked() == ["/a"]


def test_robots_txt_is_read_once_a_day(site: Site, fetcher: Fetcher, clock: FakeClock) -> None:
    site.answers |= {"/": page()}
    fetcher.get(site.at("/"))
    fetcher.get(site.at("/"))
    assert site.asked(robots=True) == ["/robots.txt", "/", "/"]
    clock.now += 86_401
    fetcher.get(site.at("/"))
    assert site.asked(robots=True)[3:] == ["/robots.txt", "/"]


def test_robots_txt_may_redirect(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {
        "/robots.txt": answer(301, location="/r"),
        "/r": robots("User-agent: *\nDisallow: /\n"),
        "/": page(),
    }
    with pytest.raises(FetchDisallowedByRobots):
        fetcher.get(site.at("/"))


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_host_without_rules_may_be_fetched_from(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers |= {"/robots.txt": answer(status), "/": page()}
    assert fetcher.get(site.at("/")).content == PAGE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_whose_rules_cannot_be_had_is_left_alone(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers |= {"/robots.txt": answer(status), "/": page()}
    with pytest.raises(FetchStatus):
        fetcher.get(site.at("/"))
    assert site.asked() == []


def test_there_is_a_pause_between_two_requests_to_a_host(site: Site, policy: FetchPolicy, clock: FakeClock) -> None:
    site.answers["/"] = page()
    fetcher = Fetcher(replace(policy, pause=3.0), clock=clock)
    fetcher.get(site.at("/"))
    assert clock.slept == [3.0]
    clock.now += 2.0
    fetcher.get(site.at("/"))
    assert clock.slept == [3.0, 1.0]


def test_the_pause_that_a_host_asks_for_is_kept_within_reason(
    site: Site, policy: FetchPolicy, clock: FakeClock
) -> None:
    site.answers |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 7\n"), "/": page()}
    fetcher = Fetcher(replace(policy, longest_pause=5.0), clock=clock)
    fetcher.get(site.at("/"))
    fetcher.get(site.at("/"))
    assert clock.slept == [5.0]


def test_pauses_do_not_count_as_time(site: Site, policy: FetchPolicy, clock: FakeClock) -> None:
    site.answers["/"] = page()
    assert Fetcher(replace(policy, pause=500.0), clock=clock).get(site.at("/")).content == PAGE


def test_one_host_gets_one_request_at_a_time(site: Site, policy: FetchPolicy) -> None:
    now, most = 0, 0
    lock = threading.Lock()

    def counted(out: BinaryIO) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        threading.Event().wait(0.02)
        with lock:
            now -= 1
        out.write(page())

    site.answers["/"] = counted
    fetcher = Fetcher(policy)
    threads = [threading.Thread(target=fetcher.get, args=(site.at("/"),)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(site.asked()) == 5
    assert most == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_once_more_when_it_says(
    site: Site, fetcher: Fetcher, clock: FakeClock, status: int
) -> None:
    site.answers["/"] = [answer(status, retry_after="30"), page()]
    assert fetcher.get(site.at("/")).content == PAGE
    assert clock.slept == [30.0]


def test_a_host_that_is_busy_twice_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = answer(503, retry_after="30")
    with pytest.raises(FetchBusy):
        fetcher.get(site.at("/"))
    assert site.asked() == ["/", "/"]


@pytest.mark.parametrize("wait", ["61", "Tue, 14 Nov 2090 22:14:00 GMT", "soon", ""])
def test_a_long_or_unclear_wait_is_not_waited_for(site: Site, fetcher: Fetcher, clock: FakeClock, wait: str) -> None:
    site.answers["/"] = answer(429, retry_after=wait)
    with pytest.raises(FetchBusy):
        fetcher.get(site.at("/"))
    assert (site.asked(), clock.slept) == (["/"], [])


# Secure connections


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for www.imdi.no, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "www.imdi.no")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.imdi.no")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def secure(serve: Callable[..., Site], certificate: Path) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return serve(lambda raw: context.wrap_socket(raw, server_side=True))


def secure_fetcher(policy: FetchPolicy, certificate: Path, host: str) -> Fetcher:
    names = Names(**{host.replace(".", "_"): ["127.0.0.1"]})
    return Fetcher(policy, names, tls=ssl.create_default_context(cafile=str(certificate)))


def test_a_pinned_connection_has_the_certificate_of_the_name(
    secure: Site, policy: FetchPolicy, certificate: Path
) -> None:
    secure.answers["/"] = page()
    address = secure.at("/", "www.imdi.no").replace("http:", "https:")
    assert secure_fetcher(policy, certificate, "www.imdi.no").get(address).content == PAGE
    assert secure.requests[-1].headers["host"] == f"www.imdi.no:{secure.port}"


def test_a_certificate_of_another_name_is_not_taken(secure: Site, policy: FetchPolicy, certificate: Path) -> None:
    with pytest.raises(FetchUnreachable):
        secure_fetcher(policy, certificate, "lovdata.no").get(f"https://lovdata.no:{secure.port}/")
    assert not secure.requests


def test_a_certificate_that_nobody_vouches_for_is_not_taken(secure: Site, policy: FetchPolicy) -> None:
    with pytest.raises(FetchUnreachable):
        Fetcher(policy, Names(www_imdi_no=["127.0.0.1"])).get(f"https://www.imdi.no:{secure.port}/")


def test_a_redirect_may_not_leave_the_secure_connection(
    secure: Site, site: Site, policy: FetchPolicy, certificate: Path
) -> None:
    secure.answers["/"] = answer(302, location=site.at("/"))
    with pytest.raises(FetchInsecureRedirect):
        secure_fetcher(policy, certificate, "www.imdi.no").get(f"https://www.imdi.no:{secure.port}/")
    assert not site.requests
