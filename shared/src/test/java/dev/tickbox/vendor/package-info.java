/**
 * A stand-in for the Gemini API at the level of sockets: it speaks the documented shapes, sells through the simulated vendor, whose
 * journal counts what is charged, and breaks connections and answers as a script says. For tests, and as a process of its own.
 */
@NullMarked
package dev.tickbox.vendor;

import org.jspecify.annotations.NullMarked;
