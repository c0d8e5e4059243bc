"""CloudTrail's names where they are not the SDK's, and which calls are no management writes.

Sources: the "logging with CloudTrail" page of each service's developer guide (named below) and the
published records in `tests/records`.
"""

from __future__ import annotations

# Model -> host part of eventSource, where it is not the signing name.
# https://docs.aws.amazon.com/bedrock/latest/userguide/logging-using-cloudtrail.html
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
_SOURCES = {
    "s3control": "s3", "stepfunctions": "states", "cloudwatch": "monitoring", "accessanalyzer": "access-analyzer",
    "elbv2": "elasticloadbalancing", "elb": "elasticloadbalancing", "bedrock-agent": "bedrock",
    "bedrock-runtime": "bedrock", "bedrock-agent-runtime": "bedrock", "bedrock-agentcore-control": "bedrock-agentcore",
    "apigatewayv2": "apigateway", "opensearch": "es", "opensearchserverless": "aoss", "sesv2": "ses",
    "resourcegroupstaggingapi": "tagging",
}

# Services whose records are in the partition's home region only.
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
GLOBAL = {"iam", "organizations", "cloudfront", "route53", "shield", "account", "globalaccelerator", "networkmanager"}
HOME_REGION = "us-east-1"

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
# https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html; the dates are the API versions in
# the operations' paths, as published records have them. Function URL calls are listed there without one.
_NAMES = {
    "s3": {
        "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
        "DeletePublicAccessBlock": "DeleteBucketPublicAccessBlock",
        "PutBucketLifecycleConfiguration": "PutBucketLifecycle",
        "PutBucketNotificationConfiguration": "PutBucketNotification",
        "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
        "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    },
    "s3control": {
        "PutPublicAccessBlock": "PutAccountPublicAccessBlock",
        "DeletePublicAccessBlock": "DeleteAccountPublicAccessBlock",
    },
    "lambda": {
        "AddPermission": "AddPermission20150331v2",
        "RemovePermission": "RemovePermission20150331v2",
        "CreateFunction": "CreateFunction20150331",
        "DeleteFunction": "DeleteFunction20150331",
        "UpdateFunctionCode": "UpdateFunctionCode20150331v2",
        "UpdateFunctionConfiguration": "UpdateFunctionConfiguration20150331v2",
        "PublishVersion": "PublishVersion20150331",
        "CreateAlias": "CreateAlias20150331",
        "UpdateAlias": "UpdateAlias20150331",
        "DeleteAlias": "DeleteAlias20150331",
        "CreateEventSourceMapping": "CreateEventSourceMapping20150331",
        "UpdateEventSourceMapping": "UpdateEventSourceMapping20150331",
        "DeleteEventSourceMapping": "DeleteEventSourceMapping20150331",
        "PutFunctionConcurrency": "PutFunctionConcurrency20171031",
        "DeleteFunctionConcurrency": "DeleteFunctionConcurrency20171031",
        "TagResource": "TagResource20170331v2",
        "UntagResource": "UntagResource20170331v2",
    },
}

_READS = ("Get", "List", "Describe", "Head", "Search", "Query", "Scan", "BatchGet", "Lookup", "Select", "Filter",
          "Test", "Simulate", "Check", "Estimate", "Validate", "Preview", "Detect", "Count", "Discover", "View")

# Data events, read-only management events of other names, and what CloudTrail does not record at all.
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
# https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html (cryptographic calls: readOnly)
_OTHER_THAN_WRITES = {
    "kms": {"Encrypt", "Decrypt", "ReEncrypt", "Sign", "Verify", "GenerateMac", "VerifyMac", "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext", "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext",
            "GenerateRandom", "DeriveSharedSecret"},
    "dynamodb": {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems", "TransactGetItems",
                 "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"},
    "sqs": {"SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch",
            "ChangeMessageVisibility", "ChangeMessageVisibilityBatch"},
    "sns": {"Publish", "PublishBatch"},
    "events": {"PutEvents", "PutPartnerEvents"},
    "logs": {"PutLogEvents", "StartQuery", "StopQuery"},
    "cloudwatch": {"PutMetricData"},
    "lambda": {"Invoke", "InvokeAsync", "InvokeWithResponseStream"},
    "stepfunctions": {"StartSyncExecution", "SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat"},
    "appconfigdata": {"StartConfigurationSession"},
    "kinesis": {"PutRecord", "PutRecords"},
    "firehose": {"PutRecord", "PutRecordBatch"},
    "xray": {"PutTraceSegments", "PutTelemetryRecords"},
    "s3": {"DeleteObjects", "WriteGetObjectResponse", "CreateSession"},
}
_NO_WRITES_AT_ALL = {"sts", "bedrock-runtime", "bedrock-agent-runtime", "sagemaker-runtime", "appconfigdata"}


def event_name(model: str, operation: str) -> str:
    """CloudTrail's name of an operation."""
    return _NAMES.get(model, {}).get(operation, operation)


def event_source(model: str) -> str:
    """CloudTrail's name of a service, e.g. `s3.amazonaws.com`."""
    return f"{_SOURCES.get(model, model)}.amazonaws.com"


def is_management_write(model: str, operation: str, parameters: object) -> bool:
    """Whether CloudTrail records a call as a management event with readOnly false.

    An S3 call for a single object (its model has a `Key`) is a data event.
    """
    if model in _NO_WRITES_AT_ALL or operation.startswith(_READS):
        return False
    if operation in _OTHER_THAN_WRITES.get(model, ()):
        return False
    return not (model == "s3" and parameters is not None and "Key" in getattr(parameters, "members", {}))
