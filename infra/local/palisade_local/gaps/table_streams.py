"""DynamoDB streams that start functions: partial failures, restarts, and not standing in the way of queues.

MiniStack takes a batch as done though the function names records that failed
(https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html), so they would be lost; after a
restart it keeps how far a function had read but not the records, so everything new would be passed over; and it runs
such functions in the thread that polls the queues, which then wait. Here a batch with failures comes again as a whole
(a function that reports single failures must bear that on AWS too), a position behind the stream's end begins at
what there is, streams are polled in a thread of their own, and a batch that is not full waits for its event source's
MaximumBatchingWindowInSeconds, which MiniStack stores and passes over.
"""

from __future__ import annotations

import json
import logging
import threading
import time

from ministack.services import dynamodb, lambda_svc

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.2
_here = threading.local()


def install() -> None:
    """Take the streams out of MiniStack's own loop and poll them here."""
    poll = lambda_svc._poll_dynamodb_streams
    execute = lambda_svc._execute_function
    since = dynamodb.stream_records_since
    ensure = lambda_svc._ensure_poller
    started = threading.Event()

    def run() -> None:
        _here.streams = True
        while True:
            try:
                _begin_anew()
                busy = poll()
            except Exception:
                logger.exception("polling the tables' streams failed")
                busy = False
            if not busy:
                time.sleep(_PAUSE_SECONDS)

    def ensure_both() -> None:
        ensure()
        if not started.is_set():
            started.set()
            threading.Thread(target=run, name="palisade-streams", daemon=True).start()

    def gathered(table, position, limit, **place):
        batch = since(table, position, limit, **place)
        if not getattr(_here, "streams", False):
            return batch
        return batch if len(batch) >= limit or _waits.is_over(table, position, bool(batch)) else []

    def execute_whole(function, event):
        result = execute(function, event)
        return failed(result) if getattr(_here, "streams", False) else result

    dynamodb.stream_records_since = gathered
    lambda_svc._ensure_poller = ensure_both
    lambda_svc._poll_dynamodb_streams = lambda: False
    lambda_svc._execute_function = execute_whole


class Waits:
    """Since when records lie at a stream's position, unread."""

    def __init__(self, window=None, clock=time.monotonic):
        self._window = window or _window
        self._clock = clock
        self._first: dict[tuple[str, int], float] = {}

    def is_over(self, table: str, position: int, found: bool) -> bool:
        """Whether what lies there has lain for as long as its event source gathers."""
        if not found:
            return True
        now = self._clock()
        first = self._first.setdefault((table, position), now)
        if now - first < self._window(table):
            return False
        del self._first[(table, position)]
        return True


def _window(table: str) -> float:
    marker = f":table/{table}/"
    return max((float(esm.get("MaximumBatchingWindowInSeconds") or 0)
                for esm in list(lambda_svc._esms._data.values())
                if marker in esm.get("EventSourceArn", "")), default=0.0)


_waits = Waits()


def failed(result: dict) -> dict:
    """The result of an invocation as a failure, if the function says that records failed."""
    if result.get("error"):
        return result
    body = result.get("body")
    if isinstance(body, (str, bytes)):
        try:
            body = json.loads(body or "null")
        except ValueError:
            return result
    failures = body.get("batchItemFailures") if isinstance(body, dict) else None
    if not failures:
        return result
    return {**result, "error": True, "body": {
        "errorType": "BatchItemFailures", "errorMessage": f"{len(failures)} records failed, from {failures[0]}"}}


def _begin_anew() -> None:
    with lambda_svc._dynamodb_stream_positions_lock:
        positions = lambda_svc._dynamodb_stream_positions
        for (account, region, mapping), position in list(positions._data.items()):
            esm = lambda_svc._esms._data.get((account, region, mapping))
            arn = (esm or {}).get("EventSourceArn", "")
            if ":table/" not in arn:
                continue
            table = arn.split(":table/", 1)[1].split("/", 1)[0]
            if position > dynamodb.stream_end_position(table, account_id=account, region=region):
                positions._data[(account, region, mapping)] = dynamodb.stream_start_position(
                    table, account_id=account, region=region)
