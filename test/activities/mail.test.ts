import type { SendMail } from '../../activities';
import { dayText } from '../../templates/format';
import { databaseOf } from '../setup/dump';
import { furnish, START } from '../setup/fixtures';
import { testService } from '../setup/service';
import { campaignWith, mergedCampaign } from './cases/campaign';
import { signed, world, type World } from './cases/mails';
import { voted } from './cases/session';
import { run, type Bench } from './twice';

/** One mail that fails on the way, and the run that follows. */
describe('a mail', () => {
  let bench: Bench;
  let all: World;
  let number = 0;
  beforeAll(async () => {
    const service = await testService();
    await furnish(service.store);
    bench = { service, database: await databaseOf(service) };
    all = await world(service);
  });
  afterAll(async () => {
    await bench.database.close();
    await bench.service.stop();
  });

  const receipt = (): SendMail => {
    const { unitProposal, lines } = all;
    return signed({ mail: 'receipt', unitProposal, lines, code: unitProposal }, (number += 1));
  };
  const send = (order: SendMail) => run(bench.service, 'sendMail', order);
  const row = ({ key }: SendMail) => bench.service.store.sentMails.get(key);
  const arrived = ({ key }: SendMail) => bench.service.mails.keyed(`${key}@`);

  test('whose acknowledgement was lost goes out again, the very same under the same Message-ID', async () => {
    const order = receipt();
    const accept = await bench.database.refuse('sentMails', { status: { $ne: 'accepted' } });
    await expect(send(order)).rejects.toThrow();
    await accept();
    expect(arrived(order)).toHaveLength(1);
    expect(await row(order)).toMatchObject({ status: 'queued', tries: 1 });
    await send(order);
    await send(order);
    const [first, second, ...more] = arrived(order);
    expect(more).toEqual([]);
    expect([second!.messageId, second!.subject, second!.text]).toEqual([first!.messageId, first!.subject, first!.text]);
    expect(await row(order)).toMatchObject({ status: 'accepted', tries: 2 });
  });

  test('of an amendment that was sent back calls it one, also when the next one waits by then', async () => {
    const targets = [] as const;
    const says = { titles: ['TTLDXS'], targets, measures: '' };
    const proposed = { at: START, by: 'key:unit' };
    const next = {
      no: 2,
      before: says,
      after: says,
      reason: 'Giảm dự toán',
      status: 'waitingForHead',
      proposed,
    } as const;
    const { campaign, ids } = await campaignWith(bench.service, [{ status: 'signed', amendments: [next] }]);
    const registrations = [ids[0]!];
    const about = { campaignId: campaign._id, unit: 'U01', registrations, note: all.noted };
    const order = signed({ mail: 'registrationReturned', ...about, amendments: 1 }, (number += 1));
    await send(order);
    const [letter] = arrived(order);
    expect(letter!.text).toContain('bản điều chỉnh');
    expect(letter!.text).toContain(dayText('vi', campaign.working.finalReview!));
  });

  test('that the server does not take for now waits as queued, and goes out once', async () => {
    const order = receipt();
    bench.service.mails.refuse = { code: 451, text: 'try again later' };
    await expect(send(order)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    await expect(send(order)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(await row(order)).toMatchObject({ status: 'queued', tries: 2 });
    bench.service.mails.refuse = undefined;
    await send(order);
    expect(arrived(order)).toHaveLength(1);
    expect(await row(order)).toMatchObject({ status: 'accepted', tries: 3 });
  });

  test('that was refused for good has failed, with the words of the server, until a later try is taken', async () => {
    const order = receipt();
    bench.service.mails.refuse = { code: 550, text: 'no such user here' };
    await expect(send(order)).rejects.toMatchObject({ code: 'MAIL_REFUSED' });
    expect(await row(order)).toMatchObject({ status: 'failed', serverReply: expect.stringContaining('no such user') });
    bench.service.mails.refuse = undefined;
    await send(order);
    expect(await row(order)).toMatchObject({ status: 'accepted', tries: 2 });
    expect(await row(order)).not.toHaveProperty('serverReply');
  });

  test('that was gathered after the digest of yesterday was made up for this morning leaves in the afternoon', async () => {
    const { store } = bench.service;
    const to = 'digest@tinh-d.example';
    const { contact } = await store.unitProposals.need(all.unitProposal);
    await store.unitProposals.setContact(all.unitProposal, { ...contact, email: to }, 1);
    const wake = async (since: string, now: string): Promise<number> => {
      const { orders } = await run(bench.service, 'noticesOf', { since, now });
      for (const order of orders) if (order.mail === 'digest') await send(order);
      return bench.service.mails.to(to).length;
    };
    const gather = async (key: string): Promise<void> => {
      const order = { mail: 'released', key, now: START, unitProposal: all.unitProposal, lines: all.lines } as const;
      const about = { entity: all.unitProposal, person: 'contact', to, subject: 'released', queuedAt: START };
      await store.sentMails.gather({ _id: key, mail: 'released', ...about }, order);
    };
    await gather('released.made-up.1');
    // the worker was away on Monday afternoon
    const morning = '2026-11-17T03:00:00.000Z';
    expect(await wake('2026-11-16T05:00:00.000Z', morning)).toBe(1);
    await gather('released.made-up.2');
    expect(await wake(morning, '2026-11-17T08:30:00.000Z')).toBe(2);
    const rows = await Promise.all([1, 2].map((no) => store.sentMails.get(`released.made-up.${no}`)));
    expect(rows.map((row) => row?.status)).toEqual(['accepted', 'accepted']);
    expect(new Set(rows.map((row) => row?.digest)).size).toBe(2);
    await store.unitProposals.setContact(all.unitProposal, contact, 2);
  });

  test('to a unit is signed by the officer who works on what it sends, as long as he can be called', async () => {
    const { store } = bench.service;
    const signedBy = async (): Promise<readonly string[]> => {
      const order = signed({ mail: 'freshLink', linkId: all.links.status }, (number += 1));
      await send(order);
      const text = (arrived(order)[0]?.text ?? '').replace(/\s+/g, ' ');
      return ['Trần Văn Mẫu', 'Đặng Thị Thụ Lý', '0215 000 000', '0215 000 777'].filter((one) => text.includes(one));
    };
    const province = ['Trần Văn Mẫu', '0215 000 000'];
    await store.units.put({ ...(await store.units.need('U01')), handledBy: 'TL1' });
    expect(await signedBy()).toEqual(province);
    const email = 'thu-ly@tinh-d.example';
    const person = { _id: 'TL1', name: 'Đặng Thị Thụ Lý', address: 'Bà', post: 'Chuyên viên', unit: 'U02' } as const;
    await store.people.put({ ...person, email, language: 'vi' });
    expect(await signedBy()).toEqual(province);
    const account = { _id: 'tl1', mail: email, name: person.name, language: 'vi', grants: [], version: 1 } as const;
    await store.accounts.insert({ ...account, status: 'active', createdAt: START });
    expect(await signedBy()).toEqual(province);
    await store.accounts.edit('tl1', 1, { phone: '0215 000 777' });
    expect(await signedBy()).toEqual(['Đặng Thị Thụ Lý', '0215 000 777']);
    // who can sign in no more answers no calls
    await store.accounts.edit('tl1', 2, { status: 'ended' });
    expect(await signedBy()).toEqual(province);
  });

  test('whose address is mended while it waits goes to the new one, and the record says so', async () => {
    const { store, mails } = bench.service;
    const order = receipt();
    mails.refuse = { code: 451, text: 'try again later' };
    await expect(send(order)).rejects.toMatchObject({ code: 'STORE_BUSY' });
    mails.refuse = undefined;
    const { contact } = await store.unitProposals.need(all.unitProposal);
    await store.unitProposals.setContact(all.unitProposal, { ...contact, email: 'moi@tinh-d.example' }, 3);
    await send(order);
    expect(arrived(order).map((m) => m.to)).toEqual([expect.objectContaining({ text: 'moi@tinh-d.example' })]);
    expect(await row(order)).toMatchObject({ status: 'accepted', to: 'moi@tinh-d.example' });
  });

  test('that reminds of dossiers is let go when what has taken the unit over has sent them', async () => {
    const { mails } = bench.service;
    const { _id: campaignId } = await mergedCampaign(bench.service);
    const reminder = { mail: 'campaignReminder', campaignId, milestone: 'roundCloses', due: '2027-11-30' } as const;
    const before = mails.mails.length;
    await send(signed({ ...reminder, unit: 'U91' }, 1));
    expect(mails.mails).toHaveLength(before);
    await send(signed({ ...reminder, unit: 'U02' }, 2));
    expect(mails.mails).toHaveLength(before + 1);
  });

  test('to a member that is still on its way when the session has been counted is let go, and nobody is told', async () => {
    const { store, mails } = bench.service;
    const { sessionId, voterRef } = all;
    const closesAt = '2026-11-20T10:00:00.000Z';
    const letter = { mail: 'sessionReminder', sessionId, voterRef, closesAt } as const;
    const [sent, waiting] = [signed(letter, 1), signed(letter, 2)];
    await send(sent);
    await run(bench.service, 'countSession', await voted(bench.service, await store.sessions.need(sessionId)));
    const before = mails.mails.length;
    await send(sent);
    await send(waiting);
    await send(signed({ mail: 'undelivered', letter: { ...letter, key: 'k', now: sent.now }, code: 'NOT_FOUND' }, 3));
    expect(mails.mails).toHaveLength(before);
  });
});
