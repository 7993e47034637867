import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import { fileNumber, fileName } from '../../../templates/documents/file-names';
import { handoverPaper } from '../../../templates/documents/office';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import { invalid } from '../../schemas/parse';
import { bodyOf } from './body';
import { nominationsOf } from './decision';
import type { Drafted, PaperAsked } from './papers';
import { decision as needDecision } from '../issued/issued';
import { defined, mustBeWithin, mustHave, unitsOf } from '../shared';

/**
 * Minutes of handing over what a decision brings to one unit: certificates, flags, orders. Which unit must be said where the
 * decision names several.
 * @throws Problem FORBIDDEN, NOT_FOUND, also when nothing is handed over; VALIDATION without the unit
 */
export async function handover(
  context: ApiContext,
  { caller, id, receiver }: PaperAsked,
): Promise<Drafted<'handover'>> {
  const { store, catalogue, clock } = context;
  mustHave(caller, 'readProposals');
  const decision = await needDecision(context, { caller, id });
  const authority = decision.authority === undefined ? undefined : await store.authorities.get(decision.authority);
  const of = receiver ?? caller.unit;
  await mustBeWithin(context, caller, of);
  const within = of === undefined ? undefined : await unitsOf(context, { ...caller, unit: of });
  const lines = (await nominationsOf(context, decision.lines)).filter(({ unit }) => within?.includes(unit) ?? true);
  const units = await store.units.many([
    ...new Set([...lines.map(({ unit }) => unit), ...(of === undefined ? [] : [of])]),
  ]);
  const to = of ?? (units.size === 1 ? [...units.keys()][0] : undefined);
  if (to === undefined) {
    throw invalid({ field: 'unit', ...refused('issued.severalUnits', { units: [...units.keys()].join(', ') }) });
  }
  const certificates = new Map((await store.certificates.ofDecision(id)).map((c) => [c.nomination, c.goldBookNumber]));
  const objects = lines.flatMap(({ _id, unit, dossier }) => {
    const award = catalogue.find((a) => a.code === dossier.award);
    if (!award || award.object === 'none') return [];
    const said = defined({ goldBook: certificates.get(_id) });
    const { name, object } = award;
    return [
      { nominee: dossier.nominee, unit: units.get(unit)?.name ?? unit, award: { name: name.vi, object }, ...said },
    ];
  });
  if (objects.length === 0) throw new Problem('NOT_FOUND', `decision ${id} brings nothing to hand over to ${to}`);
  const data = handoverPaper({
    body: await bodyOf(context, authority?.unit),
    today: dayOf(clock.now()),
    decision: { number: decision.number, date: decision.date, authority: authority?.title ?? decision.signerPost },
    receiver: units.get(to)?.name ?? to,
    lines: objects,
  });
  return {
    kind: 'handover',
    ...defined({ unit: authority?.unit }),
    data,
    name: fileName('handover', fileNumber(decision.number), to),
  };
}
