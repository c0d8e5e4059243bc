"""The ASGI application in front of MiniStack's."""

from __future__ import annotations

import asyncio
import contextvars
import uuid

import ministack.app
from ministack.core.iam_evaluator import AmbiguousAccessKeyError
from ministack.core.responses import _account_from_sts_session

from .. import accounts, settings
from ..calls import Call, Caller
from . import admin, moto, records, stops
from .requests import Request, read, replay

_ministack = ministack.app.app
_RECORDED_BYTES = 1 << 20

caller_of_request: contextvars.ContextVar[Caller | None] = contextvars.ContextVar("caller_of_request", default=None)


async def app(scope, receive, send) -> None:
    """Answer the gateway's own paths, forward to moto, or leave it to MiniStack; record what was signed."""
    if scope["type"] != "http":
        await _ministack(scope, receive, send)
    elif scope["path"].startswith("/_palisade/"):
        await admin.answer(scope, receive, send)
    else:
        await _call(await read(scope, receive), scope, receive, send)


async def _call(request: Request, scope, receive, send) -> None:
    account, caller = _who(request)
    caller_of_request.set(caller)
    await stops.wait(request, caller)
    answer = _Answer(send)
    if moto.forwards(request):
        status, headers, body = await asyncio.to_thread(moto.answer, request)
        await answer.send({"type": "http.response.start", "status": status,
                           "headers": [(n.lower().encode(), v.encode("latin-1", "replace")) for n, v in headers]})
        await answer.send({"type": "http.response.body", "body": body})
    else:
        await _ministack(scope, replay(request, receive), answer.send)
    if request.service and caller is not None:
        records.add(_record(request, account, caller, answer))


def _who(request: Request) -> tuple[str, Caller | None]:
    if not request.access_key:
        return "", None
    try:
        key = accounts.account_of(request.access_key)
    except AmbiguousAccessKeyError:
        return "", None
    account = key if key.isdigit() and len(key) == 12 else (_account_from_sts_session(key) or settings.HUB)
    return account, accounts.caller(request.access_key, account)


class _Answer:
    """Passes an answer on and keeps what a record needs of it."""

    def __init__(self, send) -> None:
        self._send = send
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = bytearray()

    async def send(self, message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in message.get("headers", [])}
        elif message["type"] == "http.response.body" and len(self.body) < _RECORDED_BYTES:
            self.body += message.get("body", b"")[:_RECORDED_BYTES]
        await self._send(message)


def _record(request: Request, account: str, caller: Caller, answer: _Answer) -> Call:
    request_id = answer.headers.get("x-amzn-requestid") or answer.headers.get("x-amz-request-id") or str(uuid.uuid4())
    body = ministack.app._decode_aws_chunked_body(request.body, dict(request.headers))
    return Call(
        service=request.service, method=request.method, path=request.path, query=request.query,
        headers=request.headers, body=body, region=request.region, account=account, access_key=request.access_key,
        caller=caller, status=answer.status, response_headers=answer.headers, response_body=bytes(answer.body),
        source_ip=request.client, user_agent=request.headers.get("user-agent", ""), request_id=request_id,
        time=request.time, host=request.headers.get("host", ""))

