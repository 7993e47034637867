import type { Request, Response } from 'express';
import { Problem, problems, sentenceOf } from '../../../../domain/errors';
import type { MailText } from '../../../../domain/mailText';
import { has } from '../../../../domain/roles';
import type { Language } from '../../../../platform/store';
import { blocksIn, formed, mailNames, placeholdersOf, type MailName, type SaidMail } from '../../../../templates/mail';
import type { Cell, PageData } from '../../../../templates/pages';
import {
  listMailTexts,
  mayPreview,
  previewMailText,
  putBackMailText,
  sendTestMail,
  viewMailText,
  writeMailText,
  type MailTextAsked,
} from '../../../commands/mails/texts';
import type { ApiContext } from '../../../context';
import { fieldsIn, submissionFor, submissionIn, versionIn, wordsIn, type Fields } from '../../forms';
import { queryOf } from '../../language';
import { fieldsOf } from '../../problem';
import { showApp } from '../frame';
import { faultAt } from '../office/form';
import type { AppPage, SignedIn } from '../page';
import { about } from './about';
import { sendMailDocument } from './document';
import { formOf, recentOf, versionsOf } from './text-parts';

type Page = PageData['app/mails/text'];
const outcomes = ['saved', 'restored', 'sent'] as const;

/** The words of the agency's mails. */
export const mailTextPages = (context: ApiContext): AppPage[] => [
  {
    path: '/app/mail-texts',
    entry: 'mail-texts',
    right: 'readMails',
    async show(req, res, signed) {
      const all = await listMailTexts(context, { caller: signed.caller });
      const cell = (version: number | undefined, kind: MailName, text: Language): Cell => ({
        text:
          version === undefined || version === 0
            ? { key: 'mails.texts.shipped' }
            : { key: 'mails.texts.version', values: { version } },
        href: textHref(kind, text),
      });
      await showApp(context, req, res, signed, 'app/office/tables', {
        title: { key: 'mails.texts.title' },
        lead: { key: 'mails.texts.lead' },
        sections: [
          {
            heads: ['mails.head.mail', 'mails.head.vi', 'mails.head.en', 'mails.head.at'],
            rows: all.map(({ kind, of }): Cell[] => {
              const at = [...of.values()]
                .map((one) => one.at)
                .sort()
                .at(-1);
              return [
                { text: { key: `mails.kind.${kind}` }, main: true },
                cell(of.get('vi')?.version, kind, 'vi'),
                cell(of.get('en')?.version, kind, 'en'),
                at === undefined ? {} : { at },
              ];
            }),
          },
        ],
      });
    },
  },
  {
    path: '/app/mail-texts/:kind',
    right: 'readMails',
    async show(req, res, signed) {
      const asked = askedIn(req, signed);
      const of = queryOf(req, 'of')?.trim() ?? '';
      const done = outcomes.find((one) => one === queryOf(req, 'done'));
      if (of === '' || !mayLook(asked)) {
        await show(context, req, res, signed, asked, { of, ...(done ? { done } : {}) });
        return;
      }
      try {
        const said = await previewMailText(context, { ...asked, of });
        await show(context, req, res, signed, asked, { of, said, ...(done ? { done } : {}) });
      } catch (error) {
        await show(context, req, res, signed, asked, { of, problem: refusalIn(error) });
      }
    },
    async post(req, res, signed) {
      const asked = askedIn(req, signed);
      const fields = fieldsIn(req);
      const submission = submissionIn(fields);
      const expects = versionIn(submission);
      const of = wordsIn(fields, 'of', 200).trim();
      const done = (what: (typeof outcomes)[number]) => {
        const query = { text: asked.lang, ...(of === '' ? {} : { of }), done: what };
        res.redirect(303, `/app/mail-texts/${asked.kind}?${new URLSearchParams(query).toString()}`);
      };
      const text = typedIn(fields);
      try {
        switch (fields.get('step')) {
          case 'preview': {
            const said = await previewMailText(context, { ...asked, of, text });
            await show(context, req, res, signed, asked, { of, said, fields });
            return;
          }
          case 'putBack':
            await putBackMailText(context, { ...asked, version: versionAsked(fields), expects, submission });
            done('restored');
            return;
          case 'test':
            await sendTestMail(context, { ...asked, of, account: signed.account._id, submission });
            done('sent');
            return;
          default:
            await writeMailText(context, { ...asked, text, expects, submission });
            done('saved');
        }
      } catch (error) {
        await show(context, req, res, signed, asked, { of, fields, problem: refusalIn(error) });
      }
    },
  },
  {
    path: '/app/mail-texts/:kind/preview.html',
    right: 'readMails',
    async show(req, res, signed) {
      const asked = askedIn(req, signed);
      const said = await previewMailText(context, { ...asked, of: queryOf(req, 'of') ?? '' });
      sendMailDocument(res, asked.lang, formed(asked.lang, said).html);
    },
  },
];

