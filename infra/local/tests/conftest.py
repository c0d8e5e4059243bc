"""Makes `palisade_local` and the tests' own modules importable, and starts the emulators for tests of gaps."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

ACCOUNT = "222222222222"


def _serve(which: str, log: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PALISADE_LOCAL_TRANSITION_SECONDS": "0.4"}
    with log.open("w") as output:
        process = subprocess.Popen([sys.executable, str(HERE / "emulators.py"), which, str(port)], env=environment,
                                   stdout=output, stderr=subprocess.STDOUT, cwd=log.parent)
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"{which} ended at start: {log.read_text()[-2000:]}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)

    def client(service: str, region: str = "us-east-1"):
        return boto3.Session(aws_access_key_id=ACCOUNT, aws_secret_access_key="test", region_name=region).client(
            service, endpoint_url=f"http://127.0.0.1:{port}", config=Config(retries={"max_attempts": 0}))

    return process, client


@pytest.fixture(scope="session")
def ministack(tmp_path_factory):
    """A factory of clients of MiniStack with the gaps filled."""
    process, client = _serve("ministack", tmp_path_factory.mktemp("ministack") / "log")
    yield client
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def moto(tmp_path_factory):
    """A factory of clients of moto with the gaps filled."""
    process, client = _serve("moto", tmp_path_factory.mktemp("moto") / "log")
    yield client
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def refused():
    """Asserts that a call is refused with an error code; returns the message."""

    def check(code: str, call, **parameters) -> str:
        with pytest.raises(Exception) as caught:
            call(**parameters)
        error = caught.value.response["Error"]
        assert error["Code"] == code
        return error["Message"]

    return check


@pytest.fixture
def eventually():
    """Waits until a look gives the wanted value."""

    def check(look, wanted, seconds: float = 5) -> None:
        deadline = time.monotonic() + seconds
        while (found := look()) != wanted and time.monotonic() < deadline:
            time.sleep(0.05)
        assert found == wanted

    return check
