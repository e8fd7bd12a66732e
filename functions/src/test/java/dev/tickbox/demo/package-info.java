/** The demo as a whole, and its verdict. */
@NullMarked
package dev.tickbox.demo;

import org.jspecify.annotations.NullMarked;
