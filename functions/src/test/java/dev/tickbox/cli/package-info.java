/** The words of the command, typed as a person would type them, in a folder of their own. */
@NullMarked
package dev.tickbox.cli;

import org.jspecify.annotations.NullMarked;
