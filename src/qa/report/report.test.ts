import assert from 'node:assert/strict';
import test from 'node:test';
import { githubAnnotations } from './github-annotations.ts';
import { htmlReport } from './html-report.ts';
import { jobSummary } from './job-summary.ts';
import { junitReport } from './junit-report.ts';
import { sampleReport } from './sample-report.support.ts';

const HOSTILE = '<script>alert(1)</script>"\'&|\u0007\n::error::x';

test('the trace of an item can be read: scenario, pair, fixture, last pass', () => {
  const html = htmlReport(sampleReport());
  for (const text of [
    'ORD-07',
    'A coupon on the whole order',
    'woocommerce → business-central',
    'cassettes/woocommerce/coupon.yaml',
    '2026-03-02 09:00:00 UTC',
  ])
    assert.ok(html.includes(text), text);
});

test('a stage over several pairs tells the sum, and each pair when it is opened', () => {
  assert.match(
    htmlReport(sampleReport()),
    /<details><summary>14 variants over 2 pairs<\/summary><ul><li>woocommerce → business-central: 9 variants<\/li><li>/,
  );
});

test('the report needs nothing but itself', () => {
  const html = htmlReport(sampleReport());
  assert.doesNotMatch(html, /<(script|link|img|iframe)|url\(|@import|https?:/);
});

test('lines that never ran are marked, with what did not', () => {
  const html = htmlReport(sampleReport());
  assert.match(html, /<li class="missed" title="column 20: its condition was never false">/);
});

test('the sign-off page is a page of its own and names the hash', () => {
  const html = htmlReport(sampleReport());
  const page = html.slice(html.indexOf('class="sign-off"'));
  assert.match(page, /a1b2c3/);
  for (const line of ['Name', 'Date', 'Remarks', 'Signature']) assert.ok(page.includes(`<dt>${line}</dt>`));
  assert.match(html, /@media print \{ \.sign-off \{ break-before: page/);
});

test('what a scenario or a file is called can never become markup', () => {
  const hostile = sampleReport(HOSTILE);
  assert.ok(!htmlReport(hostile).includes('<script'));
  assert.ok(!junitReport(hostile).includes('<script'));
  assert.ok(!junitReport(hostile).includes('\u0007'));
  assert.ok(!jobSummary(hostile).includes('<script'));
  for (const line of githubAnnotations(hostile).trimEnd().split('\n')) assert.match(line, /^::error (file|title)=/);
});

test('JUnit counts scenarios and stages, and what failed', () => {
  const xml = junitReport(sampleReport());
  assert.match(xml, /<testsuite name="features\/orders\.feature" tests="2" failures="1">/);
  assert.match(xml, /<failure message="expected the discount 10\.00, got nothing">/);
  assert.match(xml, /<testcase classname="verification" name="mutation"><skipped\/>/);
});

test('GitHub shows a failure at the line of its scenario', () => {
  assert.match(
    githubAnnotations(sampleReport()),
    /^::error file=features\/orders\.feature,line=4,title=A coupon on the whole order \(shopify → business-central\)::expected the discount 10\.00, got nothing%0Apath/m,
  );
});

test('the summary of a job says what blocks', () => {
  assert.match(jobSummary(sampleReport()), /### What blocks a release\n\n- \*\*features\*\* ORD-07 fails/);
});
