// Check 31 and the CSP: templates print escaped text and hold no code of the browser's.
import ejs from 'ejs';
import { expect } from 'chai';
import path from 'node:path';
import { packageRoot } from '../../../module/support/paths.js';
import { CODE, codeOf, filesIn, textOf } from './sources.js';

const VIEWS = filesIn('views', '.ejs');

/** The HTML of a template: what stands outside its tags. */
const html = (text: string): string => text.replace(/<%[\s\S]*?%>/g, '');

describe('templates', () => {
  it('are found', () => expect(VIEWS.length).to.be.above(15));

  for (const file of VIEWS) {
    const text = textOf(file);
    it(`${file} compiles, is short, and prints nothing unescaped`, () => {
      const filename = path.join(packageRoot, file);
      ejs.compile(text, { filename, root: path.join(packageRoot, 'views') });
      expect(text.split('\n').length, 'lines').to.be.at.most(81);
      const unescaped = [...text.matchAll(/<%-([\s\S]*?)%>/g)].map(([, code = '']) => code.trim());
      // One include alone: nothing else can stand in the tag.
      for (const code of unescaped) expect(code).to.match(/^include\('\/[a-z/-]+'(, \{[^;]*\})?\)$/);
    });

    it(`${file} holds no inline script, style or handler, and no address of another host`, () => {
      const outside = html(text);
      expect(outside).to.not.match(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
      const scripts = text.match(/<script\b[\s\S]*?<\/script>/g) ?? [];
      for (const script of scripts)
        expect(script).to.match(/^<script defer src="<%= [\w.]+ %>" nonce="<%= shell\.nonce %>"><\/script>$/);
      expect(text).to.not.match(/(src|href|action)="(https?:)?\/\//i);
    });

    it(`${file} sends every form with the token`, () => {
      for (const [form] of text.matchAll(/<form\b(?=[^>]*method="post")[\s\S]*?<\/form>/g))
        expect(form).to.match(/name="_csrf"|include\('\/partials\/hidden'\)/);
    });
  }

  it('include only what exists', () => {
    const included = VIEWS.flatMap((file) => [...textOf(file).matchAll(/include\('([^']+)'/g)].map(([, name]) => `views${name}.ejs`)); // prettier-ignore
    expect(included.length).to.be.above(20);
    expect(included.filter((file) => !VIEWS.includes(file))).to.deep.equal([]);
  });

  it('are all shown by somebody', () => {
    const shown = [...CODE.map(codeOf), ...VIEWS.map(textOf)].join('\n');
    const unshown = VIEWS.filter((file) => {
      const name = file.replace(/^views\/|\.ejs$/g, '');
      return !shown.includes(`'${name}'`) && !shown.includes(`'/${name}'`);
    });
    expect(unshown).to.deep.equal([]);
  });
});

describe('check 35: what a template is given', () => {
  it('is never a body or a query as it came', () => {
    const spread = CODE.filter((file) => /\.\.\.\s*(req|request)\.(body|query|params)\b/.test(codeOf(file)));
    expect(spread).to.deep.equal([]);
  });
});
