/** The audit log, read as an auditor would: is it whole, and what does it say. */
@NullMarked
package dev.palisade.cli.audit;

import org.jspecify.annotations.NullMarked;
