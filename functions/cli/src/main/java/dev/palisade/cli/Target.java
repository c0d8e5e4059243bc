package dev.palisade.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom a command works; what is left out comes from the environment, as with any AWS
 * client.
 *
 * @param endpointUrl where AWS is answered, null for AWS itself
 * @param profile named profile of the AWS configuration, null for the default chain
 * @param region region code, null for the default chain
 * @param account account to read in through the inspection role, null for the caller's own
 * @param externalId what the inspection role asks for, null for the hub's own
 * @param policy policy file, null for the repository's
 */
public record Target(
    @Nullable String endpointUrl,
    @Nullable String profile,
    @Nullable String region,
    @Nullable String account,
    @Nullable String externalId,
    @Nullable Path policy) {}
