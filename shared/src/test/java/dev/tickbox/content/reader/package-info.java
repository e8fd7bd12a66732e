/** Content is read strictly: one claim a test, one kind of mistake a file. */
@NullMarked
package dev.tickbox.content.reader;

import org.jspecify.annotations.NullMarked;
