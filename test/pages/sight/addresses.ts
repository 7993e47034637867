import { people } from '../../setup/fixtures';
import type { TestApi } from '../../setup/api';

/** A session with everything that belongs to it. */
export interface Case {
  readonly id: string;
  readonly docket: string;
  readonly unitProposal: string;
  readonly lines: readonly string[];
  /** How many members may have a link. */
  readonly members: number;
  /** One of each dossier. */
  readonly papers: readonly string[];
  /** One of the session. */
  readonly attached: string;
  readonly proposal?: string;
}

const each = (of: Case, path: (line: string) => string): string[] => of.lines.map(path);

const ofProposal = (...papers: readonly string[]): Readonly<Record<string, (of: Case) => readonly string[]>> =>
  Object.fromEntries(
    papers.map((paper) => [`/proposals/:id/${paper}`, (of: Case) => [`/proposals/${of.proposal ?? 'none'}/${paper}`]]),
  );

/** What only those open who run the session. */
const ofSession = (...pages: readonly string[]): Readonly<Record<string, (of: Case) => Promise<readonly string[]>>> =>
  Object.fromEntries(
    pages.map((page) => [
      `/app/sessions/:id/${page}`,
      (of: Case) => Promise.resolve([`/app/sessions/${of.id}/${page}`]),
    ]),
  );

