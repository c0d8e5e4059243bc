"""The server process: MiniStack in it, moto and the stand-ins beside it, the gateway in front of both emulators.

    python -m palisade_local serve --port P --state DIR

What the emulators read from the environment is set before they are imported. SIGTERM stops cleanly:
both write their state, Java workers, moto and the stand-ins end.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from . import java_runtime, settings, standins

logger = logging.getLogger("palisade.local")

# Writing the state takes a second, and many on a machine that is busy with a build.
_STOP_SECONDS = 60


def serve(port: int, home: Path, moto_port: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT."""
    _prepare_environment(port, home.resolve(), moto_port or _free_port())
    java_runtime.prepare()
    moto = _start_moto()
    try:
        standins.start(settings.home())
        asyncio.run(_serve(_application(), port))
    finally:
        standins.stop()
        _stop(moto)


def _prepare_environment(port: int, home: Path, moto_port: int) -> None:
    temporary = home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    os.environ.update({
        "PALISADE_LOCAL_HOME": str(home),
        "PALISADE_MOTO_PORT": str(moto_port),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AUTH": "true",
        "MINISTACK_ACCOUNT_ID": settings.HUB,
        "MINISTACK_REGION": settings.REGIONS[0],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "CLOUDTRAIL_RECORDING": "0",  # the trail keeps the event history itself
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home / "ministack"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home / "ministack" / "s3"),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "TMPDIR": str(temporary),
    })
    # A profile or token of the person who starts this must reach neither the emulators nor the functions.
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "MOTO_ACCOUNT_ID"):
        os.environ.pop(name, None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start_moto() -> subprocess.Popen:
    command = [sys.executable, "-m", "palisade_local.moto_server", "--port", os.environ["PALISADE_MOTO_PORT"],
               "--state", str(settings.home() / "moto" / "state.pickle")]
    # Its own session: a Ctrl-C at the terminal reaches this process only, which then stops it in order.
    moto = subprocess.Popen(command, start_new_session=True)
    url = f"http://127.0.0.1:{settings.moto_port()}/palisade/health"
    for _ in range(300):
        if moto.poll() is not None:
            raise RuntimeError(f"moto ended with {moto.returncode} at start: see the log")
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return moto
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("moto did not start within 30 s")


def _stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        logger.error("moto did not end within %s s and is killed: what was done there since the start is lost", _STOP_SECONDS)
        process.kill()


def _application():
    """Put everything that MiniStack lacks in its place; returns the gateway."""
    from . import accounts, buses, cloudformation, gaps, lambda_java, s3_parity
    from .gateway import app as gateway
    from .gateway import records

    _always_over_tls()
    for part in (accounts, buses, lambda_java, s3_parity, cloudformation):
        part.install()
    gaps.install_in_gateway()
    records.start()
    return gateway.app


def _always_over_tls() -> None:
    """`aws:SecureTransport` is true, as for any client of AWS; otherwise `enforceSSL` buckets refuse everyone."""
    import ministack.app

    pin = ministack.app.pin_request_origin
    ministack.app.pin_request_origin = lambda address, secure: pin(address, True)


async def _serve(application, port: int) -> None:
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config

    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 2
    config.loglevel = "WARNING"
    await hypercorn_serve(application, config, shutdown_trigger=stop.wait)
