package dev.palisade.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.palisade.cli.Domains;
import dev.palisade.core.control.Domain;
import dev.palisade.core.plan.Codec;
import dev.palisade.events.EventFiles;
import dev.palisade.platform.catalogue.Catalogue;
import dev.palisade.platform.function.DomainModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages in the repository are those that today's code writes. */
class GeneratedPagesTest {

  private static final String HOW =
      "stale: write it anew with `mvn -pl functions/cli -am test -Dtest=GeneratedPagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate`, and look at the difference";

  private static final List<Domain> DOMAINS =
      Domains.all().stream()
          .map(DomainModule::domain)
          .sorted(Comparator.comparing(Domain::name))
          .toList();

  @Test
  void pagesSayWhatTheCodeSays() throws IOException {
    SortedMap<Path, String> pages = pages();
    if (System.getProperty("update") != null) {
      write(pages);
    }
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      assertThat(page.getKey()).as(HOW).exists();
      assertThat(Files.readString(page.getKey()))
          .as(page.getKey() + " is " + HOW)
          .isEqualTo(page.getValue());
    }
  }

  @Test
  void noPageIsLeftOfAControlThatIsGone() throws IOException {
    try (Stream<Path> there = Files.list(folder())) {
      assertThat(there.collect(Collectors.toSet()))
          .isEqualTo(
              pages().keySet().stream()
                  .filter(page -> page.startsWith(folder()))
                  .collect(Collectors.toSet()));
    }
  }

  private static SortedMap<Path, String> pages() {
    SortedMap<Path, String> pages = new TreeMap<>();
    pages.put(folder().resolve("README.md"), ControlPages.catalogue(DOMAINS));
    Samples samples = new Samples(EventFiles.ROOT);
    for (Domain domain : DOMAINS) {
      Map<String, List<Example>> examples = samples.of(domain);
      domain
          .specs()
          .forEach(spec ->
              pages.put(
                  folder().resolve(spec.id() + ".md"),
                  ControlPages.page(
                      domain.name(), spec, examples.getOrDefault(spec.id(), List.of()))));
    }
    pages.put(
        EventFiles.ROOT.resolve("events/README.md"), EventIndex.of(EventFiles.events(), DOMAINS));
    pages.put(
        EventFiles.ROOT.resolve(
            "functions/platform/src/main/resources/dev/palisade/platform/catalogue/controls.json"),
        catalogue());
    return pages;
  }

  /** For the surfaces that show what controls say, and hold no domain. */
  private static String catalogue() {
    try {
      return Codec.plain()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(Catalogue.of(DOMAINS))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a catalogue is always JSON", e);
    }
  }

  private static Path folder() {
    return EventFiles.ROOT.resolve("docs/controls");
  }

  private static void write(SortedMap<Path, String> pages) throws IOException {
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      Files.createDirectories(page.getKey().getParent());
      Files.writeString(page.getKey(), page.getValue());
    }
  }
}
