package dev.palisade.cli;

import static dev.palisade.cli.MemoryTrail.HERE;
import static dev.palisade.cli.MemoryTrail.HOME;

import java.time.Instant;

/**
 * A small incident: Eve assumes the role ml-engineer from a strange address, opens a bucket of
 * training data, tries a model, and Ana, who works there, looks at the bucket afterwards.
 */
final class Incidents {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String STRANGE = "198.51.100.7";

  private Incidents() {}

  static void happen(Bench bench) {
    MemoryTrail trail = bench.trail;
    trail.scope.put(Bench.OPEN, "training input of job churn-42");
    trail.add(
        HOME,
        assumed("e1", NOW.minusSeconds(3600), "ASIAEVE0EVE0EVE0"),
        IncidentTest.ROLE,
        "ASIAEVE0EVE0EVE0");
    String policy = "{\"bucketName\": \"churn-training\", \"bucketPolicy\": {\"Statement\": []}}";
    trail.add(HERE, eve("e2", 3000, "s3", "PutBucketPolicy", policy, ""), "churn-training");
    trail.add(
        HERE,
        eve(
            "e3",
            2900,
            "s3",
            "DeleteBucketPublicAccessBlock",
            "{\"bucketName\": \"churn-training\"}",
            ""),
        "churn-training");
    trail.add(
        HERE,
        eve(
            "e4",
            2800,
            "bedrock",
            "InvokeModel",
            "{\"modelId\": \"anthropic.claude-3\"}",
            "AccessDenied"));
    trail.add(HERE, ana("e5", 600, "GetBucketPolicy", true), "churn-training");
    trail.add(HERE, ana("e6", 500, "ListBuckets", false));
    // Somebody else, who has nothing to do with it.
    trail.add(HERE, record("e7", NOW.minusSeconds(400), "203.0.113.200", "ASIAOTHER"));
  }

  private static String eve(
      String id, int ago, String service, String name, String parameters, String error) {
    return """
    {"eventID": "%s", "eventTime": "%s", "eventSource": "%s.amazonaws.com", "eventName": "%s",
     "awsRegion": "eu-central-1", "sourceIPAddress": "%s", "userAgent": "aws-cli/2.31.0",
     "readOnly": %s, "errorCode": "%s", "requestParameters": %s,
     "userIdentity": {"type": "AssumedRole", "accountId": "222222222222",
       "arn": "arn:aws:sts::222222222222:assumed-role/ml-engineer/eve",
       "accessKeyId": "ASIAEVE0EVE0EVE0",
       "sessionContext": {"sessionIssuer": {"arn": "arn:aws:iam::222222222222:role/team/ml-engineer"}}}}
    """
        .formatted(
            id,
            NOW.minusSeconds(ago),
            service,
            name,
            STRANGE,
            name.equals("InvokeModel"),
            error,
            parameters);
  }

  private static String ana(String id, int ago, String name, boolean bucket) {
    return """
    {"eventID": "%s", "eventTime": "%s", "eventSource": "s3.amazonaws.com", "eventName": "%s",
     "awsRegion": "eu-central-1", "sourceIPAddress": "192.0.2.10", "readOnly": true,
     "requestParameters": %s,
     "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::222222222222:user/ana",
       "userName": "ana", "accessKeyId": "AKIAANA0ANA0ANA0"}}
    """
        .formatted(
            id,
            NOW.minusSeconds(ago),
            name,
            bucket ? "{\"bucketName\": \"churn-training\"}" : "null");
  }

  /** Somebody assumes the role, and gets a session with this key. */
  static String assumed(String id, Instant at, String key) {
    return """
    {"eventID": "%s", "eventTime": "%s", "eventSource": "sts.amazonaws.com",
     "eventName": "AssumeRole", "awsRegion": "us-east-1", "sourceIPAddress": "192.0.2.99",
     "readOnly": true, "requestParameters": {"roleArn": "%s", "roleSessionName": "eve"},
     "responseElements": {"credentials": {"accessKeyId": "%s"}},
     "userIdentity": {"type": "AWSAccount", "accountId": "333333333333"}}
    """
        .formatted(id, at, IncidentTest.ROLE, key);
  }

  /** A call from an address. */
  static String record(String id, Instant at, String address, String key) {
    return """
    {"eventID": "%s", "eventTime": "%s", "eventSource": "s3.amazonaws.com",
     "eventName": "GetBucketPolicy", "awsRegion": "eu-central-1", "sourceIPAddress": "%s",
     "readOnly": true, "requestParameters": {"bucketName": "other"},
     "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::222222222222:user/bob",
       "userName": "bob", "accessKeyId": "%s"}}
    """
        .formatted(id, at, address, key);
  }
}
