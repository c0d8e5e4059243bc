"""Where things are and which accounts exist: read once from the environment that the control program sets."""

from __future__ import annotations

import os
from pathlib import Path

HUB = "111111111111"
MEMBERS = ("222222222222", "333333333333")
ACCOUNTS = (HUB, *MEMBERS)
REGIONS = ("us-east-1", "eu-west-1")
DEFAULT_PORT = 4566

REPOSITORY = Path(__file__).resolve().parents[3]
RUN_TIME = Path(os.environ.get("PALISADE_STATE") or REPOSITORY / ".palisade")
DEFAULT_HOME = RUN_TIME / "local"


def port() -> int:
    """The gateway's port."""
    return int(os.environ["GATEWAY_PORT"])


def moto_port() -> int:
    """The port of the moto child process."""
    return int(os.environ["PALISADE_MOTO_PORT"])


def home() -> Path:
    """Where the running server keeps its state, logs and temporary files."""
    return Path(os.environ["PALISADE_LOCAL_HOME"])


def endpoint() -> str:
    """The one endpoint that clients talk to."""
    return f"http://127.0.0.1:{port()}"
