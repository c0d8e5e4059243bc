/**
 * The approval page: a function on a URL that anybody may call, which proves by OIDC who calls and
 * does everything else by the front desk.
 */
@NullMarked
package dev.palisade.page;

import org.jspecify.annotations.NullMarked;
