/// Reports: what came of a run, as a page that needs no network, as JSON and as CSV.
package org.skerry.studies.report;
