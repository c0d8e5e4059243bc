package dev.palisade.data.bucket;

import java.util.Comparator;
import java.util.List;

/**
 * A bucket's access control list.
 *
 * @param owner canonical id of the owner
 * @param grants sorted, since S3 promises no order
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">ACLs</a>
 */
public record Acl(String owner, List<Grant> grants) {

  public Acl {
    grants =
        grants.stream()
            .sorted(
                Comparator.comparing(Grant::type)
                    .thenComparing(Grant::grantee)
                    .thenComparing(Grant::permission))
            .toList();
  }

  /**
   * One grant.
   *
   * @param type {@code CanonicalUser}, {@code Group} or {@code AmazonCustomerByEmail}
   * @param grantee canonical id, group URI or e-mail address, by type
   * @param permission {@code FULL_CONTROL}, {@code READ}, {@code WRITE}, {@code READ_ACP}, {@code
   *     WRITE_ACP}
   */
  public record Grant(String type, String grantee, String permission) {

    private static final String GROUPS = "http://acs.amazonaws.com/groups/global/";

    /** Whether it serves everyone, or everyone with any AWS account. */
    boolean toEveryone() {
      return grantee.equals(GROUPS + "AllUsers") || grantee.equals(GROUPS + "AuthenticatedUsers");
    }
  }
}
