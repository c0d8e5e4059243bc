package dev.palisade.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.core.control.Autonomy;
import dev.palisade.core.control.ControlSpec;
import dev.palisade.core.control.Severity;
import dev.palisade.core.control.Standard;
import dev.palisade.core.resource.ResourceRef;
import dev.palisade.core.scope.AiScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one control says of one resource; the members in this order are the object that {@code scan
 * --json} prints.
 *
 * @param control the control's id
 * @param status what was found
 * @param resource ARN; ends in {@code *} where the resources of a type can't be listed
 * @param type CloudFormation type name
 * @param scope whether and why it concerns an AI workload
 * @param evidence the facts read from live state, empty for a control that holds
 * @param error what went wrong, null unless the status is ERROR
 * @param standards ids of other catalogues, by {@link Standard#key}
 */
public record ScanRow(
    String control,
    Status status,
    String resource,
    String type,
    String account,
    String region,
    Severity severity,
    Autonomy autonomy,
    AiScope scope,
    Map<String, Object> evidence,
    @Nullable String error,
    Map<String, List<String>> standards) {

  public ScanRow {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    standards = Collections.unmodifiableMap(new LinkedHashMap<>(standards));
  }

  /** How a control and a resource stand. */
  public enum Status {
    FAIL,
    PASS,
    ERROR,
    EXEMPT,
    NOT_APPLICABLE
  }

  static ScanRow of(
      ControlSpec spec,
      Status status,
      ResourceRef ref,
      AiScope scope,
      Map<String, Object> evidence,
      @Nullable String error) {
    return new ScanRow(
        spec.id(),
        status,
        ref.arn(),
        ref.type(),
        ref.account(),
        ref.region(),
        spec.severity(),
        spec.autonomy(),
        scope,
        evidence,
        error,
        standards(spec));
  }

  /** A control's ids in other catalogues, by the catalogue's key, in a fixed order. */
  public static Map<String, List<String>> standards(ControlSpec spec) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (Standard standard : Standard.values()) {
      List<String> own = spec.standards().get(standard);
      if (own != null) {
        ids.put(standard.key(), own);
      }
    }
    return ids;
  }

  /** Whether it is a finding that stands. */
  @JsonIgnore
  public boolean isFinding() {
    return status == Status.FAIL;
  }
}
