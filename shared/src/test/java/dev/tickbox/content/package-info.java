/** Content is read strictly, and time is told the same way everywhere: one claim a test, one kind of mistake a file. */
@NullMarked
package dev.tickbox.content;

import org.jspecify.annotations.NullMarked;
