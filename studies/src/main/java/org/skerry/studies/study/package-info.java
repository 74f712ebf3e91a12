/// Studies: contenders that play the same arena on several seeds, beside the floor that nobody can
/// beat, and the claims that this tests.
package org.skerry.studies.study;
