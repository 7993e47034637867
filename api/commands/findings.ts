import { awardOn, type Award } from '../../domain/award';
import { decidedInUnit, powerOver, unitAuthorityOf } from '../../domain/catalogue';
import type { UnitPower } from '../../domain/data/powers.data';
import { Problem } from '../../domain/errors';
import { missingPapers, requirementsFor, type NominationField } from '../../domain/pack';
import type { Route } from '../../domain/route';
import { routeFor } from '../../domain/route';
import { dayOf } from '../../domain/time';
import type { Dossier, Paper, RoundRecord, UnitRecord } from '../../platform/store';
import type { ApiContext } from '../context';
import type { FieldProblem } from '../schemas/parse';

/** What a nomination would be refused for when it is sent, with the field and a sentence. */
export interface Finding extends FieldProblem {
  readonly code:
    | 'unknownAward'
    | 'subjectDoesNotFit'
    | 'noRoute'
    | 'noAuthority'
    | 'notInPower'
    | 'unitEnded'
    | 'notInRound'
    | 'wrongYear'
    | 'unknownFlag'
    | 'fieldMissing'
    | 'paperMissing';
  /** Number of the rule in the list of rules that a program can check. */
  readonly rule?: 'R01' | 'R18' | 'R19';
}

const rules: Partial<Record<Finding['code'], Finding['rule']>> = {
  subjectDoesNotFit: 'R01',
  noAuthority: 'R01',
  notInPower: 'R01',
  unitEnded: 'R18',
  fieldMissing: 'R19',
  paperMissing: 'R19',
};

export interface Checked {
  readonly findings: readonly Finding[];
  readonly award?: Award;
  readonly route?: { readonly code: string; readonly route: Route };
}

const fieldNames: Readonly<Record<NominationField, readonly [field: string, vi: string, en: string]>> = {
  nominee: ['nominee.name', 'đối tượng đề nghị', 'the nominee'],
  achievementPeriod: ['achievementPeriod', 'thời gian lập thành tích', 'the achievement period'],
  merit: ['merit', 'tóm tắt thành tích', 'the summary of merit'],
  basis: ['basis', 'tiêu chuẩn, căn cứ đề nghị', 'the criterion it rests on'],
};

/**
 * Checks a nomination as it would be checked when it is sent: award and subject, route, who decides, round, fields and
 * papers. The unit's proposal itself (Tờ trình) comes with the sending and is never missing here.
 */
export async function check(
  { store, pack, catalogue, clock }: ApiContext,
  dossier: Dossier,
  of: { readonly unit: UnitRecord; readonly round?: RoundRecord; readonly papers?: readonly Paper[] },
): Promise<Checked> {
  const today = dayOf(clock.now());
  const award = awardOn(catalogue, dossier.award, today);
  if (!award) {
    const vi = 'Không có hình thức khen thưởng này, hoặc căn cứ của hình thức đã hết hiệu lực.';
    return {
      findings: [{ code: 'unknownAward', field: 'award', vi, en: 'There is no such award, or its basis has ended.' }],
    };
  }
  const findings: Finding[] = [];
  const add = (code: Finding['code'], field: string, vi: string, en: string) => {
    const rule = rules[code];
    findings.push({ code, field, vi, en, ...(rule ? { rule } : {}) });
  };
  if (!award.subjects.includes(dossier.nominee.kind)) {
    add(
      'subjectDoesNotFit',
      'nominee.kind',
      `${award.name.vi} không tặng cho loại đối tượng này.`,
      `${award.name.en} is not for this kind of subject.`,
    );
  }
  for (const flag of dossier.flags.filter((f) => !pack.flags.some((known) => known.code === f))) {
    add('unknownFlag', 'flags', `Không có đặc điểm “${flag}”.`, `There is no flag “${flag}”.`);
  }
  if (of.unit.validTo !== undefined && of.unit.validTo < today) {
    add('unitEnded', 'unit', 'Đơn vị này đã kết thúc hoạt động.', 'This unit exists no more.');
  }
  if (of.round && !of.round.awards.includes(dossier.award)) {
    add('notInRound', 'award', 'Đợt xét này không xét hình thức này.', 'This round does not decide on this award.');
  }
  if (of.round && of.round.awardYear !== dossier.awardYear) {
    add(
      'wrongYear',
      'awardYear',
      `Đợt xét này xét cho năm ${of.round.awardYear}.`,
      `This round is for the year ${of.round.awardYear}.`,
    );
  }
  const power = decidedInUnit(award) ? await powerOfUnit(award) : undefined;
  if (decidedInUnit(award) && !power) {
    add(
      'notInPower',
      'award',
      `Người đứng đầu đơn vị này không có thẩm quyền quyết định ${award.name.vi} (Điều 80 Luật Thi đua, khen thưởng).`,
      `The head of this unit does not decide on ${award.name.en} (Law on Emulation and Commendation, art. 80).`,
    );
  }
  const route = routeOf();
  if (route && (await unitAuthorityIsMissing(route.route))) {
    const { vi, en } = power?.citation ?? { vi: '', en: '' };
    add(
      'noAuthority',
      'unit',
      `Chưa khai báo người đứng đầu đơn vị có thẩm quyền quyết định hoặc trình${vi && ` (${vi})`}.`,
      `Nobody is named who decides or forwards for this unit${en && ` (${en})`}.`,
    );
  }
  const { fields } = requirementsFor(pack, dossier);
  for (const name of fields.filter((f) => isEmpty(dossier, f))) {
    const [field, vi, en] = fieldNames[name];
    add('fieldMissing', field, `Còn thiếu ${vi}.`, `Still missing: ${en}.`);
  }
  const papers = [...dossier.papers, ...(of.papers ?? []), { kind: 'proposal' }];
  for (const { kind, name } of missingPapers(pack, dossier, papers)) {
    add('paperMissing', `papers.${kind}`, `Còn thiếu: ${name.vi}.`, `Still missing: ${name.en}.`);
  }
  return { findings, award, ...(route ? { route } : {}) };

  function routeOf(): Checked['route'] {
    try {
      return routeFor(pack.routes, { ...dossier, award: { code: dossier.award } });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const [said] = (error.data['fields'] ?? []) as readonly FieldProblem[];
      add('noRoute', 'award', said?.vi ?? '', said?.en ?? '');
      return undefined;
    }
  }

  /** By which provision the head of the unit decides; what a room nominates is decided where the room belongs. */
  async function powerOfUnit(decided: Award): Promise<UnitPower | undefined> {
    let unit: UnitRecord | undefined = of.unit;
    for (let height = 0; unit?.kind === 'room' && unit.parent !== undefined && height < 8; height += 1) {
      unit = await store.units.get(unit.parent);
    }
    const by = unit && unitAuthorityOf(unit.kind);
    return by && powerOver(by, decided, today);
  }

  async function unitAuthorityIsMissing(route: Route): Promise<boolean> {
    const inUnit = route.some((step) => step.some((s) => s.kind === 'approval' && s.level === 'unit'));
    return inUnit && (await store.authorities.ofLevel('unit', of.unit._id)) === undefined;
  }
}

function isEmpty(dossier: Dossier, field: NominationField): boolean {
  if (field === 'nominee') return dossier.nominee.name === '';
  if (field === 'achievementPeriod') return false;
  return (dossier[field] ?? '').trim() === '';
}
