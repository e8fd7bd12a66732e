/**
 * The paid service, seen from here: submit once, look, list. An adapter says for certain what is certain, and says "unsure"
 * otherwise; it never sends twice and never sends late.
 */
@NullMarked
package dev.tickbox.generator;

import org.jspecify.annotations.NullMarked;
