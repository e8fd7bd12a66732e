/** What of a bought text a site could execute: it is held back, because a model can be made to write it. */
@NullMarked
package dev.tickbox.screening;

import org.jspecify.annotations.NullMarked;
