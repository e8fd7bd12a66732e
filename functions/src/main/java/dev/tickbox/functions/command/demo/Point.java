package dev.tickbox.functions.command.demo;

/** Between two boundaries: where a process of this demo is killed. */
enum Point {
    BEFORE_SUBMIT,
    AFTER_SUBMIT,
    BEFORE_SETTLING,
    BEFORE_PUBLISH,
    AFTER_PUBLISH
}
