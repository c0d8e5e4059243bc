"""Calls that are kept waiting for a test."""

from __future__ import annotations

import asyncio
import types

import pytest

from palisade_local.gateway import stops


def call(service="ec2", body=b"Action=RevokeSecurityGroupIngress", target="", path="/"):
    return types.SimpleNamespace(service=service, body=body, path=path, headers={"x-amz-target": target})


def by(name):
    return types.SimpleNamespace(name=name)


@pytest.fixture(autouse=True)
def lifted():
    yield
    stops.lift()


async def waits(request, caller) -> bool:
    task = asyncio.create_task(stops.wait(request, caller))
    await asyncio.sleep(0.01)
    waiting = not task.done()
    stops.lift()
    await asyncio.wait_for(task, 1)
    return waiting


@pytest.mark.parametrize("request_, caller, expected", [
    (call(), by("palisade-network"), True),
    (call(body=b"", target="X.RevokeSecurityGroupIngress"), by("palisade-network"), True),
    (call(body=b"", path="/RevokeSecurityGroupIngress"), by("palisade-network"), True),
    (call(), by("somebody"), False),
    (call(), None, False),
    (call(service="s3"), by("palisade-network"), False),
    (call(body=b"Action=DescribeSecurityGroups"), by("palisade-network"), False),
])
def test_only_what_is_meant_waits(request_, caller, expected):
    stops.put({"principal": "palisade-network", "service": "ec2", "text": "RevokeSecurityGroupIngress"})
    assert asyncio.run(waits(request_, caller)) is expected


def test_some_go_through_first():
    async def three():
        stops.put({"principal": "p", "service": "ec2", "text": "Revoke", "let": 2})
        await stops.wait(call(), by("p"))
        await stops.wait(call(), by("p"))
        third = asyncio.create_task(stops.wait(call(), by("p")))
        await asyncio.sleep(0.01)
        assert stops.waiting() == 1
        stops.lift()
        await third
        assert stops.waiting() == 0

    asyncio.run(three())
