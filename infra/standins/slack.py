"""A stand-in of Slack's HTTP API, as strict as Slack, for tests and the demo.

    python slack.py --port 0        prints `ready PORT`; what is posted, as people would see it

    POST /api/METHOD                chat.postMessage, chat.update, chat.postEphemeral, views.open, users.info,
                                    users.lookupByEmail, auth.test
    POST /response/ID               a response_url, thirty minutes and five answers long
    GET  /_standin/messages         what stands in the channels, also `?as=text`
    GET  /_standin/whispers         what single users were told
    GET  /_standin/views            the modals that were opened
    GET  /_standin/calls            the API calls, in order
    POST /_standin/press            {"url", "user", "channel", "ts", "action"}: a signed button press
    POST /_standin/command          {"url", "user", "text"}: a signed slash command
    POST /_standin/submit           {"url", "user", "view", "values"}: a signed form
    POST /_standin/faults           {"method", "mode": "ratelimit" | "close" | "fail" | an error, "times", "after"}
    POST /_standin/token            {"token"}: from now on only this one is good
    POST /_standin/secret           {"secret"}: what requests are signed with

`press`, `command` and `submit` also take "secret", "age" (seconds), "team", "user_team" and "body" (sent instead of the
signed one), which is how requests are forged; they answer {"status", "body", "request"}, and {"request": …} sent as
"replay" is the same request again.

Limits and shapes: https://docs.slack.dev/reference/block-kit, https://docs.slack.dev/reference/methods
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import secrets
import socket
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

TEAM = "T0PALISADE"
CHANNEL = "C0PALISADE"
TOKEN = "xoxb-standin"
SECRET = "standin-signing-secret"
TRIGGER_SECONDS = 3


def _user(user_id: str, name: str, email: str | None, **extra) -> dict:
    profile = {"real_name": name.title(), "display_name": name}
    if email:
        profile["email"] = email
    user = {
        "id": user_id, "team_id": TEAM, "name": name, "deleted": False, "is_bot": False, "is_app_user": False,
        "is_restricted": False, "is_ultra_restricted": False, "is_email_confirmed": True, "profile": profile,
    }
    return user | extra


USERS = {
    user["id"]: user
    for user in (
        _user("U0ALICE", "alice", "alice@example.com"),
        _user("U0BOB", "bob", "bob@example.com"),
        _user("U0MAYA", "maya", "maya@example.com"),
        _user("U0NOOR", "noor", "noor@example.com"),
        _user("U0OPS", "ops", "ops-lead@example.com"),
        _user("U0EVE", "eve", "eve@elsewhere.example"),
        _user("U0GUEST", "guest", "guest@example.com", is_restricted=True),
        _user("U0SINGLE", "single", "single@example.com", is_restricted=True, is_ultra_restricted=True),
        _user("U0STRANGER", "stranger", "alice@example.com", team_id="T0PARTNER", is_stranger=True),
        _user("U0PARTNER", "partner", "alice@example.com", team_id="T0PARTNER"),
        _user("U0BOT", "bot", None, is_bot=True),
        _user("U0GONE", "gone", "gone@example.com", deleted=True),
        _user("U0NEW", "new", "alice@example.com", is_email_confirmed=False),
        _user("U0SILENT", "silent", None),
    )
}


class SlackError(Exception):
    """An answer `{"ok": false, "error": …}`."""

    def __init__(self, error: str, detail: str = ""):
        super().__init__(f"{error}: {detail}")
        self.error, self.detail = error, detail


# ---- Block Kit ------------------------------------------------------------------------------------------------------


def _need(ok: bool, what: str) -> None:
    if not ok:
        raise SlackError("invalid_blocks", what)


def _fields(value, where: str, required: set[str], optional: set[str] = frozenset()) -> None:
    _need(isinstance(value, dict), f"{where} is no object")
    _need(required <= value.keys(), f"{where} lacks {sorted(required - value.keys())}")
    unknown = value.keys() - required - optional
    _need(not unknown, f"{where} has unknown {sorted(unknown)}")


def _text(value, where: str, longest: int, kinds=("plain_text", "mrkdwn")) -> None:
    _fields(value, where, {"type", "text"}, {"emoji", "verbatim"})
    _need(value["type"] in kinds, f"{where} may not be {value['type']}")
    _need(not ("emoji" in value and value["type"] == "mrkdwn"), f"{where}: emoji is for plain_text")
    _need(not ("verbatim" in value and value["type"] == "plain_text"), f"{where}: verbatim is for mrkdwn")
    _need(isinstance(value["text"], str) and 1 <= len(value["text"]) <= longest,
          f"{where} must have 1 to {longest} characters, has {len(value['text'])}")


def _plain(value, where: str, longest: int) -> None:
    _text(value, where, longest, ("plain_text",))


def _string(value, where: str, longest: int) -> None:
    _need(isinstance(value, str) and len(value) <= longest, f"{where} must be a string of at most {longest}")


def _option(option, where: str) -> None:
    _fields(option, where, {"text", "value"}, {"description"})
    _plain(option["text"], where + ".text", 75)
    _string(option["value"], where + ".value", 150)


def _element(element, where: str) -> None:
    _need(isinstance(element, dict) and "type" in element, f"{where} has no type")
    kind = element["type"]
    _string(element.get("action_id", ""), where + ".action_id", 255)
    if kind == "button":
        _fields(element, where, {"type", "text"},
                {"action_id", "value", "style", "confirm", "url", "accessibility_label"})
        _plain(element["text"], where + ".text", 75)
        _string(element.get("value", ""), where + ".value", 2000)
        _need(element.get("style", "primary") in ("primary", "danger"), f"{where}.style")
        if "confirm" in element:
            _confirm(element["confirm"], where + ".confirm")
    elif kind == "static_select":
        _fields(element, where, {"type", "options"}, {"action_id", "placeholder", "initial_option", "confirm"})
        _need(1 <= len(element["options"]) <= 100, f"{where}.options")
        for option in element["options"]:
            _option(option, where + ".option")
        if "initial_option" in element:
            _need(element["initial_option"] in element["options"], f"{where}.initial_option is none of the options")
    elif kind == "plain_text_input":
        _fields(element, where, {"type"},
                {"action_id", "multiline", "min_length", "max_length", "placeholder", "initial_value"})
        _need(0 <= element.get("min_length", 0) <= 3000, f"{where}.min_length")
        _need(1 <= element.get("max_length", 1) <= 3000, f"{where}.max_length")
    else:
        _need(False, f"{where}: unknown element {kind}")


def _confirm(value, where: str) -> None:
    _fields(value, where, {"title", "text", "confirm", "deny"}, {"style"})
    _plain(value["title"], where + ".title", 100)
    _text(value["text"], where + ".text", 300)
    _plain(value["confirm"], where + ".confirm", 30)
    _plain(value["deny"], where + ".deny", 30)


def _block(block, where: str, surface: str) -> None:
    _need(isinstance(block, dict) and "type" in block, f"{where} has no type")
    kind = block["type"]
    _string(block.get("block_id", ""), where + ".block_id", 255)
    if kind == "header":
        _fields(block, where, {"type", "text"}, {"block_id"})
        _plain(block["text"], where, 150)
    elif kind == "divider":
        _fields(block, where, {"type"}, {"block_id"})
    elif kind == "section":
        _fields(block, where, {"type"}, {"block_id", "text", "fields", "accessory", "expand"})
        _need("text" in block or "fields" in block, f"{where} has neither text nor fields")
        if "text" in block:
            _text(block["text"], where + ".text", 3000)
        for field in block.get("fields", []):
            _text(field, where + ".field", 2000)
        _need(len(block.get("fields", [])) <= 10, f"{where} has too many fields")
        if "accessory" in block:
            _element(block["accessory"], where + ".accessory")
    elif kind == "context":
        _fields(block, where, {"type", "elements"}, {"block_id"})
        _need(1 <= len(block["elements"]) <= 10, f"{where} must have 1 to 10 elements")
        for element in block["elements"]:
            _text(element, where + ".element", 3000)
    elif kind == "actions":
        _fields(block, where, {"type", "elements"}, {"block_id"})
        _need(1 <= len(block["elements"]) <= 25, f"{where} must have 1 to 25 elements")
        ids = [element.get("action_id") for element in block["elements"] if isinstance(element, dict)]
        _need(len(ids) == len(set(ids)), f"{where} has an action_id twice")
        for element in block["elements"]:
            _element(element, where + ".element")
    elif kind == "input":
        _need(surface == "modal", f"{where}: input belongs in a modal here")
        _fields(block, where, {"type", "label", "element"}, {"block_id", "hint", "optional", "dispatch_action"})
        _plain(block["label"], where + ".label", 2000)
        _element(block["element"], where + ".element")
    else:
        _need(False, f"{where}: unknown block {kind}")


def check_blocks(blocks, most: int, surface: str) -> None:
    """Refuses what Block Kit refuses."""
    _need(isinstance(blocks, list), "blocks is no array")
    _need(len(blocks) <= most, f"{len(blocks)} blocks, {most} at most")
    ids = [block.get("block_id") for block in blocks if isinstance(block, dict) and block.get("block_id")]
    _need(len(ids) == len(set(ids)), "a block_id is there twice")
    for number, block in enumerate(blocks):
        _block(block, f"blocks[{number}]", surface)


def check_view(view) -> None:
    """Refuses a modal that Slack refuses."""
    try:
        _fields(view, "view", {"type", "title", "blocks"},
                {"callback_id", "submit", "close", "private_metadata", "clear_on_close", "notify_on_close",
                 "external_id"})
        _need(view["type"] == "modal", "view.type")
        for name in ("title", "submit", "close"):
            if name in view:
                _plain(view[name], f"view.{name}", 24)
        _string(view.get("callback_id", ""), "view.callback_id", 255)
        _string(view.get("private_metadata", ""), "view.private_metadata", 3000)
        check_blocks(view["blocks"], 100, "modal")
        has_input = any(block["type"] == "input" for block in view["blocks"])
        _need("submit" in view or not has_input, "a modal with inputs needs a submit")
    except SlackError as error:
        raise SlackError("invalid_arguments", error.detail) from None


# ---- as people see it -----------------------------------------------------------------------------------------------


def seen(mrkdwn: str) -> str:
    """Text as it is drawn; a mention that nobody escaped shows as one."""

    def special(match: re.Match) -> str:
        inside = match.group(1)
        if inside.startswith("!date^"):
            return inside.rsplit("|", 1)[1]
        if inside.startswith(("!", "@", "#")):
            return f"[MENTION {inside}]"
        return f"[LINK {inside}]"

    drawn = re.sub(r"<([^<>]*)>", special, mrkdwn)
    return drawn.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _drawn(value: dict) -> str:
    return seen(value["text"]) if value["type"] == "mrkdwn" else value["text"]


def drawn(blocks: list, width: str = "") -> str:
    """Blocks as text."""
    lines = []
    for block in blocks:
        kind = block["type"]
        if kind == "header":
            lines += [_drawn(block["text"]), "─" * 60]
        elif kind == "section":
            lines += _drawn(block["text"]).splitlines() if "text" in block else []
            lines += [_drawn(field) for field in block.get("fields", [])]
            if "accessory" in block:
                lines[-1] += f"   [{_drawn(block['accessory']['text'])}]"
        elif kind == "context":
            lines += ["· " + _drawn(element) for element in block["elements"]]
        elif kind == "actions":
            lines.append("  ".join(f"[{_drawn(element['text'])}]" for element in block["elements"]))
        elif kind == "input":
            lines.append(f"{_drawn(block['label'])}: ____")
    return "\n".join(width + line for line in lines)


# ---- the workspace --------------------------------------------------------------------------------------------------


class Workspace:
    """What is in the workspace, and what the app did to it."""

    def __init__(self, address: str = "", say=print):
        self.lock = threading.RLock()
        self.address, self.say = address, say
        self.tokens, self.secret = {TOKEN}, SECRET
        self.channels = {CHANNEL, "C0MODELS"}
        self.messages: dict[tuple[str, str], dict] = {}
        self.whispers: list[dict] = []
        self.views: dict[str, dict] = {}
        self.calls: list[dict] = []
        self.faults: list[dict] = []
        self.triggers: dict[str, float | None] = {}
        self.responses: dict[str, dict] = {}
        self._ts = 0

    def next_ts(self) -> str:
        self._ts += 1
        return f"{int(time.time())}.{self._ts:06d}"

    def trigger(self) -> str:
        trigger = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self.triggers[trigger] = time.monotonic()
        return trigger

    def response_url(self, user: str, channel: str) -> str:
        key = secrets.token_hex(12)
        self.responses[key] = {"user": user, "channel": channel, "left": 5, "until": time.monotonic() + 1800}
        return f"{self.address}/response/{key}"

    def show(self, what: str, text: str, blocks: list) -> None:
        body = drawn(blocks, "│ ") if blocks else "│ " + seen(text)
        self.say(f"┌ {what}\n{body}\n└", flush=True)

    # -- methods

    def call(self, method: str, args: dict) -> dict:
        handler = {
            "auth.test": lambda a: {"team_id": TEAM, "user_id": "U0PALISADE", "url": "https://standin.slack.com/"},
            "chat.postMessage": self.post, "chat.update": self.update, "chat.postEphemeral": self.whisper,
            "views.open": self.open, "users.info": self.user, "users.lookupByEmail": self.by_email,
        }.get(method)
        if handler is None:
            raise SlackError("unknown_method", method)
        return handler(args)

    @staticmethod
    def _args(args: dict, *names: str) -> list[str]:
        for name in names:
            if not args.get(name):
                raise SlackError("invalid_arguments", f"{name} is missing")
        return [args[name] for name in names]

    @staticmethod
    def _content(args: dict) -> tuple[str, list]:
        text = args.get("text", "")
        if len(text) > 40_000:
            raise SlackError("msg_too_long")
        blocks = args.get("blocks") or []
        if isinstance(blocks, str):
            try:
                blocks = json.loads(blocks)
            except ValueError:
                raise SlackError("invalid_blocks_format") from None
        check_blocks(blocks, 50, "message")
        if not text and not blocks:
            raise SlackError("no_text")
        for number, block in enumerate(blocks):
            block.setdefault("block_id", f"b{number}")
        return text, blocks

    def _channel(self, channel: str) -> None:
        if channel not in self.channels and channel not in USERS:
            raise SlackError("channel_not_found", channel)

    def post(self, args: dict) -> dict:
        (channel,) = self._args(args, "channel")
        self._channel(channel)
        text, blocks = self._content(args)
        thread = args.get("thread_ts", "")
        if thread and (channel, thread) not in self.messages:
            raise SlackError("thread_not_found", thread)
        ts = self.next_ts()
        self.messages[channel, ts] = {"channel": channel, "ts": ts, "text": text, "blocks": blocks, "edits": 0,
                                      "thread_ts": thread}
        self.show(f"#{channel}" + (", in the thread" if thread else ""), text, blocks)
        return {"channel": channel, "ts": ts, "message": {"type": "message", "ts": ts, "text": text, "blocks": blocks}}

    def update(self, args: dict) -> dict:
        channel, ts = self._args(args, "channel", "ts")
        self._channel(channel)
        message = self.messages.get((channel, ts))
        if message is None:
            raise SlackError("message_not_found", ts)
        text, blocks = self._content(args)
        message.update(text=text, blocks=blocks, edits=message["edits"] + 1)
        self.show(f"#{channel}, edited", text, blocks)
        return {"channel": channel, "ts": ts, "text": text}

    def whisper(self, args: dict) -> dict:
        channel, user = self._args(args, "channel", "user")
        self._channel(channel)
        if user not in USERS:
            raise SlackError("user_not_in_channel", user)
        text, blocks = self._content(args)
        self.whispers.append({"user": user, "channel": channel, "text": text, "blocks": blocks})
        self.show(f"only {user} sees", text, blocks)
        return {"message_ts": self.next_ts()}

    def open(self, args: dict) -> dict:
        trigger, view = self._args(args, "trigger_id", "view")
        if trigger not in self.triggers:
            raise SlackError("invalid_trigger_id")
        issued = self.triggers[trigger]
        if issued is None:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - issued > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        view = json.loads(view) if isinstance(view, str) else view
        check_view(view)
        self.triggers[trigger] = None
        view = {"id": f"V{len(self.views) + 1}", "team_id": TEAM} | view
        self.views[view["id"]] = view
        self.show(f"modal {view['title']['text']}", "", view["blocks"])
        return {"view": view}

    def user(self, args: dict) -> dict:
        (user,) = self._args(args, "user")
        if user not in USERS:
            raise SlackError("user_not_found", user)
        return {"user": USERS[user]}

    def by_email(self, args: dict) -> dict:
        (email,) = self._args(args, "email")
        for user in USERS.values():
            if user["profile"].get("email") == email and not user["deleted"] and user["team_id"] == TEAM:
                return {"user": user}
        raise SlackError("users_not_found", email)

    def respond(self, key: str, body: dict) -> None:
        target = self.responses.get(key)
        if target is None or target["left"] == 0 or time.monotonic() > target["until"]:
            raise SlackError("used_url")
        text, blocks = self._content(body)
        if body.get("response_type", "ephemeral") != "ephemeral":
            raise SlackError("invalid_payload", "the stand-in knows answers for one user only")
        target["left"] -= 1
        self.whispers.append({"user": target["user"], "channel": target["channel"], "text": text, "blocks": blocks})
        self.show(f"only {target['user']} sees", text, blocks)

    # -- what people do

    def _payload(self, kind: str, want: dict) -> dict:
        user = want.get("user", "U0ALICE")
        team = want.get("team", TEAM)
        return {
            "type": kind, "team": {"id": team, "domain": "standin"}, "enterprise": None, "is_enterprise_install": False,
            "api_app_id": "A0PALISADE",
            "user": {"id": user, "username": user.lower(), "team_id": want.get("user_team", team)},
            "trigger_id": self.trigger(),
        }

    def press(self, want: dict) -> dict:
        channel = want.get("channel", CHANNEL)
        action = want["action"]
        message = None
        if "value" not in want:  # of the button that is really there
            message = self._message_with(channel, want.get("ts"), want.get("case"), action)
            button = _button(message["blocks"], action, want.get("case"))
            want = {**want, "value": button["value"], "ts": message["ts"]}
        payload = self._payload("block_actions", want) | {
            "channel": {"id": channel, "name": "palisade"},
            "container": {"type": "message", "message_ts": want.get("ts", ""), "channel_id": channel,
                          "is_ephemeral": False},
            "message": message,
            "response_url": self.response_url(want.get("user", "U0ALICE"), channel),
            "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": want["value"],
                         "text": {"type": "plain_text", "text": "?"}, "action_ts": "1"}],
        }
        return self.send(want, urlencode({"payload": json.dumps(payload)}))

    def _message_with(self, channel: str, ts: str | None, case: str | None, action: str) -> dict:
        shown = [message for (where, _), message in self.messages.items() if where == channel]
        shown += [whisper for whisper in self.whispers if whisper["channel"] == channel]
        for message in reversed(shown):
            if ts in (None, message.get("ts")) and _button(message["blocks"], action, case):
                return {"ts": "", **message}
        raise SlackError("message_not_found", f"no message offers {action}")

    def command(self, want: dict) -> dict:
        user = want.get("user", "U0ALICE")
        channel = want.get("channel", CHANNEL)
        return self.send(want, urlencode({
            "token": "deprecated", "team_id": want.get("team", TEAM), "team_domain": "standin", "channel_id": channel,
            "channel_name": "palisade", "user_id": user, "user_name": user.lower(), "command": "/palisade",
            "text": want.get("text", ""), "api_app_id": "A0PALISADE", "is_enterprise_install": "false",
            "response_url": self.response_url(user, channel), "trigger_id": self.trigger(),
        }))

    def submit(self, want: dict) -> dict:
        view = self.views[want["view"]] if "view" in want else list(self.views.values())[-1]
        values: dict = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element = block["element"]
            value = want["values"].get(element["action_id"])
            if element["type"] == "static_select":
                chosen = [one for one in element["options"] if one["value"] == value]
                state = {"type": "static_select", "selected_option": (chosen or [element.get("initial_option")])[0]}
            else:
                if len(value or "") < element.get("min_length", 0):
                    raise SlackError("the form does not go off", "too short")
                state = {"type": element["type"], "value": value}
            values[block["block_id"]] = {element["action_id"]: state}
        payload = self._payload("view_submission", want) | {"view": view | {"state": {"values": values}},
                                                            "response_urls": []}
        return self.send(want, urlencode({"payload": json.dumps(payload)}))

    def send(self, want: dict, body: str) -> dict:
        """Signs as Slack does, and forges where that is asked for."""
        if "replay" in want:
            request = want["replay"]
        else:
            stamp = str(int(time.time()) - int(want.get("age", 0)))
            secret = want.get("secret", self.secret)
            base = f"v0:{stamp}:{body}".encode()
            signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
            request = {"body": want.get("body", body), "headers": {
                "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": want.get("signature", signature),
                "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Slackbot 1.0"}}
        ask = urllib.request.Request(want["url"], data=request["body"].encode(), headers=request["headers"])
        started = time.monotonic()
        try:
            with urllib.request.urlopen(ask, timeout=60) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        return {"status": status, "body": text, "seconds": time.monotonic() - started, "request": request}


def _button(blocks: list, action: str, case: str | None) -> dict | None:
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("action_id") == action and (case is None or element.get("value", "").startswith(case)):
                return element
    return None


# ---- HTTP -----------------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Slack's API and the stand-in's own."""

    protocol_version = "HTTP/1.1"
    workspace: Workspace

    def log_message(self, *args) -> None:
        """Says nothing; what is worth seeing is printed by the workspace."""

    def _answer(self, status: int, body, headers: dict | None = None) -> None:
        raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8" if isinstance(body, str)
                         else "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def _args(self) -> dict:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if self.headers.get("Content-Type", "").startswith("application/json"):
            return json.loads(raw or "{}")
        return {name: values[-1] for name, values in parse_qs(raw, keep_blank_values=True).items()}

    def do_GET(self) -> None:  # noqa: N802 (http.server's name)
        url = urlsplit(self.path)
        space = self.workspace
        with space.lock:
            if url.path == "/_standin/messages":
                shown = list(space.messages.values())
                if "as=text" in url.query:
                    self._answer(200, "\n\n".join(drawn(one["blocks"]) for one in shown) + "\n")
                else:
                    self._answer(200, [one | {"shown": drawn(one["blocks"])} for one in shown])
            elif url.path == "/_standin/whispers":
                self._answer(200, [one | {"shown": drawn(one["blocks"]) or seen(one["text"])}
                                   for one in space.whispers])
            elif url.path == "/_standin/views":
                self._answer(200, [one | {"shown": drawn(one["blocks"])} for one in space.views.values()])
            elif url.path == "/_standin/calls":
                self._answer(200, space.calls)
            else:
                self._answer(404, "not found")

    def do_POST(self) -> None:  # noqa: N802
        path = urlsplit(self.path).path
        args = self._args()
        if path.startswith("/api/"):
            self._api(path.removeprefix("/api/"), args)
        elif path.startswith("/response/"):
            self._response(path.removeprefix("/response/"), args)
        elif path.startswith("/_standin/"):
            self._standin(path.removeprefix("/_standin/"), args)
        else:
            self._answer(404, "not found")

    def _fault(self, method: str) -> dict | None:
        for fault in self.workspace.faults:
            if fault["method"] == method and fault.get("times", 1) > 0:
                fault["times"] = fault.get("times", 1) - 1
                return fault
        return None

    def _api(self, method: str, args: dict) -> None:
        space = self.workspace
        with space.lock:
            space.calls.append({"method": method, "args": {k: v for k, v in args.items() if k != "token"}})
            fault = self._fault(method)
            if fault and fault["mode"] == "ratelimit":
                self._answer(429, {"ok": False, "error": "ratelimited"},
                             {"Retry-After": str(fault.get("after", 1))})
                return
            if fault and fault["mode"] == "fail":
                self._answer(500, "oops")
                return
            try:
                if fault and fault["mode"] != "close":
                    raise SlackError(fault["mode"])
                token = self.headers.get("Authorization", "").removeprefix("Bearer ")
                if not token:
                    raise SlackError("not_authed")
                if token not in space.tokens:
                    raise SlackError("invalid_auth")
                answer = {"ok": True} | space.call(method, args)
            except SlackError as error:
                answer = {"ok": False, "error": error.error}
                if error.detail:
                    answer["response_metadata"] = {"messages": [f"[ERROR] {error.detail}"]}
        if fault and fault["mode"] == "close":
            # Done, and never said: what a client sees of a time-out after Slack accepted.
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self._answer(200, answer)

    def _response(self, key: str, args: dict) -> None:
        with self.workspace.lock:
            if self._fault("response"):
                self._answer(429, "ratelimited", {"Retry-After": "1"})
                return
            try:
                self.workspace.respond(key, args)
                self._answer(200, "ok")
            except SlackError as error:
                self._answer(404 if error.error == "used_url" else 400, error.error)

    def _standin(self, name: str, args: dict) -> None:
        space = self.workspace
        try:
            if name in ("press", "command", "submit"):
                # Outside the lock: whoever is called may call back before it answers.
                self._answer(200, space.send(args, "") if "replay" in args else getattr(space, name)(args))
                return
            with space.lock:
                if name == "faults":
                    space.faults.append(args)
                elif name == "token":
                    space.tokens = {args["token"]}
                elif name == "secret":
                    space.secret = args["secret"]
                else:
                    self._answer(404, "not found")
                    return
            self._answer(200, {"ok": True})
        except (SlackError, KeyError) as error:
            self._answer(400, {"error": str(error)})


def serve(port: int, say=print) -> ThreadingHTTPServer:
    """A server on a port, 0 for a free one; not yet serving."""
    space = Workspace(say=say)
    handler = type("SlackHandler", (Handler,), {"workspace": space})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    space.address = f"http://127.0.0.1:{server.server_port}"
    server.workspace = space
    return server


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description="Stands in for Slack's HTTP API.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--quiet", action="store_true", help="print no messages")
    options = parser.parse_args()
    server = serve(options.port, (lambda *a, **k: None) if options.quiet else print)
    print(f"ready {server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
