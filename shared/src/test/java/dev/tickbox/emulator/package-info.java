/** The emulators of one test JVM: started by the first that asks, ended with the JVM. */
@NullMarked
package dev.tickbox.emulator;

import org.jspecify.annotations.NullMarked;
