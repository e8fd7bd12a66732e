/** Where a call of the Internet may lead: to public addresses, judged at the socket, and to what the operator allows. */
@NullMarked
package dev.tickbox.web;

import org.jspecify.annotations.NullMarked;
