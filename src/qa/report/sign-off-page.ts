import type { VerificationFile } from '../../model/config.generated.ts';
import { CHECKLIST } from '../checklist/checklist-items.ts';
import { type Markup, markup } from './markup.ts';

/** A page of its own for paper: what was verified, by its hash, and room for a name, a date and remarks. */
export function signOffPage({ project, hash, verified_at, verdict, items }: VerificationFile): Markup {
  const known = items.filter(({ id }) => CHECKLIST.some((each) => each.id === id));
  return markup`<section class="sign-off">
<h2>Sign-off</h2>
<p>${project}, configuration <code>${hash}</code>, verified ${verified_at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}: <b class="${verdict}">${verdict}</b>.</p>
<table><thead><tr><th>Item</th><th>Result</th><th>Remarks</th></tr></thead><tbody>${known.map(
    ({ id, verdict: each }) =>
      markup`<tr><th scope="row">${id}</th><td class="${each}">${each}</td><td class="blank"></td></tr>`,
  )}</tbody></table>
<dl class="lines"><dt>Name</dt><dd></dd><dt>Date</dt><dd></dd><dt>Remarks</dt><dd></dd><dt>Signature</dt><dd></dd></dl>
</section>`;
}
