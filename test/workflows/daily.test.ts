import { dailyWorkflowId } from '../../domain/ids';
import { startOfDay, plusDays } from '../../domain/time';
import type { daily } from '../../workflows/daily';
import { nearTheMinistry, substituted } from '../activities/cases/day';
import { START } from '../setup/fixtures';
import { eventually, type TestService } from '../setup/service';
import { describeOnSkippedTime } from '../setup/skipped';

const TODAY = START.slice(0, 10);

const start = ({ client, taskQueue, offsetMs }: TestService) =>
  client.workflow.start<typeof daily>('daily', {
    workflowId: dailyWorkflowId(taskQueue),
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [{ since: startOfDay(TODAY), hours: ['07:00'], offsetMs }],
  });

describeOnSkippedTime('what every day brings', (service) => {
  test('who signs in somebody’s place is told on the day it begins, with the office, once', async () => {
    await substituted(service(), plusDays(TODAY, 2));
    await nearTheMinistry(service());
    const handle = await start(service());
    // a second start, as every worker makes it, is none
    expect((await start(service())).workflowId).toBe(handle.workflowId);
    const { store } = service();
    const about = () => store.sentMails.ofEntity('authorities/A-U02');
    await service().sleep('1 day');
    expect(await about()).toEqual([]);
    await service().sleep('4 days');
    const told = await eventually(about, (mails) => mails.filter((m) => m.status === 'accepted').length === 2);
    expect(told.map(({ to }) => to).sort()).toEqual(['c2@tinh-d.example', 'office-u02@tinh-d.example']);
    expect(told.map(({ queuedAt }) => queuedAt.slice(0, 13))).toEqual(['2026-11-18T00', '2026-11-18T00']);
    const [letter] = service().mails.to('c2@tinh-d.example');
    expect(letter!.subject).toMatch(/^\[TĐKT\] Ký thay Giám đốc Sở Y tế từ ngày 18\/11\/2026/);
    // 45 days before the Ministry's last day is this Monday
    const deadline = await store.sentMails.ofEntity(`central-deadlines/${TODAY}`);
    expect(deadline.map(({ to }) => to).sort()).toEqual(['office-u01@tinh-d.example', 'office-u02@tinh-d.example']);
    await service().client.workflow.getHandle(handle.workflowId).terminate();
  });
});
