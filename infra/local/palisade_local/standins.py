"""What Palisade talks to beside AWS: Slack, an OpenID provider, ticket systems, as the stand-ins of `infra/standins`.

They start and end with the local AWS. Each keeps its port, if that is still free, so that what was deployed with its
address stays good; what they hold (messages, tickets) is gone with them. What they print, Slack's messages as people
see them above all, is in `standins/<name>.log`.
"""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
import time
from pathlib import Path

from . import settings

logger = logging.getLogger("palisade.local")

NAMES = ("slack", "oidc", "jira", "servicenow", "github")
_READY = re.compile(r"^ready (\d+)$", re.MULTILINE)
_START_SECONDS = 30

_running: dict[str, subprocess.Popen] = {}
_ports: dict[str, int] = {}


def addresses() -> dict[str, str]:
    """Where each answers."""
    return {name: f"http://127.0.0.1:{port}" for name, port in _ports.items()}


def start(home: Path) -> None:
    """Start all; returns when all answer."""
    known = home / "standins.json"
    before = json.loads(known.read_text()) if known.exists() else {}
    logs = home / "standins"
    logs.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        _running[name] = _begin(name, before.get(name, 0), logs)
    for name in NAMES:
        try:
            _ports[name] = _ready(name, logs)
        except RuntimeError:
            # Somebody else has its port by now: any other will do, and the next deployment says so to Palisade.
            _running[name] = _begin(name, 0, logs)
            _ports[name] = _ready(name, logs)
    known.write_text(json.dumps(_ports))


def stop() -> None:
    """End all."""
    for process in _running.values():
        process.terminate()
    for name, process in _running.items():
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            logger.error("the stand-in %s did not end and is killed", name)
            process.kill()
    _running.clear()
    _ports.clear()


def _begin(name: str, port: int, logs: Path) -> subprocess.Popen:
    command = [sys.executable, str(settings.REPOSITORY / "infra" / "standins" / f"{name}.py"), "--port", str(port)]
    with (logs / f"{name}.log").open("w") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def _ready(name: str, logs: Path) -> int:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        said = (logs / f"{name}.log").read_text(errors="replace")
        if found := _READY.search(said):
            return int(found.group(1))
        if _running[name].poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"the stand-in {name} did not start: {said[-500:]}")
