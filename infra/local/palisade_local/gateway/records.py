"""What happens with a call after it was answered: counted, and handed to the trail.

One worker thread takes the calls in the order they ended, so neither can slow or break a call.
"""

from __future__ import annotations

import logging
import queue
import threading

from .. import trail
from ..calls import Call
from ..operations import operation
from .counts import Counts

logger = logging.getLogger(__name__)

_calls: queue.SimpleQueue[Call | threading.Event] = queue.SimpleQueue()
counts = Counts()


def start() -> None:
    """Start the worker."""
    threading.Thread(target=_work, name="palisade-records", daemon=True).start()


def add(call: Call) -> None:
    """Hand on a finished call; returns at once."""
    _calls.put(call)


def settle() -> None:
    """Return when all calls handed on so far are counted and recorded."""
    reached = threading.Event()
    _calls.put(reached)
    reached.wait(60)


def _work() -> None:
    while True:
        call = _calls.get()
        if isinstance(call, threading.Event):
            call.set()
            continue
        for use in (_count, _trail):
            try:
                use(call)
            except Exception:
                logger.exception("%s of %s %s failed", use.__name__, call.service, call.path)


def _count(call: Call) -> None:
    name = operation(call.service, call.method, call.path, call.query, call.headers, call.body)
    counts.add(call, name)


def _trail(call: Call) -> None:
    trail.record(call)
