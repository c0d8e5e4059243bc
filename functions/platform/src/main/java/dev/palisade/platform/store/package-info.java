/** The case table in DynamoDB. */
@NullMarked
package dev.palisade.platform.store;

import org.jspecify.annotations.NullMarked;
