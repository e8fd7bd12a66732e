/** Queues, refusals, budgets, and sites that cannot be used. */
@NullMarked
package dev.tickbox.tick.submit;

import org.jspecify.annotations.NullMarked;
