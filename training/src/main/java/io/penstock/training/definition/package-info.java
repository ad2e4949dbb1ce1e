/**
 * How models are written and read: {@link io.penstock.training.definition.ModelYaml} holds the shape and makes the record,
 * {@link io.penstock.training.definition.ModelRules} says what is wrong with it among the other definitions.
 */
package io.penstock.training.definition;
