// The page behind the link of the mail (OP3). Opening it changes nothing: mail scanners open links too.
import { z } from 'zod';
import { publicPage, type PublicPage, type PublicRequest } from '../http/public-page.js';
import { manifest } from '../manifest.js';
import type { RateLimiter } from '../support/rate-limit.js';
import type { Answering } from './answering.js';
import { answeredView, linkLocals, overView, type LinkModel } from './pages/link.js';

const PATH = `${manifest.mounts.confirm}/:token`;

const nothing: z.ZodType<object> = z.strictObject({});

export function confirmationPages({
  answering,
  tokenPages,
}: {
  answering: Answering;
  tokenPages: RateLimiter;
}): PublicPage[] {
  const load = async ({ params }: PublicRequest): Promise<LinkModel> => {
    const token = String(params['token']);
    return { ...(await answering.show(token)), token };
  };

  const answerPage = (path: string, answer: 'confirm' | 'refuse'): PublicPage =>
    publicPage<LinkModel, object>({
      path,
      reason: 'the token is the proof',
      limit: tokenPages,
      view: 'confirm/show',
      load,
      over: overView,
      locals: linkLocals,
      form: {
        schema: () => nothing,
        async submit(request, model) {
          await answering[answer](request.origin, model.token);
          return answeredView(model, answer, request);
        },
      },
    });

  return [answerPage(PATH, 'confirm'), answerPage(`${PATH}/refuse`, 'refuse')];
}
