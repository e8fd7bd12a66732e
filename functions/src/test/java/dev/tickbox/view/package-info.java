/** What a person is told of each state a run can be in, word for word. */
@NullMarked
package dev.tickbox.view;

import org.jspecify.annotations.NullMarked;
