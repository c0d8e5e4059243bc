package dev.palisade.platform.catalogue;

import dev.palisade.core.control.Domain;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the controls say of themselves and which domain looks after which type of resource. Slack
 * and the page show it without holding the domains' clients; the file it is read from is written
 * from the controls, and a test of the command line, which holds them all, compares the two.
 *
 * @param controls sorted by id
 * @param kinds sorted by type
 */
public record Catalogue(List<Text> controls, List<Kind> kinds) {

  private static final String FILE = "controls.json";

  public Catalogue {
    controls = List.copyOf(controls);
    kinds = List.copyOf(kinds);
  }

  /** A control in words: what it demands, why it matters, and what its fix may break. */
  public record Text(String id, String title, String why, String breaks, String domain) {}

  /** A type of resource and the domain that looks after it. */
  public record Kind(ResourceType type, String domain) {}

  /** A resource and the domain that looks after it. */
  public record Located(ResourceRef ref, String domain) {}

  /** The catalogue of some domains. */
  public static Catalogue of(List<Domain> domains) {
    return new Catalogue(
        domains.stream()
            .flatMap(domain ->
                domain
                    .specs()
                    .map(spec ->
                        new Text(
                            spec.id(), spec.title(), spec.why(), spec.breaks(), domain.name())))
            .sorted(Comparator.comparing(Text::id))
            .toList(),
        domains.stream()
            .flatMap(domain ->
                domain.kinds().stream()
                    .flatMap(kind -> kind.types().stream())
                    .map(type -> new Kind(type, domain.name())))
            .distinct()
            .sorted(
                Comparator.comparing((Kind kind) -> kind.type().name()).thenComparing(Kind::domain))
            .toList());
  }

  /** The catalogue that was built in. */
  public static Catalogue builtIn() {
    try (InputStream file = Catalogue.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the build left out " + FILE);
      }
      return Codec.plain().readValue(file, Catalogue.class);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " is unreadable", e);
    }
  }

  /** A control's words, or empty if there is none of that id any more. */
  public Optional<Text> control(String id) {
    return controls.stream().filter(text -> text.id().equals(id)).findFirst();
  }

  /**
   * Finds what an ARN names.
   *
   * @param account where the ARN says none (buckets)
   * @param region where the ARN says none
   * @return empty if no domain looks after such a resource
   * @throws IllegalArgumentException if it is no ARN, or account or region are missing or differ
   */
  public Optional<Located> locate(String arn, String account, String region) {
    Arn parsed = Arn.parse(arn);
    String in = parsed.account().isEmpty() ? account : parsed.account();
    String at = parsed.region().isEmpty() ? region : parsed.region();
    return kinds.stream()
        .filter(kind -> kind.type().matches(parsed))
        .findFirst()
        .map(kind -> {
          if (in.isEmpty() || at.isEmpty()) {
            throw new IllegalArgumentException(
                arn + " does not say its account and region; name them too");
          }
          return new Located(kind.type().ref(in, at, parsed), kind.domain());
        });
  }
}
