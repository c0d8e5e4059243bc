"""gaps.yaml as values; what it may say is checked when it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DECISIONS = ("enforce", "approve", "ticket")
# Last states of a case, as dev.palisade.core.cases.CaseState names them.
STATES = ("VERIFIED", "CONTAINED", "TICKETED", "OBSERVED")
SETS = ("demo", "extra")


class Invalid(ValueError):
    """gaps.yaml says something that can't be meant."""


@dataclass(frozen=True)
class Call:
    """One call of an AWS API: boto3's service name, the API's operation name, its parameters still to be filled."""

    service: str
    operation: str
    parameters: dict[str, Any]
    action: tuple[str, ...] = ()
    save: dict[str, str] = field(default_factory=dict)
    wait: str | None = None
    wait_parameters: dict[str, Any] | None = None
    tolerate: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """The IAM actions that the call needs."""
        return self.action or (f"{self.service}:{self.operation}",)


@dataclass(frozen=True)
class Gap:
    """One gap: how it is opened, what must become of it, how it is read and closed."""

    id: str
    control: str
    title: str
    resource: str
    set: str
    calls: tuple[Call, ...]
    also: tuple[str, ...]
    decision: str
    state: str
    undo: dict[str, Any]
    observe: Call
    path: str
    close: tuple[Call, ...]


@dataclass(frozen=True)
class Catalogue:
    """All gaps of a workload, and the name of the user who opens them."""

    client: str
    gaps: tuple[Gap, ...]

    def gap(self, name: str) -> Gap:
        for gap in self.gaps:
            if gap.id == name:
                return gap
        raise Invalid(f"no gap is called {name}")

    def actions(self) -> list[str]:
        """What the client has to be allowed, and nothing else."""
        return sorted({action for gap in self.gaps for call in gap.calls for action in call.actions})


def load(path: Path) -> Catalogue:
    """The gaps in `path`."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    gaps = tuple(_gap(item) for item in content["gaps"])
    _check_distinct(gaps)
    return Catalogue(content["client"], gaps)


def _gap(item: dict[str, Any]) -> Gap:
    name = item.get("id", "(a gap without id)")
    _only(name, item, "id control title resource set calls also expect undo observe close")
    expect, undo, observe = item["expect"], item["undo"], dict(item["observe"])
    _only(name, expect, "decision state")
    _only(name, undo, "reversible restores after")
    path = observe.pop("path")
    if expect["decision"] not in DECISIONS or expect["state"] not in STATES or item["set"] not in SETS:
        raise Invalid(f"{name}: unknown decision, state or set")
    if expect["decision"] == "enforce" and not undo["reversible"]:
        raise Invalid(f"{name}: what can't be undone is never enforced")
    return Gap(
        id=name, control=item["control"], title=item["title"], resource=item["resource"], set=item["set"],
        calls=tuple(_call(name, call) for call in item["calls"]), also=tuple(item.get("also", ())),
        decision=expect["decision"], state=expect["state"], undo=undo,
        observe=_call(name, observe), path=path, close=tuple(_call(name, call) for call in item["close"]))


def _call(gap: str, item: dict[str, Any]) -> Call:
    _only(gap, item, "service operation parameters action save wait waitParameters tolerate")
    return Call(
        item["service"], item["operation"], item["parameters"], tuple(item.get("action", ())), item.get("save", {}),
        item.get("wait"), item.get("waitParameters"), tuple(item.get("tolerate", ())))


def _only(gap: str, item: dict[str, Any], allowed: str) -> None:
    unknown = set(item) - set(allowed.split())
    if unknown:
        raise Invalid(f"{gap}: unknown {', '.join(sorted(unknown))}")


def _check_distinct(gaps: tuple[Gap, ...]) -> None:
    ids = [gap.id for gap in gaps]
    # One case at a time for each control and resource: two gaps of one set may not meet in it.
    judged = [(gap.control, gap.resource) for gap in gaps if gap.set == "demo"]
    for values in (ids, judged):
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            raise Invalid(f"more than once: {sorted(map(str, twice))}")
