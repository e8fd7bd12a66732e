/** The command and the functions, used as their users do. */
@NullMarked
package dev.tickbox.functions;

import org.jspecify.annotations.NullMarked;
