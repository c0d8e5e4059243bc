/** The audit trail: entries chained by hash. */
@NullMarked
package dev.palisade.core.audit;

import org.jspecify.annotations.NullMarked;
