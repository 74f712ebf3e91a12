package org.skerry.studies;
