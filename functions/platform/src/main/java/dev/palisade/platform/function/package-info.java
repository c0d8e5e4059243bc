/** The common edge of the Lambda functions: wiring, the queue handler, warm-up. */
@NullMarked
package dev.palisade.platform.function;

import org.jspecify.annotations.NullMarked;
