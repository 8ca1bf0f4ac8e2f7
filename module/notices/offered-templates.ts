// Which mail templates of the panel a notice can stand for, grouped as the panel groups them. Pure.
import type { MailTemplate } from '../panels/panel-mail.js';
import { EMAIL_CATEGORIES, type NoticeDefinition } from './notice.js';
import { holdersOf } from './template-faults.js';

/** `other`: mail that no category turns off, and what the panel has no more. */
export const TEMPLATE_GROUPS = [...EMAIL_CATEGORIES, 'other'] as const;
export type TemplateGroup = (typeof TEMPLATE_GROUPS)[number];

export interface OfferedTemplate {
  name: string;
  group: TemplateGroup;
  /** The panel does not send it now, or has it no more. */
  state: 'sent' | 'disabled' | 'gone';
}

/** Its own, and those that belong to no other notice. `notice`: undefined for a new one. */
export function offeredTemplates(
  notice: NoticeDefinition | undefined,
  notices: readonly NoticeDefinition[],
  templates: readonly MailTemplate[],
): OfferedTemplate[] {
  const own = notice?.templates ?? [];
  const others = notices.filter((one) => one.key !== notice?.key);
  const free = templates.filter(({ name }) => own.includes(name) || holdersOf(name, others).length === 0);
  const gone = own.filter((name) => !templates.some((one) => one.name === name));
  return [
    ...free.map(({ name, category, disabled }): OfferedTemplate => ({
      name,
      group: category ?? 'other',
      state: disabled ? 'disabled' : 'sent',
    })),
    ...gone.map((name): OfferedTemplate => ({ name, group: 'other', state: 'gone' })),
  ];
}
