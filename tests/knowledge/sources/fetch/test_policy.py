from __future__ import annotations

import pytest

from knowledge.sources.fetch.policy import shipped_policy


@pytest.mark.parametrize("host", ["imdi.no", "www.imdi.no", "arkiv.imdi.no", "www.regjeringen.no", "lovdata.no"])
def test_official_hosts_are_allowed(host: str) -> None:
    assert shipped_policy().allows_host(host)


@pytest.mark.parametrize("host", ["notimdi.no", "imdi.no.example", "no", "imdi", "127.0.0.1", "localhost", ""])
def test_others_are_not(host: str) -> None:
    assert not shipped_policy().allows_host(host)


def test_this_machine_is_allowed_only_where_private_addresses_are() -> None:
    private = shipped_policy(allow_private=True)
    assert private.allows_host("127.0.0.1")
    assert private.allows_port(8000)
    assert not shipped_policy().allow_private
    assert not shipped_policy().allows_port(8000)
