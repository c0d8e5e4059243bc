/** SageMaker endpoints: the key of their storage. */
@NullMarked
package dev.palisade.models.endpoint;

import org.jspecify.annotations.NullMarked;
