/** Which addresses may be reached. */
@NullMarked
package dev.tickbox.web;

import org.jspecify.annotations.NullMarked;
