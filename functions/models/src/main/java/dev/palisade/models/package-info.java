/** SageMaker and Bedrock: their controls, and what their objects refer to. */
@NullMarked
package dev.palisade.models;

import org.jspecify.annotations.NullMarked;
