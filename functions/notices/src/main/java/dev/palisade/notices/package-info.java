/** Carries every stage of a case from the table's stream to audit log, people and approvals. */
@NullMarked
package dev.palisade.notices;

import org.jspecify.annotations.NullMarked;
