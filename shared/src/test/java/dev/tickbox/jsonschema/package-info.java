/** Schemas and patterns, with the texts that defeat other checkers. */
@NullMarked
package dev.tickbox.jsonschema;

import org.jspecify.annotations.NullMarked;
