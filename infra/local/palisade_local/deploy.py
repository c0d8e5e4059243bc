"""Deploys Palisade to the running local AWS, with the CDK's own command line and the app in `infra`.

Bootstraps hub and members in both regions, then deploys all stacks, as on AWS: with the hub's
credentials, through the bootstrap roles of the other accounts, which trust it. Nothing is done when the
app, the functions' zips and the policy are what was deployed last, and the stacks are still there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

from . import settings, surfaces

_INFRA = settings.REPOSITORY / "infra"
_CLI_OPTIONS = ("--no-notices", "--ci")


class Failed(Exception):
    """A step of the deployment failed; the text is for people."""


class Deployment:
    """One deployment to the local AWS at `url`, whose home directory is `home`.

    `standins` says where what is beside AWS answers.
    """

    def __init__(self, url: str, home: Path, organization: str, standins: dict[str, str], say) -> None:
        self._url = url
        self._organization = organization
        self._standins = standins
        self._say = say
        self._log = home / "deploy.log"
        self._marker = home / "deployed.json"

    def run(self, force: bool = False) -> dict:
        """Bring the stacks and the secrets up to date; returns what was done and where people look. Raises Failed."""
        done = self._stacks(force)
        places = surfaces.connect(self._url, self._standins)
        self._say(f"The approval page: {places['page']}\n"
                  f"Slack's messages: {self._standins['slack']}/_standin/messages?as=text\n"
                  f"Slack's requests go to {places['slack']}")
        return {**done, **places, "standins": self._standins}

    def _stacks(self, force: bool) -> dict:
        if not (_INFRA / "cdk.json").exists():
            raise Failed("there is no CDK app in infra yet: nothing to deploy")
        fingerprint = self._fingerprint()
        last = json.loads(self._marker.read_text()) if self._marker.exists() else {}
        if not force and last.get("fingerprint") == fingerprint and self._has_stack():
            self._say("Palisade is deployed and unchanged.")
            return {"deployed": False}
        began = time.monotonic()
        self._log.write_text("")
        if not self._bootstrapped():
            self._say("bootstrapping the accounts")
            self._bootstrap()
        self._say("deploying the stacks (synthesis takes about ten seconds)")
        self._cdk("deploy", "--all", "--require-approval", "never", "--concurrency", "4", "-c", "local=true",
                  "-c", f"palisade:org={self._organization}", "-c", f"palisade:slack-api={self._slack_api()}",
                  # A demonstration opens more gaps in a minute than a team does in a month.
                  "-c", "palisade:slack-storm=100", *_context(), account=settings.HUB, where=_INFRA)
        self._marker.write_text(json.dumps({"fingerprint": fingerprint}))
        seconds = round(time.monotonic() - began, 1)
        self._say(f"Palisade is deployed after {seconds} s.")
        return {"deployed": True, "seconds": seconds}

    def _slack_api(self) -> str:
        return self._standins["slack"] + "/api/"

    def _bootstrap(self) -> None:
        for account in settings.ACCOUNTS:
            environments = [f"aws://{account}/{region}" for region in settings.REGIONS]
            # Outside infra, so that the CDK does not start the app to find its environments.
            self._cdk("bootstrap", *environments, "--trust", settings.HUB, "--cloudformation-execution-policies",
                      "arn:aws:iam::aws:policy/AdministratorAccess", account=account, where=self._log.parent)

    def _cdk(self, *arguments: str, account: str, where: Path) -> None:
        command = [_command_line(), *arguments, *_CLI_OPTIONS]
        with self._log.open("ab") as log:
            code = subprocess.run(command, cwd=where, env=self._environment(account), stdout=log, stderr=log,
                                  stdin=subprocess.DEVNULL).returncode
        if code != 0:
            lines = self._log.read_text(errors="replace").splitlines()[-25:]
            raise Failed(f"cdk {arguments[0]} failed; all of it is in {self._log}:\n" + "\n".join(lines))

    def _environment(self, account: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        return kept | {
            "AWS_ENDPOINT_URL": self._url, "AWS_ENDPOINT_URL_S3": self._url, "AWS_ACCESS_KEY_ID": account,
            "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": settings.REGIONS[0], "AWS_EC2_METADATA_DISABLED": "true",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1", "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
            "CDK_DISABLE_CLI_TELEMETRY": "true", "NO_COLOR": "1",
        }

    def _has_stack(self, stack: str = "PalisadeHub", account: str = settings.HUB,
                   region: str = settings.REGIONS[0]) -> bool:
        stacks = boto3.client("cloudformation", endpoint_url=self._url, region_name=region,
                              aws_access_key_id=account, aws_secret_access_key="test")
        try:
            status = stacks.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except ClientError:
            return False
        return status in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE")

    def _bootstrapped(self) -> bool:
        return all(self._has_stack("CDKToolkit", account, region)
                   for account in settings.ACCOUNTS for region in settings.REGIONS)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(" ".join([self._organization, self._slack_api(), *_context()]).encode())
        files = [_INFRA / "cdk.json", _INFRA / "policy.yaml", *sorted((_INFRA / "target" / "classes").rglob("*.class")),
                 *sorted(settings.REPOSITORY.glob("functions/*/target/*.zip")),
                 *sorted(settings.REPOSITORY.glob("functions/*/target/classes/**/*.class"))]
        for file in files:
            if file.is_file():
                digest.update(str(file.relative_to(settings.REPOSITORY)).encode())
                digest.update(file.read_bytes())
        return digest.hexdigest()


def _context() -> list[str]:
    """More of the CDK's context, as `PALISADE_CONTEXT` has it: names and values, separated by spaces."""
    return [part for pair in os.environ.get("PALISADE_CONTEXT", "").split() for part in ("-c", pair)]


def _command_line() -> str:
    pinned = os.environ.get("PALISADE_CDK") or settings.RUN_TIME / "node" / "node_modules" / ".bin" / "cdk"
    if Path(pinned).exists():
        return str(pinned)
    if found := shutil.which("cdk"):
        return found
    raise Failed(f"the CDK command line is not at {pinned}: run ./palisade setup")


def deploy(running, options) -> int:
    """The `deploy` command."""
    health = running.health() if running.alive() else None
    if health is None:
        print("Local AWS is not running: start it with `up`.", file=sys.stderr)
        return 3

    def say(text: str) -> None:
        print(text, file=sys.stderr if options.json else sys.stdout, flush=True)

    try:
        done = Deployment(running.url, running.home, health["organization"], health["standins"], say).run(options.force)
    except Failed as failure:
        print(json.dumps({"error": str(failure)}) if options.json else failure,
              file=sys.stdout if options.json else sys.stderr)
        return 1
    if options.json:
        print(json.dumps(done))
    return 0
