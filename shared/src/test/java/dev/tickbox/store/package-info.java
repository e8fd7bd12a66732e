/** The contract that every store passes, and the store that simulations run on. */
@NullMarked
package dev.tickbox.store;

import org.jspecify.annotations.NullMarked;
