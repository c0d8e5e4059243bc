"""AWS::Lambda::Function: reserved concurrency, key, network and dead letters, which MiniStack drops; Permission's events."""

from __future__ import annotations

from ministack.services import lambda_svc

from . import api, registry


def install() -> None:
    """Amend the function, tell of permissions."""
    registry.amend("AWS::Lambda::Function", _apply)
    registry.amend("AWS::Lambda::Permission", _tell_permission)


def _apply(name: str, old, new) -> None:
    reserved = new.get("ReservedConcurrentExecutions")
    if reserved is not None:
        lambda_svc._functions[name]["concurrency"] = int(reserved)
    elif old.get("ReservedConcurrentExecutions") is not None:
        lambda_svc._functions[name]["concurrency"] = None
    config = lambda_svc._functions[name]["config"]
    if new.get("KmsKeyArn"):
        config["KMSKeyArn"] = new["KmsKeyArn"]
    if new.get("DeadLetterConfig"):
        config["DeadLetterConfig"] = dict(new["DeadLetterConfig"])
    if new.get("VpcConfig"):
        config["VpcConfig"] = {"VpcId": "", **new["VpcConfig"]}


def _tell_permission(_: str, old, new) -> None:
    parameters = {k: new[k] for k in ("Action", "Principal", "SourceArn", "SourceAccount", "FunctionUrlAuthType",
                                      "PrincipalOrgID") if new.get(k)}
    api.tell("lambda", "AddPermission", FunctionName=new["FunctionName"], StatementId="cloudformation", **parameters)
