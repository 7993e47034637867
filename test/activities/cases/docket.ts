import { act } from '../../../domain/walk';
import type { Route } from '../../../domain/route';
import { calendar, dossier, START } from '../../setup/fixtures';
import { note } from '../../setup/docket';
import type { TestService } from '../../setup/service';
import { context, lineOf, saving, sent, walked } from '../lines';
import { run, type Case, type Cases, type Input } from '../twice';

const CENTRAL: Route = [[{ kind: 'central', reminderWorkingDays: 20 }], [{ kind: 'receipt', workingDays: 10 }]];
const contact = (name: string) => ({ name, email: `${name}@tinh-d.example`, language: 'vi' as const });

const unitProposalOf = async ({ store }: TestService, { lines }: Input<'saveDocket'>) =>
  await store.unitProposals.need(lines[0]!.unitProposal);

const takesIn: Case<'saveDocket'> = {
  name: 'takes in a list and gives its receipt',
  async prepare(service) {
    const list = await sent(service, [dossier('GK', 1), dossier('GK', 2)]);
    const lines = list.nominations.map((id) => lineOf(list, id));
    const { unitProposal } = list;
    return { ...saving(list, 1, lines), receipts: [{ unitProposal, code: unitProposal, at: START }] };
  },
  async stands(service, input) {
    for (const line of input.lines) {
      const nomination = await service.store.nominations.need(line.id);
      expect(nomination).toMatchObject({ status: 'submitted', version: 1, line });
    }
    const { _id, receipt } = await unitProposalOf(service, input);
    expect(receipt).toEqual({ code: _id, at: START });
  },
  async meanwhile(service, input) {
    const { docketId, lines } = input;
    const received = lines.map((line) =>
      act(line, { type: 'receive', number: '12', arrivedOn: '2026-11-16' }, context),
    );
    await run(service, 'saveDocket', {
      ...input,
      docketId,
      step: 2,
      lines: received.map((c) => c.line),
      events: received.flatMap((c) => c.events),
      receipts: [],
    });
  },
};

const resubmits: Case<'saveDocket'> = {
  name: 'brings in the version of a dossier that answers a return',
  async prepare(service) {
    const list = await sent(service, [dossier('GK', 1)]);
    const [id] = list.nominations as [string];
    const returned = await walked(service, list, lineOf(list, id), [
      { type: 'receive', number: '12', arrivedOn: '2026-11-16' },
      { type: 'return', note: await note(service) },
    ]);
    const content = dossier('GK', 1, { merit: 'Hoàn thành xuất sắc nhiệm vụ, đã bổ sung.' });
    await service.store.dossiers.insert({ _id: `${id}/2`, nomination: id, content, by: 'key:unit', at: START });
    return saving(list, 4, [act(returned.line, { type: 'resubmit', dossier: `${id}/2` }, context)]);
  },
  async stands({ store }, { lines: [line] }) {
    const { dossierVersion, dossier: content, version } = await store.nominations.need(line!.id);
    expect([dossierVersion, version]).toEqual([`${line!.id}/2`, line!.version]);
    expect(content.merit).toContain('đã bổ sung');
  },
};

const changesContact: Case<'saveDocket'> = {
  name: 'changes the contact of a proposal',
  async prepare(service) {
    const list = await sent(service, [dossier('GK', 1)]);
    const line = await walked(service, list, lineOf(list, list.nominations[0]!), []);
    const noted = await note(service, { contact: contact('moi') });
    return saving(list, 2, [act(line.line, { type: 'changeContact', note: noted }, context)]);
  },
  async stands(service, input) {
    expect((await unitProposalOf(service, input)).contact).toEqual(contact('moi'));
  },
  // a run that was given up and still reaches the database must not bring back what has been changed since
  async meanwhile(service, input) {
    const noted = await note(service, { contact: contact('moi-nhat') });
    const again = act(input.lines[0]!, { type: 'changeContact', note: noted }, context);
    await run(service, 'saveDocket', { ...input, step: 3, lines: [again.line], events: again.events });
  },
};

const awardedCentrally: Case<'saveDocket'> = {
  name: 'records what the central level has decided, in as many writes as its list needs',
  async prepare(service) {
    const list = await sent(service, [dossier('BKTTG', 1), dossier('BKTTG', 2)]);
    const paper = { kind: 'decision', title: 'Quyết định tặng Bằng khen', number: '1520/QĐ-TTg', date: '2026-11-12' };
    const noted = await note(service, { paper });
    const decision = `QD-${list.docket}`;
    const awarded = [];
    for (const id of list.nominations) {
      const waiting = await walked(service, list, lineOf(list, id, { award: 'BKTTG', route: CENTRAL }), []);
      awarded.push(act(waiting.line, { type: 'centralAwarded', note: noted, decision }, context));
    }
    const [first, second] = awarded as [(typeof awarded)[0], (typeof awarded)[0]];
    await run(service, 'saveDocket', saving(list, 2, [first]));
    return saving(list, 2, [second]);
  },
  async stands({ store }, { docketId, events }) {
    const decision = await store.decisions.need(`QD-${docketId}`);
    expect(decision).toMatchObject({ kind: 'external', number: '1520/QĐ-TTg', date: '2026-11-12' });
    expect(decision.lines).toHaveLength(2);
    expect(decision.lines).toContain(events[0]!.line);
    for (const line of decision.lines) {
      const nomination = await store.nominations.need(line);
      const { nominee } = nomination.dossier;
      const history = await store.history.ofSubject((nominee.kind === 'person' ? nominee.person : undefined) ?? line);
      expect(history.filter((h) => h.decision === decision._id)).toHaveLength(1);
    }
  },
};

const closes: Case<'saveDocket'> = {
  name: 'closes a docket',
  async prepare(service) {
    const list = await sent(service, [dossier('GK', 1)]);
    return { ...saving(list, 9, []), closed: true };
  },
  async stands({ store }, { docketId, now }) {
    expect((await store.dockets.get(docketId))?.closedAt).toBe(now);
  },
};

export const docketCases: Pick<Cases, 'saveDocket' | 'loadCalendar'> = {
  saveDocket: [takesIn, resubmits, changesContact, awardedCentrally, closes],
  loadCalendar: [
    {
      name: 'reads the calendar',
      prepare: () => Promise.resolve(undefined),
      async stands(_service, _input, result) {
        await Promise.resolve(expect(result.years).toEqual(calendar.years));
      },
    },
  ],
};
