/**
 * The real vendor, through its own SDK: one submit is at most one request on the wire, whatever fails, and none after its deadline.
 * Only wiring makes one.
 */
@NullMarked
package dev.tickbox.generator.gemini;

import org.jspecify.annotations.NullMarked;
