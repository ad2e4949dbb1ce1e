/** Versioned tables: validated slices go in by one deciding commit; any version can be read again. */
package io.penstock.lake;
