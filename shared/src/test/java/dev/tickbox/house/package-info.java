/** The rules of the house: what a reviewer would otherwise have to say again and again. */
@NullMarked
package dev.tickbox.house;

import org.jspecify.annotations.NullMarked;
