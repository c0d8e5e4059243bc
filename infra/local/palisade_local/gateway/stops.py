"""Calls that are kept waiting on request, so that a test can do something in the middle of a function's work.

A stop names a principal, a service and a text of the call (its body, target or path); after the calls that it lets
through, those that fit wait until it is lifted. On AWS a call that hangs looks the same to its caller.
"""

from __future__ import annotations

import asyncio
import dataclasses

from ..calls import Caller
from .requests import Request


@dataclasses.dataclass
class Stop:
    """Calls of `principal` to `service` with `text` in them wait, after `let` of them went through."""

    principal: str
    service: str
    text: str
    let: int
    waiting: int = 0
    lifted: asyncio.Event = dataclasses.field(default_factory=asyncio.Event)

    def fits(self, request: Request, caller: Caller | None) -> bool:
        """Whether a call is meant."""
        if caller is None or caller.name != self.principal or request.service != self.service:
            return False
        target = request.headers.get("x-amz-target", "")
        return self.text in request.path or self.text in target or self.text.encode() in request.body


_stops: list[Stop] = []


def put(wanted: dict) -> None:
    """Keep calls from now on waiting."""
    _stops.append(Stop(wanted["principal"], wanted["service"], wanted["text"], int(wanted.get("let", 0))))


def waiting() -> int:
    """How many calls wait."""
    return sum(stop.waiting for stop in _stops)


def lift() -> None:
    """Let everything go."""
    for stop in _stops:
        stop.lifted.set()
    _stops.clear()


async def wait(request: Request, caller: Caller | None) -> None:
    """Return at once, or when the stop that fits is lifted."""
    for stop in [one for one in _stops if one.fits(request, caller)]:
        if stop.let > 0:
            stop.let -= 1
            continue
        stop.waiting += 1
        await stop.lifted.wait()
