/** Telling publishers that something is due. It is only a hint: the ledger alone decides, so one that is lost or doubled changes nothing. */
@NullMarked
package dev.tickbox.wake;

import org.jspecify.annotations.NullMarked;
