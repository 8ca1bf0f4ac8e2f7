// Check 41: a log line cannot carry a person.
import { expect } from 'chai';
import { createLog, describeError, type LogFields } from '../../../module/support/log.js';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('check 41: the log', () => {
  it('writes one line of JSON with the event, its fields and the time, and nothing of the machine', () => {
    const [line, ...more] = logged((log) => log.warn('outbox waits', { clientId: 7, code: 'ECONNREFUSED' }));
    expect(more).to.deep.equal([]);
    expect(line).to.include({ msg: 'outbox waits', clientId: 7, code: 'ECONNREFUSED', level: 40 });
    expect(line?.['time']).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(line).to.have.all.keys('level', 'time', 'clientId', 'code', 'msg');
  });

  it('check 42: lets no line break forge a second line', () => {
    const lines = logged((log) => log.info('request', { route: '/x\r\n{"level":50}' }));
    expect(lines).to.have.length(1);
  });

  it('has no field for what people typed: the compiler refuses it', () => {
    const log = createLog({ write: () => undefined });
    // @ts-expect-error -- an address has no place in a log
    log.info('x', { email: 'ann@corp.example' });
    // @ts-expect-error -- neither has a name
    log.info('x', { name: 'Ann Lee' });
    // @ts-expect-error -- nor a whole error, with its message
    log.error('x', new Error('Duplicate entry ann@corp.example'));
    // @ts-expect-error -- nor a body
    const body: LogFields = { body: { firstName: 'Ann' } };
    expect(body).to.be.an('object');
  });

  it('has these fields and no other', () => {
    const all: Required<LogFields> = {
      requestId: '', method: '', route: '', status: 0, milliseconds: 0, actorKind: '', actorId: 0, clientId: 0,
      count: 0, code: '', errorName: '', errorAt: '', path: '',
    }; // prettier-ignore
    expect(Object.keys(all)).to.have.length(13);
  });
});

describe('check 41: what is said of an error', () => {
  const secret = 'Duplicate entry ann@corp.example for key email';

  it('is its name, its code and where in our code it came from', () => {
    const error = Object.assign(new TypeError(secret), { code: 'ER_DUP_ENTRY', sql: 'select 1' });
    error.stack = `TypeError: ${secret}\n    at knex (/app/node_modules/knex/x.js:1:2)\n    at Object.add (file:///app/module/contacts/service.ts:12:34)`;
    expect(describeError(error)).to.deep.equal({
      errorName: 'TypeError',
      code: 'ER_DUP_ENTRY',
      errorAt: 'module/contacts/service.ts:12',
    });
  });

  it('is no word of its message, whatever that looks like', () => {
    for (const message of [
      secret,
      '/module/ann@corp.example:5',
      'at /module/Ann Lee.ts:5',
      `a\n/module/ann.ts:1`,
    ]) {
      const said = JSON.stringify(
        describeError(Object.assign(new Error(message), { stack: `Error: ${message}` })),
      );
      expect(said, message).to.equal('{"errorName":"Error"}');
    }
  });

  it('is no code that is no text', () => {
    for (const code of [1, { ann: 1 }, null, undefined])
      expect(describeError(Object.assign(new Error('x'), { code, stack: '' }))).to.deep.equal({
        errorName: 'Error',
      });
  });

  it('is the kind of what was thrown when that is no error', () => {
    for (const [thrown, errorName] of [
      [secret, 'string'],
      [undefined, 'undefined'],
      [{ name: 'Ann' }, 'object'],
      [null, 'object'],
    ] as const)
      // prettier-ignore
      expect(describeError(thrown)).to.deep.equal({ errorName });
  });

  it('finds the place in a real error of ours', () => {
    try {
      describeError(new Proxy(new Error('x'), { get: () => { throw new RangeError('y'); } })); // prettier-ignore
      expect.fail('should throw');
    } catch (error) {
      expect(describeError(error).errorAt).to.match(/^module\/support\/log\.ts:\d+$/);
    }
  });
});
