"""The runner's parsing, filling and telling; and that churn's files say what they can mean."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import runpy
import shutil
import struct
import sys
import tarfile
from pathlib import Path

import boto3
import jmespath
import pytest
import yaml
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from botocore.validate import ParamValidator
from samplemodels_runner import stack, work
from samplemodels_runner.__main__ import main
from samplemodels_runner.aws import Caller, _method, partition
from samplemodels_runner.gaps import Invalid, load
from samplemodels_runner.state import State
from samplemodels_runner.templating import Unresolved, fill, references

CHURN = Path(__file__).resolve().parents[2] / "churn"
CATALOGUE = load(CHURN / "gaps.yaml")
CONTROLS = {
    "S3.PublicAccess", "S3.PublicPolicy", "S3.PublicAcl", "S3.Encryption", "S3.PlainHttp", "IAM.AdminAccess", "IAM.AdminPolicy",
    "IAM.BedrockApiKey", "IAM.LongLivedKey", "EC2.OpenPorts", "EC2.Imdsv1", "SageMaker.NotebookInternet",
    "SageMaker.NotebookRoot", "Bedrock.InvocationLogging", "Lambda.PublicUrl", "CloudTrail.Logging", "KMS.Key",
    "SageMaker.EndpointEncryption", "WAF.HostileAddress",
}
GAPS = [pytest.param(gap, id=gap.id) for gap in CATALOGUE.gaps]


def outputs() -> set[str]:
    """The outputs of churn's template; CloudFormation's tags are read as plain values."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: str(node.value))
    return set(yaml.load((CHURN / "template.yaml").read_text(encoding="utf-8"), Loader)["Outputs"])


def names() -> dict:
    saved = {name for gap in CATALOGUE.gaps for call in (*gap.calls, *gap.close) for name in call.save}
    return {"Outputs": {name: f"some-{name.lower()}" for name in outputs()}, "Account": "222222222222",
            "Saved": {name: f"some-{name.lower()}-of-the-length-of-an-id" for name in saved}, "Region": "us-east-1", "Partition": "aws"}


def caller() -> Caller:
    """A new caller: nothing listens at its endpoint."""
    return Caller("us-east-1", "http://127.0.0.1:9", ("222222222222", "test"))


SHARED = caller()  # for its clients' models, which take a second to read


# --- churn's gaps -------------------------------------------------------------------------------
def test_every_control_has_a_gap_in_the_demo():
    assert {gap.control for gap in CATALOGUE.gaps if gap.set == "demo"} == CONTROLS


def test_controls_that_enforce_and_ask_have_a_gap_for_each():
    both = {"S3.Encryption", "EC2.OpenPorts", "SageMaker.NotebookRoot", "Lambda.PublicUrl", "KMS.Key"}
    for control in both:
        decisions = {gap.decision for gap in CATALOGUE.gaps if gap.control == control and gap.set == "demo"}
        assert decisions == {"enforce", "approve"}, control


@pytest.mark.parametrize("gap", GAPS)
def test_calls_are_what_the_apis_take(gap):
    for call in (*gap.calls, gap.observe, *gap.close):
        client = SHARED.client(call.service)
        shape = client.meta.service_model.operation_model(call.operation).input_shape
        report = ParamValidator().validate(fill(call.parameters, names()), shape)
        assert not report.has_errors(), f"{call.operation}: {report.generate_report()}"
        assert _method(client, call.operation)
        if call.wait:
            assert call.wait in client.waiter_names
        for path in call.save.values():
            jmespath.compile(path)


@pytest.mark.parametrize("gap", GAPS)
def test_references_lead_somewhere(gap):
    known = {f"Outputs.{name}" for name in outputs()} | {"Account", "Region", "Partition"}
    for call in (*gap.calls, *gap.close):
        assert references(call.parameters) <= known
        known |= {f"Saved.{name}" for name in call.save}
    assert references(gap.observe.parameters) | references(gap.resource) <= known
    jmespath.compile(gap.path)


def test_the_client_may_not_do_everything():
    actions = CATALOGUE.actions()
    assert not any("*" in action for action in actions)
    # A managed policy takes 6,144 characters.
    assert len(json.dumps({"Version": "2012-10-17", "Statement": [{"Action": actions}]})) < 6000


