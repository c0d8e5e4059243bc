package dev.palisade.platform.function;

/**
 * Names of the environment variables that the deployment sets on every domain's function and the
 * function reads at start: written and read under the same constants, so that neither side can
 * misspell one. All are always set; none holds a secret.
 */
public final class DeploymentVariables {

  /** Name of the table of cases, ledger, exemptions, freeze and scope index. */
  public static final String TABLE = "PALISADE_TABLE";

  /**
   * Name of the audit bucket. On AWS its policy refuses a put without {@code If-None-Match: *}, so
   * that no entry is ever written twice; the function may put and nothing else.
   */
  public static final String AUDIT_BUCKET = "PALISADE_AUDIT_BUCKET";

  /** ARN of the SNS topic for notices and tickets. */
  public static final String TOPIC = "PALISADE_TOPIC";

  /** ARN of the hub's event bus. */
  public static final String BUS = "PALISADE_BUS";

  /** URL of the domain's own queue. */
  public static final String QUEUE = "PALISADE_QUEUE";

  /** ARN of the domain's own queue, the target of one-off schedules. */
  public static final String QUEUE_ARN = "PALISADE_QUEUE_ARN";

  /** URL of the domain's dead-letter queue, where messages go that can't be handled. */
  public static final String DEAD_LETTERS = "PALISADE_DEAD_LETTERS";

  /** AppConfig application id of the policy. */
  public static final String POLICY_APPLICATION = "PALISADE_POLICY_APPLICATION";

  /** AppConfig environment id of the policy. */
  public static final String POLICY_ENVIRONMENT = "PALISADE_POLICY_ENVIRONMENT";

  /** AppConfig configuration profile id of the policy; its content is JSON. */
  public static final String POLICY_PROFILE = "PALISADE_POLICY_PROFILE";

  /** Id of the organization, {@code o-…}. */
  public static final String ORGANIZATION = "PALISADE_ORG";

  /** 12-digit id of the hub's account: the only one whose {@code palisade.request} is believed. */
  public static final String HUB = "PALISADE_HUB";

  /** ExternalId that the roles of governed accounts ask for. */
  public static final String EXTERNAL_ID = "PALISADE_EXTERNAL_ID";

  /** Ids of the governed accounts, comma-separated. */
  public static final String ACCOUNTS = "PALISADE_ACCOUNTS";

  /** Codes of the governed regions, comma-separated. */
  public static final String REGIONS = "PALISADE_REGIONS";

  /** ARN of the role that one-off schedules hand to EventBridge Scheduler. */
  public static final String SCHEDULER_ROLE = "PALISADE_SCHEDULER_ROLE";

  /** Name of the schedule group that the function may create schedules in. */
  public static final String SCHEDULE_GROUP = "PALISADE_SCHEDULE_GROUP";

  /**
   * Changes with every deployment that changes the function's code, its accounts or its regions:
   * the backlog guard tells a first run after an upgrade by it.
   */
  public static final String DEPLOYMENT = "PALISADE_DEPLOYMENT";

  /**
   * URLs of the queues that are told of every stage of a case, comma-separated; may be left out.
   */
  public static final String NOTICE_QUEUES = "PALISADE_NOTICE_QUEUES";

  /** URL of each domain's queue, as a JSON object by the domain's name. */
  public static final String DOMAIN_QUEUES = "PALISADE_DOMAIN_QUEUES";

  /** ARN of the state machine that asks people about a case. */
  public static final String APPROVALS = "PALISADE_APPROVALS";

  /** Name of the table of who is signed in on the approval page. */
  public static final String PAGE_SESSIONS = "PALISADE_PAGE_SESSIONS";

  /** ARN of the key that signs the audit log's digests. */
  public static final String DIGEST_KEY = "PALISADE_DIGEST_KEY";

  /** Name of the secret that says where the webhook goes and what signs it. */
  public static final String WEBHOOK_SECRET = "PALISADE_WEBHOOK_SECRET";

  /** Set where the webhook may go to this very machine: locally, and nowhere else. */
  public static final String WEBHOOK_LOCALHOST = "PALISADE_WEBHOOK_LOCALHOST";

  private DeploymentVariables() {}
}
