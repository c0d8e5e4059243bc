package dev.palisade.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * A digest as it is kept: the very text that was signed, and the signature. The text stands in it
 * as a string, so that nobody has to agree on how JSON is written to check it.
 *
 * @param digest a {@link LogDigest} as JSON
 * @param algorithm as KMS names it
 * @param key ARN of the key that signed
 * @param signature Base64 of the DER form, over the text's bytes in UTF-8
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">KMS Sign</a>
 */
public record SealedDigest(String digest, String algorithm, String key, String signature) {

  /** ECDSA on the curve P-256 over SHA-256. */
  public static final String ALGORITHM = "ECDSA_SHA_256";

  /** What the next digest names as the one before. */
  public String hash() {
    return Digest.ofBytes(bytes());
  }

  /** Whether the owner of a public key signed this very text. */
  public boolean isSignedBy(PublicKey owner) {
    if (!algorithm.equals(ALGORITHM)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(owner);
      check.update(bytes());
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // What is no signature at all signs nothing.
    }
  }

  private byte[] bytes() {
    return digest.getBytes(StandardCharsets.UTF_8);
  }
}
