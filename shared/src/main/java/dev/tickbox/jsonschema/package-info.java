/** JSON schemas and the texts that are held against them, in bounded time and on a bounded stack. It uses nothing else of Tickbox. */
@NullMarked
package dev.tickbox.jsonschema;

import org.jspecify.annotations.NullMarked;
