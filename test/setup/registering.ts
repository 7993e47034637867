import { startApi, type Reply, type TestApi, type TestCaller } from './api';
import { shortYear } from './campaigns';
import { eventually } from './service';

/** Offices of the province and of a unit, its clerk and its head, on a service on which a campaign can run. */
export interface Registering {
  readonly api: TestApi;
  readonly province: TestCaller;
  readonly office: TestCaller;
  readonly unit: TestCaller;
  readonly head: TestCaller;
}

export async function registering(): Promise<Registering> {
  const api = await startApi();
  return {
    api,
    province: await api.as('office'),
    office: await api.as('office', 'U01'),
    unit: await api.as('unit', 'U01'),
    head: await api.as('authority', 'U01'),
  };
}

export const texts = {
  aims: 'Hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách',
  scope: 'Các sở, ban, ngành',
  subjects: 'Tập thể, cá nhân',
  criteria: 'Theo chỉ tiêu đăng ký',
  plan: 'Phát động, sơ kết, tổng kết',
  measures: 'Kiểm tra, nêu gương',
};

/** A campaign that is launched on the day on which the tests begin: registration is open until Friday. */
export const campaignBody = (code: string, more: Record<string, unknown> = {}) => ({
  code,
  kind: 'regular',
  name: 'Thi đua hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách năm 2026',
  year: 2026,
  texts,
  participants: ['U01', 'U02'],
  awards: ['CSTDCS'],
  dates: shortYear,
  ...more,
});

export const target = (code: string, more: Record<string, unknown> = {}) => ({
  code,
  name: 'Thu ngân sách nhà nước trên địa bàn',
  unit: 'tỷ đồng',
  target: '1009.57',
  direction: 'atLeast',
  source: 'Báo cáo quyết toán của Sở Tài chính',
  ...more,
});

/** Launches a campaign and waits until registration is open. */
export async function open({ province }: Registering, code: string, more?: Record<string, unknown>): Promise<void> {
  const made = await province.post('/campaigns', campaignBody(code, more));
  if (made.status !== 201) throw new Error(`not launched: ${JSON.stringify(made.body)}`);
  await reach(province, `/campaigns/${code}`, (one) => one['status'] === 'running');
}

export const reach = (
  caller: TestCaller,
  path: string,
  fits: (body: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> =>
  eventually(
    async () => (await caller.get(path)).body as Record<string, unknown>,
    (body) => fits(body),
  );

/** A registration of the unit itself, as its clerk writes it. */
export const draft = async (
  { unit }: Registering,
  campaign: string,
  more: Record<string, unknown> = {},
): Promise<Reply['body']> => {
  const body = { registrant: { kind: 'unit', code: 'U01' }, titles: ['TTLDXS'], targets: [target('CT1')], ...more };
  const made = await unit.post(`/campaigns/${campaign}/registrations`, body);
  if (made.status !== 201) throw new Error(`not registered: ${JSON.stringify(made.body)}`);
  return made.body;
};

/** Puts registrations to the head and has them signed. */
export async function signed(us: Registering, campaign: string, ids: readonly string[]): Promise<void> {
  const list = async () =>
    Promise.all(ids.map(async (id) => ({ id, expects: (await us.unit.get(`/registrations/${id}`)).body.version })));
  for (const [caller, path] of [
    [us.unit, 'submit'],
    [us.head, 'sign'],
  ] as const) {
    const said = await caller.post(`/campaigns/${campaign}/registrations/${path}`, {
      unit: 'U01',
      registrations: await list(),
    });
    if (said.status !== 200) throw new Error(`${path}: ${JSON.stringify(said.body)}`);
  }
  for (const id of ids) await reach(us.unit, `/registrations/${id}`, (one) => one['status'] === 'signed');
}
