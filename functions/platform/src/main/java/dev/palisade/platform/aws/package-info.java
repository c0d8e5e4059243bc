/** AWS client sessions per account, region and role, and the faults of AWS calls. */
@NullMarked
package dev.palisade.platform.aws;

import org.jspecify.annotations.NullMarked;
