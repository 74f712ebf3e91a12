/// Text files as people have them: encodings, tables of cells, numbers.
///
/// One way to read each, used by data sets, schedules, households and networks alike. Nothing here
/// knows what a file is about.
package org.skerry.energy.text;
