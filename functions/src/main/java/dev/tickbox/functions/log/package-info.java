/** What a function says while it works: one JSON object a line, in the words that Cloud Logging understands. Never a secret, never a text. */
@NullMarked
package dev.tickbox.functions.log;

import org.jspecify.annotations.NullMarked;
