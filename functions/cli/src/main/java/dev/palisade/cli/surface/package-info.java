/** People's tools beside the command line, as programs use them: Slack's stand-in, a browser. */
@NullMarked
package dev.palisade.cli.surface;

import org.jspecify.annotations.NullMarked;
