"""Stands in for a receiver of Palisade's webhook, and rejects what a careful receiver rejects.

It verifies by Standard Webhooks: the three headers, a timestamp of the last five minutes, and a signature of the key it
knows, `STANDIN_SECRET` or the one here. What comes twice by `webhook-id` is answered and counted, and kept once.

    GET  /_standin/received      what was accepted: {"id", "body", "times"}
    GET  /_standin/refused       why requests were refused
    POST /_standin/faults        as in ticketing.py, on the operation `receive`; also "mode": "gone" | "redirect"

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import time

from ticketing import Call, Fault, Refused, Standin, run

PATH = "/palisade"
SECRET = "whsec_" + base64.b64encode(b"the secret of the stand-in here!").decode()
_TOLERANCE_SECONDS = 300


class Webhook(Standin):
    """A receiver with one address and one secret."""

    def __init__(self, secret: str = SECRET, clock=time.time):
        super().__init__()
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.clock = clock
        self.received: dict[str, dict] = {}
        self.refused: list[str] = []

    def routes(self):
        return [("POST", PATH, "receive", self.receive)]

    def authenticate(self, call: Call) -> None:
        try:
            self._verify(call)
        except Refused as refused:
            self.refused.append(refused.body["message"])
            raise

    def order(self, wanted: dict) -> None:
        if wanted.get("mode") in ("gone", "redirect"):
            with self.lock:
                self.faults.append(Fault(wanted["on"], wanted["mode"], wanted.get("times", 1)))
        else:
            super().order(wanted)

    def page(self, path: str):
        """What was seen, for tests."""
        return {"/_standin/received": list(self.received.values()), "/_standin/refused": self.refused}.get(path)

    def not_found(self) -> Refused:
        return Refused(404, {"message": "nothing is here"})

    def tickets(self) -> list[dict]:
        return list(self.received.values())

    def receive(self, call: Call):
        body = call.json(lambda message, status: Refused(status, {"message": message}))
        kept = self.received.setdefault(call.headers["webhook-id"], {"id": call.headers["webhook-id"], "body": body,
                                                                     "times": 0})
        kept["times"] += 1
        return 204, None

    def _fault(self, operation: str):
        fault = super()._fault(operation)
        if fault and fault.mode == "gone":
            raise Refused(410, {"message": "no more of it"})
        if fault and fault.mode == "redirect":
            raise Refused(307, {"message": "elsewhere"}, {"Location": PATH})
        return fault

    def _verify(self, call: Call) -> None:
        message, at = call.headers.get("webhook-id", ""), call.headers.get("webhook-timestamp", "")
        if not re.fullmatch(r"[\w-]{1,64}", message):
            raise Refused(400, {"message": "no id"})
        if not at.isdigit() or abs(self.clock() - int(at)) > _TOLERANCE_SECONDS:
            raise Refused(401, {"message": "too old or too new"})
        signed = f"{message}.{at}.".encode() + call.raw
        wanted = "v1," + base64.b64encode(hmac.new(self.key, signed, hashlib.sha256).digest()).decode()
        given = call.headers.get("webhook-signature", "").split(" ")
        if not any(hmac.compare_digest(one.encode(), wanted.encode()) for one in given):
            raise Refused(401, {"message": "no signature of ours"})


if __name__ == "__main__":
    run(Webhook(os.environ.get("STANDIN_SECRET", SECRET)), __doc__.splitlines()[0])
