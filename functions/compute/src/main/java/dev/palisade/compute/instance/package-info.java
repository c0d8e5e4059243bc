/** EC2 instances: how they hand out credentials. */
@NullMarked
package dev.palisade.compute.instance;

import org.jspecify.annotations.NullMarked;
