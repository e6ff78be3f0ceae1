import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlReport } from './html-report.ts';
import { jobSummary } from './job-summary.ts';
import { junitReport } from './junit-report.ts';
import type { ReportContent } from './report-content.ts';
import { resultJson } from './result-json.ts';

/** Writes report.html, junit.xml and result.json; `summaryFile` is where GitHub collects the summary of a job. */
export function writeReports(folder: string, content: ReportContent, summaryFile?: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.html'), htmlReport(content));
  writeFileSync(join(folder, 'junit.xml'), junitReport(content));
  writeFileSync(join(folder, 'result.json'), resultJson(content));
  if (summaryFile !== undefined && summaryFile !== '') appendFileSync(summaryFile, jobSummary(content));
}
