/**
 * What each gateway promises, tried on real endpoints: the local AWS, LocalStack's open core, a
 * container, or any other.
 */
@NullMarked
package dev.palisade.e2e.contract;

import org.jspecify.annotations.NullMarked;
