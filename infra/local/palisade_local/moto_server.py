"""The moto child process: the services MiniStack lacks, with an organization and with memory.

    python -m palisade_local.moto_server --port P --state FILE

moto keeps nothing by itself. Here all its backends are pickled at a clean stop (SIGTERM) and restored
at start. A kill (SIGKILL) loses what was done since the last start. The hub's organization is made at
the first start: the hub is its management account, the members are in it under their fixed numbers.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import pickle
import signal
import sys
import threading
import time
from pathlib import Path

from . import gaps, settings

logger = logging.getLogger("palisade.moto")


def main(argv: list[str] | None = None) -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    options = parser.parse_args(argv)
    logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
    logging.getLogger("werkzeug").setLevel("WARNING")
    os.environ["MOTO_PORT"] = str(options.port)

    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    gaps.install_in_moto()
    restore(options.state)
    make_organization()
    application = _with_own_paths(DomainDispatcherApplication(create_backend_app), options.state)
    server = make_server("127.0.0.1", options.port, application, threaded=True, request_handler=MotoRequestHandler)
    # shutdown() waits for serve_forever() to return, so it can't be called from the thread that serves.
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: threading.Thread(target=server.shutdown).start())
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    server.serve_forever()
    save(options.state)


def _end_with(parent: int) -> None:
    """End when the gateway was killed; unsaved, since what MiniStack held is lost too."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _with_own_paths(application, state: Path):
    """Answer the gateway's own questions beside moto's API."""

    def answer(environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path == "/palisade/organization":
            return _json(start_response, organization())
        if path == "/palisade/reset" and environ["REQUEST_METHOD"] == "POST":
            reset(state)
            return _json(start_response, {})
        if path == "/palisade/health":
            return _json(start_response, {"status": "ok"})
        return application(environ, start_response)

    return answer


def _json(start_response, content: dict):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(content).encode()]


def _organizations_of_hub():
    from moto.organizations.models import organizations_backends

    return organizations_backends, organizations_backends[settings.HUB]["aws"]


def make_organization() -> None:
    """The hub's organization with the members in it, unless there is one."""
    backends, hub = _organizations_of_hub()
    if hub.org is not None:
        return
    hub.create_organization("us-east-1", FeatureSet="ALL")
    for number, member in enumerate(settings.MEMBERS, start=1):
        hub.create_account(AccountName=f"member-{number}", Email=f"member-{number}@example.com")
        account = hub.accounts[-1]
        generated, account.id = account.id, member
        backends.master_accounts[member] = backends.master_accounts.pop(generated)
        for policy in hub.policies:
            policy.attachments = [account if target is account else target for target in policy.attachments]


def organization() -> dict:
    """The organization's id and its accounts' numbers."""
    _, hub = _organizations_of_hub()
    if hub.org is None:
        return {"Id": None, "Accounts": []}
    return {"Id": hub.org.id, "Accounts": sorted({settings.HUB, *(account.id for account in hub.accounts)})}


def reset(state: Path) -> None:
    """Forget everything, on disk too, and make the organization anew."""
    from moto.core.base_backend import BackendDict

    BackendDict.reset()
    state.unlink(missing_ok=True)
    make_organization()


def save(state: Path) -> None:
    """Write all backends, each service's whole tree in one piece, so that references within it hold."""
    from moto.core.base_backend import BackendDict
    from moto.organizations.models import organizations_backends

    services: dict[str, bytes] = {}
    for backends in BackendDict._instances:
        content = {account: dict(regions) for account, regions in backends.items()}
        try:
            services[backends.service_name] = pickle.dumps(content)
        except Exception as error:
            logger.error("state of %s is lost: %s", backends.service_name, error)
    kept = {"services": services, "master_accounts": dict(organizations_backends.master_accounts)}
    state.parent.mkdir(parents=True, exist_ok=True)
    partial = state.with_suffix(".partial")
    partial.write_bytes(pickle.dumps(kept))
    partial.replace(state)


def restore(state: Path) -> None:
    """Read what `save` wrote; the file is the local user's own, written by this program."""
    if not state.exists():
        return
    from moto import backends as moto_backends
    from moto.organizations.models import organizations_backends

    kept = pickle.loads(state.read_bytes())
    organizations_backends.master_accounts.update(kept["master_accounts"])
    for service, content in kept["services"].items():
        backends = moto_backends.get_backend(service)
        for account, regions in pickle.loads(content).items():
            for region, backend in regions.items():
                dict.__setitem__(backends[account], region, backend)


if __name__ == "__main__":
    sys.exit(main())
