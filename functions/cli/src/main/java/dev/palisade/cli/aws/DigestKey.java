package dev.palisade.cli.aws;

import dev.palisade.cli.Failure;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import software.amazon.awssdk.services.kms.KmsClient;

/** The public half of the key that signs the audit log's digests. */
public final class DigestKey {

  private DigestKey() {}

  /**
   * The key as KMS hands it out.
   *
   * @throws Failure if that is no key on an elliptic curve
   */
  public static PublicKey of(KmsClient kms, String arn) {
    return of(kms.getPublicKey(b -> b.keyId(arn)).publicKey().asByteArray());
  }

  /**
   * The key from its DER form, as kept by an auditor who trusts nobody's KMS.
   *
   * @throws Failure if that is no key on an elliptic curve
   */
  public static PublicKey of(byte[] der) {
    try {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw Failure.because("that is no public key on an elliptic curve: " + e.getMessage());
    }
  }
}
