"""CloudTrail: `LookupEvents` in pages.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

from ministack.services import cloudtrail

from ..trail import history


def install() -> None:
    """Answer page by page from what the trail recorded."""
    cloudtrail._DISPATCH["LookupEvents"] = lookup


def lookup(body):
    """The answer to one request."""
    return cloudtrail._ok(history.page(body, list(cloudtrail._get_event_queue())))