const textHref = (kind: MailName, text: Language): string => `/app/mail-texts/${kind}?text=${text}`;
const mayLook = ({ caller, kind }: MailTextAsked): boolean => about[kind] !== undefined && mayPreview(caller, kind);

/** @throws Problem NOT_FOUND for a mail that there is not */
function askedIn(req: Request, { caller }: SignedIn): MailTextAsked {
  const kind = mailNames.find((name) => name === req.params['kind']);
  if (!kind) throw new Problem('NOT_FOUND', String(req.params['kind']));
  return { caller, kind, lang: queryOf(req, 'text') === 'en' ? 'en' : 'vi' };
}

const typedIn = (fields: Fields): MailText => ({
  subject: wordsIn(fields, 'subject'),
  opening: wordsIn(fields, 'opening'),
  closing: wordsIn(fields, 'closing'),
});

/** @throws Problem MALFORMED */
function versionAsked(fields: Fields): number {
  const version = fields.get('version') ?? '';
  if (!/^\d{1,6}$/.test(version)) throw new Problem('MALFORMED', 'no version');
  return Number(version);
}

/** What is told on the page itself. @throws what is no refusal, or of another kind */
function refusalIn(error: unknown): Problem {
  const here = ['VALIDATION', 'STATE_CHANGED', 'TOO_MANY_REQUESTS', 'ENGINE_BUSY', 'STORE_BUSY', 'KEY_REUSED'];
  if (error instanceof Problem && here.includes(error.code)) return error;
  throw error;
}

interface Shown {
  readonly of: string;
  readonly said?: SaidMail;
  readonly fields?: Fields;
  readonly problem?: Problem;
  readonly done?: (typeof outcomes)[number];
}

async function show(
  context: ApiContext,
  req: Request,
  res: Response,
  signed: SignedIn,
  asked: MailTextAsked,
  { of, said, fields, problem, done }: Shown,
): Promise<void> {
  const { caller, kind, lang: text } = asked;
  const view = await viewMailText(context, asked);
  const wrong = new Map((problem ? fieldsOf(problem) : []).map((fault) => [fault.field, fault[signed.lang]]));
  const form = view.changeable && has(caller, 'writeTemplates') ? formOf(view.current, fields, wrong) : undefined;
  const looked = { of, how: about[kind] ?? '', mail: signed.account.mail, recent: await recentOf(context, asked) };
  const error = wrong.get('of');
  const action = textHref(kind, text);
  const page: Omit<Page, 'frame'> = {
    kind,
    text,
    action,
    submission: submissionFor(view.current.version),
    ...(view.changeable ? {} : { fixed: kind === 'session-letter' ? ('fixedLetter' as const) : ('fixedWhy' as const) }),
    ...(form ? { fields: form } : {}),
    placeholders: placeholdersOf(kind),
    versions: await versionsOf(context, view),
    ...(mayLook(asked) ? { look: { ...looked, ...(error === undefined ? {} : { error }) } } : {}),
    typed: fields !== undefined,
    ...(said ? { shown: shownOf(said, asked, fields === undefined ? of : undefined) } : {}),
    ...(done ? { done } : {}),
    ...(problem
      ? { refusal: sentenceOf(problem)[signed.lang], errors: [...wrong].map(([field, say]) => faultAt(field, say)) }
      : {}),
  };
  await showApp(context, req, res, signed, 'app/mails/text', page, problem ? problems[problem.code].http : 200);
}

/** @param of the case, where its HTML part can be opened by an address */
const shownOf = (
  said: SaidMail,
  { kind, lang: text }: MailTextAsked,
  of: string | undefined,
): NonNullable<Page['shown']> => ({
  subject: said.subject,
  blocks: blocksIn(said),
  text: formed(text, said).text,
  ...(of === undefined
    ? {}
    : { html: `/app/mail-texts/${kind}/preview.html?${new URLSearchParams({ text, of }).toString()}` }),
});
