/**
 * A person's content folder, read strictly and whole before anything is bought: either a definition in which nothing is left to go wrong,
 * or every mistake at once with its file and line. Pure but for reading that folder; anyone may use the records.
 */
@NullMarked
package dev.tickbox.content;

import org.jspecify.annotations.NullMarked;
