/** What a developer measures: steps, articles and ticks, beside raw commits of the same store in the same run. */
@NullMarked
package dev.tickbox.bench;

import org.jspecify.annotations.NullMarked;
