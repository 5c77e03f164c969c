/** Whether this machine can run the program: what is there, what is missing and how to get it. */
package dar.tools.doctor;
