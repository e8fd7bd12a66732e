/**
 * The submission ledger: one paid generation and the calls made for it. Pure: a state, an event and the time give the next state.
 * Leases fence decisions, never evidence: a handle or a charge is taken in whatever state it arrives.
 */
@NullMarked
package dev.tickbox.reservation;

import org.jspecify.annotations.NullMarked;
