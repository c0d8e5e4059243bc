/**
 * The AI-scope index's source: what SageMaker and Bedrock objects refer to belongs to an AI
 * workload, whatever it is itself.
 */
@NullMarked
package dev.palisade.models.scope;

import org.jspecify.annotations.NullMarked;
