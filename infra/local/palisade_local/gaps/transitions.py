"""Resources that take their time: a status now, another one a little later.

AWS needs minutes; here it is `PALISADE_LOCAL_TRANSITION_SECONDS` (2 by default), so that a reader meets
the passing status as it would on AWS. The due time is kept in the resource itself: it survives a restart.
"""

from __future__ import annotations

import os
import time
from typing import Any

SECONDS = float(os.environ.get("PALISADE_LOCAL_TRANSITION_SECONDS", "2"))


def begin(resource: Any, attribute: str, passing: str, final: str, seconds: float | None = None) -> None:
    """Set a status that turns into `final` when the time has come and somebody looks."""
    setattr(resource, attribute, passing)
    resource.due = (attribute, final, time.time() + (SECONDS if seconds is None else seconds))


def settle(resource: Any) -> Any:
    """Bring a resource's status up to the present; returns the resource."""
    due = getattr(resource, "due", None)
    if due is not None and time.time() >= due[2]:
        setattr(resource, due[0], due[1])
        resource.due = None
    return resource
