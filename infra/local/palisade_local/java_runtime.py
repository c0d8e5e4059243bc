"""The Java that functions run on here: a JDK 25 and AWS's runtime interface client, pinned in `runtime/pom.xml`.

Nothing here imports an emulator, so the control program can prepare it before the server starts.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from . import settings

_POM = Path(__file__).resolve().parents[1] / "runtime" / "pom.xml"
_JAVA = 25


def runtime_directory() -> Path:
    """Where the runtime interface client's jars are."""
    return settings.RUN_TIME / "lambda-runtime"


def prepare() -> None:
    """Fetch the pinned runtime interface client through Maven and unpack its native library, once."""
    if is_prepared():
        return
    jars = runtime_directory()
    shutil.rmtree(jars, ignore_errors=True)
    fetch = ["mvn", "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
    if subprocess.run([*fetch, "-o"], capture_output=True).returncode != 0:
        subprocess.run(fetch, check=True)
    _unpack_native(jars)
    shutil.copyfile(_POM, jars / "pom.xml")


def is_prepared() -> bool:
    """Whether `prepare` has nothing to do."""
    stamp = runtime_directory() / "pom.xml"
    return stamp.exists() and stamp.read_bytes() == _POM.read_bytes()


def _unpack_native(jars: Path) -> None:
    client = next(jars.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    with zipfile.ZipFile(client) as jar:
        for member in (n for n in jar.namelist() if n.startswith("jni/") and n.endswith(".so")):
            jar.extract(member, jars)


def native_library() -> Path:
    """The client's native library, unpacked once for this machine."""
    libc = "linux_musl" if Path("/etc/alpine-release").exists() else "linux"
    machine = {"x86_64": "x86_64", "aarch64": "aarch_64"}[platform.machine()]
    return runtime_directory() / "jni" / f"libaws-lambda-jni.{libc}-{machine}.so"


def java_home() -> Path:
    """The JDK that runs the functions: PALISADE_LAMBDA_JAVA_HOME, JAVA_HOME, the one on the path, one installed.

    The first that is new enough for `java25`; an older one on the path is common.
    """
    java = shutil.which("java")
    candidates = [Path(os.environ[name]) for name in ("PALISADE_LAMBDA_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    candidates += [Path(java).resolve().parents[1]] if java else []
    candidates += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for candidate in candidates:
        if _feature(candidate) >= _JAVA:
            return candidate
    raise RuntimeError(f"no JDK {_JAVA} found: set JAVA_HOME to one")


def _feature(home: Path) -> int:
    """A JDK's feature version, from its `release` file; 0 if there is none."""
    try:
        found = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found.group(1)) if found else 0
