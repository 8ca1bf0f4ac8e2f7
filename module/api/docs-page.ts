// The readable documentation as its template prints it: chapters, operations, fields, and a request to copy.
import { isWrite, type Endpoint } from './endpoint.js';
import { pathsOf } from './api-server.js';
import type { OpenApiDocument } from './openapi.js';

interface SchemaNode {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  description?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

interface FieldLine {
  name: string;
  type: string;
  text: string;
}

export interface OperationView {
  id: string;
  method: string;
  path: string;
  summary: string;
  scope: string;
  /** What a provider's key gets that names no client; '' where it has to name one. */
  ofAll: string;
  query: FieldLine[];
  body: FieldLine[];
  answer: FieldLine[];
  example: string;
}

export interface DocsView {
  base: string;
  chapters: { title: string; operations: OperationView[] }[];
}

/** `base`: the address of the API as callers use it. */
export function docsView(endpoints: readonly Endpoint[], document: OpenApiDocument, base: string): DocsView {
  const tags = [...new Set(endpoints.map(({ tag }) => tag))];
  return {
    base,
    chapters: tags.map((title) => ({
      title,
      operations: endpoints
        .filter(({ tag }) => tag === title)
        .map((endpoint) => operationView(endpoint, document, base)),
    })),
  };
}

function operationView(endpoint: Endpoint, document: OpenApiDocument, base: string): OperationView {
  const { method, summary, scope, example, ofAll } = endpoint;
  const [path] = pathsOf(endpoint) as [string];
  const operation = (document.paths?.[path] as Record<string, Operation> | undefined)?.[method.toLowerCase()];
  const success = operation?.responses['200'] ?? operation?.responses['201'];
  const parameters = operation?.parameters ?? [];
  return {
    id: operation?.operationId ?? path,
    method,
    path,
    summary,
    scope: scope ?? '',
    ofAll: ofAll ? `A provider’s key that names no client gets ${ofAll.summary}.` : '',
    query: parameters
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, schema, description }) => ({
        name,
        type: typeOf(schema ?? {}, document),
        text: description ?? schema?.description ?? '',
      })),
    body: fieldsOf(operation?.requestBody?.content['application/json']?.schema, document),
    answer: fieldsOf(success?.content?.['application/json']?.schema, document),
    example: curl(endpoint, `${base}${path}`, example),
  };
}

interface Media {
  content: Record<string, { schema?: SchemaNode }>;
}

interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string; schema?: SchemaNode; description?: string }[];
  requestBody?: Media;
  responses: Record<string, Partial<Media>>;
}

function resolve(node: SchemaNode, document: OpenApiDocument): SchemaNode {
  const name = node.$ref?.split('/').at(-1);
  const schemas = document.components?.schemas as Record<string, SchemaNode> | undefined;
  const resolved = name === undefined ? node : (schemas?.[name] ?? node);
  // "What was made, or the preview": the first is what people look up.
  return resolved.anyOf?.[0] && !resolved.properties ? resolve(resolved.anyOf[0], document) : resolved;
}

function fieldsOf(node: SchemaNode | undefined, document: OpenApiDocument): FieldLine[] {
  const { properties = {} } = node ? resolve(node, document) : {};
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeOf(field, document),
    text: field.description ?? resolve(field, document).description ?? '',
  }));
}

function typeOf(node: SchemaNode, document: OpenApiDocument): string {
  const resolved = resolve(node, document);
  if (resolved.enum) return resolved.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (resolved.items) return `list of ${typeOf(resolved.items, document)}`;
  if (resolved.properties) return `{ ${Object.keys(resolved.properties).join(', ')} }`;
  return [resolved.type ?? 'any'].flat().join(' or ');
}

/** A request that runs as it stands, once the key and the ids are filled in. */
export function curl(
  endpoint: Pick<Endpoint, 'method' | 'versioned'>,
  url: string,
  example?: object,
): string {
  const { method, versioned } = endpoint;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${url}'`,
    `-H "Authorization: Bearer $KEY"`,
    ...(versioned && isWrite(endpoint) && method !== 'POST' ? [`-H 'If-Match: "VERSION"'`] : []),
    ...(example ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example)}'`] : []),
  ];
  return lines.join(' \\\n  ');
}
