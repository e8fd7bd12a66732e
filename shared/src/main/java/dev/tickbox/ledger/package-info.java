/**
 * The documents of the four machines, and the one way to change them: read, let the machine decide, commit if unchanged. Also what lies
 * beside them: texts, recorded steps, content, the switches of the store, the cost of removed runs.
 */
@NullMarked
package dev.tickbox.ledger;

import org.jspecify.annotations.NullMarked;
