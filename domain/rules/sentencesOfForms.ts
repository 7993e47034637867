import type { CommendationType, Text } from '../award';
import { oneLine, searchNameOf } from '../words';
import type { Facts, Missing } from './facts';
import type { Reckoning } from './reckoning';
import { nameOf, order, yearCounts } from './reckoning';
import { both, capital, gradeName, joined, missing } from './sentences';
import { awardOf } from './sentencesOfWindows';
import { disciplineSaid } from './sentencesOfYears';

/** What is said of the form beside the ledger, and of what was left out. */

export const declaredMissing = (): Missing =>
  missing('unit', 'Sửa số liệu kê khai, hoặc tài liệu chứng minh', 'The form mended, or a paper that proves it');

/** Each way in which the form contradicts the ledger. */
export function formDiffers(reckoning: Reckoning): readonly Text[] {
  const { dossier, members } = reckoning.facts;
  const { grades, awards, headcount } = dossier.declared;
  return [
    ...nameDiffers(reckoning.facts),
    ...[...grades]
      .sort((a, b) => a.year - b.year || order(a.grade, b.grade))
      .flatMap(({ year, grade }) => {
        const known = reckoning.grades.get(year);
        if (!known || known.declared || known.grade === grade) return [];
        const ledger =
          known.grade === undefined
            ? both('nghỉ thai sản, không xếp loại', 'maternity leave, not graded')
            : gradeName[known.grade];
        return [differs(both(`xếp loại năm ${year}`, `grade of ${year}`), gradeName[grade], ledger)];
      }),
    ...[...awards]
      .sort((a, b) => a.awardYear - b.awardYear || order(a.award, b.award) || order(a.decisionNumber, b.decisionNumber))
      .flatMap((said) => awardDiffers(reckoning, said)),
    ...(headcount !== undefined && members && members.headcount > 0 && members.headcount !== headcount
      ? [
          differs(
            both('số người', 'headcount'),
            both(`${headcount}`, `${headcount}`),
            both(`${members.headcount}`, `${members.headcount}`),
          ),
        ]
      : []),
  ];
}

/** The name of a person is that of the register, down to its diacritics: it will stand on a certificate. */
export function nameDiffers({ name }: Facts): readonly Text[] {
  if (name?.registered === undefined) return [];
  const [stated, registered] = [oneLine(name.stated), oneLine(name.registered)];
  if (stated === registered) return [];
  const alike = searchNameOf(stated) === searchNameOf(registered);
  const hint = alike ? both(' (chỉ khác dấu hoặc chữ hoa)', ' (only diacritics or capitals differ)') : both('', '');
  return [
    differs(
      both('họ tên', 'name'),
      both(`“${stated}”`, `“${stated}”`),
      both(`“${registered}”${hint.vi}`, `“${registered}”${hint.en}`),
    ),
  ];
}

function awardDiffers(reckoning: Reckoning, said: Facts['dossier']['declared']['awards'][number]): readonly Text[] {
  const { awards, today } = reckoning.facts;
  const entries = awards
    .filter((a) => a.award === said.award && a.awardYear === said.awardYear)
    .sort((a, b) => order(a.decisionNumber, b.decisionNumber) || order(a.commendationType, b.commendationType));
  if (entries.length === 0) return [];
  const { vi, en } = nameOf(reckoning, said.award);
  const what = both(`${vi} năm ${said.awardYear}`, `${en} of ${said.awardYear}`);
  const standing = entries.filter((a) => a.revokedOn === undefined || a.revokedOn > today);
  if (standing.length === 0) return [differs(what, both('đã được tặng', 'held'), both('đã bị hủy bỏ', 'revoked'))];
  const found: Text[] = [];
  const numbers = standing.flatMap((a) => a.decisionNumber ?? []);
  if (said.decisionNumber !== undefined && numbers.length > 0 && !numbers.includes(said.decisionNumber)) {
    found.push(differs(what, numberSaid(said.decisionNumber), numberSaid(numbers.join(', '))));
  }
  const types = [...new Set(standing.map((a) => a.commendationType))].sort();
  if (said.commendationType !== undefined && !types.includes(said.commendationType)) {
    found.push(
      differs(
        what,
        typeName[said.commendationType],
        joined(
          types.map((t) => typeName[t]),
          ', ',
        ),
      ),
    );
  }
  return found;
}

const numberSaid = (number: string): Text => both(`Quyết định số ${number}`, `Decision ${number}`);

const differs = (what: Text, form: Text, ledger: Text): Text =>
  both(
    `${what.vi}: kê khai ${form.vi}, sổ theo dõi ${ledger.vi}`,
    `${what.en}: the form says ${form.en}, the ledger ${ledger.en}`,
  );

