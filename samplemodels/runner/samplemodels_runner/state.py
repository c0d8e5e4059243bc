"""What is remembered between runs: the client's key and what the opening calls answered.

One file for each account and region below the run-time folder, readable by its owner only: it holds a key.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class State:
    """The memory; `save` writes it."""

    path: Path
    key: list[str] = field(default_factory=list)
    saved: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, account: str, region: str) -> State:
        """What was remembered for this account and region, if anything."""
        path = folder / f"{account}-{region}.json"
        if not path.exists():
            return cls(path)
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(path, content["key"], content["saved"])

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        content = asdict(self)
        del content["path"]
        fresh = self.path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
        fresh.replace(self.path)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
