package dev.palisade.platform.function;

/**
 * Names of the environment variables that the deployment sets on Slack's functions, beside those of
 * {@link DeploymentVariables} that the conversation reads. None holds a secret.
 */
public final class SlackVariables {

  /** Ids of allowed workspaces and organizations, comma-separated. */
  public static final String WORKSPACES = "PALISADE_SLACK_WORKSPACES";

  /** Name of the secret with the signing secret; the ingress reads it. */
  public static final String SIGNING_SECRET = "PALISADE_SLACK_SIGNING_SECRET";

  /** Name of the secret with bot token and channels; the conversation reads it. */
  public static final String BOT_SECRET = "PALISADE_SLACK_BOT_SECRET";

  /** Name of the table with signatures and counts of refusals. */
  public static final String REPLAYS = "PALISADE_SLACK_REPLAYS";

  /** URL of the queue {@code slack-requests}. */
  public static final String REQUESTS = "PALISADE_SLACK_REQUESTS";

  /** Where Slack's methods are called, {@code https://slack.com/api/} unless a stand-in answers. */
  public static final String API = "PALISADE_SLACK_API";

  /** How many cases a minute have a message each; beyond it is a digest. */
  public static final String STORM = "PALISADE_SLACK_STORM";

  private SlackVariables() {}
}
