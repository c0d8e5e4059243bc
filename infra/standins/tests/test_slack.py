"""The stand-in refuses what Slack refuses, and signs as Slack signs."""

import hashlib
import hmac
import json
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import slack  # noqa: E402


@pytest.fixture
def server():
    made = slack.serve(0, say=lambda *a, **k: None)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def app():
    """An app's address that keeps what it is sent."""
    got = []

    class App(BaseHTTPRequestHandler):
        def do_POST(self):  # noqa: N802
            got.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    made = HTTPServer(("127.0.0.1", 0), App)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}/", got
    made.shutdown()
    made.server_close()


def ask(server, path, body=None, token=slack.TOKEN):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    request = urllib.request.Request(
        server.workspace.address + path, None if body is None else json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read()), answer.headers
    except urllib.error.HTTPError as error:
        raw = error.read().decode()
        return error.code, json.loads(raw) if raw.startswith(("{", "[")) else raw, error.headers


def error(server, method, body, token=slack.TOKEN):
    return ask(server, "/api/" + method, body, token)[1].get("error")


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**extra):
    return {"type": "button", "action_id": "a", "value": "c-1 h", "text": {"type": "plain_text", "text": "Go"}} | extra


@pytest.mark.parametrize("method, body, token, expected", [
    ("chat.postMessage", {"channel": slack.CHANNEL, "text": "x"}, None, "not_authed"),
    ("chat.postMessage", {"channel": slack.CHANNEL, "text": "x"}, "xoxb-old", "invalid_auth"),
    ("chat.postMessage", {"text": "x"}, slack.TOKEN, "invalid_arguments"),
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, slack.TOKEN, "channel_not_found"),
    ("chat.postMessage", {"channel": slack.CHANNEL}, slack.TOKEN, "no_text"),
    ("chat.update", {"channel": slack.CHANNEL, "ts": "1.1", "text": "x"}, slack.TOKEN, "message_not_found"),
    ("chat.unknown", {}, slack.TOKEN, "unknown_method"),
    ("users.info", {"user": "U0NOBODY"}, slack.TOKEN, "user_not_found"),
    ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, slack.TOKEN, "invalid_trigger_id"),
])
def test_refuses(server, method, body, token, expected):
    assert error(server, method, body, token) == expected


@pytest.mark.parametrize("blocks", [
    [section("x" * 3001)],
    [section("")],
    [section("x")] * 51,
    [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    [{"type": "actions", "elements": []}],
    [{"type": "actions", "elements": [button(), button()]}],
    [{"type": "actions", "elements": [button(style="green")]}],
    [{"type": "actions", "elements": [button(value="x" * 2001)]}],
    [{"type": "actions", "elements": [button(text={"type": "plain_text", "text": "x" * 76})]}],
    [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "colour": "red"}],
    [{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "plain_text_input"}}],
    [section("a") | {"block_id": "b"}, section("a") | {"block_id": "b"}],
    [{"type": "carousel"}],
])
def test_refuses_blocks_that_slack_refuses(server, blocks):
    assert error(server, "chat.postMessage",
                 {"channel": slack.CHANNEL, "text": "x", "blocks": blocks}) == "invalid_blocks"


def test_a_message_is_updated_in_place(server):
    posted = ask(server, "/api/chat.postMessage", {"channel": slack.CHANNEL, "text": "x", "blocks": [section("one")]})
    ask(server, "/api/chat.update",
        {"channel": slack.CHANNEL, "ts": posted[1]["ts"], "text": "x", "blocks": [section("two &amp; <!here>")]})
    (message,) = ask(server, "/_standin/messages")[1]
    assert message["edits"] == 1
    assert message["shown"] == "two & [MENTION !here]"


def test_a_trigger_is_good_for_three_seconds_and_once(server, monkeypatch):
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [section("x")]}
    trigger = server.workspace.trigger()
    assert error(server, "views.open", {"trigger_id": trigger, "view": view}) is None
    assert error(server, "views.open", {"trigger_id": trigger, "view": view}) == "exchanged_trigger_id"
    old = server.workspace.trigger()
    server.workspace.triggers[old] -= 4
    assert error(server, "views.open", {"trigger_id": old, "view": view}) == "expired_trigger_id"
    long = view | {"title": {"type": "plain_text", "text": "x" * 25}}
    assert error(server, "views.open",
                 {"trigger_id": server.workspace.trigger(), "view": long}) == "invalid_arguments"


def test_faults_are_ordered(server):
    ask(server, "/_standin/faults", {"method": "users.info", "mode": "ratelimit", "after": 7})
    status, body, headers = ask(server, "/api/users.info", {"user": "U0ALICE"})
    assert (status, headers["Retry-After"]) == (429, "7")
    assert ask(server, "/api/users.info", {"user": "U0ALICE"})[1]["user"]["profile"]["email"] == "alice@example.com"
    ask(server, "/_standin/faults", {"method": "users.info", "mode": "internal_error"})
    assert error(server, "users.info", {"user": "U0ALICE"}) == "internal_error"


def test_a_new_token_ends_the_old_one(server):
    ask(server, "/_standin/token", {"token": "xoxb-new"})
    assert error(server, "auth.test", {}) == "invalid_auth"
    assert error(server, "auth.test", {}, "xoxb-new") is None


def signed(headers, body, secret):
    base = b"v0:" + headers["X-Slack-Request-Timestamp"].encode() + b":" + body
    return headers["X-Slack-Signature"] == "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def test_a_press_is_signed_and_carries_the_buttons_value(server, app):
    url, got = app
    ask(server, "/api/chat.postMessage",
        {"channel": slack.CHANNEL, "text": "x", "blocks": [{"type": "actions", "elements": [button()]}]})
    answer = ask(server, "/_standin/press", {"url": url, "user": "U0BOB", "action": "a"})[1]
    headers, body = got[0]
    payload = json.loads(parse_qs(body.decode())["payload"][0])
    assert answer["status"] == 200
    assert signed(headers, body, slack.SECRET)
    assert payload["user"]["id"] == "U0BOB"
    assert payload["actions"][0]["value"] == "c-1 h"
    ask(server, "/_standin/press", {"url": url, "replay": answer["request"]})
    assert got[1][1] == body and got[1][0]["X-Slack-Signature"] == headers["X-Slack-Signature"]


def test_a_command_may_be_forged(server, app):
    url, got = app
    ask(server, "/_standin/command", {"url": url, "text": "freeze x", "secret": "guess"})
    assert not signed(*got[0], slack.SECRET)
    response = parse_qs(got[0][1].decode())["response_url"][0].removeprefix(server.workspace.address)
    assert ask(server, response, {"text": "hello", "blocks": [section("x" * 3001)]})[0] == 400
    for _ in range(5):
        request = urllib.request.Request(
            server.workspace.address + response, json.dumps({"text": "hello"}).encode(),
            {"Content-Type": "application/json"})
        assert urllib.request.urlopen(request).read() == b"ok"
    assert ask(server, response, {"text": "hello"})[0] == 404
    assert ask(server, "/_standin/whispers")[1][0]["user"] == "U0ALICE"
