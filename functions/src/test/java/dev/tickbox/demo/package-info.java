/** The demo, run as a person runs it, and its verdict. */
@NullMarked
package dev.tickbox.demo;

import org.jspecify.annotations.NullMarked;
