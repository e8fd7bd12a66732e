/** Jobs in Java as their authors write them. */
@NullMarked
package dev.tickbox.program;

import org.jspecify.annotations.NullMarked;
