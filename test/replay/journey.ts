import { randomUUID } from 'node:crypto';
import type { Level, Stage } from '../../domain/route';
import { note, type TestDocket } from '../setup/docket';
import type { TestService } from '../setup/service';

/** Who stands behind the stages that other workflows end: these workflows themselves, or their messages said by hand. */
export interface Hands {
  posting(docket: TestDocket): Promise<void>;
  council(docket: TestDocket, level: Level): Promise<void>;
  /** The end of the approval; of own power also the issuance. */
  approval(docket: TestDocket, level: Level, power: 'decide' | 'forward'): Promise<void>;
}

/** Takes all lines of a docket along their route to its end, as one list at every stage. */
export async function travel(service: TestService, docket: TestDocket, hands: Hands): Promise<void> {
  for (;;) {
    const { line } = await service.store.nominations.need(docket.nominations[0]!);
    if (!line || line.end) return;
    for (const stage of line.route[line.at]!) await pass(service, docket, stage, hands);
  }
}

async function pass(service: TestService, docket: TestDocket, stage: Stage, hands: Hands): Promise<void> {
  switch (stage.kind) {
    case 'screening':
      await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' });
      await docket.act({ type: 'accept', note: await note(service) });
      return;
    case 'consultation':
      for (const body of stage.bodies) {
        await docket.act({ type: 'ask', body, askedOn: '2026-11-16', note: await note(service) });
        await docket.act({ type: 'answer', body, opinion: 'agrees', note: await note(service) });
      }
      return;
    case 'posting':
      return hands.posting(docket);
    case 'council':
      return hands.council(docket, stage.level);
    case 'approval':
      return hands.approval(docket, stage.level, stage.power);
    case 'central': {
      const paper = { kind: 'decision', title: 'Quyết định khen thưởng', number: '1523/QĐ-CTN', date: '2026-11-16' };
      const awarded = await note(service, { paper });
      await docket.act({ type: 'centralAwarded', decision: `external-${randomUUID().slice(0, 8)}`, note: awarded });
      return;
    }
    case 'receipt':
      await docket.act({ type: 'recordFetched', on: '2026-11-16' });
      await docket.act({ type: 'recordHandover', on: '2026-11-16', note: await note(service) });
      return;
    case 'issuance':
      throw new Error('an approval of own power issues as well');
  }
}

/** Days before the clock of the tests, so that a posting of ten working days is over when it is recorded. */
const POSTED_ON = '2026-10-26';

/** The messages of sessions and proposals, without these: a docket cannot tell the difference. */
export function byHand(service: TestService): Hands {
  return {
    posting: async (docket) => {
      await docket.act({ type: 'post', firstDay: POSTED_ON, note: await note(service) });
    },
    council: async (docket, level) => {
      const claim = `session-of-${docket.docket}-${level}`;
      await docket.act({ type: 'claim', claim, stage: 'council', level });
      await docket.act({ type: 'councilResult', claim, result: 'passed' });
    },
    approval: async (docket, level, power) => {
      const claim = `proposal-of-${docket.docket}-${level}`;
      const decision = `decision-of-${docket.docket}-${level}`;
      await docket.act({ type: 'claim', claim, stage: 'approval', level });
      if (power === 'forward') {
        await docket.act({ type: 'forwarded', claim, decision });
        return;
      }
      const register = `register-of-${docket.docket}`;
      await service.store.decisions.insert({
        _id: decision,
        kind: 'decision',
        register,
        number: '05/QĐ-UBND',
        serial: 5,
        date: '2026-11-16',
        signer: 'Nguyễn Văn Mẫu',
        signerPost: 'Chủ tịch',
        form: 'direct',
        authority: level === 'province' ? 'A-TINH' : 'A-U01',
        subject: 'Về việc tặng thưởng',
        lines: docket.nominations,
        at: '2026-11-16T01:00:00.000Z',
        by: 'key:clerk',
      });
      await docket.act({ type: 'decisionSigned', claim, decision });
      await docket.act({ type: 'issue', claim, decision });
    },
  };
}
