import { countLaws } from './laws/count-laws.ts';
import { crowdLaws } from './laws/crowd-laws.ts';
import { cursorLaws } from './laws/cursor-laws.ts';
import { editLaws } from './laws/edit-laws.ts';
import { eventLaws } from './laws/event-laws.ts';
import { followUpLaws } from './laws/follow-up-laws.ts';
import type { OpenLedger } from './laws/law.ts';
import { linkLaws } from './laws/link-laws.ts';
import { listLaws } from './laws/list-laws.ts';
import { moveLaws } from './laws/move-laws.ts';
import { pruneLaws } from './laws/prune-laws.ts';
import { readyLaws } from './laws/ready-laws.ts';
import { receiveLaws } from './laws/receive-laws.ts';
import { recoverLaws } from './laws/recover-laws.ts';
import { settleLaws } from './laws/settle-laws.ts';
import { stepLaws } from './laws/step-laws.ts';
import { textLaws } from './laws/text-laws.ts';

/**
 * What every Ledger must do, sentence by sentence of the port. An implementation is correct when all of these pass.
 *
 * @param name said in front of every test's title
 * @param open gives a new, empty ledger; each law closes its own
 */
export function ledgerLaws(name: string, open: OpenLedger): void {
  for (const laws of [
    receiveLaws,
    cursorLaws,
    readyLaws,
    recoverLaws,
    moveLaws,
    stepLaws,
    settleLaws,
    followUpLaws,
    linkLaws,
    listLaws,
    countLaws,
    editLaws,
    pruneLaws,
    eventLaws,
    crowdLaws,
    textLaws,
  ]) {
    laws(name, open);
  }
}
