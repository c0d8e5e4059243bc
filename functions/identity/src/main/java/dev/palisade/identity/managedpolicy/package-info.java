/** Customer managed IAM policies and their versions. */
@NullMarked
package dev.palisade.identity.managedpolicy;

import org.jspecify.annotations.NullMarked;
