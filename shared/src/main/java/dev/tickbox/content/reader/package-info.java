/**
 * Reads a content folder, strictly and whole: either a definition, or every mistake at once with its file and line. Only commands read
 * folders.
 */
@NullMarked
package dev.tickbox.content.reader;

import org.jspecify.annotations.NullMarked;
