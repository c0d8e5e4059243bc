/** The policy file: read strictly, fetched from AppConfig, failing closed. */
@NullMarked
package dev.palisade.platform.policy;

import org.jspecify.annotations.NullMarked;
