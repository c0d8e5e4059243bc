"""The control program: start, stop, look at and empty the local AWS.

    python -m palisade_local up|down|status|reset|logs|deploy [--json] [--port P] [--home DIR]
    python -m palisade_local serve --port P --state DIR        (in the foreground)

Exit codes: 0 done, 1 failed, 3 not running (`status`, `logs`, `reset`).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from . import java_runtime, settings

_START_SECONDS = 90
_STOP_SECONDS = 90
_LOG_BYTES = 20_000_000


def main(argv: list[str] | None = None) -> int:
    """Run one command."""
    options = _parser().parse_args(argv)
    if options.command == "serve":
        from .server import serve

        serve(options.port, options.state)
        return 0
    running = Running(options.home, options.port)
    return _COMMANDS[options.command](running, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="palisade_local", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (("up", "start it, unless it runs"), ("down", "stop it; what was done is kept"),
                       ("status", "what runs where"), ("reset", "empty it"), ("logs", "the server's or a function's log"),
                       ("deploy", "deploy Palisade to it, if it changed")):
        command = commands.add_parser(name, help=text)
        command.add_argument("--json", action="store_true", help="one JSON object on standard output")
        command.add_argument("--port", type=int, default=None, help=f"default {settings.DEFAULT_PORT}, or the running one's")
        command.add_argument("--home", type=Path, default=settings.DEFAULT_HOME, help="its state and log")
        if name == "deploy":
            command.add_argument("--force", action="store_true", help="even if nothing changed")
        if name == "logs":
            command.add_argument("-f", "--follow", action="store_true")
            command.add_argument("--function", help="a Lambda function's log instead of the server's")
            command.add_argument("--account", default=settings.HUB)
            command.add_argument("--region", default=settings.REGIONS[0])
            command.add_argument("-n", "--lines", type=int, default=100)
    serve = commands.add_parser("serve", help="run in the foreground")
    serve.add_argument("--port", type=int, default=settings.DEFAULT_PORT)
    serve.add_argument("--state", type=Path, default=settings.DEFAULT_HOME)
    return parser


class Running:
    """The server that a home directory belongs to, if it runs; `server.json` there says which process and port."""

    def __init__(self, home: Path, port: int | None) -> None:
        self.home = home
        self.file = home / "server.json"
        self.log = home / "server.log"
        known = json.loads(self.file.read_text()) if self.file.exists() else {}
        self.pid: int | None = known.get("pid")
        self.port: int = port or (known.get("port") if self.alive() else None) or settings.DEFAULT_PORT

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.port}"

    def alive(self) -> bool:
        """Whether the recorded process is there and is ours (a number may be reused after a reboot)."""
        if self.pid is None:
            return False
        try:
            return b"palisade_local" in Path(f"/proc/{self.pid}/cmdline").read_bytes()
        except FileNotFoundError:
            if Path("/proc/self").exists():
                return False
        try:
            os.kill(self.pid, 0)
        except OSError:
            return False
        return True

    def health(self) -> dict | None:
        """What the server says of itself, or None if it does not answer."""
        try:
            with urllib.request.urlopen(f"{self.url}/_palisade/health", timeout=5) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None


def _up(running: Running, options) -> int:
    if running.alive() and (health := running.health()):
        return _say(options, f"Local AWS is up at {running.url}.", {"started": False, "pid": running.pid, **health})
    if running.health():
        return _fail(options, f"Port {running.port} is taken by another local AWS; choose one with --port.")
    running.home.mkdir(parents=True, exist_ok=True)
    if not java_runtime.is_prepared():
        _progress(options, "fetching the Lambda runtime for Java (once)\n")
        java_runtime.prepare()
    _rotate(running.log)
    began = time.monotonic()
    command = [sys.executable, "-m", "palisade_local", "serve", "--port", str(running.port), "--state", str(running.home)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONUNBUFFERED": "1"}
    with running.log.open("ab") as log:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                                  env=environment)
    running.file.write_text(json.dumps({"pid": server.pid, "port": running.port}))
    running.pid = server.pid
    while time.monotonic() - began < _START_SECONDS:
        if health := running.health():
            _progress(options, "\n")
            seconds = round(time.monotonic() - began, 1)
            return _say(options, f"Local AWS is up at {running.url} after {seconds} s.",
                        {"started": True, "pid": server.pid, "seconds": seconds, **health})
        if server.poll() is not None:
            running.file.unlink()
            return _fail(options, f"The server ended at start ({server.returncode}). Last lines of {running.log}:\n"
                         + _tail(running.log, 15))
        _progress(options, ".")
        time.sleep(0.25)
    return _fail(options, f"The server did not answer within {_START_SECONDS} s; see {running.log}.")


def _down(running: Running, options) -> int:
    if not running.alive():
        running.file.unlink(missing_ok=True)
        return _say(options, "Local AWS is not running.", {"stopped": False})
    os.kill(running.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while _exists(running.pid):
        if time.monotonic() > deadline:
            os.killpg(running.pid, signal.SIGKILL)
            running.file.unlink(missing_ok=True)
            return _fail(options, f"The server did not stop within {_STOP_SECONDS} s and was killed; "
                                  "what was done since it started is lost.")
        time.sleep(0.1)
    running.file.unlink(missing_ok=True)
    return _say(options, "Local AWS is stopped; its state is kept.", {"stopped": True})


def _exists(pid: int) -> bool:
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass  # started by another process
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _status(running: Running, options) -> int:
    health = running.health() if running.alive() else None
    if health is None:
        _say(options, "Local AWS is not running.", {"running": False})
        return 3
    text = (f"Local AWS is up at {running.url} (process {running.pid}).\n"
            f"  accounts      {', '.join(health['accounts'])} (hub first; the number is the access key, secret 'test')\n"
            f"  organization  {health['organization']}\n"
            f"  state         {running.home}\n"
            f"  log           {running.log}")
    return _say(options, text, {"running": True, "pid": running.pid, "home": str(running.home), **health})


def _reset(running: Running, options) -> int:
    if running.alive() and running.health():
        request = urllib.request.Request(f"{running.url}/_palisade/reset", method="POST")
        urllib.request.urlopen(request, timeout=60).close()
        return _say(options, "Local AWS is empty.", {"reset": True})
    for part in ("ministack", "moto", "deployed.json"):
        path = running.home / part
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return _say(options, "Local AWS is not running; its kept state is removed.", {"reset": True})


def _logs(running: Running, options) -> int:
    if options.function:
        from .function_logs import show

        if not running.health():
            return _fail(options, "Local AWS is not running.", 3)
        return show(running.url, options)
    if not running.log.exists():
        return _fail(options, f"There is no log at {running.log}.", 3)
    command = ["tail", "-n", str(options.lines), *(["-f"] if options.follow else []), str(running.log)]
    try:
        return subprocess.run(command).returncode
    except KeyboardInterrupt:
        return 0


def _deploy(running: Running, options) -> int:
    from .deploy import deploy  # boto3 takes half a second to import, which `status` need not wait for

    return deploy(running, options)


def _rotate(log: Path) -> None:
    """Start a new log when the old one is large; one old one is kept."""
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


def _tail(path: Path, lines: int) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])


def _progress(options, text: str) -> None:
    if not options.json:
        print(text, end="", file=sys.stderr, flush=True)


def _say(options, text: str, content: dict) -> int:
    print(json.dumps(content) if options.json else text)
    return 0


def _fail(options, text: str, code: int = 1) -> int:
    print(json.dumps({"error": text}) if options.json else text, file=sys.stdout if options.json else sys.stderr)
    return code


_COMMANDS = {"up": _up, "down": _down, "status": _status, "reset": _reset, "logs": _logs,
             "deploy": _deploy}
