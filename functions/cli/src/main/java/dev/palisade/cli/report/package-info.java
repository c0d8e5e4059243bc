/** The report: cases as a page for people and as JSON for programs. */
@NullMarked
package dev.palisade.cli.report;

import org.jspecify.annotations.NullMarked;
