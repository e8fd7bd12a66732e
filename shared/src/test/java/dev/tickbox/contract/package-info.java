/** What every store must do, told once. An adapter's test says how it is opened and harmed, and overrides no case. */
@NullMarked
package dev.tickbox.contract;

import org.jspecify.annotations.NullMarked;
