@NullMarked
package dev.tickbox.doctor.cloud;

import org.jspecify.annotations.NullMarked;
