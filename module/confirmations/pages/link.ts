// Presenters of the page behind the link to confirm an address.
import { toReadForm } from '../../contacts/email.js';
import { formView } from '../../http/fields.js';
import type { PageLocals, Typed } from '../../http/page.js';
import type { PublicRequest, PublicView } from '../../http/public-page.js';
import { manifest } from '../../manifest.js';
import type { LinkView } from '../answering.js';

export interface LinkModel extends LinkView {
  token: string;
}

const paramsOf = ({ address, company, name }: LinkModel, { settings }: PublicRequest) => ({
  email: toReadForm(address),
  company,
  name,
  provider: settings.providerName,
});

export function linkLocals(model: LinkModel, request: PublicRequest, typed: Typed): PageLocals {
  const { t } = request.words;
  const params = paramsOf(model, request);
  const here = request.to(`${manifest.mounts.confirm}/${model.token}`);
  return {
    title: t('confirmations:link.title', params),
    intro: t('confirmations:link.intro', params),
    confirm: here,
    refuse: `${here}/refuse`,
    effects: effectsOf(model, ['ifWrong', 'ownerWillBeTold'], request),
    form: formView([], {}, typed, request.words),
  };
}

/** What refusing does, or did: the second is left out where the owner's own address is meant. */
function effectsOf(model: LinkModel, keys: readonly [string, string], request: PublicRequest): string[] {
  const params = paramsOf(model, request);
  const [first, second] = keys.map((key) => request.words.t(`confirmations:link.${key}`, params));
  return [first, model.isOwner ? undefined : second].filter((text) => text !== undefined);
}

export function answeredView(
  model: LinkModel,
  answer: 'confirm' | 'refuse',
  request: PublicRequest,
): PublicView {
  const { t } = request.words;
  const params = paramsOf(model, request);
  const texts =
    answer === 'confirm'
      ? [t('confirmations:link.arrive', params)]
      : effectsOf(model, ['noMore', 'ownerIsTold'], request);
  return said(t(`confirmations:done.${answer}`, params), texts);
}

export function overView(model: LinkModel, request: PublicRequest): PublicView | undefined {
  const { problem } = model;
  if (!problem) return undefined;
  const { t } = request.words;
  return said(t('confirmations:over.title'), [t(`confirmations:over.${problem}`, paramsOf(model, request))]);
}

const said = (title: string, texts: string[]): PublicView => ({
  view: 'sign-in/said',
  locals: { title, texts, links: [] },
});
