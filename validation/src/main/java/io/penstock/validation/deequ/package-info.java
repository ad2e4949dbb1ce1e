/** Deequ, kept behind one class: analyzers go in as names, their aggregate columns and their metrics come out. */
package io.penstock.validation.deequ;
