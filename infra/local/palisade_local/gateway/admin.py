"""The gateway's own paths, which are no AWS API: health, counted calls, reset. They ask for no credentials."""

from __future__ import annotations

import asyncio
import json
import urllib.request

import ministack.app

from .. import accounts, settings, standins
from . import records, stops


async def answer(scope, receive, send) -> None:
    """GET /_palisade/health, GET and DELETE /_palisade/calls, GET /_palisade/invocations, POST /_palisade/reset,
    PUT, GET and DELETE /_palisade/stops."""
    status, content = await _content(scope["method"], scope["path"], receive)
    body = json.dumps(content).encode()
    await send({"type": "http.response.start", "status": status, "headers": [
        (b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})


async def _content(method: str, path: str, receive) -> tuple[int, object]:
    match method, path:
        case "GET", "/_palisade/health":
            return 200, {"status": "ok", "endpoint": settings.endpoint(), "accounts": settings.ACCOUNTS,
                         "standins": standins.addresses(),
                         "organization": await asyncio.to_thread(accounts.organization_of, settings.HUB)}
        case "GET", "/_palisade/calls":
            await asyncio.to_thread(records.settle)
            return 200, {"calls": records.counts.calls()}
        case "GET", "/_palisade/invocations":
            await asyncio.to_thread(records.settle)
            return 200, {"invocations": records.counts.invocations()}
        case "DELETE", "/_palisade/calls":
            records.counts.forget()
            return 200, {}
        case "PUT", "/_palisade/stops":
            stops.put(json.loads(await _body(receive)))
            return 200, {}
        case "GET", "/_palisade/stops":
            return 200, {"waiting": stops.waiting()}
        case "DELETE", "/_palisade/stops":
            stops.lift()
            return 200, {}
        case "POST", "/_palisade/reset":
            await reset()
            return 200, {}
    return 404, {"message": f"no such path: {method} {path}"}


async def _body(receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def reset() -> None:
    """Empty both emulators, on disk too."""
    async with ministack.app._get_reset_lock():
        await asyncio.to_thread(ministack.app._reset_all_state)
    await asyncio.to_thread(_reset_moto)
    accounts.forget_organization()
    stops.lift()
    records.counts.forget()


def _reset_moto() -> None:
    url = f"http://127.0.0.1:{settings.moto_port()}/palisade/reset"
    urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=30).close()
