from __future__ import annotations

import pytest

from knowledge.sources.fetch.networks import is_public
from knowledge.sources.fetch.policy import shipped_policy


@pytest.mark.parametrize(
    "number",
    [
        "93.184.215.14",
        "8.8.8.8",
        "2606:2800:21f:cb07::1",
        "2a00:1450:400f::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ],
)
def test_a_number_of_the_internet_is_public(number: str) -> None:
    assert is_public(number, shipped_policy().never)


FOUR = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.0.0.192", "224.0.0.251", "168.63.129.16", "0.0.0.1"]
SIX = ["::1", "::", "fe80::1", "fe80::1%eth0", "2a00::1%eth0", "fc00::1", "ff0e::1", "64:ff9b:1::808:808", "2001::1"]
IN_SIX = ["::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::1", "2a00:1450::5efe:192.168.0.1"]
NONE = ["127.1", "localhost", "", "8.8.8.8:80"]


@pytest.mark.parametrize("number", [*FOUR, *SIX, *IN_SIX, *NONE])
def test_all_other_numbers_are_not(number: str) -> None:
    assert not is_public(number, shipped_policy().never)
