"""Puts the record of a call on the event bus of the account it was made in, and what follows from the change."""

from __future__ import annotations

from .. import buses
from ..calls import Call
from . import configuration, history, notebooks, requests
from .details import Origin, detail_of
from .names import is_management_write
from .requests import Operation

DETAIL_TYPE = "AWS API Call via CloudTrail"


def record(call: Call) -> None:
    """Tell of a call that passed the gateway, if it is a management write; others are ignored."""
    operation = requests.read(call)
    if operation is None or not _is_write(operation):
        return
    _tell(operation, Origin(call.account, call.region, call.caller, call.time, call.request_id, call.source_ip,
                             call.user_agent))


def _is_write(operation: Operation) -> bool:
    return is_management_write(operation.model, operation.name, operation.shape.input_shape)


def _tell(operation: Operation, origin: Origin) -> None:
    detail = detail_of(operation, origin)
    source = "aws." + detail["eventSource"].split(".", 1)[0]
    buses.publish(origin.account, detail["awsRegion"], source, DETAIL_TYPE, detail)
    history.remember(origin.account, detail["awsRegion"], detail, origin.time)
    if operation.error is None:
        notebooks.after(operation, origin.account, origin.region)
        configuration.after(operation, detail, origin.account)
