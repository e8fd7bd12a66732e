/** Buys what is reserved: queues, limits and refusals for each model, the budget of a day, and what a restored store must ask first. */
@NullMarked
package dev.tickbox.tick.submit;

import org.jspecify.annotations.NullMarked;
