/** The {@code tickbox} command: each word is a use case, says what it did, has {@code --json}, and fails with the mend. */
@NullMarked
package dev.tickbox.cli;

import org.jspecify.annotations.NullMarked;
