/// The studies: each composes a scenario, its game, contenders and claims.
package org.skerry.studies;
