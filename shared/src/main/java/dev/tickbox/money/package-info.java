/** What things cost, in micro-dollars: from tokens by a dated table, and an estimate that the price cannot exceed. Pure. */
@NullMarked
package dev.tickbox.money;

import org.jspecify.annotations.NullMarked;
