import { noRules } from '../../../domain/rules/ruleSet';

test('before any rules are loaded there are none, on any day and for any dossier', async () => {
  const none = { id: 'none', rules: [], sets: [] };
  expect(await noRules.on('2026-11-16')).toEqual(none);
  expect(await noRules.pinned('national@2025.1')).toEqual(none);
});
