/** The data domain: stores of training sets, prompt logs and model artifacts. */
@NullMarked
package dev.palisade.data;

import org.jspecify.annotations.NullMarked;
