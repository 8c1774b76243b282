"""What a server refuses, and what it never gives away."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serve.lakes import PATIENCE, Server, served
from vedette.serve.guard import name_of
from vedette.serve.rate import Rate
from vedette.serve.settings import Settings, is_local


def problem(server: Server, path: str, status: int, **headers: str) -> str:
    got = server.ask(path, "GET", None, **headers)
    assert got.status == status, got.body
    assert got.headers["content-type"] == "application/problem+json"
    told = got.json
    assert (told["status"], told["type"]) == (status, "about:blank")
    return str(told["detail"])


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("incidents?since=yesterday", "since"),
        ("incidents?since=0", "since"),
        ("incidents?since=2024-02-31", "since"),
        ("incidents?limit=0", "limit"),
        ("incidents?limit=1001", "limit"),
        ("incidents?limit=1_0", "limit"),
        ("incidents?sort=name", "sort"),
        ("incidents?after=nonsense", "after"),
        ("incidents?after=WyJraWxsZWQiLDEsIngiXQ", "killed"),
        ("incidents?typ=ASSAULT", "typ is no parameter"),
        ("incidents?type=ATTACK", "type"),
        ("incidents?bbox=1,2,3", "bbox"),
        ("incidents?state=sure", "state"),
        ("incidents?min_score=2", "min_score"),
        ("events?after=nonsense", "nonsense"),
        ("events?status=maybe", "status"),
        ("reports?after=WyJwdWJsaXNoZWQiLDEyLCJ4Il0&sort=-published", "published"),
        ("series?by=year", "by"),
        ("series?since=1000-01-01&until=2024-01-01", "stretches"),
        ("search", "q"),
        ("search?q=", "q"),
        ("posture?horizon=0", "horizon"),
        ("statements?stance=thinks", "stance"),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(server: Server, asked: str, named: str) -> None:
    assert named in problem(server, f"/api/v1/{asked}", 422)


@pytest.mark.parametrize(
    "path", ["incidents/0123456789abcdef", "incidents/0/evidence", "events/x%00y", "reports/%F0%9F%98%80", "nothing", "read/x", ""]
)  # fmt: skip
def test_what_is_not_there_is_a_problem_of_its_own(server: Server, path: str) -> None:
    problem(server, f"/api/v1/{path}", 404)


@pytest.mark.parametrize(
    "path",
    [
        "/../settings.py",
        "/../../../../../../etc/passwd",
        "/%2e%2e/settings.py",
        "/..%2fsettings.py",
        "/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/..%5csettings.py",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/index.html/../../run.py",
        "/x%00.html",
        "/.git/config",
        "/" + "a" * 5000,
        "/api/v1/../../../settings.py",
    ],
)
def test_no_path_leads_out_of_the_page_s_folder(server: Server, path: str) -> None:
    got = server.ask(path)
    assert got.status == 404
    assert b"import" not in got.body
    assert b"root:" not in got.body


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "169.254.169.254"]
)
def test_a_name_that_is_not_this_server_s_is_refused(server: Server, host: str) -> None:
    """As when a page makes its own name point here."""
    problem(server, "/api/v1/lake", 421, Host=host)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8765", "LOCALHOST:80"])
def test_its_own_names_are_not(server: Server, host: str) -> None:
    assert server.ask("/api/v1/lake", Host=host).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors"},
    ],
)
def test_another_site_may_not_ask(server: Server, headers: dict[str, str]) -> None:
    problem(server, "/api/v1/lake", 403, **headers)
    got = server.ask("/api/v1/lake", "OPTIONS", Origin="http://evil.example", Access_Control_Request_Method="GET")
    assert not [name for name in got.headers if name.startswith("access-control")]
    assert server.read({"text": "x"}, **headers).status == 403


def test_the_page_itself_may_ask_and_a_link_may_lead_here(server: Server) -> None:
    assert server.ask("/api/v1/lake", Origin=server.url, Sec_Fetch_Site="same-origin").status == 200
    assert server.ask("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(server: Server, method: str) -> None:
    for path in ("/api/v1/incidents", "/api/v1/lake", "/"):
        got = server.ask(path, method, b"{}", Content_Type="application/json")
        assert got.status == 405
        assert "GET" in got.headers["allow"]


def test_every_answer_carries_the_headers_that_keep_a_browser_safe(server: Server) -> None:
    for path in ("/", "/docs", "/api/v1/lake", "/api/v1/nothing", "/api/v1/openapi.json"):
        headers = server.ask(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert "server" not in headers


def test_the_description_needs_nothing_from_elsewhere(server: Server) -> None:
    page = server.ask("/docs").body.decode()
    assert "<script" not in page
    assert "http" not in page.replace("HTTP", "")
    assert "/api/v1/incidents/columns" in page


def test_a_body_that_is_too_large_is_refused_before_it_is_read(server: Server) -> None:
    got = server.ask(
        "/api/v1/read", "POST", None, Content_Type="application/json", Content_Length=str(64 * 1024 * 1024)
    )
    assert got.status == 413
    told = server.read({"text": "a" * 1_000_001})
    assert (told.status, told.headers["content-type"]) == (422, "application/problem+json")


def test_a_body_without_a_length_is_counted_as_it_comes(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as line:
        line.sendall(
            b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        try:
            for _ in range(6):
                line.sendall(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert b" 413 " in line.recv(200)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"text": "x", "published": "0"}', "application/json", 422),
        (b'{"text": "  "}', "application/json", 422),
        (b'{"text": "x", "more": 1}', "application/json", 422),
        (b'{"text": "\\ud800 x"}', "application/json", 422),
        (b"{", "application/json", 422),
        (b'{"text": "x"}', "text/plain", 415),
        (b"\xff\xfe", "application/json", 400),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(server: Server, body: bytes, kind: str, status: int) -> None:
    got = server.ask("/api/v1/read", "POST", body, Content_Type=kind)
    assert got.status in {status, 422 if status in (400, 415) else status}, got.body
    assert got.headers["content-type"] == "application/problem+json"


def test_a_word_of_a_million_characters_is_read_as_text(server: Server) -> None:
    begin = time.monotonic()
    got = server.read({"text": "B" * 999_000 + " Rebels shelled the town of Goma."})
    assert got.status == 200, got.body[:300]
    assert len(got.json["text"]) > 999_000
    assert time.monotonic() - begin < PATIENCE


def test_a_path_of_the_machine_is_told_to_nobody(server: Server) -> None:
    told = json.dumps(server.get("/lake"))
    assert str(server.lake.parent) not in told


def test_with_a_token_only_who_has_it_may_ask(lake: Path, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("abcdefghijklmnop-1234\n")
    with served(lake, "--token-file", str(file), "--name", "watch.example.org") as server:
        assert "abcdef" not in server.told
        detail = problem(server, "/api/v1/lake", 401)
        assert "Bearer" in detail
        problem(server, "/api/v1/lake", 401, Authorization="Bearer abcdefghijklmnop-1235")
        problem(server, "/api/v1/lake", 401, Authorization="Bearer \xe9")
        problem(server, "/api/v1/lake?token=abcdefghijklmnop-1234", 401)
        got = server.ask("/api/v1/lake", Authorization="Bearer abcdefghijklmnop-1234", Host="watch.example.org")
        assert got.status == 200
        cookie = got.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert server.ask("/api/v1/lake", Cookie=cookie.partition(";")[0]).status == 200
        assert server.ask("/").status == 200


def test_where_others_may_ask_a_token_is_made_up_and_told_once(lake: Path) -> None:
    with served(lake, "--host", "0.0.0.0") as server:  # noqa: S104 - that is what is tested
        token = server.told.partition("#token=")[2].strip()
        assert len(token) >= 32
        problem(server, "/api/v1/lake", 401)
        assert server.ask("/api/v1/lake", Authorization=f"Bearer {token}").status == 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--lake", "nowhere"], "is no lake"),
        (["--lake", ".", "--port", "70000"], "is no port"),
        (["--lake", ".", "--token-file", "nowhere"], "cannot read the token"),
    ],
)
def test_a_wrong_call_ends_with_one_line(tmp_path: Path, words: list[str], told: str) -> None:
    call = [sys.executable, "-m", "vedette", "serve", *words]
    ended = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode in (2, 3)
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert told in ended.stderr


def test_too_many_requests_wait_and_others_do_not() -> None:
    now = 0.0
    rate = Rate(10, 3, lambda: now)
    assert [rate.take("a") for _ in range(3)] == [0, 0, 0]
    assert 0 < rate.take("a") <= 0.1
    assert rate.take("b") == 0
    now = 0.1
    assert rate.take("a") == 0
    assert rate.take("a") > 0


@pytest.mark.parametrize(
    ("bound", "called", "may"),
    [
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "10.0.0.5", False),
        ("0.0.0.0", "10.0.0.5", True),  # noqa: S104 - only compared
        ("0.0.0.0", "evil.example", False),  # noqa: S104 - as above
        ("::1", "[::1]", True),
        ("watch.example.org", "watch.example.org", True),
    ],
)
def test_a_server_knows_its_names(bound: str, called: str, may: bool) -> None:  # noqa: FBT001 - a row of a table
    assert Settings("lake", host=bound).may_be_called(called) is may
    assert is_local(bound) is bound.endswith("1")


@pytest.mark.parametrize(
    ("host", "name"), [("a:80", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", ""), ("A.B", "a.b")]
)
def test_a_host_is_told_from_its_port(host: str, name: str) -> None:
    assert name_of(host) == name
