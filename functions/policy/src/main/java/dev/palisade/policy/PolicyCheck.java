package dev.palisade.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.palisade.core.plan.Codec;
import dev.palisade.core.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one check of a policy, for the command line, the deployment and AppConfig alike: is it YAML,
 * has it the shape of the published schema, and do its rules make sense together.
 *
 * @param policy what was read; null where an error keeps it from being read
 * @param complaints what is wrong, in the order of the file
 * @param text the file, with the places of its members
 */
public record PolicyCheck(@Nullable Policy policy, List<Complaint> complaints, PolicyText text) {

  /** Checks a file. */
  public static PolicyCheck of(String file, Catalogue catalogue) {
    PolicyText text = PolicyText.read(file);
    Complaints complaints = new Complaints(text);
    if (complaints.hasErrors()) {
      return new PolicyCheck(null, complaints.sorted(), text);
    }
    Shape.check(complaints);
    Policy policy = complaints.hasErrors() ? null : read(text, complaints);
    if (policy != null) {
      PeopleRules.check(policy, catalogue, complaints);
      ChangeRules.check(policy, catalogue, complaints);
      TimeRules.check(policy, catalogue, complaints);
      TicketCheck.check(policy, catalogue, complaints);
    }
    return new PolicyCheck(policy, complaints.sorted(), text);
  }

  /** The published JSON Schema, in one line. */
  public static String schema() {
    return Shape.published().toString();
  }

  private static @Nullable Policy read(PolicyText text, Complaints complaints) {
    try {
      return Codec.plain().treeToValue(text.json(), Policy.class);
    } catch (JsonProcessingException e) {
      StringBuilder pointer = new StringBuilder();
      if (e instanceof JsonMappingException mapping) {
        mapping
            .getPath()
            .forEach(step ->
                pointer
                    .append('/')
                    .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
      }
      complaints.error(pointer.toString(), e.getOriginalMessage());
      return null;
    }
  }

  /** Whether it may be deployed. */
  public boolean isRight() {
    return policy != null && errors().isEmpty();
  }

  /** What it is refused for. */
  public List<Complaint> errors() {
    return complaints.stream().filter(Complaint::isError).toList();
  }
}
