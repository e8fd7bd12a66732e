/** Notifications of the vendor that another process received and verified, until a reclaim tick applies them to the ledger. */
@NullMarked
package dev.tickbox.inbox;

import org.jspecify.annotations.NullMarked;
