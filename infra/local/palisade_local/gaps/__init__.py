"""What the emulators lack of the APIs that controls use, one small module per gap.

Each module puts the missing operation, state or check in its place in the emulator that holds the
service, with the real API's shapes and errors, and says its source. Nothing is installed on import.
"""

from __future__ import annotations


def install_in_moto() -> None:
    """Fill the gaps of the moto process: EC2, SageMaker, Security Hub, WAF."""
    from . import (
        ec2_instance_profiles,
        ec2_metadata,
        ec2_rules,
        sagemaker_endpoints,
        sagemaker_names,
        sagemaker_notebooks,
        securityhub_notes,
        wafv2,
    )

    for gap in (sagemaker_names, sagemaker_notebooks, sagemaker_endpoints, ec2_rules, ec2_metadata,
                ec2_instance_profiles, securityhub_notes, wafv2):
        gap.install()


def install_in_gateway() -> None:
    """Fill the gaps of MiniStack, which runs in the gateway's process: CloudTrail, DynamoDB, EventBridge, IAM, KMS,
    Lambda, S3, SQS, Step Functions, Systems Manager and what IAM is asked."""
    from . import (
        batch_actions,
        event_bus_permissions,
        event_history,
        function_urls,
        iam_credentials,
        iam_policies,
        kms_states,
        lambda_actions,
        lambda_policies,
        ops_items,
        principal_arns,
        resource_arns,
        s3_policies,
        step_timeouts,
        table_streams,
    )

    for gap in (batch_actions, event_bus_permissions, event_history, function_urls, iam_credentials, iam_policies,
                kms_states, lambda_actions, lambda_policies, ops_items, principal_arns, resource_arns, s3_policies,
                step_timeouts, table_streams):
        gap.install()
