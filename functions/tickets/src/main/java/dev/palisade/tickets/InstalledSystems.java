package dev.palisade.tickets;

import dev.palisade.tickets.aws.OpsItems;
import dev.palisade.tickets.aws.TicketSecrets;
import dev.palisade.tickets.filing.Systems;
import dev.palisade.tickets.github.GitHubIssues;
import dev.palisade.tickets.http.Credentials;
import dev.palisade.tickets.http.JsonHttp;
import dev.palisade.tickets.jira.Jira;
import dev.palisade.tickets.servicenow.ServiceNow;
import dev.palisade.tickets.system.TicketException;
import dev.palisade.tickets.system.TicketException.Kind;
import dev.palisade.tickets.system.TicketSystem;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The four systems: three by their secrets, and OpsCenter by the function's own role. */
public final class InstalledSystems implements Systems {

  private static final String OPS_ITEMS = "opsitems";

  private final TicketSecrets secrets;
  private final JsonHttp http;
  private final Supplier<SsmClient> ssm;
  private final String region;

  /** Systems by secrets; OpsCenter in the client's account and region. */
  public InstalledSystems(
      TicketSecrets secrets, JsonHttp http, Supplier<SsmClient> ssm, String region) {
    this.secrets = secrets;
    this.http = http;
    this.ssm = ssm;
    this.region = region;
  }

  @Override
  public TicketSystem of(String system, String project) {
    return switch (system) {
      case OPS_ITEMS -> new OpsItems(ssm.get(), region);
      case "jira" -> new Jira(http, secrets.of(system), project(system, project));
      case "github" -> new GitHubIssues(http, secrets.of(system), project(system, project));
      case "servicenow" -> new ServiceNow(http, secrets.of(system), project(system, project));
      default -> throw new TicketException(Kind.REFUSED, "no ticket system: " + system);
    };
  }

  private String project(String system, String project) {
    return project.isEmpty() ? secrets.of(system).get("project") : project;
  }

  @Override
  public void forget(String system) {
    secrets.forget(system);
  }

  @Override
  public String assignee(String system, String owner) {
    if (owner.isEmpty() || system.equals(OPS_ITEMS)) {
      return "";
    }
    Credentials credentials = secrets.of(system);
    return credentials.json().path("assignees").path(owner).asText("");
  }
}
