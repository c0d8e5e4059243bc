/** Lambda functions: who may invoke them. */
@NullMarked
package dev.palisade.compute.function;

import org.jspecify.annotations.NullMarked;
