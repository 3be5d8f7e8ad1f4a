"""The shared stylesheet holds all that pages need, and comes compressed to those who take it so."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from fastapi.testclient import TestClient

from web.pages.styles import blocks, stylesheet

WEB = Path(str(files("web")))


def test_each_component_that_a_page_uses_is_in_it() -> None:
    used = {name for page in WEB.rglob("*.html") for name in re.findall(r"\bds-[a-z-]+", page.read_text("utf-8"))}
    there = set(re.findall(r"\.(ds-[a-z-]+)", stylesheet("all").plain.decode()))
    assert used
    assert used <= there


def test_the_blocks_of_a_stylesheet_are_the_whole_of_it() -> None:
    text = "@layer a, b;@layer a{.x{color:red}}\n.y{top:0}"
    assert list(blocks(text)) == ["@layer a, b;", "@layer a{.x{color:red}}", "\n.y{top:0}", ""]


def test_it_is_the_same_compressed_and_plain(client: TestClient) -> None:
    packed = client.get(stylesheet("all").address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(stylesheet("all").address, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == stylesheet("all").plain
    assert "immutable" in plain.headers["cache-control"]


def test_a_stylesheet_that_nothing_is_known_of_is_not_there(client: TestClient) -> None:
    assert client.get("/stil/ukjent.css").status_code == 404
