/**
 * The embedded store: one SQLite file that several processes may share, readable with the {@code sqlite3} shell. An answered
 * commit survives a power cut. Only wiring and tests name this package; all others know the port.
 */
@NullMarked
package dev.tickbox.store.sqlite;

import org.jspecify.annotations.NullMarked;
