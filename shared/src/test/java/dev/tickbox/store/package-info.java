/** The store that simulations run on. What every store must do is told in {@code dev.tickbox.contract}. */
@NullMarked
package dev.tickbox.store;

import org.jspecify.annotations.NullMarked;
