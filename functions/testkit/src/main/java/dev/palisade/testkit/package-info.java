/** The laws that every control must obey, run over its sample cases. */
@NullMarked
package dev.palisade.testkit;

import org.jspecify.annotations.NullMarked;
