/** What the ingress refused: counted by it, brought into the journal by a function of its own. */
@NullMarked
package dev.palisade.chatops.refusals;

import org.jspecify.annotations.NullMarked;
