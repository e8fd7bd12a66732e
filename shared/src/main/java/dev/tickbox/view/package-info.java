/** What a person is shown of a store: runs, money, what is stuck and which commands apply. It only reads. */
@NullMarked
package dev.tickbox.view;

import org.jspecify.annotations.NullMarked;
