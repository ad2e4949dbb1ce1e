/** Deequ, kept behind one adapter: counts and moments gathered elsewhere go in as its states, its metrics come out. */
package io.penstock.validation.deequ;
