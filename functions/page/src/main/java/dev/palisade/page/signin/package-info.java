/** Signing in by OpenID Connect: the provider, the way there and back, its ID tokens. */
@NullMarked
package dev.palisade.page.signin;

import org.jspecify.annotations.NullMarked;
