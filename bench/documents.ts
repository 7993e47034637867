import { createLog } from '../platform/log';
import { installRuntime } from '../platform/temporal/runtime';
import { watchedDatabase, type Commands } from '../test/bench/commands';
import { decidedOn, numbered, type Decided } from '../test/bench/numbering';
import { testSite, type TestSite } from '../test/pages/site';
import globalSetup from '../test/setup/global-setup';
import globalTeardown from '../test/setup/global-teardown';
import { checked, others } from './documents/check';
import { compared, type Taken } from './documents/compare';
import { rendered } from './documents/issue';
import { kb, machine, ms, Report } from './report';

const CERTIFICATES = 1_000;
const FEW = 100;
const ON_RECORD = 100_000;

/** Certificates from their numbers to their check; written to `documents.md`. */
export async function documents(): Promise<void> {
  installRuntime(createLog({ level: 'silent' }));
  const report = new Report();
  const where = machine();
  report.say('date', new Date().toISOString().slice(0, 10));
  await speed(report);
  await globalSetup();
  const site = await testSite({ worker: false, parts: { mongodbUri: watchedDatabase() } });
  try {
    const decided = await issue(report, site);
    await check(report, site, decided);
  } finally {
    await site.stop();
    await globalTeardown();
  }
  report.write('documents', [
    '# Certificates, measured',
    '',
    'Written by `npm run bench -- documents`, which [README.md](README.md) explains. Times are those of one machine, which had other work',
    `when its load is above its cores; ratios and counts are what matters. ${where}.`,
    '',
    'Ours is to be five times as fast as pdfkit. Of the computing of one, some seven tenths are layout (an evaluation of the template and the',
    'fitting of names and texts), nearly all the rest is writing PDF/A with tags; the claim of PDF/UA-1 is a few words put into the finished file.',
    'pdfkit parses the faces anew for each document and does neither frame nor QR code nor fitting. What else was saved without changing what is',
    'printed: the QR code is drawn as one path, and the cache of the compiler is swept once in ten documents.',
  ]);
}

async function speed(report: Report): Promise<void> {
  const { ours, plain, conforming } = await compared();
  const ratio = (theirs: Taken): string =>
    `× ${(theirs.ms / ours.ms).toFixed(1)} by the clock, × ${(theirs.cpuMs / ours.cpuMs).toFixed(1)} of computing`;
  report.say('how much faster than pdfkit, plain', ratio(plain));
  report.say('how much faster than pdfkit, tagged and PDF/A-2a', ratio(conforming));
  const figures = (of: Taken): string => `${ms(of.ms)}, ${ms(of.cpuMs)} of computing, ${kb(of.bytes)}`;
  report.say('a certificate of ours (median)', figures(ours));
  report.say('its words by pdfkit, plain', figures(plain));
  report.say('its words by pdfkit, tagged and PDF/A-2a', figures(conforming));
}

async function issue(report: Report, { service }: TestSite): Promise<Decided> {
  const decided = await decidedOn(service, CERTIFICATES);
  const numbers = await numbered(service, decided);
  report.say(
    `numbering ${CERTIFICATES} certificates`,
    `${numbers.commands['commitTransaction'] ?? 0} transactions; ${said(numbers.commands)}`,
  );
  const { ms: tookMs, rssMb, peakMb, bytes } = await rendered(service, decided, [FEW, CERTIFICATES]);
  const [few, all] = [rssMb.get(FEW)!, rssMb.get(CERTIFICATES)!];
  report.say(
    `memory with ${CERTIFICATES} rendered and stored, with ${FEW}`,
    `× ${(all / few).toFixed(2)}: ${all.toFixed(0)} MB and ${few.toFixed(0)} MB; ${peakMb.toFixed(0)} MB at most`,
  );
  report.say(`numbering ${CERTIFICATES}`, ms(numbers.ms));
  report.say(
    `rendering and storing ${CERTIFICATES}`,
    `${ms(tookMs)}, ${ms(tookMs / CERTIFICATES)} each, ${kb(bytes)} in all`,
  );
  return decided;
}

async function check(report: Report, site: TestSite, { decision }: Decided): Promise<void> {
  const [one] = await site.service.store.certificates.ofDecision(decision);
  await others(site, one!, ON_RECORD - CERTIFICATES);
  const { lookUp, commands, examined, ms: tookMs } = await checked(site, one!.verifyCode);
  const reads = lookUp.map((c) => `${c.plan}: ${c.keysExamined} key, ${c.docsExamined} document examined`);
  report.say(`a code among ${ON_RECORD} certificates`, `${lookUp.length} read, ${reads.join('; ')}`);
  report.say('the page of its check', `${said(commands)}; ${examined} documents examined; ${ms(tookMs)} (median)`);
}

const said = (commands: Commands): string =>
  Object.entries(commands)
    .map(([name, times]) => `${times} ${name}`)
    .join(', ');
