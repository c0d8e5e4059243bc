"""MiniStack's table of resource types: amending a handler, adding a type.

A handler is `create(logical_id, props, stack) -> (physical_id, attributes)`,
`update(physical_id, old, new, stack, ...) -> same` and `delete(physical_id, props)`; what they raise
becomes the resource's failure reason.
"""

from __future__ import annotations

import os
from typing import Any, Callable, Mapping

from ministack.services.cloudformation import provisioners

Properties = Mapping[str, Any]


def amend(type_name: str, apply: Callable[[str, Properties, Properties], None]) -> None:
    """After MiniStack's own handler, call `apply(physical_id, old, new)`; `old` is empty at creation."""
    handler = provisioners._RESOURCE_HANDLERS[type_name] = dict(provisioners._RESOURCE_HANDLERS[type_name])
    create, update = handler["create"], handler.get("update")

    def created(logical_id, props, stack):
        result = create(logical_id, props, stack)
        apply(result[0], {}, props)
        return result

    def updated(physical_id, old, new, stack, *rest):
        result = update(physical_id, old, new, stack, *rest)
        apply(result[0], old if result[0] == physical_id else {}, new)
        return result

    handler["create"] = created
    if update:
        handler["update"] = updated


def before_delete(type_name: str, tell: Callable[[str, Properties], None]) -> None:
    """Before MiniStack's own handler deletes, call `tell(physical_id, props)`."""
    handler = provisioners._RESOURCE_HANDLERS[type_name] = dict(provisioners._RESOURCE_HANDLERS[type_name])
    delete = handler["delete"]

    def deleted(physical_id, props, *rest):
        tell(physical_id, props)
        delete(physical_id, props, *rest)

    handler["delete"] = deleted


def add(type_name: str, create, delete, update=None) -> None:
    """Register a type, or put ours in place of MiniStack's."""
    handler = {"create": create, "delete": delete}
    if update is not None:
        handler["update"] = update
    provisioners._RESOURCE_HANDLERS[type_name] = handler


def name_for(stack: str, logical_id: str, limit: int = 63) -> str:
    """A physical name as CloudFormation makes it: stack, logical id, something random."""
    return f"{stack}-{logical_id}"[: limit - 9] + "-" + os.urandom(4).hex()
