/**
 * What a source answered, as rows or as one record of texts, numbers, true, false and null. What cannot be read as it should is described in
 * one line. It calls nothing.
 */
@NullMarked
package dev.tickbox.source.form;

import org.jspecify.annotations.NullMarked;
