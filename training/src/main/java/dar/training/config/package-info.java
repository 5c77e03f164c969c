/**
 * What a user may set, with its defaults: files and flags come in, one complete record goes out.
 */
package dar.training.config;
