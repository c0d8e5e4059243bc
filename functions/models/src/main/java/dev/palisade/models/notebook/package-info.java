/** SageMaker notebook instances: their way to the internet and their root access. */
@NullMarked
package dev.palisade.models.notebook;

import org.jspecify.annotations.NullMarked;
