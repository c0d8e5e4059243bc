package dev.palisade.detection.trail;

import dev.palisade.core.control.Call;
import dev.palisade.core.plan.Change;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that Palisade makes on trails, as data. Recording less counts as widening: it is what
 * an intruder does first.
 */
public sealed interface TrailChange extends Change<Trail, TrailChange> {

  /** Makes the trail record again. */
  record StartLogging() implements TrailChange {

    @Override
    public Call call() {
      return TrailCalls.START;
    }

    @Override
    public Trail applyTo(Trail trail) {
      return trail.withLogging(true);
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new StopLogging());
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "start logging";
    }

    @Override
    public @Nullable Object before() {
      return "stopped";
    }

    @Override
    public @Nullable Object after() {
      return "logging";
    }
  }

  /** Makes the trail stop: only ever an undo. */
  record StopLogging() implements TrailChange {

    @Override
    public Call call() {
      return TrailCalls.STOP;
    }

    @Override
    public Trail applyTo(Trail trail) {
      return trail.withLogging(false);
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new StartLogging());
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "stop logging";
    }

    @Override
    public @Nullable Object before() {
      return "logging";
    }

    @Override
    public @Nullable Object after() {
      return "stopped";
    }
  }

  /** Changes the settings that differ; the others are not sent. */
  record UpdateTrail(TrailSettings before, TrailSettings after) implements TrailChange {

    @Override
    public Call call() {
      return TrailCalls.UPDATE;
    }

    @Override
    public Trail applyTo(Trail trail) {
      return trail.withSettings(after);
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new UpdateTrail(after, before));
    }

    @Override
    public boolean widens() {
      return after.weakerThan(before);
    }

    @Override
    public String describe() {
      return "update the trail's settings";
    }
  }

  /** Replaces what is recorded. */
  record PutEventSelectors(Selectors before, Selectors after) implements TrailChange {

    @Override
    public Call call() {
      return TrailCalls.SELECT;
    }

    @Override
    public Trail applyTo(Trail trail) {
      return trail.withSelectors(after);
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new PutEventSelectors(after, before));
    }

    @Override
    public boolean widens() {
      return !after.cover(before);
    }

    @Override
    public String describe() {
      return "replace the trail's event selectors";
    }
  }

  /** Makes the trail anew; it records nothing until it is started. */
  record CreateTrail(TrailSettings settings, Map<String, String> tags) implements TrailChange {

    public CreateTrail {
      tags = Map.copyOf(tags);
    }

    @Override
    public Call call() {
      return TrailCalls.CREATE;
    }

    @Override
    public Set<Call> alsoNeeds() {
      return tags.isEmpty() ? Set.of() : Set.of(TrailCalls.ADD_TAGS);
    }

    @Override
    public Trail applyTo(Trail trail) {
      return new Trail(true, settings, false, Selectors.DEFAULT, tags);
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new DeleteTrail(settings, tags));
    }

    @Override
    public boolean widens() {
      return false;
    }

    @Override
    public String describe() {
      return "create the trail again, writing to " + settings.bucket();
    }

    @Override
    public @Nullable Object before() {
      return null;
    }

    @Override
    public @Nullable Object after() {
      return settings;
    }
  }

  /** Deletes the trail: only ever an undo. */
  record DeleteTrail(TrailSettings settings, Map<String, String> tags) implements TrailChange {

    public DeleteTrail {
      tags = Map.copyOf(tags);
    }

    @Override
    public Call call() {
      return TrailCalls.DELETE;
    }

    @Override
    public Trail applyTo(Trail trail) {
      return Trail.GONE;
    }

    @Override
    public Optional<TrailChange> inverse() {
      return Optional.of(new CreateTrail(settings, tags));
    }

    @Override
    public boolean widens() {
      return true;
    }

    @Override
    public String describe() {
      return "delete the trail";
    }

    @Override
    public @Nullable Object before() {
      return settings;
    }

    @Override
    public @Nullable Object after() {
      return null;
    }
  }
}
