/** IAM policy documents as text and meaning, whatever resource carries them. */
@NullMarked
package dev.palisade.core.iam;

import org.jspecify.annotations.NullMarked;