# --- reading gaps.yaml --------------------------------------------------------------------------
def changed(tmp_path: Path, change) -> Path:
    content = yaml.safe_load((CHURN / "gaps.yaml").read_text(encoding="utf-8"))
    change(content["gaps"])
    path = tmp_path / "gaps.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(("change", "message"), [
    (lambda gaps: gaps[0].update(contorl="x"), "unknown contorl"),
    (lambda gaps: gaps[0]["calls"][0].update(tolerates=[]), "unknown tolerates"),
    (lambda gaps: gaps[0]["expect"].update(decision="perhaps"), "unknown decision"),
    (lambda gaps: gaps[0]["undo"].update(reversible=False), "never enforced"),
    (lambda gaps: gaps.append(gaps[0]), "more than once"),
    (lambda gaps: gaps.append({**gaps[0], "id": "other"}), "more than once"),
])
def test_what_cannot_be_meant_is_refused(tmp_path, change, message):
    with pytest.raises(Invalid, match=message):
        load(changed(tmp_path, change))


# --- filling ------------------------------------------------------------------------------------
def test_fill_replaces_and_packs():
    filled = fill({"A": ["${Region}-${Outputs.X}", 3, True], "P": {"$json": {"R": "${Outputs.X}"}}},
                  {"Region": "eu-west-1", "Outputs": {"X": "ü\"x"}})
    assert filled["A"] == ["eu-west-1-ü\"x", 3, True]
    assert json.loads(filled["P"]) == {"R": "ü\"x"}


@pytest.mark.parametrize("text", ["${Outputs.Y}", "${Nothing}", "${Outputs}", "${Region.X}"])
def test_fill_says_what_is_missing(text):
    with pytest.raises(Unresolved) as error:
        fill(text, {"Region": "eu-west-1", "Outputs": {"X": "x"}})
    assert error.value.name == text[2:-1]


@pytest.mark.parametrize(("region", "name"), [("us-east-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")])
def test_partition(region, name):
    assert partition(region) == name


