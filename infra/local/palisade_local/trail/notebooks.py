"""SageMaker Notebook Instance State Change: what SageMaker itself tells of a notebook.

After a call that starts a transition the status of that moment is told, then, when it settles, the one
that it ends in. https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
and a published event (`tests/records`): PascalCase, times in epoch milliseconds, `Tags` an object.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from .. import buses
from .emulators import moto
from .requests import Operation

logger = logging.getLogger(__name__)

_STARTS = {"CreateNotebookInstance", "StartNotebookInstance", "StopNotebookInstance", "DeleteNotebookInstance",
           "UpdateNotebookInstance"}
_PASSING = {"Pending", "Stopping", "Deleting", "Updating"}
_KEPT = ("NotebookInstanceArn", "NotebookInstanceName", "NotebookInstanceStatus", "FailureReason", "InstanceType",
         "SubnetId", "SecurityGroups", "RoleArn", "KmsKeyId", "NetworkInterfaceId", "LastModifiedTime", "CreationTime",
         "NotebookInstanceLifecycleConfigName", "DirectInternetAccess", "VolumeSizeInGB", "AcceleratorTypes",
         "AdditionalCodeRepositories", "DefaultCodeRepository")
_POLL_SECONDS = 0.25
_GIVE_UP_SECONDS = 120


def after(operation: Operation, account: str, region: str) -> None:
    """Tell of the transition that a successful call started; returns at once."""
    if operation.model == "sagemaker" and operation.name in _STARTS:
        name = operation.parameters.get("NotebookInstanceName", "")
        threading.Thread(target=_follow, args=(name, account, region), name=f"notebook-{name}", daemon=True).start()


def _follow(name: str, account: str, region: str) -> None:
    told, seen = None, None
    deadline = time.monotonic() + _GIVE_UP_SECONDS
    while time.monotonic() < deadline:
        now = _described(name, account, region)
        if now is None:  # gone: the last word is on what it was
            if seen is not None and told == "Deleting":
                _tell({**seen, "NotebookInstanceStatus": "Deleted"}, account, region)
            return
        seen = now
        if now["NotebookInstanceStatus"] != told:
            told = now["NotebookInstanceStatus"]
            _tell(now, account, region)
        if told not in _PASSING:
            return
        time.sleep(_POLL_SECONDS)
    logger.warning("notebook %s stayed %s for %d s", name, told, _GIVE_UP_SECONDS)


def _described(name: str, account: str, region: str) -> dict[str, Any] | None:
    client = moto("sagemaker", account, region)
    try:
        found = client.describe_notebook_instance(NotebookInstanceName=name)
        tags = client.list_tags(ResourceArn=found["NotebookInstanceArn"]).get("Tags", [])
    except (ClientError, BotoCoreError) as error:
        logger.debug("notebook %s: %s", name, error)
        return None
    described = {key: _milliseconds(found[key]) for key in _KEPT if found.get(key) is not None}
    return {**described, "Tags": {tag["Key"]: tag["Value"] for tag in tags}}


def _milliseconds(value: Any) -> Any:
    return int(value.timestamp() * 1000) if isinstance(value, datetime) else value


def _tell(detail: dict[str, Any], account: str, region: str) -> None:
    buses.publish(account, region, "aws.sagemaker", "SageMaker Notebook Instance State Change", detail,
                  [detail["NotebookInstanceArn"]])
