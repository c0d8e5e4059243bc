/** What AWS told us, as a value: the EventBridge envelope and who acted. */
@NullMarked
package dev.palisade.core.event;

import org.jspecify.annotations.NullMarked;
