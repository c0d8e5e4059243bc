"""Makes the stand-ins importable, and serves one for a test."""

from __future__ import annotations

import base64
import http.client
import json
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class Client:
    """Asks a stand-in over HTTP."""

    def __init__(self, port: int, headers: dict):
        self.port, self.headers = port, headers

    def __call__(self, method: str, path: str, body=None, headers: dict | None = None, raw: bytes | None = None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        content = raw if raw is not None else None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", "Accept": "application/json"} | self.headers | (headers or {})
        try:
            connection.request(method, path, content, {name: value for name, value in sent.items() if value})
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None, dict(answer.getheaders())
        finally:
            connection.close()

    def fault(self, on: str, mode: str, **more) -> None:
        """Order a fault."""
        assert self("POST", "/_standin/faults", {"on": on, "mode": mode, **more})[0] == 200

    def tickets(self) -> list[dict]:
        """What the stand-in keeps."""
        return self("GET", "/_standin/tickets")[1]


def basic(user: str, password: str) -> dict:
    """The header of basic authentication."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@pytest.fixture
def served():
    """Serves a stand-in until the test ends; gives a client."""
    from ticketing import serve

    servers = []

    def start(standin, headers: dict) -> Client:
        server = serve(standin, 0)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return Client(server.server_address[1], headers)

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
