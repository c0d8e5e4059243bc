"""AWS::CloudFormation::StackSet: accepted and recorded, nothing is rolled out.

MiniStack refuses nothing here, but its placeholder has no id that a template could refer to. Locally the
member stacks are deployed one by one.
"""

from __future__ import annotations

import uuid

from . import registry


def install() -> None:
    """Register the type."""
    registry.add("AWS::CloudFormation::StackSet", _create, lambda physical_id, props: None,
                 lambda physical_id, old, new, stack: (physical_id, {"StackSetId": physical_id}))


def _create(logical_id: str, props, stack: str):
    physical_id = f"{props['StackSetName']}:{uuid.uuid4()}"
    return physical_id, {"StackSetId": physical_id}
