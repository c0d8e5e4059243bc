"""Counts calls: by who made them, and by the function's invocation that they were made in.

AWS SDKs in a Lambda function send the invocation's trace id with every call (`X-Amzn-Trace-Id`), so calls can be told
apart by it here as they can on AWS.
"""

from __future__ import annotations

import collections
import threading
from datetime import datetime

from ..calls import Call

_INVOCATIONS_KEPT = 2000

# account, principal, operation
Key = tuple[str, str, str]


class Counts:
    """Calls so far; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: collections.Counter[Key] = collections.Counter()
        self._invocations: collections.OrderedDict[str, _Invocation] = collections.OrderedDict()

    def add(self, call: Call, operation: str) -> None:
        """Count a call."""
        key = (call.account, call.caller.name, f"{call.service}:{operation}")
        trace = _root(call.headers.get("x-amzn-trace-id", ""))
        with self._lock:
            self._calls[key] += 1
            if trace:
                self._invocations.setdefault(trace, _Invocation(call.time)).add(key, call.time)
                if len(self._invocations) > _INVOCATIONS_KEPT:
                    self._invocations.popitem(last=False)

    def calls(self) -> list[dict]:
        """By account, principal (user, role or `root`) and operation; most frequent first."""
        with self._lock:
            return _listed(self._calls)

    def invocations(self) -> list[dict]:
        """By invocation, oldest first: its trace id, the times (UTC) of its first and last call, and its calls."""
        with self._lock:
            return [{"trace": trace, "first": one.first.isoformat(), "last": one.last.isoformat(),
                     "calls": _listed(one.calls)} for trace, one in self._invocations.items()]

    def forget(self) -> None:
        """Count from zero."""
        with self._lock:
            self._calls.clear()
            self._invocations.clear()


class _Invocation:
    def __init__(self, time: datetime) -> None:
        self.first = self.last = time
        self.calls: collections.Counter[Key] = collections.Counter()

    def add(self, key: Key, time: datetime) -> None:
        self.first, self.last = min(self.first, time), max(self.last, time)
        self.calls[key] += 1


def _listed(counter: collections.Counter[Key]) -> list[dict]:
    return [{"account": account, "principal": principal, "operation": operation, "count": count}
            for (account, principal, operation), count in counter.most_common()]


def _root(header: str) -> str:
    """The trace id of `Root=1-…;Parent=…;Sampled=0`; empty if there is none."""
    fields = dict(part.split("=", 1) for part in header.split(";") if "=" in part)
    return fields.get("Root", "")
