@NullMarked
package dev.tickbox.doctor;

import org.jspecify.annotations.NullMarked;
