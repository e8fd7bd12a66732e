/** Tickbox as its users have it: every function a process under the real invoker, on the real emulators, with real repositories. */
@NullMarked
package dev.tickbox.endtoend;

import org.jspecify.annotations.NullMarked;
