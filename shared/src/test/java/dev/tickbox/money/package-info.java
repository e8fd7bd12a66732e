/** What things cost: the table, its dates, and every way in which an answer may miss it. */
@NullMarked
package dev.tickbox.money;

import org.jspecify.annotations.NullMarked;
