/** The identity domain: IAM roles, users, their keys and policies. */
@NullMarked
package dev.palisade.identity;

import org.jspecify.annotations.NullMarked;
