"""What MiniStack's CloudFormation lacks: properties it drops, types it does not know, events it does not send.

One module per gap; each has an `install`.
"""

from __future__ import annotations


def install() -> None:
    """Register every amendment and type."""
    from . import buckets, cloudtrail, ec2, event_bus_policy, functions, iam, sagemaker, stack_sets, tables, topics, waf

    for module in (buckets, tables, functions, topics, iam, event_bus_policy, ec2, waf, sagemaker, cloudtrail, stack_sets):
        module.install()
