import type { CouncilRule } from '../../domain/rule';
import type { Dossier } from '../../platform/store';
import { dossier, people } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';
import type { Answer, TestSite } from './site';

/** A council that can be opened again and again, with the link of its second member. */
export interface Sitting {
  open(
    ballot: 'named' | 'secret',
    more?: {
      /** A member who is the first nominee himself. */ readonly nominee?: string;
      readonly rule?: Partial<CouncilRule>;
      readonly closesAt?: string;
      readonly closing?: 'atTime' | 'whenAllVoted';
      /** Members are asked for the number of their paper invitation. */
      readonly stepUp?: true;
    },
  ): Promise<{ readonly session: TestSession; readonly path: string; readonly ids: readonly string[] }>;
  /** Fills in, reads back and sends. */
  send(path: string, filled: Record<string, string>): Promise<Answer>;
  /** Everybody but one votes yes. */
  othersVote(session: TestSession, but: string): Promise<void>;
}

/** Sessions of the unit's council over so many fresh lines each. */
export async function sheetLines(site: TestSite, count: number): Promise<Sitting> {
  const { service } = site;
  return await Promise.resolve({
    async open(ballot, { nominee, rule, closesAt, closing, stepUp } = {}) {
      const docket = await sendDocket(
        service,
        Array.from({ length: count }, (_, i) =>
          i === 0 && nominee !== undefined ? named(nominee) : dossier('CSTDCS', i + 1),
        ),
        { selfChecked: true },
      );
      await docket.reach('waitingForCouncil');
      const lines = docket.nominations.map((nomination) => ({
        nomination,
        docket: docket.docket,
        award: 'CSTDCS',
        ...(rule === undefined ? {} : { rule }),
      }));
      const session = await openTestSession(service, lines, {
        level: 'unit',
        ballot,
        ...(closesAt === undefined ? {} : { closesAt }),
        ...(closing === undefined ? {} : { closing }),
        ...(stepUp ? { stepUp: { tries: 5, lockMinutes: 15 } } : {}),
      });
      await session.reach('open');
      const path = await site.token('ballot', session.id, 'C2');
      return { session, path, ids: docket.nominations };
    },
    async send(path, filled) {
      const review = await site.press(path, await site.get(`${path}?edit=1`), 'review', filled);
      return await site.press(path, review, 'send');
    },
    async othersVote(session, but) {
      const { members } = await session.record();
      const voters = people(members.length).filter((person) => person !== but);
      for (const person of voters) await session.vote(person, 'yes');
    },
  });
}

/** The secretary takes a line off the agenda of an open session, by a letter. */
export async function dropLine({ service }: TestSite, session: TestSession, nomination: string): Promise<void> {
  const paper = { kind: 'letter', title: 'Công văn', number: '77/SNV-TĐKT', date: '2026-11-16' };
  await session.order({ type: 'dropLine', nomination, note: await note(service, { paper }) });
  await eventually(session.record, (record) => record.lines.every((line) => line.nomination !== nomination));
}

function named(person: string): Dossier {
  const one = dossier('CSTDCS', 1);
  return { ...one, nominee: { ...one.nominee, person } as Dossier['nominee'] };
}
