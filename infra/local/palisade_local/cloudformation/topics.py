"""AWS::SNS::Topic: its key, which MiniStack drops."""

from __future__ import annotations

from . import api, registry


def install() -> None:
    """Amend the type."""
    registry.amend("AWS::SNS::Topic", _apply)


def _apply(arn: str, old, new) -> None:
    if new.get("KmsMasterKeyId") != old.get("KmsMasterKeyId"):
        api.client("sns").set_topic_attributes(TopicArn=arn, AttributeName="KmsMasterKeyId",
                                               AttributeValue=new.get("KmsMasterKeyId") or "")
