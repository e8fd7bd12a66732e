/** What a person changes in a run, at any moment, while ticks go on. */
@NullMarked
package dev.tickbox.operator;

import org.jspecify.annotations.NullMarked;
