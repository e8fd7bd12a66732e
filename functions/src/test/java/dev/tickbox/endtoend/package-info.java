/** The whole system: each function as a process under the real invoker, on the emulators, with real git repositories. */
@NullMarked
package dev.tickbox.endtoend;

import org.jspecify.annotations.NullMarked;
