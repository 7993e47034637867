import { Problem } from '../../../domain/errors';
import type { Payer } from '../../../domain/prize';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { writeWorkbook } from '../../../platform/spreadsheets/write';
import { nomineeInList } from '../../../templates/documents/nominee';
import { paymentList, type PaymentLine, fundOf } from '../../../templates/sheets/payment-list';
import type { ApiContext, Caller } from '../../context';
import { decisionWithPrizes, type Prizes } from './prizes';

/**
 * Danh sách chi tiền thưởng of a decision as XLSX, with the lines that the caller may see, in the order of its list. It is made
 * anew each time: from what was decided, and the tables of the day of the decision.
 * @throws Problem FORBIDDEN, NOT_FOUND, also when nothing is paid
 */
export async function paymentListOf(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly id: string },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { record, prizes } = await decisionWithPrizes(context, asked);
  if (!prizes) throw new Problem('NOT_FOUND', `decision ${asked.id} brings no money`);
  const authority = record.authority === undefined ? undefined : await context.store.authorities.get(record.authority);
  const issuer = authority?.issuer ?? record.signerPost;
  const funds: Readonly<Record<Payer, string>> = {
    unit: fundOf(issuer),
    province: fundOf(context.pack.province.name.vi),
  };
  const lines = await linesOf(context, prizes, funds);
  const { number, date } = record;
  const list = paymentList({ decision: { number, date }, authority: authority?.title ?? record.signerPost, lines });
  return { name: `${fileName('paymentList', fileNumber(number))}.xlsx`, bytes: await writeWorkbook(list) };
}

async function linesOf(
  { store }: ApiContext,
  { lines }: Prizes,
  funds: Readonly<Record<Payer, string>>,
): Promise<readonly PaymentLine[]> {
  const nominations = await store.nominations.many(lines.map(({ claim }) => claim.nomination));
  const units = await store.units.many([...new Set([...nominations.values()].map(({ unit }) => unit))]);
  return lines.map(({ claim, prize, paid }) => {
    const { dossier, unit } = nominations.get(claim.nomination)!;
    return {
      ...nomineeInList(dossier.nominee, units.get(unit)?.name),
      award: claim.award.name.vi,
      period: dossier.achievementPeriod,
      baseSalary: prize.baseSalary.amount,
      multiple: prize.multiple,
      amount: prize.amount,
      paid,
      payer: funds[prize.payer],
    };
  });
}
