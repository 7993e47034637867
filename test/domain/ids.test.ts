import { docketIdOf, docketWorkflowId, proposalWorkflowId, sessionWorkflowId } from '../../domain/ids';

describe('workflow ids', () => {
  test('say what they are of', () => {
    expect(docketWorkflowId('U1-2026')).toBe('docket-U1-2026');
    expect(sessionWorkflowId('S1')).toBe('session-S1');
    expect(proposalWorkflowId('P1')).toBe('proposal-P1');
  });

  test('one docket per unit and round, one of its own for an ad hoc case', () => {
    expect(docketIdOf('U1', '2026', 'N7')).toBe('U1-2026');
    expect(docketIdOf('U1', undefined, 'N7')).toBe('U1-adhoc-N7');
  });
});
