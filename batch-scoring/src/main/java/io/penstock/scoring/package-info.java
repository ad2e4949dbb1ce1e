/** The model in force scores a day of rows into predictions. */
package io.penstock.scoring;
