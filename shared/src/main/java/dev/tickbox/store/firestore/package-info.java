/**
 * The distributed store: Firestore in native mode, readable in its console. It resends and reads back by itself, so that what it
 * answers is true whatever the network did. Only wiring and tests name this package; all others know the port.
 */
@NullMarked
package dev.tickbox.store.firestore;

import org.jspecify.annotations.NullMarked;
