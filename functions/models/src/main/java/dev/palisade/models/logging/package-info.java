/** Bedrock's model invocation logging, one setting per account and region. */
@NullMarked
package dev.palisade.models.logging;

import org.jspecify.annotations.NullMarked;
