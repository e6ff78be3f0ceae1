/** The laws of reading and of answers, for every system that ships and has a twin. What is written is held to them by scenarios and failure packs. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { BUILT_IN } from '../../../test/sample-project.ts';
import { loadLibrary } from '../../load/load-project.ts';
import { TWINS } from '../../twin/catalogue.ts';
import { holdToLaws } from './hold-to-laws.ts';
import { openTwinSubject } from './open-subject.ts';

const { connectors } = loadLibrary({ root: BUILT_IN, builtIn: BUILT_IN });

for (const system of connectors.keys())
  if (Object.hasOwn(TWINS, system))
    test(`${system} keeps the laws of connectors`, async () => {
      const subject = await openTwinSubject(system, { root: BUILT_IN, builtIn: BUILT_IN });
      try {
        const results = await holdToLaws(subject, []);
        assert.deepEqual(
          results
            .filter(({ verdict }) => verdict === 'broken')
            .map(({ law, about, says }) => `${about}: ${law}: ${says.join('; ')}`),
          [],
        );
        assert.ok(results.filter(({ verdict }) => verdict === 'kept').length > 20, JSON.stringify(results, null, 1));
      } finally {
        await subject.close();
      }
    });
