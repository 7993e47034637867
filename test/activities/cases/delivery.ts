import { docketWorkflowId } from '../../../domain/ids';
import { docketView } from '../../../workflows/messages';
import { uniqueName } from '../../setup/engines';
import { dossier } from '../../setup/fixtures';
import { sendDocket } from '../../setup/docket';
import { atRest, type TestService } from '../../setup/service';
import { run, type Case, type Cases, type Input } from '../twice';

/** A claim on the lines of two dockets, as a session sends it. */
async function claim(service: TestService): Promise<Input<'deliver'>> {
  const by = uniqueName('session');
  const messages = [];
  for (let i = 0; i < 2; i += 1) {
    const { docket, nominations, handle } = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
    await atRest(handle);
    const action = { type: 'claim', claim: by, stage: 'council', level: 'unit' } as const;
    messages.push({ docket, input: { actor: by, action, lines: nominations.map((id) => ({ id })) } });
  }
  return { key: `${by}/claim`, messages };
}

const handleOf = ({ client }: TestService, docket: string) => client.workflow.getHandle(docketWorkflowId(docket));

/** Told once, and at rest: its one line has the version of one claim. */
const told = {
  inEngine: {
    async settled(service, { messages }) {
      for (const { docket } of messages) await atRest(handleOf(service, docket));
    },
  },
  async stands(service, { messages }, { answers }) {
    expect(answers.map((a) => a.done)).toEqual([true, true]);
    for (const { docket } of messages) {
      const { lines } = await handleOf(service, docket).query(docketView);
      expect(lines).toEqual([expect.objectContaining({ version: 2, status: 'inSession' })]);
    }
  },
} satisfies Partial<Case<'deliver'>>;

export const deliveryCases: Pick<Cases, 'deliver'> = {
  deliver: [
    { name: 'tells two dockets', prepare: claim, ...told },
    {
      name: 'was given up when one docket knew and the other did not',
      async prepare(service) {
        const input = await claim(service);
        await run(service, 'deliver', { ...input, messages: input.messages.slice(0, 1) });
        return input;
      },
      ...told,
    },
    {
      name: 'was given up without an answer, since no worker was there',
      async prepare(service) {
        const input = await claim(service);
        await service.stopWorker();
        await expect(run(service, 'deliver', input)).rejects.toMatchObject({ code: 'ENGINE_BUSY' });
        await service.startWorker();
        return input;
      },
      ...told,
    },
  ],
};
