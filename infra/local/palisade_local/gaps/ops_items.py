"""OpsItems of Systems Manager: create, get, update, describe, with the deduplication of OpsCenter.

https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateOpsItem.html
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateOpsItem.html
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeOpsItems.html
https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-working-deduplication.html
"""

from __future__ import annotations

import copy
import json
import secrets
import time

from ministack.core.responses import (
    AccountRegionScopedDict,
    error_response_json,
    get_account_id,
    get_region,
    json_response,
)
from ministack.services import ssm

_STATUSES = {"Open", "InProgress", "Resolved"}
_UNDECIDED = {"Open", "InProgress"}
_LONGEST = {"Title": 1024, "Description": 2048, "Source": 128, "Category": 64, "Severity": 64}
_LONGEST_KEY, _LONGEST_VALUE = 128, 20 * 1024
_RESERVED = ("amazon", "aws", "amzn", "ssm", "/amazon", "/aws", "/amzn", "/ssm")
_OWN_KEYS = {"/aws/resources", "/aws/dedup", "/aws/automations"}
_KEPT = "ops_items"

_items = AccountRegionScopedDict()
_handle, _get_state, _restore, _reset = ssm.handle_request, ssm.get_state, ssm._restore_state, ssm.reset


def install() -> None:
    """Put the operations in front of MiniStack's."""
    ssm.handle_request = handle
    ssm.get_state = lambda: {**_get_state(), _KEPT: copy.deepcopy(_items)}
    ssm._restore_state = restore
    ssm.reset = reset


async def handle(method, path, headers, body, query_params):
    """An operation of OpsItems, or any other of the service."""
    action = headers.get("x-amz-target", "").split(".")[-1]
    operation = {"CreateOpsItem": create, "GetOpsItem": get, "UpdateOpsItem": update,
                 "DescribeOpsItems": describe}.get(action)
    if operation is None:
        return await _handle(method, path, headers, body, query_params)
    return operation(json.loads(body) if body else {})


def restore(data) -> None:
    """Read what was persisted."""
    _restore(data)
    if data and _KEPT in data:
        _items.update(data[_KEPT])


def reset() -> None:
    """Forget everything."""
    _reset()
    _items.clear()


def create(data: dict):
    """A new item, unless one with the same deduplication string is not resolved."""
    for name in ("Title", "Description", "Source"):
        if not data.get(name):
            return _invalid(f"1 validation error detected: Value null at '{name[0].lower() + name[1:]}' failed to "
                            "satisfy constraint: Member must not be null")
    wrong = _wrong(data)
    if wrong:
        return wrong
    operational = data.get("OperationalData", {})
    dedup = operational.get("/aws/dedup", {}).get("Value")
    for item in _items.values():
        if dedup and item["OperationalData"].get("/aws/dedup", {}).get("Value") == dedup \
                and item["Status"] in _UNDECIDED:
            status, headers, _ = error_response_json("OpsItemAlreadyExistsException", "", 400)
            return status, headers, json.dumps({
                "__type": "OpsItemAlreadyExistsException", "OpsItemId": item["OpsItemId"],
                "Message": f"An OpsItem with this deduplication string already exists: {item['OpsItemId']}"}).encode()
    number, now = f"oi-{secrets.token_hex(6)}", time.time()
    arn = f"arn:aws:ssm:{get_region()}:{get_account_id()}:opsitem/{number}"
    _items[number] = {
        "OpsItemId": number, "OpsItemArn": arn, "Status": "Open", "CreatedTime": now, "LastModifiedTime": now,
        "OpsItemType": data.get("OpsItemType", "/aws/issue"), "Version": "1", "OperationalData": operational,
        **{name: data[name] for name in ("Title", "Description", "Source", "Category", "Severity", "Priority")
           if name in data}}
    return json_response({"OpsItemId": number, "OpsItemArn": arn})


def get(data: dict):
    """One item."""
    item = _items.get(data.get("OpsItemId", ""))
    return json_response({"OpsItem": item}) if item else _not_found(data)


def update(data: dict):
    """Other text, status or operational data; the deduplication string stays."""
    item = _items.get(data.get("OpsItemId", ""))
    if item is None:
        return _not_found(data)
    wrong = _wrong(data)
    if wrong:
        return wrong
    if "/aws/dedup" in data.get("OperationalData", {}):
        return _invalid("The deduplication string of an OpsItem can't be changed.")
    item |= {name: data[name] for name in ("Title", "Description", "Category", "Severity", "Priority", "Status")
             if name in data}
    kept = {key: value for key, value in item["OperationalData"].items()
            if key not in data.get("OperationalDataToDelete", [])}
    item["OperationalData"] = kept | data.get("OperationalData", {})
    item |= {"LastModifiedTime": time.time(), "Version": str(int(item["Version"]) + 1)}
    return json_response({})


def describe(data: dict):
    """Summaries of the items that fit all filters."""
    found = list(_items.values())
    for one in data.get("OpsItemFilters", []):
        if one.get("Operator") not in ("Equal", "Contains"):
            return _invalid(f"operator {one.get('Operator')} is not known here")
        if one["Key"] == "OperationalData":
            pairs = [json.loads(value) for value in one["Values"]]
            found = [item for item in found if any(_has(item, pair["key"], pair["value"]) for pair in pairs)]
        elif one["Key"] in ("Status", "Title", "Source", "OpsItemId", "Severity"):
            found = [item for item in found if item.get(one["Key"]) in one["Values"]]
        else:
            return error_response_json("OpsItemInvalidParameterException", f"filter {one['Key']} is not known", 400)
    summaries = [{name: item[name] for name in item if name not in ("Description", "OpsItemArn", "Version")}
                 for item in found]
    return json_response({"OpsItemSummaries": summaries[:data.get("MaxResults", 50)]})


def _has(item: dict, key: str, value: str) -> bool:
    kept = item["OperationalData"].get(key, {})
    return kept.get("Type") == "SearchableString" and kept.get("Value") == value


def _wrong(data: dict):
    for name, longest in _LONGEST.items():
        if not 0 < len(data.get(name, "-")) <= longest:
            return _invalid(f"1 validation error detected: Value at '{name[0].lower() + name[1:]}' failed to satisfy "
                            f"constraint: Member must have length less than or equal to {longest}")
    if data.get("Status", "Open") not in _STATUSES:
        return _invalid(f"Value '{data['Status']}' at 'status' failed to satisfy constraint")
    for key, value in data.get("OperationalData", {}).items():
        if len(key) > _LONGEST_KEY or key not in _OWN_KEYS and key.lower().startswith(_RESERVED):
            return error_response_json("OpsItemInvalidParameterException",
                                       f"operational data can't have the key {key}", 400)
        if value.get("Type") not in ("SearchableString", "String") or len(value.get("Value", "")) > _LONGEST_VALUE:
            return error_response_json("OpsItemInvalidParameterException", f"the value of {key} is wrong", 400)
    return None


def _invalid(message: str):
    return error_response_json("ValidationException", message, 400)


def _not_found(data: dict):
    return error_response_json("OpsItemNotFoundException",
                               f"OpsItem ID {data.get('OpsItemId')} does not exist.", 400)
