/** S3 buckets: their state, the calls that change them, and the controls that judge them. */
@NullMarked
package dev.palisade.data.bucket;

import org.jspecify.annotations.NullMarked;
