/**
 * A vendor that costs nothing: it takes jobs, makes text, counts what it would charge, and fails by seed. What it has sold stands in
 * its own journal, apart from the store, so that the two can be compared.
 */
@NullMarked
package dev.tickbox.generator.simulated;

import org.jspecify.annotations.NullMarked;