/** Every GET of the API with real names in it. An endpoint without a row here is found by the first test. */
export const addresses: Readonly<Record<string, (of: Case) => readonly string[]>> = {
  '/nominations': () => ['/nominations?limit=200'],
  '/nominations.csv': () => ['/nominations.csv'],
  '/nominations.xlsx': () => ['/nominations.xlsx'],
  '/today': () => ['/today'],
  '/rounds/:code/progress': () => ['/rounds/none/progress'],
  '/rounds/:code/reminder.docx': () => ['/rounds/none/reminder.docx'],
  '/nominations/:id': (of) => each(of, (line) => `/nominations/${line}`),
  '/nominations/:id/history': (of) => each(of, (line) => `/nominations/${line}/history`),
  '/nominations/:id/attachments/:file': (of) => [`/nominations/${of.lines[0]!}/attachments/${of.papers[0]!}`],
  '/nominations/:id/papers/result-notice.docx': (of) =>
    each(of, (line) => `/nominations/${line}/papers/result-notice.docx`),
  '/nominations/:id/papers/refusal-notice.docx': (of) =>
    each(of, (line) => `/nominations/${line}/papers/refusal-notice.docx`),
  '/nominations/:id/dossier.zip': (of) => [`/nominations/${of.lines[0]!}/dossier.zip`],
  '/decisions/:id/dossier.zip': () => ['/decisions/none/dossier.zip'],
  '/people/:code/award-record.docx': () => ['/people/C1/award-record.docx'],
  '/rounds/:code/workbook.xlsx': () => ['/rounds/R2026/workbook.xlsx?unit=U01'],
  '/nominations/:id/papers/report.docx': (of) => each(of, (line) => `/nominations/${line}/papers/report.docx`),
  '/opportunities': () => ['/opportunities'],
  '/drafts': () => ['/drafts'],
  '/tick-lists': () => ['/tick-lists?round=none&award=LDTT'],
  '/rounds/:code/papers/proposal.docx': () => ['/rounds/none/papers/proposal.docx'],
  '/rounds/:code/papers/list.docx': () => ['/rounds/none/papers/list.docx'],
  '/rounds/:code/papers/minutes.docx': () => ['/rounds/none/papers/minutes.docx'],
  '/unit-proposals': () => ['/unit-proposals'],
  '/unit-proposals/:id': (of) => [`/unit-proposals/${of.unitProposal}`],
  '/dockets': () => ['/dockets'],
  '/dockets/:id': (of) => [`/dockets/${of.docket}`],
  '/dockets/:id/attachments/:file': (of) => [`/dockets/${of.docket}/attachments/${of.papers[0]!}`],
  '/sessions': (of) => ['/sessions', `/sessions?nomination=${of.lines[0]!}`],
  '/sessions.xlsx': () => ['/sessions.xlsx'],
  '/sessions.csv': () => ['/sessions.csv'],
  '/sessions/:id': (of) => [`/sessions/${of.id}`],
  '/sessions/:id/attachments/:file': (of) => [`/sessions/${of.id}/attachments/${of.attached}`],
  '/sessions/:id/letters/drafts': (of) => [`/sessions/${of.id}/letters/drafts`],
  '/sessions/:id/totals': (of) => [`/sessions/${of.id}/totals`],
  '/sessions/:id/recount.json': (of) => [`/sessions/${of.id}/recount.json`],
  '/sessions/:id/papers/agenda.pdf': (of) => [`/sessions/${of.id}/papers/agenda.pdf`],
  '/sessions/:id/papers/agenda.docx': (of) => [`/sessions/${of.id}/papers/agenda.docx`],
  '/sessions/:id/papers/counting-minutes.pdf': (of) => [`/sessions/${of.id}/papers/counting-minutes.pdf`],
  '/sessions/:id/papers/counting-minutes.docx': (of) => [`/sessions/${of.id}/papers/counting-minutes.docx`],
  '/sessions/:id/papers/minutes.pdf': (of) => [`/sessions/${of.id}/papers/minutes.pdf`],
  '/sessions/:id/papers/minutes.docx': (of) => [`/sessions/${of.id}/papers/minutes.docx`],
  '/sessions/:id/papers/ballots/:code': (of) => [`/sessions/${of.id}/papers/ballots/C2`],
  '/campaigns': () => ['/campaigns'],
  '/campaigns/:id': () => ['/campaigns/none'],
  '/campaigns/:id/attachments/:file': (of) => [`/campaigns/none/attachments/${of.attached}`],
  '/campaigns/:id/owing': () => ['/campaigns/none/owing?milestone=finalReview'],
  '/campaigns/:id/yearly': () => ['/campaigns/none/yearly'],
  '/campaigns/:id/texts': () => ['/campaigns/none/texts'],
  '/campaigns/:id/nominees': () => ['/campaigns/none/nominees'],
  '/campaigns/:id/papers/pact.docx': () => ['/campaigns/none/papers/pact.docx'],
  '/campaigns/:id/papers/pact.pdf': () => ['/campaigns/none/papers/pact.pdf'],
  '/campaigns/:id/papers/registration.docx': () => ['/campaigns/none/papers/registration.docx'],
  '/campaigns/:id/papers/registration.pdf': () => ['/campaigns/none/papers/registration.pdf'],
  '/campaigns/:id/papers/review.docx': () => ['/campaigns/none/papers/review.docx'],
  '/campaigns/:id/papers/review.pdf': () => ['/campaigns/none/papers/review.pdf'],
  '/registrations': () => ['/registrations'],
  '/registrations/:id': () => ['/registrations/none'],
  '/statistics': () => ['/statistics?from=2025&to=2026'],
  '/statistics/:year': () => ['/statistics/2026'],
  '/statistics/:year/forms': () => ['/statistics/2026/forms'],
  '/statistics/:year/forms.xlsx': () => ['/statistics/2026/forms.xlsx'],
  '/proposals': () => ['/proposals'],
  '/proposals.xlsx': () => ['/proposals.xlsx'],
  '/proposals.csv': () => ['/proposals.csv'],
  '/proposals/:id': (of) => [`/proposals/${of.proposal ?? 'none'}`],
  '/proposals/:id/attachments/:file': (of) => [`/proposals/${of.proposal ?? 'none'}/attachments/${of.attached}`],
  ...ofProposal(
    'papers/proposal.docx',
    'papers/list.docx',
    'papers/decision.docx',
    'signing-pack.zip',
    'ministry-pack.zip',
  ),
  '/proposals/:id/attachments/:file/reading': (of) => [
    `/proposals/${of.proposal ?? 'none'}/attachments/${of.attached}/reading`,
  ],
  '/central-deadlines': () => ['/central-deadlines'],
  '/gold-books/:code': () => ['/gold-books/A-TINH', '/gold-books/A-U01'],
  '/decisions': () => ['/decisions'],
  '/decisions.xlsx': () => ['/decisions.xlsx'],
  '/decisions.csv': () => ['/decisions.csv'],
  '/decisions/:id': () => ['/decisions/none'],
  '/decisions/:id/attachments/:file': (of) => [`/decisions/none/attachments/${of.attached}`],
  '/decisions/:id/document.pdf': () => ['/decisions/none/document.pdf'],
  '/decisions/:id/document.docx': () => ['/decisions/none/document.docx'],
  '/decisions/:id/papers/handover.docx': () => ['/decisions/none/papers/handover.docx'],
  '/decisions/:id/signed-file': () => ['/decisions/none/signed-file'],
  '/decisions/:id/certificates.pdf': () => ['/decisions/none/certificates.pdf'],
  '/decisions/:id/ceremony-list.xlsx': () => ['/decisions/none/ceremony-list.xlsx'],
  '/decisions/:id/slips.pdf': () => ['/decisions/none/slips.pdf'],
  '/decisions/:id/payment-list.xlsx': () => ['/decisions/none/payment-list.xlsx'],
  '/decisions/:id/certificates': () => ['/decisions/none/certificates'],
  '/certificates': () => ['/certificates'],
  '/certificates.xlsx': () => ['/certificates.xlsx'],
  '/certificates.csv': () => ['/certificates.csv'],
  '/certificates/:number': () => ['/certificates/none'],
  '/certificates/:number/certificate.pdf': () => ['/certificates/none/certificate.pdf'],
  '/cases': () => ['/cases'],
  '/cases.xlsx': () => ['/cases.xlsx'],
  '/cases.csv': () => ['/cases.csv'],
  '/cases/:id': () => ['/cases/none'],
  '/cases/:id/dossier.zip': () => ['/cases/none/dossier.zip'],
  '/cases/:id/draft.pdf': () => ['/cases/none/draft.pdf'],
  '/blocks/:id/attachments/:file': (of) => [`/blocks/none/attachments/${of.attached}`],
  '/cases/:id/attachments/:file': (of) => [`/cases/none/attachments/${of.attached}`],
  '/cases/:id/attachments/:file/reading': (of) => [`/cases/none/attachments/${of.attached}/reading`],
  '/sent-mails': (of) => ['/sent-mails', ...[of.id, of.unitProposal].map((entity) => `/sent-mails?entity=${entity}`)],
  '/sent-mails.xlsx': () => ['/sent-mails.xlsx'],
  '/sent-mails.csv': () => ['/sent-mails.csv'],
  '/units': () => ['/units'],
  '/units/:code': () => ['/units/U01'],
  '/units/:code/awards': () => ['/units/U01/awards'],
  '/units/:code/facts': () => ['/units/U01/facts'],
  '/people': () => ['/people', '/people?q=mau&order=born'],
  '/people.xlsx': () => ['/people.xlsx'],
  '/people.csv': () => ['/people.csv'],
  '/people/:code': () => ['/people/C3'],
  '/people/:code/awards': () => ['/people/C3/awards'],
  '/people/:code/facts': () => ['/people/C3/facts'],
  '/councils': () => ['/councils'],
  '/councils/:code': () => ['/councils/HD-U01'],
  '/authorities': () => ['/authorities'],
  '/authorities/:code': () => ['/authorities/A-U01'],
  '/rounds': () => ['/rounds'],
  '/rounds/:code': () => ['/rounds/none'],
  '/calendars': () => ['/calendars'],
  '/calendars/:year': () => ['/calendars/2026'],
  '/registers': () => ['/registers'],
  '/registers/:code': () => ['/registers/QD-UBND'],
  '/registers/:code/versions': () => ['/registers/QD-UBND/versions'],
  '/printers': () => ['/printers'],
  '/printers/:code': () => ['/printers/none'],
  '/overlays': () => ['/overlays'],
  '/overlays/:code': () => ['/overlays/none'],
  // what they print are examples, which look like what is searched for
  '/mail-texts': () => ['/mail-texts'],
  '/mail-texts/:kind/:lang': () => ['/mail-texts/receipt/vi'],
  '/templates': () => [],
  '/templates/:kind': () => [],
  '/templates/:kind/template.docx': () => ['/templates/minutes/template.docx'],
  '/templates/:kind/preview.docx': (of) => [`/templates/minutes/preview.docx?case=${of.id}`],
  '/awards': () => ['/awards'],
  '/blocks/:code/standings/:year': () => ['/blocks/none/standings/2026'],
  '/initiatives/:code': () => ['/initiatives/none'],
  '/initiative-submissions': () => ['/initiative-submissions'],
  '/initiative-submissions/:id': () => ['/initiative-submissions/none'],
  '/initiative-submissions/:id/papers/confirmation.docx': () => [
    '/initiative-submissions/none/papers/confirmation.docx',
  ],
  '/initiative-submissions/:id/papers/confirmation.pdf': () => ['/initiative-submissions/none/papers/confirmation.pdf'],
  '/initiative-minutes/:id/attachments/:file': (of) => [`/initiative-minutes/none/attachments/${of.attached}`],
  '/initiative-submissions/:id/attachments/:file': (of) => [`/initiative-submissions/none/attachments/${of.attached}`],
  '/api-keys': () => ['/api-keys'],
  '/accounts': () => ['/accounts'],
  '/accounts/:id': () => ['/accounts/none'],
};

