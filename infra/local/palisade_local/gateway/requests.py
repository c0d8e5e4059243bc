"""A request as the gateway sees it before anybody answers: signature scope, caller, body read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qs, quote

from ministack.core.router import extract_access_key_id

_HEADER_SCOPE = re.compile(r"Credential=([^/]+)/\d{8}/([^/]*)/([^/]+)/aws4_request")
_QUERY_SCOPE = re.compile(r"^([^/]+)/\d{8}/([^/]*)/([^/]+)/aws4_request$")


@dataclass(frozen=True)
class Request:
    """One HTTP request with its body; `service` is empty if it is not signed with SigV4."""

    scope: dict[str, Any]
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes
    access_key: str
    region: str
    service: str
    time: datetime

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The query string, parsed."""
        return parse_qs(self.query, keep_blank_values=True)

    @property
    def client(self) -> str:
        """The caller's address."""
        return (self.scope.get("client") or ("127.0.0.1",))[0]


async def read(scope, receive) -> Request:
    """Read the whole request; MiniStack does so anyway, and no call here is large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    raw_path = scope.get("raw_path") or quote(scope["path"]).encode()
    query = scope.get("query_string", b"").decode()
    parameters = parse_qs(query, keep_blank_values=True)
    region, service = _signature_scope(headers, parameters)
    return Request(scope, scope["method"], raw_path.decode("latin-1").split("?")[0], query, headers, bytes(body),
                   extract_access_key_id(headers, parameters), region, service, datetime.now(timezone.utc))


def _signature_scope(headers: dict[str, str], parameters: dict[str, list[str]]) -> tuple[str, str]:
    found = _HEADER_SCOPE.search(headers.get("authorization", "")) or _QUERY_SCOPE.match(
        parameters.get("X-Amz-Credential", [""])[0])
    return (found.group(2), found.group(3)) if found else ("us-east-1", "")


def replay(request: Request, receive):
    """An ASGI `receive` that gives the body that was already read, then whatever follows."""
    given = False

    async def again():
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": request.body, "more_body": False}

    return again
