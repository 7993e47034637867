import { authorityNames } from '../domain/catalogue';
import type { LineEvent } from '../domain/line';
import { dayOf } from '../domain/time';
import type { DecisionRecord } from '../platform/store';
import { ledgerEntry } from '../platform/store/ledger';
import type { Pin } from '../platform/store/lines';
import type { Activities, SaveDocket } from './index';
import type { ActivityContext } from './context';
import { awardOf, historyOf } from './history';

/** Writes of a docket: its lines in the read model with their trail, receipts, and what the central level has decided. */
export function docketActivities({
  store,
  catalogue,
  rules,
}: ActivityContext): Pick<Activities, 'saveDocket' | 'loadCalendar'> {
  return {
    async saveDocket({ docketId, step, now, lines, events, receipts, closed }: SaveDocket) {
      await store.lines.save({ docketId, step, lines, events, now, pins: await pinsOf(events) });
      for (const { unitProposal, code, at } of receipts)
        await store.unitProposals.setReceipt(unitProposal, { code, at });
      for (const event of events) {
        if (event.type === 'changeContact') await changeContact(event, step);
      }
      const central = events.filter((e) => e.type === 'centralAwarded');
      for (const decision of new Set(central.map((e) => String(e.facts?.['decision'])))) {
        await recordCentral(
          decision,
          central.filter((e) => e.facts?.['decision'] === decision),
        );
      }
      if (closed) await store.dockets.close(docketId, now);
    },

    loadCalendar: () => store.calendars.working(),
  };

  /** The rules that are in force on the day on which a level takes a line in: what it is judged by from then on. */
  async function pinsOf(events: readonly LineEvent[]): Promise<readonly Pin[]> {
    const pins: Pin[] = [];
    for (const { line, type, level, at } of events) {
      if ((type !== 'receive' && type !== 'selfChecked') || level === undefined) continue;
      pins.push({ line, level, rules: (await rules.on(dayOf(at))).id });
    }
    return pins;
  }

  async function changeContact(event: LineEvent, step: number): Promise<void> {
    const [note, nomination] = await Promise.all([
      store.notes.need(event.note ?? ''),
      store.nominations.need(event.line),
    ]);
    if (note.contact && nomination.unitProposal)
      await store.unitProposals.setContact(nomination.unitProposal, note.contact, step);
  }

  /** An award of the central level: its decision was signed elsewhere; the record and the history entry are ours. */
  async function recordCentral(id: string, events: readonly LineEvent[]): Promise<void> {
    const first = events[0]!;
    const paper = (await store.notes.need(first.note ?? id)).paper;
    const date = paper?.date ?? dayOf(first.at);
    const decision: DecisionRecord = {
      _id: id,
      kind: 'external',
      register: `external/${id}`,
      number: paper?.number ?? '',
      date,
      signer: paper?.signer ?? '',
      signerPost: '',
      form: 'direct',
      subject: paper?.title ?? '',
      lines: events.map((e) => e.line),
      at: first.at,
      by: first.actor,
    };
    await store.decisions.addExternal(decision);
    const nominations = await store.nominations.many(decision.lines);
    await store.history.add(
      [...nominations.values()].map((n) => {
        const award = awardOf(catalogue, n);
        const given = { award, authority: authorityNames[award.decidedBy].vi, number: decision.number, date };
        return ledgerEntry('central', id, n._id, historyOf(n, given));
      }),
    );
  }
}
