package dev.palisade.cli.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.control.Control;
import dev.palisade.core.control.Domain;
import dev.palisade.core.control.ResourceKind;
import dev.palisade.core.plan.Change;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.plan.Plan;
import dev.palisade.core.resource.ResourceState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the sample cases of the repository, the same that the laws of controls run over. */
public final class Samples {

  private final Path root;

  /**
   * The samples of a working copy.
   *
   * @param root the repository's top folder
   */
  public Samples(Path root) {
    this.root = root;
  }

  /**
   * Every control of a domain with what it does to each of its samples, the best for a page first:
   * mending without a question, then little text.
   *
   * @throws UncheckedIOException if a control has no samples
   */
  public Map<String, List<Example>> of(Domain domain) {
    Map<String, List<Example>> found = new TreeMap<>();
    domain.kinds().forEach(kind -> ofKind(domain.name(), kind, found));
    return found;
  }

  private <S extends ResourceState, C extends Change<S, C>> void ofKind(
      String domain, ResourceKind<S, C> kind, Map<String, List<Example>> found) {
    for (Control<S, C> control : kind.controls()) {
      String id = control.spec().id();
      found.put(
          id,
          files(root.resolve("functions/" + domain + "/src/test/resources/cases/" + id)).stream()
              .map(file -> Example.of(kind, control, read(file)))
              .filter(example -> example.kind() != Plan.Kind.HOLDS)
              .sorted(Comparator.comparingInt(Samples::unfit).thenComparingInt(Samples::length))
              .toList());
    }
  }

  private static int unfit(Example example) {
    return (example.kind() == Plan.Kind.TICKET ? 8 : 0)
        + (example.changes().isEmpty() ? 4 : 0)
        + (example.asks().isEmpty() ? 0 : 2)
        + (example.partial() ? 1 : 0);
  }

  private static int length(Example example) {
    return example.before().toString().length() + example.after().toString().length();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Codec.plain().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
