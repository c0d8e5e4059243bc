"""python -m samplemodels_runner deploy|open|close|observe|list|destroy [--endpoint URL] --account ID --region R

Without --endpoint it talks to AWS with the caller's own credentials, and refuses if they are of another account
than --account. With it, the account's number is its key, as the local AWS has it.
Prints what it did: a line for each gap, or JSON lines with --json. Exit: 0 done, 1 something failed, 64 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Iterator

from botocore.exceptions import BotoCoreError, ClientError

from . import engineer, stack, work
from .aws import Caller, partition
from .gaps import SETS, Catalogue, Gap, Invalid, load
from .state import State

_SAMPLES = Path(__file__).resolve().parents[2]
_USAGE = 64


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    failed = False
    try:
        for said in _run(options):
            failed |= said["event"] == "failed"
            print(json.dumps(said) if options.json else _in_words(said), flush=True)
    except Invalid as error:
        print(f"samples: {error}", file=sys.stderr)
        return _USAGE
    except (BotoCoreError, ClientError, RuntimeError, OSError) as error:
        print(f"samples: {error}", file=sys.stderr)
        return 1
    return int(failed)


def _run(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    workload = _SAMPLES / options.workload
    catalogue = load(workload / "gaps.yaml")
    gaps = _chosen(catalogue, options)
    caller = _caller(options)
    state = State.read(Path(options.state), options.account, options.region)
    if options.command == "deploy":
        outputs = stack.deploy(caller, workload, dict(options.parameter))
        engineer.prepare(caller, options.account, catalogue, state)
        yield {"event": "deployed", "workload": workload.name, "client": catalogue.client, "outputs": outputs}
        return
    outputs = stack.find(caller, workload.name)
    if outputs is None and options.command != "destroy":
        raise RuntimeError(f"{workload.name} is not deployed in {options.account}, {options.region}")
    names = {"Outputs": outputs or {}, "Saved": state.saved, "Account": options.account, "Region": options.region,
             "Partition": partition(options.region)}
    match options.command:
        case "open":
            client = engineer.client(caller, state)
            yield from (work.opened(client, gap, names, state) for gap in gaps)
        case "close":
            yield from (work.closed(caller, gap, names, state) for gap in gaps)
        case "observe":
            yield from (work.observed(caller, gap, names) for gap in gaps)
        case "list":
            yield from ({"event": "listed", **work.described(gap, names)} for gap in gaps)
        case "destroy":
            if outputs is not None:
                # Whatever a gap made would keep the stack from going; what is gone already is no failure.
                yield from ({**said, "event": "closed"} for said in
                            (work.closed(caller, gap, names, state) for gap in catalogue.gaps))
            stack.destroy(caller, workload.name)
            engineer.remove(caller, options.account, catalogue)
            state.forget()
            yield {"event": "destroyed", "workload": workload.name}


def _caller(options: argparse.Namespace) -> Caller:
    if options.endpoint:
        return Caller(options.region, options.endpoint, (options.account, "test"))
    caller = Caller(options.region)
    if caller.account() != options.account:
        raise RuntimeError(f"the credentials are of account {caller.account()}, not {options.account}")
    return caller


def _chosen(catalogue: Catalogue, options: argparse.Namespace) -> tuple[Gap, ...]:
    if options.gap:
        return tuple(catalogue.gap(name) for name in options.gap)
    return tuple(gap for gap in catalogue.gaps if options.set in (gap.set, "all"))


def _in_words(said: dict[str, Any]) -> str:
    match said["event"]:
        case "failed":
            return f"failed    {said['gap']}: {said['call']}: {said['error']}"
        case "opened" | "listed":
            expected = said["expected"]
            return (f"{said['event']:9} {said['gap']}: {said['title']} "
                    f"({said['control']}: {expected['decision']}, {expected['state']})")
        case "observed":
            return f"observed  {said['gap']}: {json.dumps(said['value'])} {said.get('absent', '')}".rstrip()
        case _:
            return f"{said['event']:9} {said.get('gap') or said['workload']}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samplemodels_runner", description=__doc__.split("\n\n")[1])
    parser.error = lambda message: _wrong_usage(parser, message)  # type: ignore[method-assign]
    parser.add_argument("command", choices=("deploy", "open", "close", "observe", "list", "destroy"))
    parser.add_argument("--workload", default="churn", help="folder below samplemodels (default: churn)")
    parser.add_argument("--endpoint", help="where AWS is answered; AWS itself without it")
    parser.add_argument("--account", required=True)
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--gap", action="append", metavar="ID", help="only this gap; may be repeated")
    parser.add_argument("--set", choices=(*SETS, "all"), default="demo", help="without --gap (default: demo)")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE", type=_pair,
                        help="parameter of the template, for deploy")
    parser.add_argument("--state", default=str(_SAMPLES.parent / ".palisade" / "samples"),
                        help="folder for what is remembered between runs")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError("NAME=VALUE needed")
    return name, value


def _wrong_usage(parser: argparse.ArgumentParser, message: str) -> None:
    parser.print_usage(sys.stderr)
    parser.exit(_USAGE, f"{parser.prog}: {message}\n")


if __name__ == "__main__":
    sys.exit(main())
