/** The signed webhook: every stage of a case as an HTTPS request that its receiver can verify. */
@NullMarked
package dev.palisade.webhook;

import org.jspecify.annotations.NullMarked;
