package dev.palisade.core.policy;

import dev.palisade.core.event.Actor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is who: policy's mapping from principals to persons.
 *
 * @param rules first match counts
 */
public record People(List<Policy.PersonRule> rules) {

  public People {
    rules = List.copyOf(rules);
  }

  /** The person behind an actor, or empty where the mapping knows none. */
  public String behind(Actor actor) {
    return Stream.of(actor.arn(), actor.issuer())
        .filter(arn -> !arn.isEmpty())
        .flatMap(arn -> rules.stream().filter(rule -> Patterns.matches(rule.principal(), arn)))
        .findFirst()
        .map(rule -> named(rule.person(), actor))
        .orElse("");
  }

  /** The person behind a principal's ARN, else the ARN itself: a principal is somebody. */
  public String behind(String arn) {
    String type = arn.contains(":assumed-role/") ? "AssumedRole" : "IAMUser";
    String person = behind(new Actor(type, arn, "", "", ""));
    return person.isEmpty() ? arn : person;
  }

  private static String named(String person, Actor actor) {
    String arn = actor.arn();
    return person
        .replace("{session}", actor.session())
        .replace("{name}", arn.substring(arn.lastIndexOf('/') + 1));
  }
}
