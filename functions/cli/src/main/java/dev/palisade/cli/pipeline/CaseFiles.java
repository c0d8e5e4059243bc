package dev.palisade.cli.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.core.cases.Case;
import dev.palisade.core.engine.CaseStore;
import dev.palisade.core.engine.Standing;
import dev.palisade.core.engine.TagSetter;
import dev.palisade.core.people.Exemption;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Limits;
import dev.palisade.core.resource.ResourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of fixes by hand: one JSON file per case, written before the first call and after each
 * change, so that an interrupted fix can be read back. What the hub knows of a resource is read
 * through to; nothing is written there.
 */
final class CaseFiles implements CaseStore {

  private final Path folder;
  private final Function<ResourceRef, Standing> known;
  private final Supplier<Optional<Freeze>> freeze;
  private final Supplier<List<Exemption>> exemptions;
  private final Map<String, Case> cases = new LinkedHashMap<>();
  private final Map<String, Map<String, Standing.OfControl>> standings = new HashMap<>();
  private final List<EventEnd> ends = new ArrayList<>();

  /** Files in a folder, over what is known elsewhere. */
  CaseFiles(
      Path folder,
      Function<ResourceRef, Standing> known,
      Supplier<Optional<Freeze>> freeze,
      Supplier<List<Exemption>> exemptions) {
    this.folder = folder;
    this.known = known;
    this.freeze = freeze;
    this.exemptions = exemptions;
  }

  @Override
  public Standing standing(ResourceRef ref) {
    Standing elsewhere = known.apply(ref);
    // The hub's cases stay the hub's: here only its baseline, scope and holds count.
    Map<String, Standing.OfControl> controls = new HashMap<>();
    elsewhere
        .controls()
        .forEach((control, one) ->
            controls.put(
                control,
                new Standing.OfControl(
                    "", null, null, one.mended(), one.hold(), List.of(), one.version())));
    controls.putAll(standings.getOrDefault(ref.arn(), Map.of()));
    return new Standing(controls, elsewhere.baseline(), elsewhere.scope(), elsewhere.tagSetters());
  }

  @Override
  public Optional<Case> find(String id) {
    return Optional.ofNullable(cases.get(id));
  }

  @Override
  public Optional<Freeze> freeze() {
    return freeze.get();
  }

  @Override
  public List<Exemption> exemptions() {
    return exemptions.get();
  }

  @Override
  public List<Exemption> knownExemptions() {
    return exemptions();
  }

  @Override
  public Admission begin(Write write, Limits limits, Instant now) {
    if (freeze().isPresent()) {
      return Admission.FROZEN;
    }
    save(write);
    return Admission.ADMITTED;
  }

  @Override
  public void save(Write write) {
    Case next = write.next();
    cases.put(next.id(), next);
    standings
        .computeIfAbsent(next.resource().arn(), arn -> new HashMap<>())
        .put(next.control(), write.standing().written());
    persist(next);
    if (write.event() != null) {
      ended(write.event());
    }
  }

  private void persist(Case item) {
    Path file = path(item.id());
    Path fresh = file.resolveSibling(item.id() + ".new");
    try {
      Files.createDirectories(folder);
      Files.writeString(fresh, text(item));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger can't be written: " + file, e);
    }
  }

  private static String text(Case item) {
    try {
      return Codec.plain().writerWithDefaultPrettyPrinter().writeValueAsString(item);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("case " + item.id() + " can't be written as JSON", e);
    }
  }

  /** Where a case is written. */
  Path path(String id) {
    return folder.resolve(id + ".json");
  }

  @Override
  public void ended(EventEnd end) {
    ends.add(end);
  }

  /** How events ended, oldest first. */
  List<EventEnd> ends() {
    return List.copyOf(ends);
  }

  @Override
  public void noteTag(ResourceRef ref, TagSetter setter) {
    // Who set a tag is known from the hub's own events only.
  }

  @Override
  public void keepBaseline(ResourceRef ref, @Nullable JsonNode state) {
    // Baselines are the hub's: what one person happened to see is not the last good state.
  }
}
