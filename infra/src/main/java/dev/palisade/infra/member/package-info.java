/** What a governed account holds: roles once, rules in every governed region. */
@NullMarked
package dev.palisade.infra.member;

import org.jspecify.annotations.NullMarked;
