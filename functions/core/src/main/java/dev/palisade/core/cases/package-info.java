/** A finding's life: cases, their states and allowed transitions, and the ledger of changes. */
@NullMarked
package dev.palisade.core.cases;

import org.jspecify.annotations.NullMarked;
