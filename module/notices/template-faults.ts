// Which mail of the panel stands for which notice (AD9): what belongs to none, to several, or is gone. Pure.
import type { MailTemplate } from '../panels/panel-mail.js';
import type { NoticeDefinition } from './notice.js';

export interface TemplateFaults {
  /** Belong to no notice: nobody here says who gets them. */
  homeless: readonly MailTemplate[];
  /** Belong to several, which may say different things. */
  doubled: readonly { name: string; notices: readonly NoticeDefinition[] }[];
  /** Named by a notice, but the panel has none of that name. */
  gone: readonly { name: string; notice: NoticeDefinition }[];
}

/** `templates`: those of the panel; undefined where it tells of none. */
export function templateFaults(
  notices: readonly NoticeDefinition[],
  templates: readonly MailTemplate[] | undefined,
): TemplateFaults {
  const names = new Set(notices.flatMap((notice) => notice.templates));
  const known = new Set(templates?.map(({ name }) => name));
  return {
    homeless: templates?.filter(({ name }) => !names.has(name)) ?? [],
    doubled: [...names]
      .map((name) => ({ name, notices: holdersOf(name, notices) }))
      .filter((one) => one.notices.length > 1),
    gone: templates
      ? notices.flatMap((notice) =>
          notice.templates.filter((name) => !known.has(name)).map((name) => ({ name, notice })),
        )
      : [],
  };
}

export const holdersOf = (name: string, notices: readonly NoticeDefinition[]): NoticeDefinition[] =>
  notices.filter(({ templates }) => templates.includes(name));
