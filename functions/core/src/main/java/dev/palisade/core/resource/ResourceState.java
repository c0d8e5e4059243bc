package dev.palisade.core.resource;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * The live state of one resource, as far as the triggered controls need it: a record per resource
 * type. It holds everything an undo needs, not only what a check reads. Facets that were not read
 * are {@code null} or empty, and no control that did not ask for them may look.
 */
public interface ResourceState {

  /** False when the resource is gone; controls may still find that to be wrong. */
  boolean exists();

  /** The resource's tags, empty where it has none or they were not read. */
  Map<String, String> tags();

  /**
   * The resource's ARN as AWS gave it where that says more than its reference, which leaves IAM
   * paths out; empty otherwise or where it was not read.
   */
  @JsonIgnore
  default String fullArn() {
    return "";
  }

  /**
   * Why the resource belongs to an AI workload, by what was read together with its tags (a role
   * that SageMaker assumes); empty where nothing read says so.
   */
  @JsonIgnore
  default String aiBecause() {
    return "";
  }

  /** False while AWS is still changing the resource; the case then waits. */
  @JsonIgnore
  default boolean settled() {
    return true;
  }
}
