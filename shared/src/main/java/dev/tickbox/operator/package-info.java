/** What a person changes in a run beyond one event of one document: giving all of it up, continuing it with other content. */
@NullMarked
package dev.tickbox.operator;

import org.jspecify.annotations.NullMarked;
