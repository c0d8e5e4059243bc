"""What the stand-ins of ticket systems share: a strict little HTTP server whose faults can be ordered.

    POST /_standin/faults    {"on": "create", "mode": "accept-then-close", "times": 1}
    GET  /_standin/requests  what was asked, in order
    GET  /_standin/tickets   what is kept

Modes: `accept-then-close` and `accept-then-hang` do the work and never say so, which is what a client sees of a
time-out after the server accepted; `throttle` answers 429 with `Retry-After`; `fail` answers 500 and does nothing.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_MODES = {"accept-then-close", "accept-then-hang", "throttle", "fail"}
_HUNG_SECONDS = 20


class Refused(Exception):
    """An answer that is an error of the product's own shape."""

    def __init__(self, status: int, body: dict, headers: dict | None = None):
        super().__init__(f"{status} {body}")
        self.status, self.body, self.headers = status, body, headers or {}


@dataclass
class Call:
    """One request as a route sees it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    raw: bytes
    parts: tuple[str, ...] = ()

    def json(self, refuse) -> dict:
        """The body as a JSON object, or what `refuse(message)` raises."""
        if self.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            raise refuse("unsupported content type", 415)
        try:
            body = json.loads(self.raw)
        except ValueError:
            raise refuse("the body is no JSON", 400) from None
        if not isinstance(body, dict):
            raise refuse("the body is no JSON object", 400)
        return body

    def basic(self) -> tuple[str, str] | None:
        """User and password of HTTP's basic authentication."""
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        if scheme != "Basic":
            return None
        try:
            user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except ValueError:
            return None
        return user, password


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of an operation."""

    on: str
    mode: str
    times: int = 1
    retry_after: int = 1


@dataclass
class Standin:
    """A product: its routes, what it keeps, and what is to go wrong."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    faults: list[Fault] = field(default_factory=list)
    requests: list[dict] = field(default_factory=list)

    def routes(self):
        """(method, path pattern, operation, function of a Call giving status and body)."""
        raise NotImplementedError

    def authenticate(self, call: Call) -> None:
        """Raise Refused unless the caller is known."""
        raise NotImplementedError

    def not_found(self) -> Refused:
        """What the product says of a path it does not have."""
        raise NotImplementedError

    def tickets(self) -> list[dict]:
        """All that is kept, for tests."""
        raise NotImplementedError

    def page(self, path: str):
        """What else the stand-in shows to tests at a path, or None."""
        return None

    def throttled(self, seconds: int) -> Refused:
        """What the product says to a client that asks too much."""
        return Refused(429, {"message": "Rate limit exceeded"}, {"Retry-After": str(seconds)})

    def answer(self, call: Call) -> tuple[int, dict | list | None, dict, Fault | None]:
        """Status, body, headers, and the fault that keeps the answer back."""
        self.authenticate(call)
        for method, pattern, operation, function in self.routes():
            match = re.fullmatch(pattern, call.path)
            if method != call.method or not match:
                continue
            call.parts = match.groups()
            with self.lock:
                self.requests.append({"operation": operation, "method": call.method, "path": call.path,
                                      "query": call.query, "body": _text(call.raw)})
                fault = self._fault(operation)
                if fault and fault.mode == "throttle":
                    raise self.throttled(fault.retry_after)
                if fault and fault.mode == "fail":
                    raise Refused(500, {"message": "Internal server error"})
                status, body, *headers = function(call)
            return status, body, headers[0] if headers else {}, fault
        raise self.not_found()

    def order(self, wanted: dict) -> None:
        """Order a fault."""
        if wanted.get("mode") not in _MODES:
            raise Refused(400, {"message": f"mode is one of {sorted(_MODES)}"})
        with self.lock:
            self.faults.append(Fault(wanted["on"], wanted["mode"], wanted.get("times", 1), wanted.get("retryAfter", 1)))

    def _fault(self, operation: str) -> Fault | None:
        for fault in self.faults:
            if fault.on == operation and fault.times > 0:
                fault.times -= 1
                return fault
        return None


def _text(raw: bytes):
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode(errors="replace")


def _handler(standin: Standin):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self):
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            call = Call(self.command, parts.path, query, headers, raw)
            try:
                if parts.path.startswith("/_standin/"):
                    self._reply(200, self._own(call), {})
                    return
                status, body, more, fault = standin.answer(call)
            except Refused as refused:
                self._reply(refused.status, refused.body, refused.headers)
                return
            if fault is None:
                self._reply(status, body, more)
                return
            if fault.mode == "accept-then-hang":
                time.sleep(_HUNG_SECONDS)
            self.close_connection = True
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # The client went away first.

        def _own(self, call: Call):
            if call.path == "/_standin/faults" and call.method == "POST":
                standin.order(json.loads(call.raw))
                return {}
            with standin.lock:
                if call.path == "/_standin/requests":
                    return list(standin.requests)
                if call.path == "/_standin/tickets":
                    return standin.tickets()
                if (shown := standin.page(call.path)) is not None:
                    return shown
            raise Refused(404, {"message": "the stand-in has no such page"})

        def _reply(self, status, body, headers):
            content = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if content:
                self.send_header("Content-Type", "application/json;charset=UTF-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

        def log_message(self, *_):
            pass

    return Handler


def serve(standin: Standin, port: int) -> ThreadingHTTPServer:
    """A server on a port of this host, 0 for a free one, not started yet."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(standin))
    server.daemon_threads = True
    return server


def run(standin: Standin, description: str) -> None:
    """Serve until the process ends; `ready PORT` says that it has begun."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=0)
    server = serve(standin, parser.parse_args().port)
    print(f"ready {server.server_address[1]}", flush=True)
    server.serve_forever()
