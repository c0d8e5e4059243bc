package dev.palisade.models.scope;

import dev.palisade.core.resource.Arn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the resources that AI objects of an account and region refer to, by ARN; the first
 * reason for each stays. What is not said, or can't be the name of a resource, is left out.
 */
final class ScopeReferences {

  private static final Pattern S3_URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?", Pattern.DOTALL);

  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

  private static final Pattern IMAGE =
      Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.[a-z.]+/([^:@]+).*");

  private final String account;
  private final String region;
  private final Map<String, String> found = new LinkedHashMap<>();

  ScopeReferences(String account, String region) {
    this.account = account;
    this.region = region;
  }

  List<ScopeReference> found() {
    return found.entrySet().stream()
        .map(entry -> new ScopeReference(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The bucket of an {@code s3://bucket/key}. */
  void s3(@Nullable String uri, String why) {
    if (uri != null) {
      Matcher match = S3_URI.matcher(uri);
      if (match.matches()) {
        bucket(match.group(1), why);
      }
    }
  }

  void bucket(@Nullable String name, String why) {
    if (name != null && !name.isEmpty()) {
      add(new Arn(partition(), "s3", "", "", name), why);
    }
  }

  /** Anything that is named by its ARN: a role, a collection, a secret. */
  void arn(@Nullable String arn, String why) {
    if (arn != null && Arn.looksLike(arn) && !arn.endsWith(":")) {
      found.putIfAbsent(arn, why);
    }
  }

  /** A key by id or ARN; an alias says no key. */
  void key(@Nullable String key, String why) {
    if (key != null && KEY_ID.matcher(key).matches()) {
      add(new Arn(partition(), "kms", region, account, "key/" + key), why);
    } else if (key != null && key.contains(":key/")) {
      arn(key, why);
    }
  }

  void network(Collection<String> groups, Collection<String> subnets, String why) {
    groups.forEach(
        id -> add(new Arn(partition(), "ec2", region, account, "security-group/" + id), why));
    subnets.forEach(id -> add(new Arn(partition(), "ec2", region, account, "subnet/" + id), why));
  }

  void logGroup(@Nullable String name, String why) {
    if (name != null && !name.isEmpty()) {
      add(new Arn(partition(), "logs", region, account, "log-group:" + name), why);
    }
  }

  /** The repository of an ECR image; other registries are nobody's here. */
  void image(@Nullable String image, String why) {
    if (image != null) {
      Matcher match = IMAGE.matcher(image);
      if (match.matches() && match.group(1).equals(account)) {
        add(
            new Arn(partition(), "ecr", match.group(2), account, "repository/" + match.group(3)),
            why);
      }
    }
  }

  private void add(Arn arn, String why) {
    found.putIfAbsent(arn.toString(), why);
  }

  private String partition() {
    return Arn.partitionOf(region);
  }
}
