package dev.palisade.notices;

import dev.palisade.platform.audit.Digester;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with a key in KMS. What is sent is the text's hash: KMS takes messages of 4,096 bytes at
 * most.
 *
 * @param kms the service
 * @param key ARN of the key
 */
record KmsSigner(KmsClient kms, String key) implements Digester.Signer {

  @Override
  public String sign(byte[] text) {
    SdkBytes hash = SdkBytes.fromByteArray(sha256(text));
    SdkBytes signature =
        kms.sign(b ->
                b.keyId(key)
                    .messageType(MessageType.DIGEST)
                    .message(hash)
                    .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
            .signature();
    return Base64.getEncoder().encodeToString(signature.asByteArray());
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
