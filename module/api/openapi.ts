// The OpenAPI 3.1 document, made from the declared endpoints: the same schemas that routes and forms use.
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { manifest } from '../manifest.js';
import { digest } from '../support/digest.js';
import { pathsOf } from './api-server.js';
import { isWrite, type Endpoint } from './endpoint.js';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const problemShape = z
  .object({
    errorCode: z.string(),
    errorMessage: z.string(),
    correlationId: z.string().meta({ description: 'Names the request in our log' }),
    errorDetails: z.record(z.string(), z.array(z.string())).meta({ description: 'Field to its messages' }),
  })
  .meta({ id: 'Problem' });

const PROBLEMS = {
  400: 'The request cannot be read',
  401: 'No key, or one that is not known, has ended or was revoked',
  403: 'The key, or whoever made it, may not do this',
  404: 'Not there, or another client’s',
  409: 'The state of things does not let this happen; errorDetails.reasons says why',
  412: 'It has changed since: read it again',
  422: 'A rule is broken; errorDetails says which, by field',
  428: 'If-Match is needed',
  429: 'Too many requests: wait as Retry-After says',
  503: 'Not now: nothing was changed',
} as const;

/** `base`: the address of the API as callers use it. */
export function openApiDocument(endpoints: readonly Endpoint[], base: string): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    for (const path of pathsOf(endpoint)) {
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, path) };
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: `${manifest.name}: Customer Account API`,
      version: manifest.version,
      description:
        'Who at a customer hears what, and who may do what. Same rules and same words as the pages.',
      license: { name: manifest.license, identifier: manifest.license },
    },
    servers: [{ url: base }],
    security: [{ bearer: [] }, { apiKey: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'Authorization: Bearer lsn_…' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
    },
    paths,
  });
}

function operation(endpoint: Endpoint, path: string): ZodOpenApiOperationObject {
  const { method, tag, summary, scope, query, body, example, answers, versioned, created, ofAll } = endpoint;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const params = Object.fromEntries(names.map((name) => [name, z.string()]));
  const asked = { ...shapeOf(query), ...(isWrite(endpoint) ? { dryRun } : {}) };
  const headers = {
    ...(versioned && isWrite(endpoint) && method !== 'POST' ? { 'If-Match': ifMatch } : {}),
    ...(method === 'POST' ? { 'Idempotency-Key': idempotencyKey } : {}),
  };
  // Only the path that names no client.
  const lines = ofAll && !names.includes('clientId') ? ofAll : undefined;
  const success = answers
    ? { description: 'Done', content: { ...jsonOf(answers), ...linesOf(lines) }, ...etag(versioned) }
    : { description: 'Done' };
  const about = [
    ...(scope ? [`Scope: ${scope}`] : []),
    ...(lines ? [`A provider’s key that names no client gets ${lines.summary}`] : []),
  ];
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(about.length > 0 ? { description: about.join('. ') } : {}),
    requestParams: {
      ...(names.length > 0 ? { path: z.object(params) } : {}),
      ...(Object.keys(asked).length > 0 ? { query: z.object(asked) } : {}),
      ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
    },
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: body, example } } } }
      : {}),
    responses: {
      [created ? '201' : answers ? '200' : '204']: success,
      ...Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: problemShape } } },
        ]),
      ),
    },
  };
}

const dryRun = z
  .enum(['true', 'false'])
  .optional()
  .meta({ description: 'Say what would happen, write nothing' });
const ifMatch = z
  .string()
  .optional()
  .meta({ description: 'The ETag that was read. Not needed for a dry run' });
const idempotencyKey = z
  .string()
  .max(255)
  .optional()
  .meta({ description: 'The same key again within 48 hours gives the first answer and does nothing' });

const etag = (versioned: boolean | undefined) =>
  versioned ? { headers: { ETag: { schema: { type: 'string' as const } } } } : {};

const jsonOf = (schema: z.ZodType) => ({ 'application/json': { schema } });

const linesOf = (ofAll: Endpoint['ofAll']) =>
  ofAll ? { 'application/x-ndjson': { schema: ofAll.line } } : {};

const shapeOf = (query: z.ZodType | undefined): z.ZodRawShape =>
  query instanceof z.ZodObject ? query.shape : {};

/** "getContactsContactId": stable, unique, a name for generated clients. */
function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

/** Changes with the document, for caches. */
export const documentVersion = (document: OpenApiDocument): string => digest(document);
