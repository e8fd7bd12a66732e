/** What every part of a tick works with: the adapters, the report, the time that is left, the workers, the permit to buy or publish. */
@NullMarked
package dev.tickbox.tick.context;

import org.jspecify.annotations.NullMarked;
