/** Where credentials come from. A secret is asked for when it is used, never stored, printed or put into a message. */
@NullMarked
package dev.tickbox.secret;

import org.jspecify.annotations.NullMarked;
