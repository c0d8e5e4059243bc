"""The webhook's stand-in takes what is signed as Standard Webhooks says, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

import pytest
import webhook

BODY = {"type": "case.stage", "data": {"case": "c-1"}}


def signed(body=BODY, at=None, secret=webhook.SECRET, message="c-1_1", more="") -> tuple[dict, bytes]:
    raw = json.dumps(body).encode()
    at = str(int(time.time()) if at is None else at)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{message}.{at}.".encode() + raw, hashlib.sha256).digest()
    signature = more + "v1," + base64.b64encode(mac).decode()
    return {"webhook-id": message, "webhook-timestamp": at, "webhook-signature": signature}, raw


@pytest.fixture
def site(served):
    return served(webhook.Webhook(), {})


def post(site, headers, raw):
    return site("POST", webhook.PATH, headers=headers, raw=raw)[0]


def test_the_vector_of_the_specification_is_accepted(served):
    # Of the reference libraries' own tests.
    receiver = webhook.Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", clock=lambda: 1614265330)
    headers = {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
               "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}
    assert post(served(receiver, {}), headers, b'{"test": 2432232314}') == 204


def test_what_comes_twice_is_kept_once(site):
    assert [post(site, *signed()), post(site, *signed())] == [204, 204]
    assert site("GET", "/_standin/received")[1] == [{"id": "c-1_1", "body": BODY, "times": 2}]


def test_one_signature_of_several_is_enough(site):
    assert post(site, *signed(more="v1,b3RoZXI= ")) == 204


@pytest.mark.parametrize(("headers", "raw"), [
    signed(secret="whsec_" + base64.b64encode(b"x" * 32).decode()),
    signed(at=time.time() - 301), signed(at=time.time() + 301),
    (signed()[0], b'{"type": "other"}'),
    (signed()[0] | {"webhook-id": "c-2_1"}, signed()[1]),
    ({}, b"{}"),
])
def test_forged_old_and_changed_ones_are_refused(site, headers, raw):
    assert post(site, headers, raw) in (400, 401)
    assert site("GET", "/_standin/received")[1] == []
    assert len(site("GET", "/_standin/refused")[1]) == 1


def test_faults_are_as_ordered(site):
    for mode, status in (("gone", 410), ("redirect", 307), ("fail", 500), ("throttle", 429)):
        site.fault("receive", mode)
        assert post(site, *signed()) == status
    assert post(site, *signed()) == 204
