package dev.palisade.cli.pipeline;

import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.engine.CaseStore.Freeze;
import dev.palisade.core.engine.Reach;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.policy.Policy;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An account and region that a person looks at with credentials of their own.
 *
 * @param account 12-digit account id
 * @param region region code
 * @param caller ARN of the principal behind the credentials
 * @param domains all domains, reached with those credentials
 * @param policy the policy that judges
 * @param standing what the hub knows of a resource; nothing where the hub can't be reached
 * @param freeze the hub's freeze, as far as the hub can be reached
 * @param exemptions what people exempted, as far as the hub can be reached
 */
public record Workplace(
    String account,
    String region,
    String caller,
    List<Area> domains,
    Policy policy,
    Function<ResourceRef, Standing> standing,
    Supplier<Optional<Freeze>> freeze,
    Supplier<List<Exemption>> exemptions) {

  private static final Set<String> GLOBAL_SERVICES =
      Set.of("iam", "cloudfront", "organizations", "route53", "globalaccelerator", "shield");

  public Workplace {
    domains = List.copyOf(domains);
  }

  /**
   * A domain as it is reached from here.
   *
   * @param domain the domain's name
   * @param reaches its kinds
   */
  public record Area(String domain, List<Reach<?, ?>> reaches) {
    public Area {
      reaches = List.copyOf(reaches);
    }
  }

  /**
   * A resource with the domain that looks after it.
   *
   * @param domain the domain's name
   * @param ref the resource
   */
  public record Located(Area domain, ResourceRef ref) {}

  /** The specs of all controls, sorted by id. */
  public Stream<ControlSpec> specs() {
    return domains.stream()
        .flatMap(area -> area.reaches().stream())
        .flatMap(reach -> reach.kind().controls().stream())
        .map(Control::spec)
        .sorted((a, b) -> a.id().compareTo(b.id()));
  }

  /**
   * The resource an ARN names, with its domain.
   *
   * @throws IllegalArgumentException if it is no ARN, nobody judges its type, or it belongs to
   *     another account or region than this place
   */
  public Located locate(String text) {
    Arn arn = Arn.parse(text);
    for (Area area : domains) {
      for (Reach<?, ?> reach : area.reaches()) {
        for (ResourceType type : reach.kind().types()) {
          if (type.matches(arn)) {
            return new Located(area, type.ref(account, regionOf(arn), arn));
          }
        }
      }
    }
    throw new IllegalArgumentException("no control judges " + text);
  }

  /** Global services answer, and send their events, in the partition's home region. */
  private String regionOf(Arn arn) {
    if (!GLOBAL_SERVICES.contains(arn.service())) {
      return region;
    }
    return switch (arn.partition()) {
      case "aws-cn" -> "cn-north-1";
      case "aws-us-gov" -> "us-gov-west-1";
      default -> "us-east-1";
    };
  }
}
