/** Google's emulators as processes, for tests and for a developer's desk. Nothing that is deployed calls it. */
@NullMarked
package dev.tickbox.emulator;

import org.jspecify.annotations.NullMarked;
