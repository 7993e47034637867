import { setTimeout as after } from 'node:timers/promises';
import { commandsDuring, type Commands } from '../../test/bench/commands';
import { costOfStep, type Cost } from '../../test/bench/cost';
import { formIn } from '../../test/pages/form';
import { median } from '../report';
import type { Council } from './council';

/** What one vote from the mailed page costs, its last request alone. */
export async function voteCost(council: Council): Promise<{ readonly commands: Commands; readonly cost: Cost }> {
  const { site, session } = council;
  const form = await readBack(council, 0);
  let commands: Commands = {};
  const cost = await costOfStep(session.handle, async () => {
    const sent = await commandsDuring(site.service.database, () => send(council, 0, form));
    commands = sent.commands;
  });
  return { commands, cost };
}

export interface Burst {
  /** From the first press to the last receipt. */
  readonly lastMs: number;
  readonly medianMs: number;
  readonly mostMs: number;
  /** What service and client together computed meanwhile. */
  readonly cpuMs: number;
  readonly receipts: number;
}

/** All members press “send” within one second, each with a whole sheet that was read back before. */
export async function burst(council: Council): Promise<Burst> {
  const { members } = council;
  const forms: string[] = [];
  for (const [i] of members.entries()) forms.push(await readBack(council, i));
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const took = await Promise.all(
    forms.map(async (form, i) => {
      await after((i * 1_000) / members.length);
      const pressedMs = performance.now();
      await send(council, i, form);
      return performance.now() - pressedMs;
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return {
    lastMs: performance.now() - startedMs,
    cpuMs: (user + system) / 1_000,
    medianMs: median(took),
    mostMs: Math.max(...took),
    receipts: took.length,
  };
}

/** Fills in every line, and has it read back. @returns what the button of the read-back posts */
async function readBack({ site, paths, nominations }: Council, member: number): Promise<string> {
  const path = paths[member]!;
  const page = await site.get(`${path}?edit=1`);
  const choices = nominations.map((id, i) => [`choice.${id}`, (i + member) % 9 === 0 ? 'no' : 'yes']);
  const review = await site.press(path, page, 'review', Object.fromEntries(choices) as Record<string, string>);
  return new URLSearchParams({ ...formIn(review.html).fields, step: 'send' }).toString();
}

/** @throws when there is no receipt */
async function send({ site, paths }: Council, member: number, body: string): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const done = await fetch(`${site.url}${paths[member]!}`, { method: 'POST', body, headers });
  // the receipt: two times five letters of Crockford's alphabet
  if (done.status !== 200 || !/[0-9A-Z]{5}-[0-9A-Z]{5}/.test(await done.text())) {
    throw new Error(`no receipt for member ${member}: ${done.status}`);
  }
}
