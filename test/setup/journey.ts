import type { Stage } from '../../domain/route';
import { note, type TestDocket } from './docket';
import type { TestService } from './service';
import { START } from './fixtures';

const TODAY = '2026-11-16';
/** So early that a posting of ten working days is over as soon as it is recorded. */
const POSTED_ON = '2026-10-26';

/**
 * Takes all lines of a docket along their route to its end, as one list at every stage. What sessions and proposals say to a
 * docket is said here without them, by the same Updates: a docket cannot tell the difference.
 * @param before the stage at which it halts
 */
export async function travel(
  service: TestService,
  docket: TestDocket,
  before: (stage: Stage) => boolean = () => false,
): Promise<void> {
  for (;;) {
    const { line } = await docket.nomination();
    if (!line || line.end) return;
    if (line.route[line.at]!.some(before)) return;
    for (const stage of line.route[line.at]!) await pass(service, docket, stage);
  }
}

async function pass(service: TestService, docket: TestDocket, stage: Stage): Promise<void> {
  const written = () => note(service);
  switch (stage.kind) {
    case 'screening':
      await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY, paperOriginalOn: TODAY });
      await docket.act({ type: 'accept', note: await written() });
      return;
    case 'consultation':
      for (const body of stage.bodies) {
        await docket.act({ type: 'ask', body, askedOn: TODAY, note: await written() });
        await docket.act({ type: 'answer', body, opinion: 'agrees', note: await written() });
      }
      return;
    case 'posting':
      await docket.act({ type: 'post', firstDay: POSTED_ON, note: await written() });
      return;
    case 'council': {
      const claim = `session-of-${docket.docket}-${stage.level}`;
      await docket.act({ type: 'claim', claim, stage: 'council', level: stage.level });
      await docket.act({ type: 'councilResult', claim, result: 'passed' });
      return;
    }
    case 'approval': {
      const { claim, decision } = paperOf(docket, stage.level);
      await docket.act({ type: 'claim', claim, stage: 'approval', level: stage.level });
      if (stage.power === 'forward') {
        await docket.act({ type: 'forwarded', claim, decision });
        return;
      }
      await record(service, docket, decision);
      await docket.act({ type: 'decisionSigned', claim, decision });
      // the proposal that has the signed decision issues the certificates
      await docket.act({ type: 'issue', claim, decision });
      return;
    }
    case 'issuance':
      throw new Error('an approval of own power issues as well');
    case 'central': {
      const paper = { kind: 'decision', title: 'Quyết định khen thưởng', number: '1523/QĐ-CTN', date: TODAY };
      const awarded = await note(service, { paper });
      await docket.act({ type: 'centralAwarded', decision: `central-${docket.docket}`, note: awarded });
      return;
    }
    case 'receipt':
      await docket.act({ type: 'recordFetched', on: TODAY });
      await docket.act({ type: 'recordHandover', on: TODAY, note: await written() });
      return;
  }
}

const paperOf = ({ docket }: TestDocket, level: string) => {
  const claim = `proposal-of-${docket}-${level}`;
  return { claim, decision: `${claim}-paper` };
};

/** The decision that awards all lines; mails name it. */
async function record({ store }: TestService, docket: TestDocket, _id: string): Promise<void> {
  await store.decisions.insert({
    _id,
    kind: 'decision',
    register: `register-of-${docket.docket}`,
    number: '05/QĐ-UBND',
    serial: 5,
    date: TODAY,
    signer: 'Nguyễn Văn Mẫu',
    signerPost: 'Chủ tịch',
    form: 'direct',
    subject: 'Về việc tặng thưởng',
    lines: docket.nominations,
    at: START,
    by: 'key:clerk',
  });
}
