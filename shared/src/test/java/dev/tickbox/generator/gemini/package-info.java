/** The real vendor's adapters over real sockets: how often they send, and what they make of every answer. */
@NullMarked
package dev.tickbox.generator.gemini;

import org.jspecify.annotations.NullMarked;
