// Taking a market's own request alias away (CL15): who gets its requests then. The default always exists.
import { formView, reasonSpecs } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { AliasPreview } from '../service.js';
import type { AliasView } from '../table.js';

export interface AliasRemoveModel {
  view: AliasView;
  /** Undefined for the default. */
  preview: AliasPreview | undefined;
}

export function aliasRemoveLocals(
  { view, preview }: AliasRemoveModel,
  request: PageRequest,
  typed: Typed,
): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const market = view.market?.name ?? '';
  const title = t('request-aliases:remove.title', { market });
  return {
    title: preview ? title : t('request-aliases:default.stays'),
    crumbs: [{ label: t('request-aliases:title'), href: to('/request-aliases') }],
    form: formView(reasonSpecs(request), {}, typed, words),
    stays: preview
      ? undefined
      : { href: to('/request-aliases/default/edit'), text: t('request-aliases:change.titleDefault') },
    preview: preview && {
      lines: [
        {
          kind: 'removed',
          text: t('request-aliases:choice.market.taken', { name: view.goesTo.name, market }),
        },
      ],
      after: t('request-aliases:remove.after', { name: preview.to.name, market }),
      recipients: recipientLines(preview, words),
      seen: preview.seen,
    },
    button: title,
    back: to('/request-aliases'),
  };
}
