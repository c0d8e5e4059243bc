/** What policy documents grant, as far as the identity controls must know it. */
@NullMarked
package dev.palisade.identity.grant;

import org.jspecify.annotations.NullMarked;
