/** What is believed of what comes in from the vendor, and what is not. */
@NullMarked
package dev.tickbox.generator.gemini.webhook;

import org.jspecify.annotations.NullMarked;
