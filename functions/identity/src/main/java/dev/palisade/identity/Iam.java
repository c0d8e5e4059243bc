package dev.palisade.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.Tag;

/** What is the same in all of IAM's answers. */
public final class Iam {

  // IAM is global: its endpoint and its events are in one region of each partition.
  private static final Set<String> HOMES = Set.of("us-east-1", "cn-north-1", "us-gov-west-1");

  private Iam() {}

  /** Whether a region is where a partition's IAM is listed, so that nothing is swept twice. */
  public static boolean isHome(String region) {
    return HOMES.contains(region);
  }

  /**
   * A policy's text as it was written: IAM answers it percent-encoded by RFC 3986, where a plus is
   * a plus and no space.
   */
  public static String text(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Tags as a map. */
  public static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
