@NullMarked
package dev.tickbox.screening;

import org.jspecify.annotations.NullMarked;
