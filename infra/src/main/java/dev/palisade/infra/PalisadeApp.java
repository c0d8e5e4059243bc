package dev.palisade.infra;

import dev.palisade.compute.ComputeDomain;
import dev.palisade.core.control.Domain;
import dev.palisade.data.DataDomain;
import dev.palisade.detection.DetectionDomain;
import dev.palisade.edge.EdgeDomain;
import dev.palisade.identity.IdentityDomain;
import dev.palisade.infra.hub.HubStack;
import dev.palisade.infra.member.RolesStack;
import dev.palisade.infra.member.RolloutStack;
import dev.palisade.infra.member.RulesStack;
import dev.palisade.models.ModelsDomain;
import dev.palisade.network.NetworkDomain;
import dev.palisade.platform.function.DomainModule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/**
 * The CDK app: the hub, and for every governed account its roles and, per region, its rules. {@code
 * cdk.json} starts it in the folder {@code infra}.
 */
public final class PalisadeApp {

  private static final List<DomainModule> MODULES =
      List.of(
          new ComputeDomain(),
          new DataDomain(),
          new DetectionDomain(),
          new EdgeDomain(),
          new IdentityDomain(),
          new ModelsDomain(),
          new NetworkDomain());

  private PalisadeApp() {}

  /** Synthesizes the stacks of the installation that the context describes. */
  public static void main(String[] args) {
    App app = new App();
    build(
        app,
        Installation.from(app.getNode(), domains(), Path.of("..").toAbsolutePath().normalize()));
    app.synth();
  }

  /** All domains, sorted by name. */
  public static List<Domain> domains() {
    return MODULES.stream().map(DomainModule::domain).toList();
  }

  /** Adds the stacks of an installation to an app, in the order in which they can be deployed. */
  public static List<Stack> build(App app, Installation installation) {
    HubStack hub =
        new HubStack(
            app, "PalisadeHub", in(installation.hub(), installation.region()), installation);
    List<Stack> members =
        installation.members().stream()
            .flatMap(account -> member(app, installation, account))
            .toList();
    members.forEach(stack -> stack.addStackDependency(hub));
    Stream<Stack> rollout =
        installation.units().isEmpty()
            ? Stream.of()
            : Stream.of(
                new RolloutStack(
                    app,
                    "PalisadeRollout",
                    in(installation.hub(), installation.region()),
                    installation));
    List<Stack> stacks =
        Stream.of(Stream.of((Stack) hub), members.stream(), rollout).flatMap(one -> one).toList();
    stacks.forEach(stack -> Tags.of(stack).add("palisade", "true"));
    return stacks;
  }

  private static Stream<Stack> member(App app, Installation installation, String account) {
    Stack roles =
        new RolesStack(
            app, "PalisadeRoles-" + account, in(account, Installation.HOME_REGION), installation);
    Stream<Stack> rules =
        installation.regions().stream()
            .map(region -> {
              Stack stack =
                  new RulesStack(
                      app,
                      "PalisadeRules-%s-%s".formatted(account, region),
                      in(account, region),
                      installation);
              stack.addStackDependency(roles);
              return stack;
            });
    return Stream.concat(Stream.of(roles), rules);
  }

  private static StackProps in(String account, String region) {
    return StackProps.builder()
        .env(Environment.builder().account(account).region(region).build())
        .build();
  }
}
