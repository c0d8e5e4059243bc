package dev.palisade.core.engine;

import dev.palisade.core.policy.Decision;
import dev.palisade.core.policy.ExemptionRules.TagRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tags of a resource exempt it from, by policy's rules and by who set them. */
final class TagPermits {

  private final List<TagRule> rules;
  private final String control;
  private final String account;
  private final Map<String, String> tags;
  private final Map<String, TagSetter> setters;

  TagPermits(
      List<TagRule> rules,
      String control,
      String account,
      Map<String, String> tags,
      Map<String, TagSetter> setters) {
    this.rules = List.copyOf(rules);
    this.control = control;
    this.account = account;
    this.tags = Map.copyOf(tags);
    this.setters = Map.copyOf(setters);
  }

  private Stream<TagRule> fitting() {
    return rules.stream().filter(rule -> rule.isAbout(control, account) && rule.isOn(tags));
  }

  /** Why a finding may stand; empty where no tag lets it. */
  List<String> because() {
    return fitting()
        .filter(rule -> setter(rule).filter(one -> rule.maySet(one.principal())).isPresent())
        .map(rule -> {
          TagSetter setter = setter(rule).orElseThrow();
          return Decision.BY_TAG
              + "%s, set by %s at %s".formatted(rule.tag(), setter.principal(), setter.at());
        })
        .toList();
  }

  /** Tags that would exempt, and why they don't. */
  List<String> inVain() {
    return fitting()
        .filter(rule -> setter(rule).filter(one -> rule.maySet(one.principal())).isEmpty())
        .map(rule ->
            "its tag %s exempts nothing: %s"
                .formatted(
                    rule.tag(),
                    setter(rule)
                        .map(one -> one.principal() + " set it, who may not")
                        .orElse("it is not known who set it")))
        .toList();
  }

  // Who set another value has not set this one; nor has one whom the record does not name.
  private Optional<TagSetter> setter(TagRule rule) {
    @Nullable TagSetter setter = setters.get(rule.key());
    return Optional.ofNullable(setter)
        .filter(one -> !one.principal().isEmpty() && one.value().equals(tags.get(rule.key())));
  }
}
