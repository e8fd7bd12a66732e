/** What is deployed, and the command: the only place that knows every part, and where all of them are put together by hand. */
@NullMarked
package dev.tickbox.functions;

import org.jspecify.annotations.NullMarked;
