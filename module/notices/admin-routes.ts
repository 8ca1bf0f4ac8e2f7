// The provider's pages of who gets what (AD9): the notice table, one notice of it, and taking one away.
import { z } from 'zod';
import { page, type Page, type PageRequest, type Typed } from '../http/page.js';
import { NotFoundError, type Message } from '../support/errors.js';
import type { Translator } from '../support/i18n.js';
import { noticeForm, type TypedNotice } from './notice-form.js';
import { noticeName } from './notice.js';
import { nameOf, noticeFormLocals, offeredFor, typedAnswers, type NoticeModel } from './pages/admin-form.js';
import { noticeTableLocals } from './pages/admin-list.js';
import { noticeReviewLocals } from './pages/admin-review.js';
import type { WantedNotice } from './table-plan.js';
import type { NoticeTable, NoticeTableService, TablePreview } from './table-service.js';

const LIST = '/notices';
const removing = z.strictObject({ seen: z.string({ error: 'common:errors.oneValue' }).max(40).default('') });

export function noticeTablePages({ table }: { table: NoticeTableService }): Page[] {
  async function load({ actor, params }: PageRequest): Promise<NoticeModel> {
    const all = await table.read(actor);
    const notice = all.notices.find(({ key }) => key === params['noticeKey']);
    if (!notice) throw new NotFoundError('notice');
    return { notice, table: all };
  }

  const editing = (path: string, loadModel: (request: PageRequest) => Promise<NoticeModel>): Page =>
    page<NoticeModel, TypedNotice>({
      path,
      permission: 'staff',
      view: 'admin/notices/form',
      load: loadModel,
      locals: noticeFormLocals,
      form: {
        schema: (model, { words }) =>
          noticeForm({
            shippedName: model.notice?.shipped ? words.t(`notices:names.${model.notice.key}`) : undefined,
            templates: offeredFor(model),
            isNew: !model.notice,
          }),
        version: ({ notice }) => String(notice?.version ?? ''),
        async submit(request, model, typed, { intent, version, requestKey }) {
          const { actor, origin, words } = request;
          if (intent === 'edit') return formAgain(model, typed, request);
          const wanted = wantedOf(model, typed, version);
          const name = typed.content.name ?? nameOf(model, words);
          const save = async (seen: string) => {
            await table.save(actor, origin, wanted, { seen, requestKey });
            return { redirect: LIST, flash: { key: 'notices:admin.saved', params: { name } } };
          };
          if (intent === 'save') return save(typed.seen);
          const preview = await table.preview(actor, wanted);
          if (Object.keys(preview.changes).length === 0) return { redirect: LIST, flash: NOTHING };
          // Nobody gets other mail by a name or a template: there is nothing to look at first.
          if (!preview.effect) return save(preview.seen);
          const review = {
            title: words.t('notices:admin.review.title', { name }),
            action: request.to(model.notice ? `${LIST}/${model.notice.key}/edit` : `${LIST}/new`),
            answers: typedAnswers(typed, model, words),
            save: words.t('notices:admin.save', { name }),
            notice: undefined,
          };
          return { view: 'admin/notices/review', locals: noticeReviewLocals(preview, review, request) };
        },
      },
    });

  return [
    page<NoticeTable>({
      path: LIST,
      permission: 'staff',
      view: 'admin/notices/list',
      load: ({ actor }) => table.read(actor),
      locals: noticeTableLocals,
    }),

    editing(`${LIST}/new`, async ({ actor }) => ({ notice: undefined, table: await table.read(actor) })),
    editing(`${LIST}/:noticeKey/edit`, load),

    page<Removal, z.infer<typeof removing>>({
      path: `${LIST}/:noticeKey/remove`,
      permission: 'staff',
      view: 'admin/notices/review',
      async load(request) {
        const model = await load(request);
        // A shipped one that nobody changed has nothing to go back to.
        if (model.notice?.version === 0) throw new NotFoundError('notice');
        return { ...model, preview: await table.preview(request.actor, removalOf(model)) };
      },
      locals: removalLocals,
      form: {
        schema: () => removing,
        version: ({ notice }) => String(notice?.version ?? ''),
        async submit({ actor, origin, words }, model, { seen }, { version, requestKey }) {
          await table.save(actor, origin, { ...removalOf(model), version }, { seen, requestKey });
          return { redirect: LIST, flash: removed(model, words) };
        },
      },
    }),
  ];
}

interface Removal extends NoticeModel {
  preview: TablePreview;
}

const NOTHING: Message = { key: 'notices:admin.nothing' };

const removalOf = ({ notice }: NoticeModel) =>
  ({ act: 'remove', key: notice?.key ?? '', version: String(notice?.version ?? '') }) as const;

/** One of the provider's own goes; a shipped one is as it was shipped, under its shipped name. */
function removed({ notice, preview }: Removal, words: Translator): Message {
  const { after } = preview;
  if (after) return { key: 'notices:admin.wasReset', params: { name: words.say(noticeName(after)) } };
  return { key: 'notices:admin.removed', params: { name: notice?.name ?? '' } };
}

function removalLocals(model: Removal, request: PageRequest, typed: Typed) {
  const { words, to } = request;
  const act = model.preview.after ? 'reset' : 'remove';
  const text = words.t(`notices:admin.${act}`, { name: nameOf(model, words) });
  const review = {
    title: text,
    action: to(`${LIST}/${model.notice?.key}/remove`),
    answers: undefined,
    save: text,
    notice: typed.notice && words.say(typed.notice),
  };
  return noticeReviewLocals(model.preview, review, request);
}

function wantedOf({ notice }: NoticeModel, { content, key }: TypedNotice, version: string): WantedNotice {
  return notice ? { act: 'change', key: notice.key, version, content } : { act: 'add', key, content };
}

/** Back from the review, with every answer as it was given. */
function formAgain(model: NoticeModel, typed: TypedNotice, request: PageRequest) {
  const again: Typed = {
    answers: typedAnswers(typed, model, request.words),
    errors: {},
    notice: undefined,
  };
  return { view: 'admin/notices/form', locals: noticeFormLocals(model, request, again) };
}
