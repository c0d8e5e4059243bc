"""Java functions run for real: `java*` runtimes on MiniStack's Runtime-API worker.

AWS's Java runtime is the runtime interface client started by a bootstrap. The same jar (see
`java_runtime`) runs here in a JVM per execution environment, so the template that is deployed here
is the one deployed to AWS. Four things need care:

* the bootstrap is written inside MiniStack's extraction lock, or the first invocation may miss it;
* the client unpacks its native library over one fixed temporary file at each start, which kills JVMs
  that have it mapped, so it is unpacked once here and named by property;
* JDK 24 and later warn about native access unless it is enabled;
* AWS gives every invocation a trace id, sampled or not, which the SDK sends with each call; MiniStack only does
  where tracing is on.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from .java_runtime import java_home, native_library, runtime_directory

_JNI_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


def install() -> None:
    """Send `java*` runtimes to the Runtime-API worker instead of MiniStack's mock answer."""
    lambda_svc._extract_zip_preserving_mode = _with_bootstrap(lambda_svc._extract_zip_preserving_mode)
    lambda_runtime._worker_class_for = _worker_class(lambda_runtime._worker_class_for)
    lambda_svc._execute_function_dispatch = _dispatch(lambda_svc._execute_function_dispatch)
    lambda_svc._provided_worker_env = _environment(lambda_svc._provided_worker_env)
    lambda_svc._xray_trace_id_for_invocation = _traced(lambda_svc._xray_trace_id_for_invocation)


def _bootstrap() -> str:
    options = f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -D{_JNI_PROPERTY}={native_library()}"
    return (
        "#!/bin/sh\n"
        f'exec "{java_home()}/bin/java" {options}'
        f' -cp "$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*:{runtime_directory()}/*"'
        ' com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"\n'
    )


def _is_java(config: dict) -> bool:
    return str(config.get("Runtime", "")).startswith("java") and config.get("PackageType", "Zip") == "Zip"


def _with_bootstrap(extract):
    def extract_with_bootstrap(archive, directory):
        extract(archive, directory)
        path = Path(directory, "bootstrap")
        if not path.exists():
            path.write_text(_bootstrap())
            path.chmod(0o755)

    return extract_with_bootstrap


def _worker_class(original):
    return lambda config: lambda_runtime.ProvidedWorker if _is_java(config) else original(config)


def _environment(original):
    def environment(config, code_dir, port):
        variables = original(config, code_dir, port)
        variables.pop("PALISADE_LOCAL_HOME", None)
        variables["AWS_EXECUTION_ENV"] = f"AWS_Lambda_{config.get('Runtime', '')}"
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand"
        return variables

    return environment


def _traced(original):
    def trace_id(config, inbound_trace_header=None):
        unsampled = f"Root=1-{int(time.time()):08x}-{secrets.token_hex(12)};Parent={secrets.token_hex(8)};Sampled=0"
        return original(config, inbound_trace_header) or unsampled

    return trace_id


def _dispatch(original):
    def dispatch(func, config, event, request_id, started):
        if not _is_java(config):
            return original(func, config, event, request_id, started)
        # MiniStack chooses by the runtime's name alone; everything after that choice is runtime-neutral.
        return original(func, dict(config, Runtime="provided.al2023"), event, request_id, started)

    return dispatch
