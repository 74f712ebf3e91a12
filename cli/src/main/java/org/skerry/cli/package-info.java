package org.skerry.cli;
