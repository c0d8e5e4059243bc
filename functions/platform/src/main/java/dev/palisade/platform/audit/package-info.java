/** The audit log in a bucket with Object Lock. */
@NullMarked
package dev.palisade.platform.audit;

import org.jspecify.annotations.NullMarked;
