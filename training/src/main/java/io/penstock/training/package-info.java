/** A trainer trains a training set into a model; a gate promotes it; a registry remembers it. */
package io.penstock.training;
