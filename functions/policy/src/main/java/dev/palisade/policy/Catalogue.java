package dev.palisade.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.control.Severity;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.resource.Arn;
import dev.palisade.core.resource.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What policy can name: the controls with what decides over them. It is kept beside this class as
 * JSON, so that a function needs no domain's clients to check a policy; a test of the command line
 * compares the two.
 *
 * @param controls sorted by id
 */
public record Catalogue(List<Entry> controls) {

  public Catalogue {
    controls = List.copyOf(controls);
  }

  /**
   * A control as policy sees it.
   *
   * @param id its id
   * @param domain whose function looks after it
   * @param severity of its findings
   * @param autonomy how far it goes by itself
   * @param undoable whether its changes can be undone
   * @param types what it judges
   * @param settings its settings with their defaults
   */
  public record Entry(
      String id,
      String domain,
      Severity severity,
      Autonomy autonomy,
      boolean undoable,
      List<ResourceType> types,
      Map<String, Object> settings) {}

  /** The catalogue of this version of Palisade. */
  public static Catalogue bundled() {
    try (InputStream json = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (json == null) {
        throw new IllegalStateException("the catalogue of controls is missing");
      }
      return new Catalogue(Codec.plain().readValue(json, new TypeReference<List<Entry>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue of controls is unreadable", e);
    }
  }

  /** The catalogue of some domains. */
  public static Catalogue of(List<Domain> domains) {
    return new Catalogue(
        domains.stream()
            .flatMap(
                domain -> domain.kinds().stream().flatMap(kind -> entries(domain.name(), kind)))
            .sorted(Comparator.comparing(Entry::id))
            .toList());
  }

  private static Stream<Entry> entries(String domain, ResourceKind<?, ?> kind) {
    return kind.controls().stream()
        .map(Control::spec)
        .map(spec -> entry(domain, kind.types(), spec));
  }

  private static Entry entry(String domain, List<ResourceType> types, ControlSpec spec) {
    return new Entry(
        spec.id(),
        domain,
        spec.severity(),
        spec.autonomy(),
        spec.calls().isEmpty() || !spec.undoCalls().isEmpty(),
        types,
        new TreeMap<>(spec.defaults().values()));
  }

  /** The control of an id. */
  public Optional<Entry> find(String id) {
    return controls.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The controls that judge a resource. */
  public List<Entry> judging(Arn arn) {
    return controls.stream()
        .filter(one -> one.types().stream().anyMatch(type -> type.matches(arn)))
        .toList();
  }

  /** The ids of all controls. */
  public List<String> ids() {
    return controls.stream().map(Entry::id).toList();
  }

  /** The names of all domains. */
  public List<String> domains() {
    return controls.stream().map(Entry::domain).distinct().sorted().toList();
  }
}
