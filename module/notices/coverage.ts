// Whether notices arrive (N6): with somebody chosen at an address that works when the client's servers do not, with
// somebody chosen, with a stand-in, or with nobody. Asked of the function that routes mail.
import type { Message } from '../support/errors.js';
import { contextsOf, ownerOf, type ClientFacts, type NoticeContext } from './client-facts.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient, type Resolution } from './recipients.js';

/** Worst first. */
export const COVERAGES = ['nobody', 'standIn', 'thin', 'covered'] as const;
export type CoverageStatus = (typeof COVERAGES)[number];

export interface NoticeCoverage {
  notice: NoticeDefinition;
  /** The worst of all billing accounts and markets that the notice knows. */
  status: CoverageStatus;
  because: Message;
  /** Where it is so: the first such billing account or market; {} where there are none. */
  context: NoticeContext;
  recipients: readonly Recipient[];
}

export interface Coverage {
  /** Worst first, then in the order of the table. Only those that this client can get. */
  notices: readonly NoticeCoverage[];
  /** How many reach somebody who was chosen. */
  reached: number;
}

export function coverageOf(client: ClientFacts, notices: readonly NoticeDefinition[]): Coverage {
  const all = notices
    .filter((notice) => appliesTo(notice, client))
    .map((notice) => noticeCoverage(client, notice, notices));
  return {
    notices: worstFirst(all),
    reached: all.filter(({ status }) => isReached(status)).length,
  };
}

/** As the table of notices has them. */
export const inTableOrder = (
  { notices }: Coverage,
  table: readonly Pick<NoticeDefinition, 'key'>[],
): NoticeCoverage[] => table.flatMap(({ key }) => notices.filter(({ notice }) => notice.key === key));

/** Of one notice that the client can get. */
export function noticeCoverage(
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
): NoticeCoverage {
  const everywhere = contextsOf(client, notice).map((context) => {
    const resolution = resolveRecipients(client, notice, notices, context);
    const status = statusOf(resolution);
    const { recipients } = resolution;
    return { notice, status, because: reasonOf(status, resolution, client), context, recipients };
  });
  return worstFirst(everywhere)[0] as NoticeCoverage;
}

/** Thin counts as reached: somebody was chosen. */
export const isReached = (status: CoverageStatus): boolean => status === 'covered' || status === 'thin';

const worstFirst = <T extends { status: CoverageStatus }>(list: readonly T[]): T[] =>
  list.toSorted((one, other) => COVERAGES.indexOf(one.status) - COVERAGES.indexOf(other.status));

export function statusOf({ recipients, fallback }: Resolution): CoverageStatus {
  if (fallback) return fallback === 'nobody' ? 'nobody' : 'standIn';
  return recipients.some((one) => !one.standsIn && isSound(one)) ? 'covered' : 'thin';
}

const isSound = ({ confirmed, onOwnServer }: Recipient): boolean => confirmed && onOwnServer !== true;

function reasonOf(
  status: CoverageStatus,
  { recipients, fallback }: Resolution,
  client: ClientFacts,
): Message {
  if (status === 'nobody') return say('nobody', { name: ownerOf(client).name });
  const [{ name } = { name: '' }] = recipients;
  const [, other] = recipients;
  if (status === 'standIn' && other) return say('standInBoth', { name, other: other.name });
  if (status === 'standIn') return say(fallback === 'owner' ? 'standInOwner' : 'standInPrimary', { name });
  if (status === 'covered') {
    const count = recipients.length;
    return count === 1 ? say('coveredByOne', { name }) : say('covered', { count });
  }
  return thinReason(recipients.filter(({ standsIn }) => !standsIn));
}

function thinReason(chosen: readonly Recipient[]): Message {
  const areOnOwnServers = chosen.every(({ onOwnServer }) => onOwnServer === true);
  const areUnconfirmed = chosen.every(({ confirmed }) => !confirmed);
  const [first] = chosen;
  if (chosen.length === 1 && first)
    return {
      key: areOnOwnServers
        ? 'notices:coverage.thinByOne.ownServer'
        : 'notices:coverage.thinByOne.unconfirmed',
      params: { name: first.name },
    };
  if (areOnOwnServers) return { key: 'notices:coverage.thin.ownServer' };
  return { key: areUnconfirmed ? 'notices:coverage.thin.unconfirmed' : 'notices:coverage.thin.mixed' };
}

const say = (key: string, params: NonNullable<Message['params']>): Message => ({
  key: `notices:coverage.${key}`,
  params,
});
