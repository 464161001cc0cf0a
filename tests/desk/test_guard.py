"""Who may ask the desk and act at it: its own pages, under its own names, with the browser's own token."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import troth
from desks import PLEDGE, served
from troth.ledger.queries import PledgeFilter


@pytest.fixture
def client(own_examples: Path) -> Iterator[httpx.Client]:
    """A browser without a window, at a desk of its own."""
    with served(own_examples) as desk, httpx.Client(base_url=desk, timeout=60) as opened:
        yield opened


def test_a_name_that_is_not_the_desks_own_is_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/", headers={"host": "127.0.0.1.evil.example:80"}).status_code == 403
    assert client.get("/", headers={"host": ""}).status_code in (400, 403)
    assert client.get("/", headers={"host": "localhost:1"}).status_code == 200
    assert client.get("/", headers={"host": "[::1]:1"}).status_code == 200


def test_only_its_own_pages_act(client: httpx.Client) -> None:
    token = re.findall('name="token" value="([^"]+)"', client.get(PLEDGE).text)[0]
    follow = f"{PLEDGE}/follow"
    own = {"origin": str(client.base_url).rstrip("/"), "sec-fetch-site": "same-origin"}
    for headers in (
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert client.post(follow, data={"token": token}, headers=headers).status_code == 403, headers
    assert client.post(follow, data={"token": "another"}, headers=own).status_code == 403
    assert client.post(follow, headers=own).status_code == 403
    assert client.post(follow, data={"token": token}, headers=own).status_code == 303
    assert client.get(follow).status_code == 405


def test_cookies_go_to_this_desk_alone_and_no_script_reads_them(client: httpx.Client) -> None:
    for cookie in client.get("/").headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie


def test_the_view_as_a_file_holds_what_the_view_shows(client: httpx.Client, own_examples: Path) -> None:
    wanted = list(troth.pledges(own_examples, PledgeFilter(words="helicopters OR firearms")))
    asked = "words=helicopters+OR+firearms"
    assert len(wanted) > 1
    assert len(re.findall('<td class="c-what">', client.get(f"/ledger?{asked}").text)) == len(wanted)
    assert len(client.get(f"/ledger.json?{asked}").text.splitlines()) == len(wanted)
    assert len(client.get(f"/ledger.csv?{asked}").text.splitlines()) == len(wanted) + 1
    assert len(client.get("/ledger.csv?words=zyzzyva").text.splitlines()) == 1


def test_the_address_says_only_what_is_asked_and_survives_what_is_odd(client: httpx.Client) -> None:
    assert client.get("/ledger?words=&who=obama&status=").headers["location"] == "/ledger?who=obama"
    for odd in (
        "status=none",
        "sort=no",
        "after=x",
        "sort=-origins&after=a~b",
        "origins=many",
        "due=never",
        "force=%00",
        "words=%22%22",
        "words=-",
    ):
        assert client.get(f"/ledger?{odd}").status_code == 200, odd
    for odd in ("/report/xyz", "/story/xyz", "/pledge/p00-0-0", "/actor?name=nobody", "/add/99", "/pledge/%00"):
        assert client.get(odd).status_code == 404, odd


def test_the_command_says_where_the_desk_is_and_that_an_address_is_taken(own_examples: Path) -> None:
    command = [sys.executable, "-m", "troth", "desk", "--ledger", str(own_examples), "--port"]
    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = next(line for line in iter(process.stdout.readline, "") if "http" in line).split()[-1]
        assert httpx.get(address, timeout=60).status_code == 200
        taken = subprocess.run([*command, address.rstrip("/").rpartition(":")[2]], capture_output=True, text=True)
        process.terminate()
    assert taken.returncode == 2
    assert "cannot be had" in taken.stderr
