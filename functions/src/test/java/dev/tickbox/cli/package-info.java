/** Runs the commands in a temporary folder and checks their output. */
@NullMarked
package dev.tickbox.cli;

import org.jspecify.annotations.NullMarked;
