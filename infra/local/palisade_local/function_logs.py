"""A function's log, from CloudWatch Logs."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timezone

import boto3


def show(url: str, options) -> int:
    """Print a function's last lines, and with `--follow` new ones as they come."""
    logs = boto3.client("logs", endpoint_url=url, region_name=options.region, aws_access_key_id=options.account,
                        aws_secret_access_key="test")
    group = f"/aws/lambda/{options.function}"
    seen: set[tuple] = set()
    try:
        while True:
            events = _events(logs, group)
            if events is None:
                print(f"There is no log group {group} in {options.account} {options.region}.", file=sys.stderr)
                return 1
            fresh = [e for e in events if _key(e) not in seen]
            for event in fresh if seen else fresh[-options.lines:]:
                _print(event, options.json)
            seen.update(_key(e) for e in events)
            if not options.follow:
                return 0
            time.sleep(1)
    except KeyboardInterrupt:
        return 0


def _events(logs, group: str) -> list[dict] | None:
    try:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        return sorted((e for page in pages for e in page["events"]), key=lambda e: e["timestamp"])
    except logs.exceptions.ResourceNotFoundException:
        return None


def _key(event: dict) -> tuple:
    return event.get("logStreamName"), event.get("eventId"), event["timestamp"], event["message"]


def _print(event: dict, as_json: bool) -> None:
    if as_json:
        print(json.dumps(event))
    else:
        at = datetime.fromtimestamp(event["timestamp"] / 1000, timezone.utc).strftime("%H:%M:%S.%f")[:-3]
        print(at, event["message"].rstrip("\n"), flush=True)
