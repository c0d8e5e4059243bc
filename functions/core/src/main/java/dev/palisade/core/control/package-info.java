/** The contract of a control: its metadata, its triggers, the AWS calls it may make. */
@NullMarked
package dev.palisade.core.control;

import org.jspecify.annotations.NullMarked;
