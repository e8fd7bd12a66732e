/**
 * Runs while the image is made, and never after: shows the JVM every class that a function will need, so that it need not look for them
 * at a cold start. Called by {@code functions/image/train} alone.
 */
@NullMarked
package dev.tickbox.image;

import org.jspecify.annotations.NullMarked;