# --- opening and closing ------------------------------------------------------------------------
def stubbed(service: str) -> tuple[Caller, Stubber]:
    who = caller()
    client = boto3.client(service, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    who.client = lambda _: client  # type: ignore[method-assign]
    return who, Stubber(client)


def test_opening_saves_what_closing_needs(tmp_path):
    who, stub = stubbed("iam")
    gap = CATALOGUE.gap("service-user-key")
    state = State.read(tmp_path, "222222222222", "us-east-1")
    given = {**names(), "Saved": state.saved}
    user = given["Outputs"]["ServiceUserName"]
    key = {"UserName": user, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "Status": "Active", "SecretAccessKey": "s"}
    stub.add_response("create_access_key", {"AccessKey": key}, {"UserName": user})
    stub.add_response("delete_access_key", {}, {"UserName": user, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE"})
    with stub:
        said = work.opened(who, gap, given, state)
        assert said["event"] == "opened"
        assert said["expected"] == {"decision": "approve", "state": "VERIFIED", "approval": True}
        assert "secret" not in json.dumps(said).lower()
        assert State.read(tmp_path, "222222222222", "us-east-1").saved == {"AccessKey": "AKIAIOSFODNN7EXAMPLE"}
        assert state.path.stat().st_mode & 0o077 == 0
        assert work.closed(who, gap, given, state)["event"] == "closed"
    assert state.saved == {}
    assert work.closed(who, gap, given, state)["calls"][0]["outcome"] == "never opened"


def test_a_refused_call_is_told_and_ends_the_gap(tmp_path):
    who, stub = stubbed("s3")
    stub.add_client_error("create_bucket", "AccessDenied", "no", 403)
    with stub:
        said = work.opened(who, CATALOGUE.gap("survey-acl-open"), names(), State(tmp_path / "state.json"))
    assert (said["event"], said["call"], said["calls"]) == ("failed", "s3:CreateBucket", [])
    assert "AccessDenied" in said["error"]


@pytest.mark.parametrize(("code", "event"), [("NoSuchBucket", "closed"), ("BucketNotEmpty", "failed")])
def test_closing_tolerates_only_what_it_names(tmp_path, code, event):
    who, stub = stubbed("s3")
    stub.add_client_error("delete_bucket", code, "said so", 404)
    with stub:
        said = work.closed(who, CATALOGUE.gap("survey-acl-open"), names(), State(tmp_path / "state.json"))
    assert said["event"] == event


def test_events_that_the_bus_refused_are_a_failure(tmp_path):
    who, stub = stubbed("events")
    stub.add_response("put_events", {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "InternalFailure"}]})
    with stub:
        said = work.opened(who, CATALOGUE.gap("hostile-address"), names(), State(tmp_path / "state.json"))
    assert said["event"] == "failed"
    assert "InternalFailure" in said["error"]


def test_observing_parses_documents_and_names_what_is_absent():
    who, stub = stubbed("s3")
    gap = CATALOGUE.gap("prompts-plain-http")
    stub.add_response("get_bucket_policy", {"Policy": '{"b":[2,1],"a":1}'})
    stub.add_client_error("get_bucket_policy", "NoSuchBucketPolicy", "none", 404)
    with stub:
        assert work.observed(who, gap, names())["value"] == {"a": 1, "b": [1, 2]}
        assert work.observed(who, gap, names())["absent"] == "NoSuchBucketPolicy"


def test_buckets_outside_us_east_1_name_their_region():
    call = CATALOGUE.gap("survey-acl-open").calls[0]
    placed = Caller("eu-west-1", "http://127.0.0.1:9", ("222222222222", "test"))._placed(call, {"Bucket": "b"})
    assert placed == {"Bucket": "b", "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}}
    assert caller()._placed(call, {"Bucket": "b"}) == {"Bucket": "b"}


def test_a_stack_is_there_or_not():
    who, stub = stubbed("cloudformation")
    described = {"StackName": "churn", "CreationTime": 0, "Outputs": [{"OutputKey": "A", "OutputValue": "b"}]}
    stub.add_client_error("describe_stacks", "ValidationError", "Stack with id churn does not exist", 400)
    stub.add_response("describe_stacks", {"Stacks": [{**described, "StackStatus": "DELETE_COMPLETE"}]})
    stub.add_response("describe_stacks", {"Stacks": [{**described, "StackStatus": "UPDATE_COMPLETE"}]})
    stub.add_client_error("describe_stacks", "AccessDenied", "no", 403)
    with stub:
        assert stack.find(who, "churn") is None
        assert stack.find(who, "churn") is None
        assert stack.find(who, "churn") == {"A": "b"}
        with pytest.raises(ClientError):
            stack.find(who, "churn")


# --- the command line ---------------------------------------------------------------------------
@pytest.mark.parametrize("arguments", [
    ["dance"], ["list"], ["deploy", "--account", "222222222222", "--parameter", "nonsense"]])
def test_wrong_usage_is_64(arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 64


def test_an_unknown_gap_is_wrong_usage(capsys):
    assert main(["open", "--account", "222222222222", "--endpoint", "http://127.0.0.1:9", "--gap", "nothing"]) == 64
    assert "nothing" in capsys.readouterr().err


# --- churn's files ------------------------------------------------------------------------------
def made_again(tmp_path: Path) -> Path:
    """Churn's data and model, made by their scripts in a copy that has only the scripts."""
    for script in ("data/generate.py", "model/train.py", "model/inference.py"):
        (tmp_path / script).parent.mkdir(exist_ok=True)
        shutil.copyfile(CHURN / script, tmp_path / script)
    for script in ("data/generate.py", "model/train.py"):
        runpy.run_path(str(tmp_path / script), run_name="__main__")
    return tmp_path


def members(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(archive))) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def test_the_scripts_make_the_committed_files(tmp_path):
    again = made_again(tmp_path)
    for name in ("data/train.csv", "data/validation.csv", "model/model.json", "model/model.safetensors"):
        assert digest(again / name) == digest(CHURN / name), name
    packed = members((CHURN / "model/model.tar.gz").read_bytes())
    assert packed == members((again / "model/model.tar.gz").read_bytes())
    assert packed["code/inference.py"] == (CHURN / "model/inference.py").read_bytes()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_model_has_learnt_and_serves():
    model = json.loads((CHURN / "model/model.json").read_text(encoding="utf-8"))
    assert model["validation"]["auc"] > 0.75
    serving = runpy.run_path(str(CHURN / "model/inference.py"))
    loaded = serving["model_fn"](str(CHURN / "model"))
    rows = serving["input_fn"](json.dumps({"instances": [[60, 20, 0, 24, 0], [2, 110, 6, 1, 3]]}), "application/json")
    answer, kind = serving["output_fn"](serving["predict_fn"](rows, loaded), "*/*")
    stays, leaves = json.loads(answer)["probabilities"]
    assert kind == "application/json"
    assert stays < 0.05 < 0.95 < leaves
    with pytest.raises(ValueError, match="tenure_months"):
        serving["predict_fn"]([[1, 2]], loaded)


def test_safetensors_holds_the_same_numbers():
    content = (CHURN / "model/model.safetensors").read_bytes()
    model = json.loads((CHURN / "model/model.json").read_text(encoding="utf-8"))
    (length,) = struct.unpack("<Q", content[:8])
    header, body = json.loads(content[8:8 + length]), content[8 + length:]
    assert length % 8 == 0
    for name in ("means", "deviations", "weights"):
        start, end = header[name]["data_offsets"]
        assert list(struct.unpack(f"<{header[name]['shape'][0]}d", body[start:end])) == model[name]


def test_the_template_passes_cfn_lint():
    lint = pytest.importorskip("cfnlint.api", reason="cfn-lint is not installed here")
    assert lint.lint_file(CHURN / "template.yaml") == []


if __name__ == "__main__":
    sys.exit(pytest.main([__file__]))
