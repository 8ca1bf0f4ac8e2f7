import { readFileSync } from 'node:fs';
import { expect } from 'chai';

const file = new URL('../../../views/assets/liaison.css', import.meta.url);
const css: string = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Theme = 'light' | 'dark';
const themes: Theme[] = ['light', 'dark'];

/** Every `--lsn-name: light-dark(#light, #dark)` of the file. */
function tokens(theme: Theme): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, light, dark] of css.matchAll(
    /--lsn-([a-z0-9-]+):\s*light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)/gi,
  )) {
    const value = theme === 'light' ? light : dark;
    if (name !== undefined && value !== undefined) found.set(name, value.toLowerCase());
  }
  return found;
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const linear = (start: number): number => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Selectors of all rules, at-rules opened, comments gone. */
function selectors(): string[] {
  const found: string[] = [];
  for (const [, prelude = ''] of css.matchAll(/([^{};]+)\{/g)) {
    const text = prelude.trim().replace(/\s+/g, ' ');
    if (!text.startsWith('@')) found.push(...splitAtCommas(text));
  }
  return found;
}

/** Splits at the commas that stand outside brackets and quotes. */
function splitAtCommas(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

function declarations(): { property: string; value: string }[] {
  return [...css.matchAll(/(?:^|[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/gm)].map(([, property, value]) => ({
    property: property ?? '',
    value: (value ?? '').trim(),
  }));
}

/** The first group of every match. */
function names(pattern: RegExp): string[] {
  return Array.from(css.matchAll(pattern), (match) => match[1] ?? '');
}

const surfaces = ['page', 'surface', 'sunken'];
const tints = ['ok-bg', 'warn-bg', 'bad-bg', 'info-bg'];
const everywhere = [...surfaces, ...tints];

/** What ux.md section 8 promises: colour, where it stands, the least ratio. */
const promises: [colour: string, on: string[], atLeast: number][] = [
  ['ink', everywhere, 12],
  ['ink-2', everywhere, 5.7],
  ['edge', surfaces, 3.5],
  ['link', everywhere, 6],
  ['on-accent', ['accent', 'accent-hover'], 6],
  ['accent', surfaces, 5.3],
  ['focus', everywhere, 5.5],
  ['ok', ['ok-bg', ...surfaces], 5.7],
  ['warn', ['warn-bg', ...surfaces], 6.2],
  ['bad', ['bad-bg', ...surfaces], 6.3],
  ['on-bad', ['bad'], 6.3],
  ['info', ['info-bg', ...surfaces], 5.3],
];

describe('the style sheet', () => {
  for (const theme of themes) {
    describe(`contrast, ${theme}`, () => {
      const colours = tokens(theme);
      for (const [colour, grounds, atLeast] of promises) {
        for (const ground of grounds) {
          it(`${colour} on ${ground} is at least ${atLeast}:1`, () => {
            const [front, back] = [colours.get(colour), colours.get(ground)];
            if (front === undefined || back === undefined) throw new Error(`no token ${colour} or ${ground}`);
            expect(contrast(front, back)).to.be.at.least(atLeast);
          });
        }
      }
    });
  }

  it('knows every colour token of the design in both themes', () => {
    const wanted =
      'page surface sunken ink ink-2 line edge accent accent-hover on-accent link focus ' +
      'ok ok-bg warn warn-bg bad bad-bg on-bad info info-bg';
    for (const theme of themes) expect([...tokens(theme).keys()]).to.have.members(wanted.split(' '));
  });

  it('uses no colour outside the tokens', () => {
    const loose = declarations().filter(
      ({ property, value }) =>
        !property.startsWith('--') && /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i.test(value),
    );
    expect(loose).to.deep.equal([]);
  });

  it('uses only tokens that exist', () => {
    const known = new Set(names(/(--lsn-[a-z0-9-]+)\s*:/g));
    const used = names(/var\((--[a-z0-9-]+)/g);
    expect(used.filter((name) => !known.has(name))).to.deep.equal([]);
  });

  it('never says !important', () => {
    expect(css).to.not.include('!important');
  });

  it('knows no left and no right, so it mirrors by itself', () => {
    const physical = declarations().filter(
      ({ property, value }) =>
        /(?:^|-)(?:left|right)(?:-|$)/.test(property) ||
        (/^(?:float|clear|text-align)$/.test(property) && /\b(?:left|right)\b/.test(value)),
    );
    expect(physical).to.deep.equal([]);
  });

  it('has no height that cuts text, and no z-index above 10', () => {
    const heights = declarations().filter(
      ({ property, value }) => /^(?:max-)?(?:height|block-size)$/.test(property) && /px|rem|vh/.test(value),
    );
    // One pixel hides from the eye only; max() is the least size of a tick.
    expect(
      heights.map(({ value }) => value).filter((value) => !/^(?:1px|max\(.*\))$/.test(value)),
    ).to.deep.equal([]);
    const layers = declarations().filter(({ property }) => property === 'z-index');
    expect(Math.max(...layers.map(({ value }) => Number(value)))).to.be.at.most(10);
  });

  it('reaches nothing outside .lsn', () => {
    const root =
      /^(?:(?:\[data-(?:lsn|bs)-theme='[a-z]+'\] )?(?::is\()?\.lsn(?![a-z])|body\.lsn-page|\.lsn-|\[aria-sort[^\]]*\] > \.lsn-)/;
    const loose = selectors().filter(
      (selector) => !root.test(selector) || /\.lsn(?:\[[^\]]*\])? [~+]/.test(selector),
    );
    expect(loose).to.deep.equal([]);
  });
});
