import type { PageData } from '../data';

/** What the pages of a proposal show beside their data. */

const findingTones = { BLOCK: 'stop', HOLD: 'stop', WARN: 'due' } as const;

export function proposalView(data: PageData['proposal']) {
  const { power } = data.proposal;
  return {
    howKey: data.recording ? 'proposal.recordHow' : `proposal.${power}`,
    approveKey: power === 'decide' ? 'proposal.approveHow' : 'proposal.approveHowForward',
    approving: data.answer === 'approve',
    returning: data.answer === 'return',
    lacks: (data.missing ?? []).map((what) => `proposal.missing.${what}`),
    groups: data.groups.map((group) => ({
      ...group,
      lines: group.lines.map((line) => ({
        ...line,
        markKey: line.missing === 'reasonLong' ? 'proposal.markReasonLong' : 'proposal.markReason',
        findings: line.findings.map((finding) => ({
          ...finding,
          tone: findingTones[finding.level],
          labelKey: `proposal.finding.${finding.level}`,
        })),
      })),
    })),
  };
}

type AnswerPage = 'proposal-review' | 'proposal-done' | 'proposal-answered' | 'proposal-busy';

export function answerView({ answer, lines, returnReason, proposal, recording }: PageData[AnswerPage]) {
  const struck = lines.filter((line) => line.reason !== undefined);
  const after = proposal.power === 'decide' ? 'proposal.doneApprove' : 'proposal.doneForward';
  return {
    answeredKey: recording ? 'proposal.answeredRecorded' : 'proposal.answeredHow',
    afterKey: answer === 'return' ? 'proposal.doneReturn' : after,
    decided: {
      returned: answer === 'return',
      struck,
      kept: lines.filter((line) => line.reason === undefined),
      fields: [
        ...(returnReason === undefined ? [] : [{ name: 'returnReason', value: returnReason }]),
        ...struck.flatMap(({ id, reason }) => [
          { name: `strike.${id}`, value: 'yes' },
          { name: `reason.${id}`, value: reason },
        ]),
      ],
    },
  };
}

export const proposalClosedView = (data: PageData['proposal-closed']) => ({
  takenBack: data.because === 'takenBack',
});
