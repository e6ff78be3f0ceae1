import type { SignOff, VerificationFile } from '../../model/config.generated.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import { type Markup, markup } from './markup.ts';
import { shownInstant } from './shown-instant.ts';

/** A page of its own for paper: what was verified, by its hash, and room for a name, a date and remarks. */
export function signOffPage(
  { project, hash, verified_at, verdict, items }: VerificationFile,
  signed: readonly SignOff[],
): Markup {
  const known = items.filter(({ id }) => CHECKLIST.some((each) => each.id === id));
  return markup`<section class="sign-off">
<h2>Sign-off</h2>
<p>${project}, configuration <code>${hash}</code>, verified ${shownInstant(verified_at)}: <b class="${verdict}">${verdict}</b>.</p>
<table><thead><tr><th>Item</th><th>Result</th><th>Remarks</th></tr></thead><tbody>${known.map(
    ({ id, verdict: each, reason }) =>
      markup`<tr><th scope="row">${id}</th><td class="${each}">${each}${reason !== undefined && markup`<div class="reason">${reason}</div>`}</td><td class="blank"></td></tr>`,
  )}</tbody></table>
${signed.length > 0 && markup`<h3>Signed</h3><ul>${signed.map(({ name, at, remarks }) => markup`<li>${name}, ${shownInstant(at)}${remarks !== '' && markup`: ${remarks}`}</li>`)}</ul>`}
<dl class="lines"><dt>Name</dt><dd></dd><dt>Date</dt><dd></dd><dt>Remarks</dt><dd></dd><dt>Signature</dt><dd></dd></dl>
</section>`;
}