/** What the form states and the ledger does not know: used as declared. */
export function formOnly(reckoning: Reckoning): readonly Text[] {
  const { facts } = reckoning;
  const years = [...reckoning.grades].filter(([, g]) => g.declared).sort(([a], [b]) => a - b);
  const known = [...reckoning.awards.values(), reckoning.leftOut.map((l) => l.award)].flat().filter((a) => a.declared);
  const awards = [...known].sort((a, b) => a.awardYear - b.awardYear || order(a.award, b.award));
  const { headcount } = facts.dossier.declared;
  const { name } = facts;
  return [
    ...(name && name.registered === undefined
      ? [
          both(
            `họ tên ${name.stated} (danh mục chưa có mã ${facts.dossier.subject})`,
            `the name ${name.stated} (the register does not have the code ${facts.dossier.subject})`,
          ),
        ]
      : []),
    ...years.map(([year, { grade }]) => {
      const { vi, en } = gradeName[grade ?? 'well'];
      return both(`xếp loại năm ${year}: ${vi}`, `the grade of ${year} is ${en}`);
    }),
    ...awards.map((a) => awardOf(reckoning, a)),
    ...(headcount !== undefined && facts.members?.headcount === 0
      ? [both(`số người: ${headcount}`, `a headcount of ${headcount}`)]
      : []),
  ];
}

export function agreesSaid(differences: readonly Text[], alone: readonly Text[]): Text {
  if (differences.length > 0) {
    const { vi, en } = joined(differences);
    return both(
      `${differences.length} nội dung kê khai khác sổ theo dõi: ${vi}`,
      `The form differs from the ledger in ${differences.length}: ${en}`,
    );
  }
  if (alone.length > 0) {
    const { vi, en } = joined(alone);
    return both(`Theo kê khai, chưa có trong sổ theo dõi: ${vi}`, `As declared, not in the ledger: ${en}`);
  }
  return both('Nội dung kê khai khớp với sổ theo dõi', 'The form agrees with the ledger');
}

// --- one fact each ---------------------------------------------------------------------------------------------------

export function registeredSaid(registration: Facts['registration'], year: number): Text {
  switch (registration) {
    case 'registered':
      return both(`Có đăng ký thi đua năm ${year}`, `Registered for ${year}`);
    case 'notRegistered':
      return both(`Không đăng ký thi đua năm ${year}`, `Not registered for ${year}`);
    case 'unknown':
      return both(`Chưa có danh sách đăng ký thi đua năm ${year}`, `There is no list of registrations of ${year}`);
  }
}
export const registrationMissing = (year: number): Missing =>
  missing('unit', `Danh sách đăng ký thi đua năm ${year}`, `The registration of ${year}`);

export const secretSaid = (secret: boolean): Text =>
  secret
    ? both(
        'Hồ sơ có nội dung bí mật nhà nước: chỉ lập hồ sơ giấy',
        'The dossier holds a State secret: it is kept on paper only',
      )
    : both('Hồ sơ không có nội dung bí mật nhà nước', 'The dossier holds no State secret');
export const secretMissing = (): Missing =>
  missing('unit', 'Hồ sơ giấy thay cho hồ sơ điện tử', 'A dossier on paper instead of the electronic one');

export const judgedSaid = (by: 'council' | 'office'): Text =>
  by === 'council'
    ? both('Do Hội đồng xem xét, đánh giá', 'For the council to judge')
    : both('Do cơ quan thẩm định xem xét, đánh giá', 'For the office to judge');

// --- what was left out -----------------------------------------------------------------------------------------------

export const typeName: Readonly<Record<CommendationType, Text>> = {
  merit: both('công trạng', 'merit'),
  adHoc: both('đột xuất', 'ad hoc'),
  movement: both('phong trào', 'emulation movement'),
  thematic: both('chuyên đề', 'thematic'),
  devotion: both('cống hiến', 'devotion'),
  seniority: both('niên hạn', 'seniority'),
  external: both('đối ngoại', 'external'),
};

export function notCountedSaid(reckoning: Reckoning, because: 'commendationType' | 'revoked' | 'discipline'): Text {
  if (because === 'discipline') return disciplineEffect(reckoning);
  const left = reckoning.leftOut.filter((l) => l.because === because).map((l) => l.award);
  if (left.length === 0) return both('Không có danh hiệu, hình thức khen thưởng nào bị loại', 'No award was left out');
  const { vi, en } = joined(
    left.map((award) => {
      const name = awardOf(reckoning, award);
      if (because === 'revoked') return name;
      const type = typeName[award.commendationType];
      return both(`${name.vi} (${type.vi})`, `${name.en} (${type.en})`);
    }),
  );
  return because === 'revoked'
    ? both(`Không tính vì đã bị hủy bỏ: ${vi}`, `Not counted, since revoked: ${en}`)
    : both(`Không tính vào khen thưởng theo công trạng: ${vi}`, `Not counted towards an award for merit: ${en}`);
}

function disciplineEffect(reckoning: Reckoning): Text {
  const { discipline, facts } = reckoning;
  if (!discipline) return both('Không có kỷ luật ảnh hưởng đến thời gian xét', 'No discipline shortens the time');
  const { vi, en } = disciplineSaid(discipline);
  const effect = yearCounts(reckoning, facts.dossier.awardYear)
    ? both(`thời gian xét tính từ năm ${discipline.firstYear}`, `time counts from ${discipline.firstYear}`)
    : both('chưa có năm nào được tính', 'no year counts yet');
  return joined([both(capital(vi), capital(en)), effect]);
}
