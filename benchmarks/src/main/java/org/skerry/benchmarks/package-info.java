package org.skerry.benchmarks;
