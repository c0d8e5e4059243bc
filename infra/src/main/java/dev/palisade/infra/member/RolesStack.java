package dev.palisade.infra.member;

import dev.palisade.core.control.Domain;
import dev.palisade.core.control.Roles;
import dev.palisade.core.control.Statement;
import dev.palisade.core.control.Statements;
import dev.palisade.infra.Arns;
import dev.palisade.infra.Grants;
import dev.palisade.infra.Installation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The roles of one governed account, once per account since IAM is global: per domain one that only
 * tightens and one that undoes, a read-only one, and the one that carries events to the hub.
 */
public final class RolesStack extends Stack {

  private final Installation installation;

  /** The stack for an installation; it holds nothing of the account it is deployed in. */
  public RolesStack(Construct scope, String id, StackProps props, Installation installation) {
    super(scope, id, props);
    this.installation = installation;
    installation.domains().forEach(this::domain);
    List<Statement> reads = Statements.inspection(installation.domains());
    SortedSet<String> open = actions(reads);
    open.add("events:PutEvents");
    IManagedPolicy boundary =
        Boundary.of(this, "palisade-boundary", open, Set.of(), installation.breakGlass());
    MemberRole.of(
        this,
        Roles.INSPECT,
        "Palisade reads configuration under this role, for scans, plans and sweeps",
        inspectors(),
        reads,
        boundary,
        installation);
    forwarding(boundary);
  }

  private void domain(Domain domain) {
    String name = domain.name();
    List<Statement> fixes = Statements.remediation(domain);
    List<Statement> undoes = Statements.restore(domain);
    SortedSet<String> open = actions(fixes);
    open.addAll(actions(undoes));
    IManagedPolicy boundary =
        Boundary.of(
            this,
            "palisade-boundary-" + name,
            open,
            Statements.writes(domain),
            installation.breakGlass());
    List<String> callers = List.of(Arns.functionRole(installation, name));
    MemberRole.of(
        this,
        Roles.remediation(name),
        "Palisade fixes gaps of the domain %s under this role".formatted(name),
        callers,
        fixes,
        boundary,
        installation);
    if (!undoes.isEmpty()) {
      MemberRole.of(
          this,
          Roles.restore(name),
          "Palisade undoes fixes of the domain %s that a person takes back".formatted(name),
          callers,
          undoes,
          boundary,
          installation);
    }
  }

  private List<String> inspectors() {
    return Stream.concat(
            installation.domains().stream()
                .map(domain -> Arns.functionRole(installation, domain.name())),
            installation.operators().stream())
        .toList();
  }

  private void forwarding(IManagedPolicy boundary) {
    Role role =
        Role.Builder.create(this, Roles.FORWARD)
            .roleName(Roles.FORWARD)
            .description("EventBridge carries this account's events to Palisade's hub")
            .assumedBy(
                new ServicePrincipal("events.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .permissionsBoundary(boundary)
            .build();
    role.addToPolicy(Grants.allow(List.of("events:PutEvents"), List.of(Arns.bus(installation))));
  }

  private static SortedSet<String> actions(Collection<Statement> statements) {
    SortedSet<String> actions = new TreeSet<>();
    statements.forEach(one -> actions.addAll(one.actions()));
    return actions;
  }
}
