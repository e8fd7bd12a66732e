/** The {@code tickbox} command: one class for each subcommand. Each prints what it did, has {@code --json}, and says in an error what to do. */
@NullMarked
package dev.tickbox.cli;

import org.jspecify.annotations.NullMarked;
