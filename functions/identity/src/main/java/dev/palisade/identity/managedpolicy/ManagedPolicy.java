package dev.palisade.identity.managedpolicy;

import dev.palisade.core.resource.ResourceState;
import dev.palisade.core.resource.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a customer managed policy, as far as it was read: a facet that was not read is null.
 *
 * @param exists false when it is gone
 * @param defaultVersion id of the version in force, {@code v3}
 * @param versions all its versions (five at most), oldest first
 * @param attachments how many roles, users and groups have it
 * @param serves why it belongs to an AI workload, by the roles and users that have it; empty where
 *     none of them says so
 * @param tags its tags and, beneath them, those of the roles and users that have it: what may do
 *     something by this policy is what a workload is made of
 */
public record ManagedPolicy(
    boolean exists,
    @Nullable String defaultVersion,
    @Nullable List<Version> versions,
    @Nullable Integer attachments,
    @Nullable String serves,
    Map<String, String> tags)
    implements ResourceState {

  /** Customer managed policies; the id has the policy's path. */
  public static final ResourceType TYPE =
      ResourceType.of("AWS::IAM::ManagedPolicy", "arn:{partition}:iam::{account}:policy/{id}");

  static final ManagedPolicy GONE = new ManagedPolicy(false, null, null, null, null, Map.of());

  static final ManagedPolicy UNREAD = new ManagedPolicy(true, null, null, null, null, Map.of());

  /** A version: its id, never used again, and its text, which never changes. */
  public record Version(String id, String document) {

    /** The number in the id: versions are counted up from 1. */
    int number() {
      return Integer.parseInt(id.substring(1));
    }
  }

  public ManagedPolicy {
    versions =
        versions == null
            ? null
            : versions.stream().sorted(Comparator.comparingInt(Version::number)).toList();
    tags = tags == null ? Map.of() : Map.copyOf(tags);
  }

  @Override
  public String aiBecause() {
    return serves == null ? "" : serves;
  }

  /** The version of an id, if it was read and is still there. */
  Optional<Version> version(@Nullable String id) {
    return versions == null
        ? Optional.empty()
        : versions.stream().filter(version -> version.id().equals(id)).findFirst();
  }

  ManagedPolicy withDefaultVersion(String id) {
    return new ManagedPolicy(exists, id, versions, attachments, serves, tags);
  }
}
