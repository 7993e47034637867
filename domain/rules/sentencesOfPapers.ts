import type { Text } from '../award';
import type { PaperKind, RequiredPaper } from '../pack';
import type { Missing, Supplier } from './facts';
import { both, counted, joined, missing } from './sentences';

/** What is said of the papers of a dossier. */

const supplier: Readonly<Record<RequiredPaper['by'], Supplier>> = {
  submission: 'unit',
  province: 'unit',
  central: 'office',
};

export const paperMissing = ({ name, by }: RequiredPaper): Missing => ({ what: name, by: supplier[by] });

/** `Thiếu 2/5 tài liệu: Báo cáo thành tích; Biên bản …`. */
export function papersSaid(asked: number, lacking: readonly RequiredPaper[]): Text {
  if (lacking.length === 0) {
    return both(`Đủ ${asked}/${asked} tài liệu phải có`, `All ${counted(asked, 'required paper')} are there`);
  }
  const { vi, en } = joined(lacking.map((p) => p.name));
  return both(
    `Thiếu ${lacking.length}/${asked} tài liệu: ${vi}`,
    `${lacking.length} of ${counted(asked, 'required paper')} missing: ${en}`,
  );
}

const certifying: Text = both('xác nhận của cấp trình khen thưởng', 'certified by the proposing level');

export const reportMissing = (): Missing =>
  missing('unit', `Báo cáo thành tích có ${certifying.vi}`, `The achievement report, ${certifying.en}`);
export const certificationMissing = (): Missing =>
  missing('unit', `Báo cáo thành tích có ${certifying.vi}`, `The achievement report, ${certifying.en}`);

export function reportSaid(state: 'absent' | 'certified' | 'notCertified' | 'unknown'): Text {
  switch (state) {
    case 'absent':
      return both('Chưa có báo cáo thành tích', 'There is no achievement report');
    case 'certified':
      return both(`Báo cáo thành tích có ${certifying.vi}`, `The achievement report is ${certifying.en}`);
    case 'notCertified':
      return both(`Báo cáo thành tích chưa có ${certifying.vi}`, `The achievement report is not ${certifying.en}`);
    case 'unknown':
      return both(
        `Chưa rõ báo cáo thành tích có ${certifying.vi} hay không`,
        `It is not known whether the achievement report is ${certifying.en}`,
      );
  }
}

interface Named {
  readonly kind: PaperKind;
  readonly name?: Text;
}

const names: Readonly<Partial<Record<PaperKind, Text>>> = {
  initiativeDecision: both('Quyết định công nhận sáng kiến', 'Recognition of the initiative'),
  scopeDecision: both('Quyết định công nhận phạm vi ảnh hưởng', 'Recognition of the scope of effect'),
  featConfirmation: both('Xác nhận thành tích', 'Confirmation of the feat'),
};

const nameOf = ({ kind, name }: Named): Text => name ?? names[kind] ?? both(kind, kind);

export function copiesMissing(paper: Named): Missing {
  const { vi, en } = nameOf(paper);
  return missing('unit', `Bản chính hoặc bản sao có chứng thực: ${vi}`, `An original or certified copy: ${en}`);
}

export function copiesSaid(found: readonly Named[], plain: readonly Named[], open: readonly Named[]): Text {
  if (found.length === 0) return both('Hồ sơ không có tài liệu chứng minh kèm theo', 'The dossier holds no evidence');
  const list = (papers: readonly Named[]): Text => joined(papers.map(nameOf), ', ');
  const parts: Text[] = [];
  if (plain.length > 0) {
    const { vi, en } = list(plain);
    parts.push(
      both(
        `${plain.length}/${found.length} tài liệu là bản sao thường: ${vi}`,
        `${plain.length} of ${found.length} plain copies: ${en}`,
      ),
    );
  }
  if (open.length > 0) {
    const { vi, en } = list(open);
    parts.push(
      both(
        `${open.length}/${found.length} tài liệu chưa rõ là bản chính hay bản sao: ${vi}`,
        `${open.length} of ${found.length} not known to be originals: ${en}`,
      ),
    );
  }
  if (parts.length > 0) return joined(parts);
  return both(
    `${found.length}/${found.length} tài liệu chứng minh là bản chính hoặc bản sao có chứng thực`,
    `${found.length} of ${found.length} papers of evidence are originals or certified copies`,
  );
}
