/**
 * The crash matrix: at every call of the outside a process dies, freezes, or has its effect land late, and the promises hold. What is
 * counted is counted at the vendor's journal and at the sites, never by the ledger's own word.
 */
@NullMarked
package dev.tickbox.crash;

import org.jspecify.annotations.NullMarked;
