// A change of a notice as the log keeps it: keys and names as texts, which pages/admin-labels.ts puts into words. Pure.
import { changesOf } from '../audit/changes.js';
import type { Changes } from '../audit/store.js';
import type { NoticeContent } from './notice-form.js';

/** Every field that differs; undefined = it is not there. */
export const noticeChanges = (before: NoticeContent | undefined, after: NoticeContent | undefined): Changes =>
  changesOf(textsOf(before), textsOf(after));

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
