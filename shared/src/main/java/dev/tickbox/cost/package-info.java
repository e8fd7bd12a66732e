/**
 * What attempts cost, seen from the runs that they were for; and what remains of it when a run is removed. The ledgers decide what was
 * paid: here it is only added up.
 */
@NullMarked
package dev.tickbox.cost;

import org.jspecify.annotations.NullMarked;
