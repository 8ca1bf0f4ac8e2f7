// Everything a person can do, line by line, each with its reason: all permissions, and the services and domains in reach.
import { listAddress } from '../../http/list-query.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { PageRequest } from '../../http/page.js';
import { CATALOGUE, SECTIONS } from '../../permissions/catalogue.js';
import { explainAccess } from '../../permissions/explain-access.js';
import type { Decision, Question } from '../../permissions/question.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { pathId } from '../../contacts/contact.js';
import { placeName } from '../../panels/named-hosting.js';
import type { CanModel, Inspector } from './can-model.js';

export interface CanRow {
  area: string;
  can: string;
  allowed: boolean;
  because: string;
  /** Where the form of access has it. */
  anchor: string;
}

/** By section, in the catalogue's order. */
export function permissionRows(inspector: Inspector, { t }: Translator) {
  return SECTIONS.map((section) => ({
    section: t(`permissions:sections.${section}`),
    rows: CATALOGUE.filter((entry) => entry.section === section).map(({ key }): CanRow => {
      const { allowed, reasons } = decide(inspector, { permission: key });
      return {
        area: t(`permissions:labels.${key}`),
        can: t(`sub-accounts:can.${allowed ? 'yes' : 'no'}`),
        allowed,
        // What is allowed may have limits, which are said too; of a no the first reason is enough.
        because: (allowed ? reasons : reasons.slice(0, 1)).map(inspector.say).join(' '),
        anchor: anchorOf({ permission: key }),
      };
    }),
  }));
}

/** "2 of 340", and the list of them. */
export function placeTables(model: CanModel, inspector: Inspector, request: PageRequest) {
  const { query } = model;
  const services = model.services.services.map((one) => ({
    name: placeName(one),
    answers: one.functions.map((wanted) => ({
      function: wanted,
      ...decide(inspector, { service: one, serviceFunction: wanted }),
    })),
  }));
  const domains = model.domains.domains.map((one) => ({
    name: placeName(one),
    answers: one.functions.map((wanted) => ({
      function: wanted,
      ...decide(inspector, { domain: one.id, domainFunction: wanted }),
    })),
  }));
  const path = request.to(`/contacts/${pathId(model.contact.contactId)}/can`);
  const link = (page: number, domainPage: number): string => listAddress(path, { page, domainPage });
  return {
    services: placeTable(
      { kind: 'services', places: services, total: model.services.total, page: query.page },
      inspector,
      request,
      (page) => link(page, query.domainPage),
    ),
    domains: placeTable(
      { kind: 'domains', places: domains, total: model.domains.total, page: query.domainPage },
      inspector,
      request,
      (page) => link(query.page, page),
    ),
  };
}

interface Place {
  name: string;
  answers: (Decision & { function: string })[];
}

function placeTable(
  { kind, places, total, page }: { kind: string; places: readonly Place[]; total: number; page: number },
  { say }: Inspector,
  { words }: PageRequest,
  link: (page: number) => string,
) {
  const number = new Intl.NumberFormat(words.language);
  const reached = places.filter(({ answers }) => answers.some(({ allowed }) => allowed));
  const from = (page - 1) * PAGE_SIZE;
  return {
    any: total > 0,
    count: words.t('sub-accounts:login.ofAll', {
      on: number.format(reached.length),
      all: number.format(total),
    }),
    rows: reached.slice(from, from + PAGE_SIZE).map(({ name, answers }): CanRow => {
      const given = answers.filter(({ allowed }) => allowed);
      return {
        area: name,
        can: functionsText(given, answers.length, words),
        allowed: true,
        because: [...new Set(given.map(({ reasons }) => say(reasons[0] as Message)))].join(' '),
        anchor: kind,
      };
    }),
    pagination: paginationView(reached.length, PAGE_SIZE, page, link, words),
  };
}

function functionsText(given: Place['answers'], all: number, words: Translator): string {
  if (given.length === all) return words.t('sub-accounts:can.everything');
  const labels = given.map((one) => words.t(`permissions:functions.${one.function}`));
  return new Intl.ListFormat(words.language, { type: 'unit' }).format(labels);
}

/** The part of the form of access where the answer to this question is set. */
export function anchorOf(question: Question): string {
  if (question.permission !== undefined) return `f-${question.permission.replace('.', '-')}`;
  return question.service ? 'services' : 'domains';
}

const decide = ({ subject, now }: Inspector, question: Question): Decision =>
  explainAccess(subject, question, now);
