import type { Award } from '../../../domain/award';
import { Problem } from '../../../domain/errors';
import { qrModules, drawn } from '../../../platform/documents';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import type { CertificateRecord, NominationRecord } from '../../../platform/store';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { printedCode, verifyAddress } from '../../../templates/documents/certificate';
import type { HandoverSlip } from '../../../templates/documents/handover-slips';
import { named, nomineeInList } from '../../../templates/documents/nominee';
import { moneyInWords, moneyText } from '../../../templates/format';
import { ceremonyList } from '../../../templates/sheets/ceremony-list';
import { slipObject, slipsTitle } from '../../../templates/documents/handover-slips';
import type { ApiContext, Caller } from '../../context';
import { bodyOf } from '../office/body';
import { inCeremonyOrder } from '../lists';
import { decisionWithPrizes } from './prizes';
import { defined } from '../shared';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/** One award of a decision as it is read out: its number in that order, its holder, its certificate. */
interface Called {
  readonly no: number;
  readonly record: NominationRecord;
  readonly award: Award;
  readonly unitName: string;
  readonly certificate?: CertificateRecord;
}

/**
 * Danh sách trao tặng of a decision as XLSX: award by award, in the order of its list.
 * @throws Problem FORBIDDEN, NOT_FOUND, also for a paper that awards nothing
 */
export async function ceremonyListOf(
  context: ApiContext,
  asked: Asked,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { decision, authority, called } = await calledUp(context, asked);
  const awards = [...new Set(called.map(({ award }) => award))];
  const groups = awards.map((of) => ({
    award: of.name.vi,
    lines: called
      .filter(({ award }) => award === of)
      .map(({ record: { dossier }, unitName, certificate }) => ({
        ...nomineeInList(dossier.nominee, unitName),
        posthumous: dossier.posthumous,
        ...defined({ goldBook: certificate?.goldBookNumber }),
      })),
  }));
  const { number, date } = decision;
  const list = ceremonyList({ decision: { number, date }, authority: authority.title, groups });
  return { name: `${fileName('ceremonyList', fileNumber(number))}.xlsx`, bytes: await writeWorkbook(list) };
}

/**
 * A slip for each award of a decision, to be signed when it is handed over, with the code of its certificate.
 * @throws Problem FORBIDDEN, NOT_FOUND, also for a paper that awards nothing; NOT_PRINTABLE
 */
export async function handoverSlipsOf(
  context: ApiContext,
  asked: Asked,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { documents, config } = context;
  const { decision, authority, called, money } = await calledUp(context, asked);
  const { number, date } = decision;
  const body = await bodyOf(context, authority.unit);
  const rendered = await drawn(
    documents.renderHandoverSlips({
      title: slipsTitle(number),
      ...defined({ superior: body.superior }),
      body: body.issuer,
      authority: authority.title,
      decision: { number, date },
      slips: called.map((one) => slipOf(one, money.get(one.record._id), config.publicUrl)),
    }),
  );
  return { name: `${fileName('handoverSlips', fileNumber(number))}.pdf`, bytes: Buffer.from(rendered.pdf) };
}

function slipOf(
  { no, record: { dossier }, award, unitName, certificate }: Called,
  amount: number | undefined,
  publicUrl: string,
): HandoverSlip {
  const code = certificate?.verifyCode;
  const object = award.object === 'none' ? undefined : slipObject(award.name.vi, certificate?.goldBookNumber);
  return {
    no,
    kind: dossier.nominee.kind,
    ...named(dossier.nominee, unitName),
    posthumous: dossier.posthumous,
    award: award.name.vi,
    ...defined({ object }),
    ...(amount === undefined ? {} : { money: { sum: moneyText('vi', amount), words: moneyInWords(amount) } }),
    ...(code === undefined
      ? {}
      : {
          check: {
            address: verifyAddress(publicUrl),
            code: printedCode(code),
            modules: qrModules(`${publicUrl}/verify/${code}`),
          },
        }),
  };
}

/** What a decision awards, in the order in which it is read out. */
async function calledUp(context: ApiContext, asked: Asked) {
  const { store, catalogue } = context;
  const { record: decision, prizes } = await decisionWithPrizes(context, asked);
  if (decision.kind !== 'decision' || decision.authority === undefined || decision.case !== undefined) {
    throw new Problem('NOT_FOUND', `${decision._id} awards nothing that is handed over`);
  }
  const [authority, nominations, certificates] = await Promise.all([
    store.authorities.need(decision.authority),
    store.nominations.many(decision.lines),
    store.certificates.ofDecision(decision._id),
  ]);
  const units = await store.units.many([...new Set([...nominations.values()].map(({ unit }) => unit))]);
  const of = new Map(certificates.map((certificate) => [certificate.nomination, certificate]));
  const lines = decision.lines.flatMap((id) => {
    const nomination = nominations.get(id);
    const award = catalogue.find(({ code }) => code === nomination?.dossier.award);
    if (!nomination || !award) return [];
    const unitName = units.get(nomination.unit)?.name ?? '';
    return [{ record: nomination, award, unitName, ...defined({ certificate: of.get(id) }) }];
  });
  const called = inCeremonyOrder(context, lines).map((line, i): Called => ({ no: i + 1, ...line }));
  const paid = (prizes?.lines ?? []).filter((line) => line.paid);
  const money = new Map(paid.map(({ claim, prize }) => [claim.nomination, prize.amount]));
  return { decision, authority, called, money };
}
