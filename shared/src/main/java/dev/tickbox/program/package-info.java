/**
 * What a job does, replayed over its recorded steps, so that a run continues where it stopped. It never calls the outside: it reserves
 * and it queues.
 */
@NullMarked
package dev.tickbox.program;

import org.jspecify.annotations.NullMarked;
