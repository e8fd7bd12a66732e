/** Secret Manager has no emulator: its client is mocked here, and nowhere else. */
@NullMarked
package dev.tickbox.secret.manager;

import org.jspecify.annotations.NullMarked;
