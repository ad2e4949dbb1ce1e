/**
 * How feeds, sources, entities and feature views are written and read. A {@code ...Yaml} class holds the shape of one kind
 * and turns its YAML into the record; a {@code ...Rules} class says what is wrong with it among the others. Columns in SQL
 * are looked up in a {@link io.penstock.features.definition.Scope}, by the grammar of Spark's parser, without Spark.
 */
package io.penstock.features.definition;
