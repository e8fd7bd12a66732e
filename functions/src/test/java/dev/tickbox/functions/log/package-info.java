/** What is logged, beside what the alerts look for. */
@NullMarked
package dev.tickbox.functions.log;

import org.jspecify.annotations.NullMarked;
