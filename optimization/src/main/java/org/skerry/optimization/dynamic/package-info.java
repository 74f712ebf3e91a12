/// Dynamic programming.
package org.skerry.optimization.dynamic;
