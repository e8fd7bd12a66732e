/** What is in a store, told to a person: runs, money, what waits and what can be done about it. It only reads; the command prints it. */
@NullMarked
package dev.tickbox.view;

import org.jspecify.annotations.NullMarked;
