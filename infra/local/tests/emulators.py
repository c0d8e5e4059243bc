"""MiniStack or moto alone, with the gaps filled: `python emulators.py ministack|moto PORT`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main(which: str, port: str) -> None:
    """Serve on a port of the local host until the process ends."""
    from palisade_local import gaps

    if which == "moto":
        gaps.install_in_moto()
        from moto.server import main as serve

        serve(["-H", "127.0.0.1", "-p", port])
        return
    os.environ.update({"GATEWAY_PORT": port, "BIND_HOST": "127.0.0.1", "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
                       "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "PERSIST_STATE": "0"})
    gaps.install_in_gateway()
    import ministack.app

    sys.argv = sys.argv[:1]  # ministack reads it
    ministack.app.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
