/** The contract on SQLite, and what only an embedded store can get wrong. */
@NullMarked
package dev.tickbox.store.sqlite;

import org.jspecify.annotations.NullMarked;
