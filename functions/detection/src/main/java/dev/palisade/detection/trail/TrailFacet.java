package dev.palisade.detection.trail;

import dev.palisade.core.control.Call;
import dev.palisade.core.resource.Facet;
import java.util.Set;

/** The parts of a trail's state, each read by the call it lists. */
public enum TrailFacet implements Facet {
  SETTINGS("cloudtrail:GetTrail"),
  STATUS("cloudtrail:GetTrailStatus"),
  SELECTORS("cloudtrail:GetEventSelectors"),
  TAGS("cloudtrail:ListTags");

  private final Call call;

  TrailFacet(String action) {
    this.call = TrailCalls.of(action);
  }

  @Override
  public Set<Call> calls() {
    return Set.of(call);
  }

  @Override
  public boolean readsTags() {
    return this == TAGS;
  }
}
