import type { StageBase, StageState } from '../line';
import type { Stage, StageKind } from '../route';
import { approval } from './approval';
import { central } from './central';
import { consultation } from './consultation';
import { council } from './council';
import { issuance } from './issuance';
import { posting } from './posting';
import { receipt } from './receipt';
import { screening } from './screening';
import type { StageRules } from './stage';

/** All kinds of stages. A new kind is one file and one row here. */
const rules = { screening, consultation, posting, council, approval, central, issuance, receipt } satisfies Record<
  StageKind,
  unknown
>;

/** The rules of a kind; the state and the stage given to them must be of that kind, which `enter` sees to. */
export const rulesOf = (kind: StageKind): StageRules<StageState & StageBase, Stage> => rules[kind];
