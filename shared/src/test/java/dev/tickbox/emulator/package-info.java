/** Google's emulators, run for the tests of one JVM: started by the first that asks, ended with the JVM. */
@NullMarked
package dev.tickbox.emulator;

import org.jspecify.annotations.NullMarked;
