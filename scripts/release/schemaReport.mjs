/**
 * A JSON Schema as lines, one for each place of the document: what may stand there. Branches of a choice share their
 * places. `?` stands after what may be left out; in a document that users write, "to be given" after what may not.
 */
export function schemaReport(kind, schema, { written = false } = {}) {
  const places = new Map();
  visit(schema, '', '');
  return [...places]
    .map(([place, { forms, mark }]) => `${kind} ${place || '/'}: ${[...forms].sort().join(' | ')}${mark}`)
    .sort((a, b) => (a < b ? -1 : 1));

  function visit(one, place, mark) {
    const branches = one.anyOf ?? one.oneOf;
    if (branches !== undefined) {
      for (const branch of branches) visit(branch, place, mark);
      return;
    }
    const known = places.get(place) ?? { forms: new Set(), mark };
    known.forms.add(form(one));
    // What one branch lets out is not always there.
    if (mark === '?') known.mark = mark;
    places.set(place, known);
    for (const [name, next] of Object.entries(one.properties ?? {})) {
      const given = one.required?.includes(name) ?? false;
      visit(next, `${place}/${name}`, !given ? '?' : written ? ', to be given' : '');
    }
    if (typeof one.additionalProperties === 'object') visit(one.additionalProperties, `${place}/*`, '');
    (one.prefixItems ?? (Array.isArray(one.items) ? one.items : [])).forEach((next, i) => {
      visit(next, `${place}/${i}`, '');
    });
    if (one.items !== undefined && !Array.isArray(one.items)) visit(one.items, `${place}/[]`, '');
  }
}

function form({ const: constant, enum: choices, type = 'anything', pattern }) {
  if (constant !== undefined) return JSON.stringify(constant);
  if (choices !== undefined) return choices.map((choice) => JSON.stringify(choice)).join(' | ');
  return pattern === undefined ? String(type) : `${type} ${pattern}`;
}
