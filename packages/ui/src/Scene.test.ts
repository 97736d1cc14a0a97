import type { Scene } from '@aimaq/engine/views';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Chart } from './Chart.js';
import { SceneView } from './Scene.js';

const scene: Scene = {
  width: 100,
  height: 50,
  title: 'Two bars',
  description: 'The second is longer.',
  marks: [
    { kind: 'rect', x: 0, y: 0, width: 10, height: 5, fill: 'accent', hint: 'first: 10' },
    {
      kind: 'group',
      href: '/en/b',
      label: 'to the second',
      children: [{ kind: 'text', x: 1, y: 9, text: 'a < b & "c"', fill: 'ink' }],
    },
  ],
  table: { columns: ['name', 'value'], rows: [['first', '10']] },
};
const paint = (one: Scene) => renderToStaticMarkup(createElement(SceneView, { scene: one, id: 'x' }));

it('a picture with links is a named group; one without is a single image', () => {
  expect(paint(scene)).toContain('role="group" aria-labelledby="x-title" aria-describedby="x-description"');
  expect(paint({ ...scene, marks: scene.marks.slice(0, 1) })).toContain('role="img"');
});

it('says its title, description, hints and the names of its links', () => {
  const html = paint(scene);
  for (const words of ['<title id="x-title">Two bars</title>', 'The second is longer.', '<title>first: 10</title>'])
    expect(html).toContain(words);
  // What is seen is part of the name, so that the link can be called by voice (WCAG 2.5.3).
  expect(html).toContain('<a href="/en/b" aria-label="a &lt; b &amp; &quot;c&quot;. to the second">');
});

it('text is escaped', () => {
  expect(paint(scene)).toContain('a &lt; b &amp; &quot;c&quot;');
});

it('a chart carries the same numbers as a table', () => {
  const html = renderToStaticMarkup(createElement(Chart, { id: 'x', scene, tableLabel: 'Show as table' }));
  expect(html).toContain('Show as table');
  expect(html).toMatch(/<th[^>]*>name<\/th>/);
  expect(html).toMatch(/>first<\/t[hd]>/);
});