/** Pages that are at the same addresses whatever the case: their path, and where there is something to be seen. */
const fixed = (...rows: readonly (readonly [string, ...string[]])[]) =>
  Object.fromEntries(
    rows.map(([path, ...at]) => [path, () => Promise.resolve(path.includes(':') ? at : [path, ...at])] as const),
  );

/** Every other GET: the pages behind a link, and what is for everybody. */
export const pages: Readonly<Record<string, (of: Case, api: TestApi) => Promise<readonly string[]>>> = {
  '/b/:token': async (of, api) => {
    const links = await Promise.all(people(of.members + 1).map((person) => linkOf(api, of, person)));
    return links.flatMap((link) => (link === undefined ? [] : [link, `${link}?edit=1`, `${link}?lang=en`]));
  },
  '/p/:token': async (of, api) => (of.proposal ? [await api.site.token('proposal', of.proposal, 'C1')] : []),
  '/n/:token': async (of, api) => [await contactOf(api, of)],
  '/n/:token/:no': async (of, api) => [`${await contactOf(api, of)}/1`],
  '/n/:token/:no/withdraw': async (of, api) => [`${await contactOf(api, of)}/1/withdraw`],
  '/n/:token/wording': async (of, api) => [`${await contactOf(api, of)}/wording`],
  // of what a unit registers for a year, with no word of a nomination
  '/g/:token': () => Promise.resolve([]),
  // of printers, with no word of a nomination
  '/o/:token': () => Promise.resolve([]),
  '/o/:token/preview.svg': () => Promise.resolve([]),
  '/o/:token/proof.pdf': () => Promise.resolve([]),
  '/verify': () => Promise.resolve(['/verify']),
  '/verify/:code': (of) => Promise.resolve(['AAAAABBBBB', of.id, of.lines[0]!].map((code) => `/verify/${code}`)),
  '/': () => Promise.resolve(['/']),
  '/sign-in': () => Promise.resolve(['/sign-in']),
  '/sign-in/code': () => Promise.resolve(['/sign-in/code']),
  '/app': () => Promise.resolve(['/app']),
  '/app/kept': () => Promise.resolve(['/app/kept']),
  '/app/account': () => Promise.resolve(['/app/account']),
  '/app/access': () => Promise.resolve(['/app/access']),
  '/app/access/new': () => Promise.resolve(['/app/access/new']),
  '/app/access/:id': () => Promise.resolve(['/app/access/none']),
  '/app/submit': () => Promise.resolve(['/app/submit']),
  '/app/submit/new': () => Promise.resolve(['/app/submit/new?award=LDTT&kind=person']),
  '/app/submit/ticks': () => Promise.resolve(['/app/submit/ticks?round=none&award=LDTT']),
  '/app/submit/send': () => Promise.resolve(['/app/submit/send']),
  '/app/submit/papers/:round/:file': () => Promise.resolve(['/app/submit/papers/none/list.docx']),
  '/app/submit/drafts/:id': (of) => Promise.resolve(each(of, (line) => `/app/submit/drafts/${line}`)),
  '/app/submit/drafts/:id/report.docx': (of) =>
    Promise.resolve(each(of, (line) => `/app/submit/drafts/${line}/report.docx`)),
  '/app/submit/drafts/:id/files/:file': (of) =>
    Promise.resolve([`/app/submit/drafts/${of.lines[0]!}/files/${of.papers[0]!}`]),
  '/app/submit/sent': () => Promise.resolve(['/app/submit/sent']),
  '/app/submit/sent/:proposal': (of) => Promise.resolve([`/app/submit/sent/${of.unitProposal}`]),
  '/app/submit/sent/:proposal/wording': (of) => Promise.resolve([`/app/submit/sent/${of.unitProposal}/wording`]),
  '/app/submit/sent/:proposal/:no': (of) => Promise.resolve([`/app/submit/sent/${of.unitProposal}/1`]),
  '/app/submit/sent/:proposal/:no/withdraw': (of) =>
    Promise.resolve([`/app/submit/sent/${of.unitProposal}/1/withdraw`]),
  '/app/nominations': () => Promise.resolve(['/app/nominations']),
  '/app/nominations.xlsx': () => Promise.resolve(['/app/nominations.xlsx']),
  '/app/nominations.csv': () => Promise.resolve(['/app/nominations.csv']),
  '/app/nominations/:id': (of) => Promise.resolve(each(of, (line) => `/app/nominations/${line}`)),
  '/app/nominations/:id/act/:action': (of) => Promise.resolve(each(of, (line) => `/app/nominations/${line}/act/hold`)),
  '/app/nominations/:id/act/correctClerical': (of) =>
    Promise.resolve(each(of, (line) => `/app/nominations/${line}/act/correctClerical`)),
  '/app/nominations/:id/findings/:code': (of) =>
    Promise.resolve(each(of, (line) => `/app/nominations/${line}/findings/R14`)),
  '/app/unit-proposals/:id': (of) => Promise.resolve([`/app/unit-proposals/${of.unitProposal}`]),
  '/app/campaigns': () => Promise.resolve(['/app/campaigns']),
  '/app/campaigns/:id': () => Promise.resolve(['/app/campaigns/none']),
  '/app/campaigns/new': () => Promise.resolve(['/app/campaigns/new']),
  ...Object.fromEntries(
    ['clone', 'days', 'days/confirm', 'texts', 'document', 'document.file', 'yearly', 'extend', 'cancel'].map(
      (form) => [`/app/campaigns/:id/${form}`, () => Promise.resolve([`/app/campaigns/none/${form}`])],
    ),
  ),
  ...fixed(
    ['/app/campaigns/:id/units/:unit', '/app/campaigns/none/units/U01'],
    ['/app/campaigns/:id/units/:unit/register', '/app/campaigns/none/units/U01/register'],
    ['/app/campaigns/:id/units/:unit/register/:kind/:code', '/app/campaigns/none/units/U01/register/unit/U01'],
    ['/app/campaigns/:id/units/:unit/submit', '/app/campaigns/none/units/U01/submit'],
    ['/app/campaigns/:id/units/:unit/nominees', '/app/campaigns/none/units/U01/nominees'],
    ['/app/campaigns/:id/units/:unit/nominees/draft', '/app/campaigns/none/units/U01/nominees/draft'],
    ['/app/campaigns/:id/figures', '/app/campaigns/none/figures'],
    ['/app/campaigns/:id/figures.xlsx', '/app/campaigns/none/figures.xlsx'],
    ['/app/campaigns/:id/figures/:file', '/app/campaigns/none/figures/none'],
    ['/app/campaigns/:id/figures/:file/explained.xlsx', '/app/campaigns/none/figures/none/explained.xlsx'],
    ['/app/registrations/:id/figures/:period', '/app/registrations/none/figures/year'],
    ['/app/registrations/:id/reviews/:period', '/app/registrations/none/reviews/year'],
    ['/app/registrations/:id/edit', '/app/registrations/none/edit'],
    ['/app/registrations/:id/amend', '/app/registrations/none/amend'],
    ['/app/registrations/:id/recall', '/app/registrations/none/recall'],
    ['/app/registrations/:id/responsible', '/app/registrations/none/responsible'],
  ),
  '/app/campaigns/:id/papers/:file': () => Promise.resolve(['/app/campaigns/none/papers/review.docx']),
  '/app/blocks': () => Promise.resolve(['/app/blocks']),
  '/app/blocks/:id/:year': () => Promise.resolve(['/app/blocks/none/2026']),
  ...Object.fromEntries(
    ['edit', 'paper', 'paper.file'].map((form) => [
      `/app/blocks/:id/:year/${form}`,
      () => Promise.resolve([`/app/blocks/none/2026/${form}`]),
    ]),
  ),
  '/app/registrations/:id': () => Promise.resolve(['/app/registrations/none']),
  '/app/calendar': () => Promise.resolve(['/app/calendar?day=2026-12-18']),
  '/app/statistics': () => Promise.resolve(['/app/statistics']),
  '/app/statistics/:year': () => Promise.resolve(['/app/statistics/2026']),
  '/app/statistics/:year/forms.xlsx': () => Promise.resolve(['/app/statistics/2026/forms.xlsx']),
  '/app/rounds': () => Promise.resolve(['/app/rounds']),
  '/app/rounds/:code': () => Promise.resolve(['/app/rounds/none']),
  '/app/rounds/:code/reminder.docx': () => Promise.resolve(['/app/rounds/none/reminder.docx']),
  '/app/sessions': () => Promise.resolve(['/app/sessions']),
  '/app/sessions.xlsx': () => Promise.resolve(['/app/sessions.xlsx']),
  '/app/sessions.csv': () => Promise.resolve(['/app/sessions.csv']),
  '/app/sessions/:id': (of) => Promise.resolve([`/app/sessions/${of.id}`]),
  '/app/sessions/new': () => Promise.resolve(['/app/sessions/new']),
  '/app/sessions/new/:council/:way': () => Promise.resolve(['/app/sessions/new/HD-U01/written-secret']),
  ...ofSession(
    ...[
      'open',
      'remind',
      'slips',
      'extend',
      'closeEarly',
      'drill',
      'skipDrill',
      'minutesSigned',
      'papers',
      'cancel',
    ].map((act) => `act/${act}`),
    ...['letters', 'totals', 'totals/read', 'recount.json'],
  ),
  '/app/sessions/:id/letters/:to': (of) => Promise.resolve([`/app/sessions/${of.id}/letters/chair`]),
  '/app/sessions/:id/papers/:file': (of) =>
    Promise.resolve(
      ['agenda', 'counting-minutes', 'minutes'].map((paper) => `/app/sessions/${of.id}/papers/${paper}.docx`),
    ),
  '/app/sessions/:id/ballots/:code': (of) => Promise.resolve([`/app/sessions/${of.id}/ballots/C2`]),
  '/app/sessions/:id/members/:code': (of) => Promise.resolve([`/app/sessions/${of.id}/members/C2`]),
  ...Object.fromEntries(
    ['resend', 'changeAddress', 'slip', 'liftRecusal', 'replaceMember'].map((act) => [
      `/app/sessions/:id/members/:code/${act}`,
      (of: Case) => Promise.resolve([`/app/sessions/${of.id}/members/C2/${act}`]),
    ]),
  ),
  ...Object.fromEntries(
    ['dropLine', 'chairDecides'].map((act) => [
      `/app/sessions/:id/lines/:nomination/${act}`,
      (of: Case) => Promise.resolve([`/app/sessions/${of.id}/lines/${of.lines[0]!}/${act}`]),
    ]),
  ),
  '/app/nominations/:id/dossier.zip': (of) =>
    Promise.resolve(each(of, (line) => `/app/nominations/${line}/dossier.zip`)),
  '/app/decisions/:id/dossier.zip': () => Promise.resolve(['/app/decisions/none/dossier.zip']),
  '/app/proposals': () => Promise.resolve(['/app/proposals']),
  '/app/proposals.xlsx': () => Promise.resolve(['/app/proposals.xlsx']),
  '/app/proposals.csv': () => Promise.resolve(['/app/proposals.csv']),
  '/app/proposals/:id': (of) => Promise.resolve([`/app/proposals/${of.proposal ?? 'none'}`]),
  '/app/proposals/new': () => Promise.resolve(['/app/proposals/new']),
  '/app/proposals/new/:authority/:power': () => Promise.resolve(['/app/proposals/new/A-U01/forward']),
  ...Object.fromEntries(
    ['send', 'check', 'answer', 'number', 'draw', 'strike', 'readdress', 'cancel'].map((act) => [
      `/app/proposals/:id/${act}`,
      (of: Case) => Promise.resolve([`/app/proposals/${of.proposal ?? 'none'}/${act}`]),
    ]),
  ),
  ...Object.fromEntries(
    ['papers/proposal.docx', 'papers/list.docx', 'papers/decision.docx', 'signing-pack.zip', 'ministry-pack.zip'].map(
      (paper) => [
        `/app/proposals/:id/${paper}`,
        (of: Case) => Promise.resolve([`/app/proposals/${of.proposal ?? 'none'}/${paper}`]),
      ],
    ),
  ),
  '/app/decisions': () => Promise.resolve(['/app/decisions']),
  '/app/decisions.xlsx': () => Promise.resolve(['/app/decisions.xlsx']),
  '/app/decisions.csv': () => Promise.resolve(['/app/decisions.csv']),
  '/app/decisions/:id': () => Promise.resolve(['/app/decisions/none']),
  ...Object.fromEntries(
    [
      'document.pdf',
      'document.docx',
      'handover',
      'handover.docx',
      'ceremony-list.xlsx',
      'slips.pdf',
      'payment-list.xlsx',
      'certificates.pdf',
      'signed-file',
      'signed-file/original',
      'signed-file/record',
    ].map((paper) => [`/app/decisions/:id/${paper}`, () => Promise.resolve([`/app/decisions/none/${paper}`])]),
  ),
  '/app/certificates': () => Promise.resolve(['/app/certificates']),
  '/app/certificates.xlsx': () => Promise.resolve(['/app/certificates.xlsx']),
  '/app/certificates.csv': () => Promise.resolve(['/app/certificates.csv']),
  '/app/certificates/:code/handover': () => Promise.resolve(['/app/certificates/none/handover']),
  '/app/certificates/:code/handover.file': () => Promise.resolve(['/app/certificates/none/handover.file']),
  '/app/certificates/:code': () => Promise.resolve(['/app/certificates/none']),
  '/app/certificates/:code/certificate.pdf': () => Promise.resolve(['/app/certificates/none/certificate.pdf']),
  '/app/cases': () => Promise.resolve(['/app/cases', '/app/cases?q=mau&order=due']),
  '/app/cases.xlsx': () => Promise.resolve(['/app/cases.xlsx']),
  '/app/cases.csv': () => Promise.resolve(['/app/cases.csv']),
  '/app/cases/new': () => Promise.resolve(['/app/cases/new', '/app/cases/new?certificate=none']),
  '/app/cases/:id': () => Promise.resolve(['/app/cases/none']),
  '/app/cases/:id/draft.pdf': () => Promise.resolve(['/app/cases/none/draft.pdf']),
  '/app/cases/:id/dossier.zip': () => Promise.resolve(['/app/cases/none/dossier.zip']),
  '/app/cases/:id/files/:file': (of) => Promise.resolve([`/app/cases/none/files/${of.attached}`]),
  '/app/cases/:id/act/:action': () => Promise.resolve(['/app/cases/none/act/cancel']),
  ...fixed(
    ['/app/initiatives', '/app/initiatives?status=submitted'],
    ['/app/initiatives/new'],
    ['/app/initiatives/:id', '/app/initiatives/none'],
    ['/app/initiatives/:id/attach', '/app/initiatives/none/attach'],
    ['/app/initiatives/:id/withdraw', '/app/initiatives/none/withdraw'],
    ['/app/initiatives/:id/scope', '/app/initiatives/none/scope'],
    ['/app/initiatives/:id/council/:council', '/app/initiatives/none/council/HD-U01'],
    ['/app/initiatives/:id/papers/:file', '/app/initiatives/none/papers/confirmation.pdf'],
    ['/app/initiatives/:id/files/:file', '/app/initiatives/none/files/none'],
    ['/app/initiatives/:id/minutes/:file', '/app/initiatives/none/minutes/none'],
    ['/app/people', '/app/people?q=mau', '/app/people?same=true'],
    ['/app/people.xlsx'],
    ['/app/people.csv'],
    ['/app/people/new'],
    ['/app/people/:code', '/app/people/C3'],
    ['/app/people/:code/edit', '/app/people/C3/edit'],
    ['/app/people/:code/grade', '/app/people/C3/grade'],
    ['/app/people/:code/conduct', '/app/people/C3/conduct'],
    ['/app/people/:code/conduct/:id', '/app/people/C3/conduct/none'],
    ['/app/people/:code/beside/:other', '/app/people/C3/beside/C4'],
    ['/app/people/:code/award-record.docx', '/app/people/C3/award-record.docx'],
    ['/app/units', '/app/units?q=tai+chinh'],
    ['/app/units/new'],
    ['/app/councils'],
    ['/app/councils/new'],
    ['/app/councils/:code', '/app/councils/HD-U01'],
    ['/app/councils/:code/new', '/app/councils/HD-U01/new'],
    ['/app/councils/:code/:day', '/app/councils/HD-U01/2026-01-01'],
    ['/app/calendars'],
    ['/app/calendars/new'],
    ['/app/calendars/:year', '/app/calendars/2026'],
    ['/app/calendars/:year/edit', '/app/calendars/2026/edit'],
    ['/app/substitutions'],
    ['/app/substitutions/new'],
    ['/app/substitutions/:authority/:from', '/app/substitutions/A-U01/2026-01-01'],
    ['/app/registers'],
    ['/app/registers/new'],
    ['/app/registers/:code', '/app/registers/QD-UBND'],
    ['/app/registers/:code/version', '/app/registers/QD-UBND/version'],
    ['/app/registers/:code/last', '/app/registers/QD-UBND/last'],
    ['/app/units/:code', '/app/units/U01'],
    ['/app/units/:code/edit', '/app/units/U01/edit'],
  ),
  '/app/mails': (of) => Promise.resolve(['/app/mails', `/app/mails?of=${of.id}`]),
  '/app/mails.xlsx': () => Promise.resolve(['/app/mails.xlsx']),
  '/app/mails.csv': () => Promise.resolve(['/app/mails.csv']),
  '/app/mails/:key': () => Promise.resolve(['/app/mails/none']),
  '/app/mail-texts': () => Promise.resolve(['/app/mail-texts']),
  '/app/mail-texts/:kind': (of) => Promise.resolve([`/app/mail-texts/invitation?of=${of.id}`]),
  '/app/mail-texts/:kind/preview.html': (of) =>
    Promise.resolve([`/app/mail-texts/invitation/preview.html?of=${of.id}`]),
  '/app/audit': (of) => Promise.resolve([`/app/audit?of=${of.id}`]),
  '/app/pictures': () => Promise.resolve(['/app/pictures']),
  '/app/import': () => Promise.resolve(['/app/import']),
  '/app/import/workbook.xlsx': () => Promise.resolve(['/app/import/workbook.xlsx?round=R2026']),
  '/app/import/awards.xlsx': () => Promise.resolve(['/app/import/awards.xlsx']),
  '/app/import/:file': () => Promise.resolve(['/app/import/none']),
  '/app/import/:file/explained.xlsx': () => Promise.resolve(['/app/import/none/explained.xlsx']),
  '/livez': () => Promise.resolve(['/livez']),
  '/readyz': () => Promise.resolve(['/readyz']),
  '/metrics': () => Promise.resolve(['/metrics']),
  '/openapi.json': () => Promise.resolve([]),
};
/** Files that are the same for everybody, whatever the records say. */
export const isFile = (path: string): boolean => path.startsWith('/assets/') || path.startsWith('/api/docs');

export const contactOf = ({ site }: TestApi, of: Case): Promise<string> =>
  site.token('status', of.unitProposal, 'contact');

/** The link to his sheet that somebody has; none is made for looking. */
export async function linkOf({ site }: TestApi, of: Case, person: string): Promise<string | undefined> {
  const { links } = site.service.context;
  const link = await links.current({ purpose: 'ballot', entity: of.id, person });
  return link && `/b/${links.tokenOf(link)}`;
}

/** What Express keeps of a route, and of a router within another. */
export interface Layer {
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}
/** Every path that answers a GET. */
export const getsOf = ({ stack = [] }: { readonly stack?: readonly Layer[] }): string[] =>
  stack.flatMap(({ route, handle }) => {
    if (route) return route.methods['get'] ? [route.path].flat() : [];
    return handle ? getsOf(handle) : [];
  });
