/** The image's own scripts, run as the Dockerfile runs them. */
@NullMarked
package dev.tickbox.image;

import org.jspecify.annotations.NullMarked;
