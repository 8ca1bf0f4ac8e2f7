// The setup check (AD2) as its template prints it: findings with their level, and what to do next.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { isNamed } from '../../http/panel-notes.js';
import { capabilityFindings } from '../../panels/panel-findings.js';
import { serverFindings, tableFinding } from '../../support/database-findings.js';
import type { Finding, Level } from '../../support/finding.js';
import { MIGRATION_TABLES } from '../../support/migrator.js';
import { OWN_TABLES, table } from '../../support/tables.js';
import type { Setup } from '../service.js';

const ICONS: Record<Level, string> = { '✓': 'check', '▲': 'triangle', '✗': 'cross' };
const LEVELS: Record<Level, string> = { '✓': 'fine', '▲': 'look', '✗': 'wrong' };

export function setupLocals(setup: Setup, request: PageRequest): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { version, pending, panel, mail } = setup;
  const view = ({ level, text }: Finding) => ({
    icon: ICONS[level],
    level: t(`setup:levels.${LEVELS[level]}`),
    text,
  });
  return {
    title: t('setup:title'),
    intro: t('setup:intro'),
    database: [
      ...serverFindings(version, words),
      tableFinding(pending, words),
      panelFinding(setup, request),
      nameFinding(request),
    ].map(view),
    panel: capabilityFindings(panel, words).map(view),
    mail: mailFindings(mail, request).map(view),
    own: mail.own,
    test: mail.own === undefined ? t('setup:mail.noAddress') : t('setup:mail.goesTo', { address: mail.own }),
    people: peopleFindings(setup, request).map((one) => ({ ...view(one), link: one.link })),
    next: ['fields', 'presets', 'whoGetsWhat', 'markets'].map((name) => ({
      href: to(NEXT[name] as string),
      text: t(`common:menu.${name}`),
    })),
    tables: [...OWN_TABLES.map(table), ...MIGRATION_TABLES],
  };
}

const NEXT: Record<string, string> = {
  fields: '/fields',
  presets: '/presets',
  whoGetsWhat: '/notices',
  markets: '/markets',
};

function panelFinding({ panel, counts }: Setup, { words }: PageRequest): Finding {
  const { t } = words;
  const found = {
    panel: panel.description,
    clients: t('setup:panel.clients', { count: counts.clients }),
    contacts: t('setup:panel.contacts', { count: counts.contacts }),
    logins: t('setup:panel.logins', { count: counts.logins }),
  };
  return { level: '✓', text: t('setup:panel.found', found) };
}

function nameFinding({ settings: { providerName }, words: { t } }: PageRequest): Finding {
  return isNamed({ providerName })
    ? { level: '✓', text: t('setup:panel.name', { name: providerName }) }
    : { level: '▲', text: t('setup:panel.noName', { name: providerName }) };
}

function mailFindings({ isPractice, due, dead }: Setup['mail'], { words: { t } }: PageRequest): Finding[] {
  return [
    isPractice ? { level: '▲', text: t('setup:mail.practice') } : { level: '✓', text: t('setup:mail.smtp') },
    { level: '✓', text: due === 0 ? t('setup:mail.noneWaiting') : t('setup:mail.waiting', { count: due }) },
    ...(dead > 0 ? [{ level: '✗' as const, text: t('setup:mail.failed', { count: dead }) }] : []),
  ];
}

function peopleFindings({ counts, standIns, wrong }: Setup, { words: { t }, to }: PageRequest) {
  const looked = t('setup:people.looked', { count: wrong.looked });
  const found =
    wrong.count === 0 ? t('setup:people.noneWrong') : t('setup:people.wrong', { count: wrong.count });
  const isFine = wrong.count === 0 && wrong.isAll;
  return [
    {
      level: standIns === 0 ? ('✓' as const) : ('▲' as const),
      text:
        standIns === 0
          ? t('setup:people.allChosen')
          : t('setup:people.standIns', { count: standIns, all: counts.clients }),
      link: standIns > 0 ? { href: to('/clients'), text: t('setup:people.clients') } : undefined,
    },
    {
      level: wrong.count === 0 ? ('✓' as const) : ('▲' as const),
      text: [found, ...(wrong.isAll ? [] : [looked])].join(' '),
      link: isFine ? undefined : { href: to('/setup/addresses'), text: t('setup:people.see') },
    },
  ];
}
