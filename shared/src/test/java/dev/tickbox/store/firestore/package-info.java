/** The contract on Firestore, against the real emulator. */
@NullMarked
package dev.tickbox.store.firestore;

import org.jspecify.annotations.NullMarked;
