/**
 * The step ledger: a run is replayed over its recorded steps, so that it goes on where it died. The state machine is pure; the
 * replay needs the store alone. It never calls the outside: it reserves and it queues.
 */
@NullMarked
package dev.tickbox.run;

import org.jspecify.annotations.NullMarked;
