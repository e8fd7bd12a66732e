/** The image's own scripts, run as the Dockerfile runs them. */
@NullMarked
package dev.tickbox.functions.image;

import org.jspecify.annotations.NullMarked;
