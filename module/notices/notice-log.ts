// A change of a notice as the log keeps it: keys and names as texts, which pages/admin-labels.ts puts into words. Pure.
import type { Changes } from '../audit/store.js';
import type { NoticeContent } from './notice-form.js';

/** Every field that differs; undefined = it is not there. */
export function noticeChanges(before: NoticeContent | undefined, after: NoticeContent | undefined): Changes {
  const [was, is] = [textsOf(before), textsOf(after)];
  const differing = Object.keys({ ...was, ...is }).filter((field) => was[field] !== is[field]);
  return Object.fromEntries(
    differing.map((field) => [field, { before: was[field] ?? '', after: is[field] ?? '' }]),
  );
}

function textsOf(content: NoticeContent | undefined): Record<string, string> {
  if (!content) return {};
  const { name, types, category, also, requiredFor, templates } = content;
  return {
    name: name ?? '',
    types: types.join(','),
    category: category ?? '',
    also: also.join(','),
    requiredFor: requiredFor ?? '',
    // A template's name may hold a comma.
    templates: templates.join('\n'),
  };
}
